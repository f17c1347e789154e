"""Words in the list of plans. What compares words stands above this package, and registers itself here:

@finds_plans
def saying(typed: str, language: str) -> QuerySet: ...
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

# The numbers of the pages that say every word of a question, as a query to be put in another one.
Finder = Callable[[str, str], QuerySet[Any]]
_finders: list[Finder] = []


def finds_plans(finder: Finder) -> Finder:
    _finders[:] = [finder]
    return finder


def saying(plans: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """`plans` that say every word; without a finder, those whose title or summary has it as it is typed."""
    if _finders:
        return plans.filter(pk__in=_finders[0](typed, (get_language() or "fr")[:2]))
    for word in typed.split():
        plans = plans.filter(Q(title__icontains=word) | Q(summary__icontains=word))
    return plans
