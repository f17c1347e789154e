"""What a reader takes away from a plan: a piece of it in a selection, the page itself on paper."""

from typing import Any

from django import template

from learning.printing import qr_code
from trainers.downloads.document import short
from trainers.plans.pages import PlanPage
from trainers.plans.selection import ID_LENGTH
from trainers.plans.timing import Activity

register = template.Library()


@register.filter
def piece_key(activity: Activity, page: PlanPage) -> str:
    """How « ma sélection » names an activity."""
    return f"{page.pk}.{activity.id[:ID_LENGTH]}"


@register.inclusion_tag("trainers/on_paper.html")
def on_paper(address: str | None) -> dict[str, Any]:
    """Where the page is on the web, as a code to scan and as words to type."""
    return {"code": qr_code(address), "address": short(address)} if address else {}
