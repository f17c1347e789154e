"""The names of what plans lead to, for a few differences at once: at most one query for each kind of thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from competencies.frameworks import Competence
from competencies.levels import Level
from competencies.tags import Role
from core.models import Keyword
from trainers.places.models import Place
from trainers.plans.differences import Difference, Part, Shape


def _titles(model: Any, name: str) -> Callable[[set[Any]], dict[Any, str]]:
    return lambda wanted: dict(model._default_manager.filter(pk__in=wanted).values_list("pk", name))


def _competences(wanted: set[Any]) -> dict[Any, str]:
    """By number, as tags hold them, and by identifier, as objectives do."""
    found: dict[Any, str] = {}
    for competence in Competence.objects.with_texts().select_related("framework").order_by("pk"):
        found[competence.pk] = found[competence.identifier] = f"{competence.code} {competence.title}"
    return found


KINDS: Mapping[str, Callable[[set[Any]], dict[Any, str]]] = {
    "page": _titles(Page, "title"),
    "place": _titles(Place, "name"),
    "document": _titles(get_document_model(), "title"),
    "keyword": _titles(Keyword, "name"),
    "competence": _competences,
}


class Names:
    """Says a value as its reader knows it: « Débutant » for 1, the title of a module for its number."""

    def __init__(self, differences: Iterable[Difference], more: Iterable[tuple[Part, Any]] = ()) -> None:
        self._wanted: dict[str, set[Any]] = {}
        for one in differences:
            self._gather_difference(one)
        for part, value in more:
            self._gather(part, value)
        self._found = {of: KINDS[of](wanted) for of, wanted in sorted(self._wanted.items())}

    def _gather_difference(self, one: Difference) -> None:
        if one.part.shape != Shape.BLOCKS:
            for value in (one.before, one.after):
                self._gather(one.part, value)
        elif one.inside:
            for value in (one.before, one.after):
                self._gather(one.inside, value)
        elif one.block:
            for part in one.part.blocks[one.block["type"]]:
                self._gather(part, one.block["value"].get(part.name))

    def _gather(self, part: Part, value: Any) -> None:
        if part.shape == Shape.LINK and value:
            self._wanted.setdefault(part.of, set()).add(value)
        elif part.shape == Shape.ROWS:
            self._wanted.setdefault(part.of, set()).update(row[0] for row in value or ())
        elif part.shape == Shape.BLOCKS and isinstance(value, Mapping):
            for inside in part.blocks[value["type"]]:
                self._gather(inside, value["value"].get(inside.name))

    def text(self, part: Part, value: Any) -> str:
        """One value as a short text; empty for nothing."""
        if part.shape == Shape.FLAG:
            return _("oui") if value else _("non")
        if part.shape == Shape.CHOICE:
            return str(part.choices.get(str(value), value))
        if part.shape == Shape.LINK:
            return self._name(part.of, value) if value else ""
        if part.shape in (Shape.WORDS, Shape.LINES, Shape.ROWS):
            return ", ".join(self.items(part, value))
        return "" if value is None else str(value)

    def items(self, part: Part, value: Iterable[Any]) -> list[str]:
        """The items of a list, each as a text."""
        if part.shape == Shape.WORDS:
            return [str(part.choices.get(word, word)) for word in value]
        if part.shape == Shape.ROWS:
            return [self._row(part, row) for row in value]
        return [str(item) for item in value]

    def _row(self, part: Part, row: list[Any]) -> str:
        said = [self._name(part.of, row[0])]
        if part.of == "competence":
            role, level = row[1:]
            said += [str(Role(role).label) if role in Role.values else "", str(Level(level).label) if level else ""]
        return ", ".join(text for text in said if text)

    def _name(self, of: str, value: Any) -> str:
        return self._found.get(of, {}).get(value) or _("(retiré du site)")
