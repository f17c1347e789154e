"""What an editor should look at again in a plan or a sequence. These are remarks: nothing blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import licences
from core.checks import Remark, check_blocks, check_text
from trainers.adapting.licensing import refusal
from trainers.plans import bloom, timing

if TYPE_CHECKING:
    from trainers.plans.pages import PlanPage
    from trainers.plans.sequences import SequencePage


def check_plan(page: PlanPage) -> Iterator[Remark]:
    """Remarks in reading order: the card, the objectives, the run, the licence."""
    place = _("Séance")
    if not page.summary:
        yield Remark(place, _("Il manque un résumé d’une phrase."), "summary")
    if not page.audiences:
        yield Remark(place, _("Dites pour quel public."), "audiences")
    if page.group_min > page.group_max:
        yield Remark(place, _("Le groupe le plus petit est plus grand que le plus grand."), "group_min")
    if not page.competence_tags.exists():
        yield Remark(place, _("Aucune compétence n’est choisie."), "competence_tags")
    if not page.equipment_list:
        yield Remark(place, _("Dites quel matériel il faut."), "equipment")
    if not page.evaluation_list:
        yield Remark(place, _("Dites comment vérifier ce qui est appris."), "evaluation")
    yield from check_text(place, [page.summary], "summary")
    yield from check_text(place, page.preparation_list, "preparation")
    yield from check_text(place, page.evaluation_list, "evaluation")
    yield from check_objectives(page)
    yield from check_run(page)
    yield from check_licences(page)


def check_objectives(page: PlanPage) -> Iterator[Remark]:
    if not page.objectives:
        yield Remark(_("Objectifs"), _("Il manque les objectifs."), "objectives")
    for number, block in enumerate(page.objectives, 1):
        place, value = _("Objectif %(number)d") % {"number": number}, block.value
        for fault in bloom.faults(value["text"] or "", value["bloom"] or "", value["competence"] or ""):
            yield Remark(place, str(fault), f"objectives.{block.id}.text")
    if possible := bloom.too_many(len(page.objectives), page.minutes):
        sentence = ngettext(
            "En %(minutes)d minutes, un groupe atteint %(possible)d objectif.",
            "En %(minutes)d minutes, un groupe atteint %(possible)d objectifs.",
            possible,
        )
        yield Remark(_("Objectifs"), sentence % {"minutes": page.minutes, "possible": possible}, "objectives")


def check_run(page: PlanPage) -> Iterator[Remark]:
    run, place = page.run, _("Déroulé")
    if not run:
        yield Remark(place, _("Il manque les activités."), "body")
        return
    if sentence := sum_sentence(timing.total(run), page.minutes):
        yield Remark(place, sentence, "body")
    if timing.hands_on_share(run) < timing.LEAST_HANDS_ON:
        share = {"share": round(100 * timing.hands_on_share(run))}
        sentence = _("Les participants manipulent %(share)d %% du temps. Visez au moins la moitié.")
        yield Remark(place, sentence % share, "body")
    for activity in run:
        yield from check_activity(activity)
    for block in page.body:
        yield from check_blocks(place, block.block, block.value, f"body.{block.id}")


def check_activity(activity: timing.Activity) -> Iterator[Remark]:
    place, path = _("Activité %(number)d") % {"number": activity.number}, f"body.{activity.id}"
    if activity.online and not activity.has_plan_b:
        yield Remark(place, _("Il faut Internet : prévoyez un plan B."), f"{path}.offline")
    if activity.hands_on and activity.minutes < timing.SHORTEST_HANDS_ON:
        sentence = _("%(minutes)d minutes, c’est court pour manipuler.")
        yield Remark(place, sentence % {"minutes": activity.minutes}, f"{path}.minutes")
    if not activity.hands_on and activity.minutes > timing.LONGEST_TALK:
        sentence = _("%(minutes)d minutes sans rien faire, c’est long : coupez, ou faites manipuler.")
        yield Remark(place, sentence % {"minutes": activity.minutes}, f"{path}.minutes")


def sum_sentence(run_minutes: int, announced: int) -> str:
    """What to say when the activities do not add up to the announced length; empty when they do."""
    gap = announced - run_minutes
    if not gap:
        return ""
    values = {"run": run_minutes, "announced": announced, "gap": abs(gap)}
    if gap > 0:
        sentence = ngettext(
            "Les activités durent %(run)d minutes, la séance %(announced)d : il manque %(gap)d minute.",
            "Les activités durent %(run)d minutes, la séance %(announced)d : il manque %(gap)d minutes.",
            gap,
        )
        return sentence % values
    sentence = ngettext(
        "Les activités durent %(run)d minutes, la séance %(announced)d : %(gap)d minute de trop.",
        "Les activités durent %(run)d minutes, la séance %(announced)d : %(gap)d minutes de trop.",
        -gap,
    )
    return sentence % values


def check_licences(page: PlanPage) -> Iterator[Remark]:
    place = _("Licence")
    if refused := refusal(page):
        yield Remark(place, refused, "licence")
    if page.adapted_from_id and not page.source_credit:
        yield Remark(place, _("Citez l’original : titre, auteurs, licence."), "source_credit")
    if page.adapted_from and page.title.strip().casefold() == page.adapted_from.title.strip().casefold():
        sentence = _("C’est le titre de l’original. Dites ce qui change, pour quel public par exemple.")
        yield Remark(_("Séance"), sentence, "title")
    if page.licence == licences.RESERVED:
        yield Remark(place, _("Avec cette licence, personne ne peut réutiliser la séance."), "licence")


def check_sequence(page: SequencePage) -> Iterator[Remark]:
    place = _("Séquence")
    if not page.summary:
        yield Remark(place, _("Il manque un résumé d’une phrase."))
    rows = list(page.sequence_plans.all())
    if len(rows) < 2:
        yield Remark(place, _("Une séquence a au moins deux séances."))
    places = {row.plan_id: position for position, row in enumerate(rows, 1)}
    for position, row in enumerate(rows, 1):
        here = _("Séance %(number)d") % {"number": position}
        if row.after_id and row.after_id not in places:
            yield Remark(here, _("Celle qu’il faut avant n’est pas dans la séquence."))
        elif row.after_id and places[row.after_id] >= position:
            yield Remark(here, _("Celle qu’il faut avant vient après."))
        if row.plan.level > page.level + 1:
            yield Remark(here, _("Elle est plus difficile que la séquence."))
