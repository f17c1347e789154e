"""What a place shares with others. The directory does not know session plans: the package that has them registers how to find them.

@shares_plans
def plans_of(place: Place, locale: int) -> Iterable[SharedPlan]: ...
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from trainers.places.models import Place


@dataclass(frozen=True)
class SharedPlan:
    """A session plan as a place's page lists it; `about`: how long it takes, for whom."""

    title: str
    url: str
    summary: str = ""
    about: str = ""


Provider = Callable[[Place, int], Iterable[SharedPlan]]
_providers: list[Provider] = []


def shares_plans(provider: Provider) -> Provider:
    """Register a function that gives the published plans of a place in a language, in a fixed number of queries."""
    _providers.append(provider)
    return provider


def shared_plans(place: Place, locale: int) -> list[SharedPlan]:
    return [plan for provider in _providers for plan in provider(place, locale)]
