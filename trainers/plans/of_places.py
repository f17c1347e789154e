"""What a place shares: its session plans and its sequences, for its page in the directory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.utils.translation import ngettext

from core.queries import visible
from paths.templatetags.paths_tags import duration
from trainers.places.models import Place
from trainers.places.shared import SharedPlan
from trainers.plans.pages import PlanPage
from trainers.plans.sequences import SequencePage

# A page stays readable however much a place writes; the newest come first.
SHOWN = 40


def plans_of(place: Place, locale: int) -> Iterator[SharedPlan]:
    """Those that everybody may read in this language, sequences first: two queries."""
    sequences = SequencePage.objects.with_card().filter(place=place, locale=locale)
    plans = PlanPage.objects.with_card().filter(place=place, locale=locale)
    return chain(
        (_sequence(found) for found in visible(sequences).order_by("-first_published_at", "pk")[:SHOWN]),
        (_plan(found) for found in visible(plans).order_by("-first_published_at", "pk")[:SHOWN]),
    )


def _plan(plan: PlanPage) -> SharedPlan:
    return SharedPlan(plan.title, plan.url, plan.summary, f"{duration(plan.minutes)} · {plan.get_level_display()}")


def _sequence(sequence: SequencePage) -> SharedPlan:
    count = sequence.plan_count
    sessions = ngettext("%(count)d séance", "%(count)d séances", count) % {"count": count}
    return SharedPlan(sequence.title, sequence.url, sequence.summary, f"{sessions} · {duration(sequence.minutes)}")
