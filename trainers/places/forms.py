"""The form of the directory as the template shows it: a GET form, so that the address is the question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trainers.places.departments import departments
from trainers.places.questions import FACETS, RADIUSES, WHEN, Question, vocabulary
from trainers.places.towns import Town

_TITLES = {
    "service": gettext_lazy("Pour quoi faire ?"),
    "public": gettext_lazy("Accueil réservé ou adapté à"),
    "besoin": gettext_lazy("Besoins particuliers"),
    "prix": gettext_lazy("Prix"),
}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    options: list[Option]


@dataclass(frozen=True)
class SearchForm:
    """`town` is the one that was understood: its box shows what was typed, or the town around a position."""

    question: Question
    town: Town | None
    counts: Mapping[str, int]

    @property
    def typed_town(self) -> str:
        return self.question.town or (self.town.label if self.town else "")

    @property
    def radiuses(self) -> list[Option]:
        labels = {0: _("dans la ville"), None: _("Peu importe")}
        return [
            Option(
                "" if radius is None else str(radius),
                labels.get(radius) or _("à moins de %(count)d km") % {"count": radius},
                radius == self.question.radius,
            )
            for radius in (None, *RADIUSES)
        ]

    @property
    def moments(self) -> list[Option]:
        anytime = Option("", _("Peu importe"), not self.question.when)
        return [anytime, *(Option(key, str(label), key == self.question.when) for key, label in WHEN.items())]

    @property
    def departments(self) -> list[Option]:
        """Those that have places, and the one that was asked."""
        return [
            Option(code, found.label, code == self.question.department)
            for code, found in departments().items()
            if self.counts.get(code) or code == self.question.department
        ]

    @cached_property
    def groups(self) -> list[Group]:
        return [
            Group(
                key,
                str(_TITLES[key]),
                [Option(v, word, word in self.question.chosen(key)) for v, word in vocabulary(key).items()],
            )
            for key in FACETS
        ]

    @property
    def has_more(self) -> bool:
        """Whether something is asked in the part that is folded away."""
        return bool(self.question.facets or self.question.name)
