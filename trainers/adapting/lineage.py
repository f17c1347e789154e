"""Where a public plan comes from, and what was made of it: two queries a page, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Q
from django.utils.translation import gettext as _

from core.queries import visible
from trainers.adapting.models import Adaptation
from trainers.versions.numbers import spoken
from trainers.versions.states import parts

if TYPE_CHECKING:
    from trainers.plans.pages import PlanPage

# Shown on the page of an original, the latest first.
MOST = 50
# « Titre », the rest: see `core.licences.credit_line`.
_CREDIT = re.compile("\\A«[\u00a0\u202f ]?(.+?)[\u00a0\u202f ]?», (.+)\\Z", re.DOTALL)


@dataclass(frozen=True)
class Original:
    """One step of the way, its `version` in words: `url` is empty when it is not public any more, its credit remains."""

    title: str
    url: str
    version: str
    credit: str
    full_url: str = ""

    @property
    def about(self) -> str:
        """« version 2 du 3 mars 2026, Awa Diallo, CC BY-SA 4.0 »."""
        return ", ".join(part for part in (self.version, self.credit) if part)


@dataclass(frozen=True)
class Shown:
    """A published adaptation, as the page of its original lists it."""

    title: str
    url: str
    place: str
    sentence: str


@dataclass(frozen=True)
class Lineage:
    originals: Sequence[Original] = ()
    adaptations: Sequence[Shown] = ()
    more: int = 0


def lineage_of(plan: PlanPage) -> Lineage:
    """The originals, the nearest first, and the published adaptations in the language of `plan`."""
    read_lineages([plan])
    return plan.lineage


def read_lineages(plans: Iterable[PlanPage]) -> None:
    """Give each of several plans its `lineage`, in the same two queries for all."""
    from trainers.plans.pages import PlanPage, PlanQuerySet

    plans = list(plans)
    chains = _chains(plans)
    steps = {id(plan): _steps(plan, chains) for plan in plans}
    wanted = {step["plan"] for some in steps.values() for step in some if step["plan"]}
    asked = Q(pk__in=wanted) | Q(adapted_from__in=[plan.pk for plan in plans if plan.pk], alias_of=None)
    found = cast(PlanQuerySet, visible(PlanPage.objects.filter(asked))).with_card().defer("adaptation__known")
    pages = list(found.select_related("locale", "place", "adaptation").order_by("-last_published_at", "-pk"))
    by_pk = {page.pk: page for page in pages}
    for plan in plans:
        originals = [_original(step, by_pk.get(step["plan"])) for step in steps[id(plan)]]
        made = [page for page in pages if plan.pk and _is_made_of(page, plan)]
        plan.__dict__["lineage"] = Lineage(
            # A page that is neither public nor credited is nobody's to name.
            [one for one in originals if one.title or one.credit],
            [_shown(page) for page in made[:MOST]],
            max(0, len(made) - MOST),
        )


def _is_made_of(page: PlanPage, original: PlanPage) -> bool:
    return page.adapted_from_id == original.pk and page.locale_id == original.locale_id


def _has_origin(plan: PlanPage) -> bool:
    return bool(plan.adapted_from_id or plan.source_credit)


def _chains(plans: Sequence[PlanPage]) -> dict[int, list[dict[str, Any]]]:
    """What the originals of some plans come from themselves; no query for a plan read with its adaptation."""
    read = [plan for plan in plans if "adaptation" in plan._state.fields_cache]
    chains = {plan.pk: plan.adaptation.chain for plan in read if getattr(plan, "adaptation", None)}
    asked = [plan.pk for plan in plans if plan.pk and plan not in read and _has_origin(plan)]
    if asked:
        chains |= dict(Adaptation.objects.filter(plan__in=asked).values_list("plan", "chain"))
    return chains


def _steps(plan: PlanPage, chains: Mapping[int, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    if not _has_origin(plan):
        return []
    above = {"plan": plan.adapted_from_id, "credit": plan.source_credit, "version": plan.source_version}
    return [above, *chains.get(plan.pk, [])]


def _original(step: dict[str, Any], page: PlanPage | None) -> Original:
    match = _CREDIT.match(step["credit"])
    title, credit = match.groups() if match else ("", step["credit"])
    if page is not None:
        title = page.title
        credit = credit or page.licence
    addresses = (page.url or "", page.full_url or "") if page else ("", "")
    return Original(title, addresses[0], spoken(step["version"]), credit, addresses[1])


def _shown(page: PlanPage) -> Shown:
    kept = getattr(page, "adaptation", None)
    return Shown(page.title, page.url or "", page.epn, sentence(kept.differs) if kept else "")


def sentence(names: Sequence[str]) -> str:
    """« Ce qui change : durée totale, matériel, déroulé et feuilles. », in the order of the form."""
    labels = [str(part.label) for part in parts() if part.name in names]
    lower = [label[:1].lower() + label[1:] for label in labels]
    return _("Ce qui change : %(parts)s.") % {"parts": ", ".join(lower)} if lower else ""
