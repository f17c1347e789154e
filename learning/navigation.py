"""Where a module stands in a longer course: what came before it, what comes next.

`learning` knows nothing of paths: whoever arranges modules registers a provider. The address of a step names the course
(`/modules/ouvrir-un-site/3/?parcours=premiers-pas`), so that the page stays the same for everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest

if TYPE_CHECKING:
    from learning.pages import ModulePage

PARAMETER = "parcours"
MAX_LENGTH = 100


@dataclass(frozen=True)
class Course:
    """One module's place in a course: it is the `position`th of `count`."""

    slug: str
    title: str
    url: str
    position: int
    count: int
    previous_url: str = ""
    previous_title: str = ""
    next_url: str = ""
    next_title: str = ""

    @property
    def query(self) -> str:
        """What an address needs to stay in this course."""
        return course_query(self.slug)


def course_query(slug: str) -> str:
    return "?" + urlencode({PARAMETER: slug})


# Given a module and the name of a course: the module's place in it, or nothing.
Provider = Callable[["ModulePage", str], Course | None]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add a provider; usable as a decorator. Registering it twice changes nothing."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def course_of(module: ModulePage, request: HttpRequest) -> Course | None:
    """The course that the address names; an unknown one, or one without this module, is no course."""
    slug = request.GET.get(PARAMETER, "")[:MAX_LENGTH].replace("\x00", "")
    if not slug:
        return None
    course = next((course for provider in _providers if (course := provider(module, slug))), None)
    if course and list(request.GET.items()) == [(PARAMETER, slug)]:
        request.query_is_known = True  # type: ignore[attr-defined]
    return course
