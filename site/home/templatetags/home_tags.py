"""The frame of every page."""

from django import template
from wagtail.models import Page

from home.chrome import Chrome

register = template.Library()


@register.simple_tag(takes_context=True)
def site_chrome(context: template.Context) -> Chrome:
    """Name, menus, languages and partners for the page being shown."""
    page = context.get("page")
    return Chrome(context.get("request"), page if isinstance(page, Page) else None)
