"""What a page says on paper and not on screen."""

from typing import Any

from django import template

from learning.printing import qr_code
from trainers.downloads.document import short

register = template.Library()


@register.inclusion_tag("trainers/on_paper.html")
def on_paper(address: str | None) -> dict[str, Any]:
    """Where the page is on the web, as a code to scan and as words to type."""
    return {"code": qr_code(address), "address": short(address)} if address else {}
