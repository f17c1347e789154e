"""The EPNs that people belong to."""

from django.db.models import Q, QuerySet

from trainers.membership.models import Membership
from trainers.places.models import Place


def places_of(*users: int | None, and_place: int | None = None) -> QuerySet[Place]:
    """Those of which one of these people, by number, is an accepted member, in order of name; and one more, wherever it is."""
    mine = Membership.objects.accepted().filter(user__in=users).values("place")
    return Place.objects.filter(Q(pk__in=mine) | Q(pk=and_place)).order_by("name", "town", "pk")
