"""Template tags of paths."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.typography import NBSP

register = template.Library()


@register.filter
def duration(minutes: int) -> str:
    """Minutes as people say them: « 45 minutes », « 1 h 05 », « 2 h »."""
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        text = ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest}
    elif rest:
        text = _("%(hours)s h %(rest)s") % {"hours": hours, "rest": f"{rest:02}"}
    else:
        text = _("%(hours)s h") % {"hours": hours}
    return text.replace(" ", NBSP)
