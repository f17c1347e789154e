"""How the chosen engine is, in a sentence for the team: readers are answered either way."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.engines import engine
from search.engines.fallback import FallbackEngine
from search.models import Push

# A page is sent within a second or two; after this, something holds it.
LATE = timedelta(minutes=1)


def status() -> str:
    """Empty when all is well, or when the database is the engine. One query, and none without another engine."""
    chosen = engine()
    if not isinstance(chosen, FallbackEngine):
        return ""
    late = Push.objects.filter(created_at__lt=timezone.now() - LATE).count()
    # Each process knows what it saw; what waits is known to all.
    if not chosen.breaker.closed:
        return _(
            "Le moteur de recherche ne répond pas. La base de données répond à sa place : le public cherche et trouve."
        )
    if late:
        return ngettext(
            "%(count)d page attend d’être connue du moteur de recherche. En attendant, la base de données répond.",
            "%(count)d pages attendent d’être connues du moteur de recherche. En attendant, la base de données répond.",
            late,
        ) % {"count": late}
    return ""
