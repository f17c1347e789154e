"""What the pages of « Mes séances » say of verbs and licences."""

from django import template

from core import licences
from trainers.plans.bloom import VERBS

register = template.Library()
VERBS_SHOWN = 12


@register.simple_tag
def bloom_verbs() -> list[tuple[str, tuple[str, ...]]]:
    """Each level with some of its verbs, from the simplest to the richest."""
    return [(str(level.label), verbs[:VERBS_SHOWN]) for level, verbs in VERBS.items()]


@register.filter
def licence_says(code: str) -> str:
    """What a licence allows, in a sentence."""
    return licences.licence_summary(code)
