"""« Ma sélection » : plans, modules and pieces of plans gathered in one folder. The address is the whole state.

    /mediateurs/selection/?s=12&s=15&m=7&p=12.deroule&p=12.84a3a939

`s` is a plan, `m` a module, `p` a piece of a plan: one of its parts by name, or one of its activities or sheets by the
beginning of its id. Nothing is kept here; a browser may remember the address (`static/js/selection.js`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.models import Locale

from core.queries import visible
from learning.models import ModulePage
from learning.printing import Booklet
from trainers.adapting.lineage import read_lineages
from trainers.plans.pages import PlanPage
from trainers.plans.reading import Handout, read_modules, read_objectives
from trainers.plans.timing import Activity

# A folder that one carries; also what one address may cost.
MOST = 40
# Enough of a block's id to tell it from the others of its plan.
ID_LENGTH = 8
PARTS = {
    "objectifs": gettext_noop("Les objectifs"),
    "materiel": gettext_noop("Le matériel"),
    "preparation": gettext_noop("À préparer avant"),
    "deroule": gettext_noop("Le déroulé"),
    "evaluation": gettext_noop("Vérifier ce qui est appris"),
}
_PIECE = re.compile(r"([0-9]{1,9})\.([a-z0-9-]{1,36})")

Item = tuple[str, str]


@dataclass(frozen=True)
class Selection:
    """What an address names, whether it exists or not; each thing once, in the order of the address."""

    plans: tuple[int, ...] = ()
    modules: tuple[int, ...] = ()
    pieces: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        found = [match for text in query.getlist("p") if (match := _PIECE.fullmatch(text))]
        pieces = dict.fromkeys((int(match[1]), match[2]) for match in found)
        plans, modules = _numbers(query.getlist("s")), _numbers(query.getlist("m"))
        plans = plans[:MOST]
        modules = modules[: MOST - len(plans)]
        return cls(plans, modules, tuple(pieces)[: MOST - len(plans) - len(modules)])

    @property
    def items(self) -> list[Item]:
        """As they stand in an address."""
        return [
            *(("s", str(pk)) for pk in self.plans),
            *(("m", str(pk)) for pk in self.modules),
            *(("p", f"{pk}.{name}") for pk, name in self.pieces),
        ]

    @property
    def query(self) -> str:
        return urlencode(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def without(self, item: Item) -> str:
        """The query without one of its items."""
        return urlencode([other for other in self.items if other != item])

    def keeping(self, plans: Iterable[int], modules: Iterable[int], pieces: Iterable[tuple[int, str]]) -> Selection:
        return replace(self, plans=tuple(plans), modules=tuple(modules), pieces=tuple(pieces))


def _numbers(texts: Sequence[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 10))


@dataclass(frozen=True)
class Piece:
    """A part of a plan, an activity or a sheet; exactly one of the last three says which."""

    plan: PlanPage
    name: str
    title: str
    part: str = ""
    activity: Activity | None = None
    handout: Handout | None = None

    @property
    def prefix(self) -> str:
        """Of every id of this piece, in a page of several."""
        return f"p{self.plan.pk}-{self.name}-"

    @property
    def key(self) -> tuple[int, str]:
        return self.plan.pk, self.name

    @property
    def run(self) -> list[Activity]:
        return [self.activity] if self.activity else self.plan.run


def piece_of(plan: PlanPage, name: str) -> Piece | None:
    if name in PARTS:
        return Piece(plan, name, _(PARTS[name]), part=name)
    for activity in plan.run:
        if len(name) >= ID_LENGTH and activity.id.startswith(name):
            return Piece(plan, name, activity.title, activity=activity)
    for handout in plan.handouts:
        if len(name) >= ID_LENGTH and handout.id.startswith(name):
            return Piece(plan, name, handout.title, handout=handout)
    return None


@dataclass(frozen=True)
class Row:
    """One thing selected, as the list shows it."""

    title: str
    url: str
    about: str
    minutes: int
    without: str


class Folder:
    """What a selection holds that everybody can read, in a fixed number of queries."""

    def __init__(self, asked: Selection, locale: Locale | int, address: str = "") -> None:
        self.asked, self.locale, self.address = asked, locale, address

    @cached_property
    def _plans(self) -> dict[int, PlanPage]:
        wanted = {*self.asked.plans, *(pk for pk, _name in self.asked.pieces)}
        if not wanted:
            return {}
        plans = visible(PlanPage.objects.filter(pk__in=wanted)).select_related("place", "adapted_from")
        return {plan.pk: plan for plan in plans.order_by("pk")}

    @cached_property
    def plans(self) -> list[PlanPage]:
        return [self._plans[pk] for pk in self.asked.plans if pk in self._plans]

    @cached_property
    def modules(self) -> list[ModulePage]:
        if not self.asked.modules:
            return []
        found = visible(ModulePage.objects.filter(pk__in=self.asked.modules)).order_by("pk")
        modules = {module.pk: module for module in found}
        return [modules[pk] for pk in self.asked.modules if pk in modules]

    @cached_property
    def pieces(self) -> list[Piece]:
        """Pieces of plans; one that its plan already brings is not printed twice."""
        whole = {plan.pk for plan in self.plans}
        asked = [(self._plans[pk], name) for pk, name in self.asked.pieces if pk in self._plans and pk not in whole]
        return [piece for plan, name in asked if (piece := piece_of(plan, name))]

    @cached_property
    def selection(self) -> Selection:
        """What there really is: the address of a folder without what was taken away since."""
        return self.asked.keeping(
            (plan.pk for plan in self.plans),
            (module.pk for module in self.modules),
            (piece.key for piece in self.pieces),
        )

    @property
    def rows(self) -> list[Row]:
        kept = self.selection
        plans = [
            Row(plan.title, plan.url or "", _("séance"), plan.minutes, kept.without(("s", str(plan.pk))))
            for plan in self.plans
        ]
        modules = [
            Row(module.title, module.url or "", _("module"), module.minutes, kept.without(("m", str(module.pk))))
            for module in self.modules
        ]
        pieces = [
            Row(
                piece.title,
                piece.plan.url or "",
                piece.plan.title,
                0,
                kept.without(("p", f"{piece.plan.pk}.{piece.name}")),
            )
            for piece in self.pieces
        ]
        return [*plans, *modules, *pieces]

    @property
    def sheets(self) -> list[tuple[str, PlanPage]]:
        """The plans, each with the prefix of its ids."""
        return [(f"s{plan.pk}-", plan) for plan in self.plans]

    @property
    def minutes(self) -> int:
        """How long the sessions last together."""
        return sum(plan.minutes for plan in self.plans)

    @property
    def missing(self) -> int:
        """How many things of the address are not there any more, or came with their plan."""
        return len(self.asked) - len(self.selection)

    def prepare(self) -> Self:
        """Read what the paper shows of all plans at once."""
        read_objectives(self._plans.values())
        read_modules(self.plans)
        read_lineages(self.plans)
        return self

    @cached_property
    def booklet(self) -> Booklet:
        return Booklet(self.modules, self.locale, address=self.address)


def others(locale: Locale | int, selection: Selection) -> tuple[list[Any], list[Any]]:
    """The plans and modules that may still be added, as `(pk, title)`."""
    lists = []
    for model, taken in ((PlanPage, selection.plans), (ModulePage, selection.modules)):
        rows: Any = visible(model.objects.filter(locale=locale)).exclude(pk__in=taken)
        lists.append(list(rows.order_by("title", "pk").values_list("pk", "title")[:500]))
    return lists[0], lists[1]
