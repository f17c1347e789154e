"""Template tags of drawn screens."""

from collections.abc import Mapping

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.screens import PLACES, Element, Screen

register = template.Library()

# What a screen reader says before an element that the eye recognises by its shape.
KIND_NAMES = {
    "lien": _("Lien"),
    "bouton": _("Bouton"),
    "champ": _("Champ"),
    "case": _("Case à cocher"),
    "onglet": _("Onglet"),
    "menu": _("Menu"),
    "icone": _("Icône"),
    "image": _("Image"),
    "annonce": _("Annonce"),
    "notification": _("Notification"),
}


@register.simple_tag
def screen_icon(name: str) -> SafeString:
    """One of the line drawings that stand inside screens; always decorative, words go with it."""
    href = f"{static('img/screen-icons.svg')}#{name}"
    return format_html('<svg class="pictogram" aria-hidden="true"><use href="{}"/></svg>', href)


@register.filter
def kind_name(kind: str) -> str:
    return str(KIND_NAMES.get(kind, ""))


@register.filter
def slot(slots: Mapping[str, tuple[Element, ...]], name: str) -> tuple[Element, ...]:
    """The elements of a slot whose name is not a Python word."""
    return slots[name]


@register.filter
def page_areas(screen: Screen) -> list[tuple[str, tuple[Element, ...]]]:
    """The areas of the page that hold something, in reading order."""
    return [(place, screen.slots[place]) for place in PLACES if screen.slots[place]]
