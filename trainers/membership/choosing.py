"""Finding one's EPN in the directory by its name or its town."""

from django.db.models import QuerySet

from trainers.places.models import Place
from trainers.places.text import folded

MOST = 20


def search(text: str) -> QuerySet[Place]:
    """Places whose name, town or postcode has every word of `text`; nothing for an empty question."""
    words = folded(text).split()
    places = Place.objects.listed().order_by("name", "town", "pk")
    for word in words:
        places = places.filter(search_text__contains=word)
    return places if words else places.none()
