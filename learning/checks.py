"""What an editor should look at again in a module."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.checks import Remark, check_blocks, check_text, walk
from learning.blocks.base import ExerciseBlock

if TYPE_CHECKING:
    from wagtail.blocks.stream_block import StreamValue

    from learning.pages import ModulePage

# In the languages of the starter content.
_VERDICT = re.compile(r"\s*(?:oui|non|bravo|exact|juste|yes|no|right|well done)\b", re.IGNORECASE)


def check_module(page: ModulePage) -> Iterator[Remark]:
    """Remarks in reading order: the module, then each step."""
    whole = _("Module")
    if not page.summary:
        yield Remark(whole, _("Il manque un résumé d’une phrase."))
    if not page.objective_list:
        yield Remark(whole, _("Il manque les objectifs."))
    if not page.competence_tags.exists():
        yield Remark(whole, _("Aucune compétence n’est choisie."))
    yield from check_text(whole, [page.summary, *page.objective_list, *page.need_list])
    for number, step in enumerate(page.steps, 1):
        yield from check_step(_("Étape %(number)d") % {"number": number}, step)


def check_step(place: str, step: StreamValue.StreamChild) -> Iterator[Remark]:
    exercises = [child for child in step.value["body"] if isinstance(child.block, ExerciseBlock)]
    if not exercises:
        yield Remark(place, _("Il n’y a rien à faire : ajoutez un exercice."))
    for exercise in exercises:
        # Refused when it is published by hand; a file or a translation may still bring it.
        if problem := exercise.block.problem(exercise.block.question(exercise.value)):
            yield Remark(place, problem)
        missing = sum(lacks_feedback(value) for _block, value in walk(exercise.block, exercise.value))
        if missing:
            sentence = ngettext(
                "Une réponse n’a pas de retour : dites pourquoi, et quoi faire ensuite.",
                "%(count)d réponses n’ont pas de retour : dites pourquoi, et quoi faire ensuite.",
                missing,
            )
            yield Remark(place, sentence % {"count": missing})
        if exercise.block.meta.one_feedback and any(
            is_verdict(value) for _block, value in walk(exercise.block, exercise.value)
        ):
            yield Remark(place, _("Un retour commence par « Oui » ou « Non ». On le lit aussi quand on s’est trompé."))
    yield from check_blocks(place, step.block, step.value)


def lacks_feedback(value: Any) -> bool:
    """Whether a part of an exercise could teach and says nothing."""
    return isinstance(value, Mapping) and "feedback" in value and not value["feedback"]


def is_verdict(value: Any) -> bool:
    """Whether a feedback approves or refuses the answer, when it should explain it."""
    feedback = value.get("feedback") if isinstance(value, Mapping) else None
    return bool(feedback and _VERDICT.match(str(feedback)))
