"""The lists that a form offers, each read once for a page however many items show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from competencies.frameworks import Competence
from learning.models import ModulePage
from paths.themes import ThemePage
from trainers.adapting.licensing import allowed_licences
from trainers.membership.places import places_of
from trainers.plans.pages import PlanPage

NONE = ("", "—")
# Nobody reads a longer list; the admin's chooser searches.
MODULES_AT_MOST = 500


@dataclass
class Choices:
    """For one plan and the person who writes it. What the plan holds already is always offered."""

    plan: PlanPage
    user: Any

    @cached_property
    def themes(self) -> list[tuple[Any, Any]]:
        offered = Q(live=True, locale=self.plan.locale_id) | Q(pk=self.plan.theme_id)
        themes = ThemePage.objects.filter(offered)
        return [NONE, *themes.order_by("path").values_list("pk", "title")]

    @cached_property
    def places(self) -> list[tuple[Any, Any]]:
        """The EPNs that the author belongs to: nobody signs for another one."""
        places = places_of(self.user.pk, self.plan.owner_id, and_place=self.plan.place_id)
        return [NONE, *((place.pk, str(place)) for place in places)]

    @cached_property
    def licences(self) -> list[tuple[Any, Any]]:
        """For an adaptation, those that its original allows."""
        codes = dict.fromkeys([*allowed_licences(self.plan), self.plan.licence])
        return [(code, code) for code in codes]

    @cached_property
    def modules(self) -> list[tuple[Any, Any]]:
        modules = ModulePage.objects.live().filter(locale=self.plan.locale_id).order_by("title", "pk")
        offered = list(modules.values_list("pk", "title")[:MODULES_AT_MOST])
        return [NONE, *offered, *self._held(offered)]

    def _held(self, offered: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
        """Modules of the plan that are not among those offered: unpublished since, or of another language."""
        missing = {row.module_id for row in self.plan.plan_modules.all()} - {pk for pk, _title in offered}
        if not missing:
            return []
        return list(ModulePage.objects.filter(pk__in=missing).order_by("title", "pk").values_list("pk", "title"))

    @cached_property
    def _competences(self) -> list[Competence]:
        return list(Competence.objects.with_texts().in_reading_order())

    @cached_property
    def competences(self) -> list[Any]:
        return self._by_area("pk")

    @cached_property
    def codes(self) -> list[Any]:
        """By identifier, as objectives name them; a code that no framework has any more stays."""
        known = {competence.identifier for competence in self._competences}
        held = {block.value.get("competence") or "" for block in self.plan.objectives} - known - {""}
        return [*self._by_area("identifier"), *((code, code) for code in sorted(held))]

    def _by_area(self, key: str) -> list[Any]:
        groups: dict[str, list[tuple[Any, str]]] = {}
        for competence in self._competences:
            heading = f"{competence.framework} – {competence.area}"
            groups.setdefault(heading, []).append((getattr(competence, key), f"{competence.code} {competence.title}"))
        return [NONE, *groups.items()]
