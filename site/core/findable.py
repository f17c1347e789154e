"""What a type of page gives to search, said in its class: see `BasePage.findable`.

`search` reads it for every published page; the packages below know nothing of search.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Field
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

# Whom a page speaks to: the values of `public` in an address.
LEARNERS, MEDIATORS = "apprenants", "mediateurs"


class _Translated(Protocol):
    """A sentence of gettext, lazy or not."""

    def __str__(self) -> str: ...


@dataclass(frozen=True)
class Findable:
    """One small declaration a page type. The names are names of attributes; one that is left out is not there.

    `kind` is the value of `type` in an address. `names` are other titles of the page, `text` its searched text.
    """

    kind: str
    label: _Translated
    plural: _Translated
    names: Sequence[str] = ()
    text: Sequence[str] = ()
    minutes: str = ""
    level: str = ""
    licence: str = ""
    # Words as they stand in an address, or the name of an attribute that gives them.
    audience: Sequence[str] | str = (LEARNERS,)
    # The pages that this one adds up, whose changes change it.
    parts: str = ""
    # A static method that reads at once, for pages of one language, what the rest would ask of each in turn.
    together: str = ""
    # What people call such a page when they look for one, in a sentence that may be shown: « un atelier à animer ».
    said: _Translated | str = ""

    def number(self, page: Any, name: str) -> int | None:
        attribute = getattr(self, name)
        return getattr(page, attribute) if attribute else None

    def licence_of(self, page: Any) -> str:
        return str(getattr(page, self.licence)) if self.licence else ""

    def audiences(self, page: Any) -> list[str]:
        return list(getattr(page, self.audience) if isinstance(self.audience, str) else self.audience)

    def all_parts(self, page: Any) -> list[int]:
        return [part.pk for part in getattr(page, self.parts)] if self.parts else []

    def read_together(self, pages: Sequence[Any]) -> None:
        if self.together and pages:
            getattr(pages[0], self.together)(pages)

    def all_names(self, page: Any) -> list[str]:
        return [line for name in self.names for line in _lines(page, name)]

    def all_text(self, page: Any) -> str:
        return "\n".join(line for name in self.text for line in _lines(page, name))


def site_page(*, text: Sequence[str] = (), audience: Sequence[str] = (LEARNERS,)) -> Findable:
    """A page that is not of a kind of its own: a list, a notice."""
    return Findable("page", _("Page du site"), _("Pages du site"), text=text, audience=audience)


def _lines(page: Any, name: str) -> Iterable[str]:
    """The pieces of plain text of an attribute: a field, a list of texts or a body."""
    value = getattr(page, name)
    field = page._meta.get_field(name) if name in _field_names(page) else None
    if isinstance(field, StreamField):
        found = field.stream_block.get_searchable_content(value)
    elif isinstance(value, str):
        found = value.splitlines()
    else:
        found = [str(item) for item in value or ()]
    return (line.strip() for line in found if line and line.strip())


def _field_names(page: Any) -> set[str]:
    return {field.name for field in page._meta.get_fields() if isinstance(field, Field)}
