"""Places as visitors read them: a line of the list, and a whole page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pieces import lines_of
from trainers.places.departments import clock_of
from trainers.places.hours import (
    DAY,
    Day,
    Status,
    changes_in_school_holidays,
    is_readable,
    same_hours,
    status,
    week_of,
)
from trainers.places.models import Place
from trainers.places.searching import Results
from trainers.places.standard import is_web_address

NO_VISITORS = "Ce lieu n'accueille pas de public"
TRAVELLING = "Itinérant"
# The codes of data.inclusion that a directory of places meets, in everyday words; the others are not shown.
KINDS = {
    "ASSO": gettext_lazy("association"),
    "BIB": gettext_lazy("bibliothèque, médiathèque"),
    "CAF": gettext_lazy("caisse d’allocations familiales"),
    "CC": gettext_lazy("communauté de communes"),
    "CCAS": gettext_lazy("centre communal d’action sociale"),
    "CIAS": gettext_lazy("centre intercommunal d’action sociale"),
    "CS": gettext_lazy("centre social"),
    "DEPT": gettext_lazy("service du département"),
    "EPCI": gettext_lazy("intercommunalité"),
    "EPN": gettext_lazy("espace public numérique"),
    "ESS": gettext_lazy("entreprise de l’économie sociale et solidaire"),
    "EVS": gettext_lazy("espace de vie sociale"),
    "FABLAB": gettext_lazy("atelier de fabrication"),
    "MDS": gettext_lazy("maison des solidarités"),
    "MJC": gettext_lazy("maison des jeunes et de la culture"),
    "ML": gettext_lazy("mission locale"),
    "MQ": gettext_lazy("maison de quartier"),
    "MUNI": gettext_lazy("mairie"),
    "PE": gettext_lazy("France Travail"),
    "PIMMS": gettext_lazy("point d’information et de médiation"),
    "RFS": gettext_lazy("réseau France services"),
    "TIERS_LIEUX": gettext_lazy("tiers-lieu"),
}

# The services of the standard in a few words, for a line of the list; one that is not here is shown whole.
SHORT_SERVICES = {
    "Aide aux démarches administratives": gettext_lazy("démarches"),
    "Maîtrise des outils numériques du quotidien": gettext_lazy("premiers pas"),
    "Insertion professionnelle via le numérique": gettext_lazy("emploi"),
    "Utilisation sécurisée du numérique": gettext_lazy("sécurité"),
    "Parentalité et éducation avec le numérique": gettext_lazy("parents et enfants"),
    "Loisirs et créations numériques": gettext_lazy("loisirs et création"),
    "Compréhension du monde numérique": gettext_lazy("comprendre le numérique"),
    "Accès internet et matériel informatique": gettext_lazy("ordinateurs et Internet"),
    "Acquisition de matériel informatique à prix solidaire": gettext_lazy("matériel à petit prix"),
}


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Card:
    """A place in the list."""

    place: Place
    number: int
    url: str
    distance: str
    status: Status | None
    is_stale: bool
    is_travelling: bool

    @property
    def phone(self) -> str:
        """For the list on paper, which has no link to follow."""
        return said_phone(self.place.public_phone)

    @property
    def services(self) -> list[str]:
        return [str(SHORT_SERVICES.get(service, service)) for service in self.place.services]


def cards(results: Results, now: datetime, base_url: str) -> list[Card]:
    lines = []
    for number, candidate in enumerate(results.shown, 1):
        place = results.places[candidate.pk]
        lines.append(
            Card(
                place=place,
                number=number,
                url=f"{base_url}{place.slug}/",
                distance=said_distance(candidate.distance),
                status=status(place.hours, place.local_now(now), place.department),
                is_stale=place.is_stale(now.date()),
                is_travelling=TRAVELLING in place.mobility,
            )
        )
    return lines


def said_distance(kilometres: float | None) -> str:
    """« à 12 km ». A town is known by one point: nothing finer would be true."""
    if kilometres is None:
        return ""
    if kilometres < 1:
        return _("à moins de 1 km")
    return _("à %(count)d km") % {"count": round(kilometres)}


def seconds_true(places: list[tuple[Place, Status | None]], now: datetime) -> int:
    """How long a page that shows these statements stays true; they all change at midnight at the latest."""
    moments = [(now.replace(hour=0, minute=0, second=0, microsecond=0) + DAY)]
    moments += [found.until.replace(tzinfo=clock_of(place.department)) for place, found in places if found]
    return max(0, int((min(moments) - now).total_seconds()))


@dataclass(frozen=True)
class PlaceReading:
    """A place's own page, on its own clock."""

    place: Place
    now: datetime

    @property
    def local(self) -> datetime:
        return self.place.local_now(self.now)

    @property
    def status(self) -> Status | None:
        return status(self.place.hours, self.local, self.place.department)

    @property
    def week(self) -> list[Day]:
        if not is_readable(self.place.hours):
            return []
        return week_of(self.place.hours, self.local.date(), self.place.department)

    @property
    def next_week(self) -> list[Day]:
        """Only if it is not like this one."""
        following = week_of(self.place.hours, self.local.date() + timedelta(days=7), self.place.department)
        return [] if same_hours(self.week, following) else following

    @property
    def today(self) -> object:
        return self.local.date()

    @property
    def changes_in_school_holidays(self) -> bool:
        return changes_in_school_holidays(self.place.hours)

    @property
    def is_stale(self) -> bool:
        return self.place.is_stale(self.now.date())

    @property
    def has_no_visitors(self) -> bool:
        return NO_VISITORS in self.place.access

    @property
    def is_travelling(self) -> bool:
        return TRAVELLING in self.place.mobility

    @property
    def kinds(self) -> list[str]:
        return [str(KINDS[kind]) for kind in self.place.kinds if kind in KINDS]

    @property
    def phone(self) -> Link | None:
        phone = self.place.public_phone
        return Link(said_phone(phone), f"tel:{phone}") if phone else None

    @property
    def websites(self) -> list[Link]:
        return [link for website in self.place.websites if (link := web_link(website))]

    @property
    def booking(self) -> Link | None:
        return web_link(self.place.booking_url)

    @property
    def accessibility(self) -> Link | None:
        return web_link(self.place.accessibility_url)

    @property
    def summary(self) -> str:
        return self.place.public_text(self.place.summary)

    @property
    def paragraphs(self) -> list[str]:
        text = self.place.public_text(self.place.presentation)
        return lines_of(text)

    @property
    def way(self) -> Link | None:
        """A page of OpenStreetMap that finds the way; nothing is asked there before the visitor follows the link."""
        if not self.place.position:
            return None
        latitude, longitude = self.place.position
        url = f"https://www.openstreetmap.org/directions?route=%3B{latitude:.6f}%2C{longitude:.6f}"
        return Link(_("Voir le trajet sur OpenStreetMap"), url)

    def structured_data(self, url: str) -> dict[str, object]:
        place = self.place
        data: dict[str, object] = {
            "@context": "https://schema.org",
            "@type": "CivicStructure",
            "name": place.name,
            "url": url,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": place.address,
                "postalCode": place.postcode,
                "addressLocality": place.town,
                "addressCountry": "FR",
            },
        }
        if place.position:
            data["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
        if place.public_phone:
            data["telephone"] = place.public_phone
        return data


def said_phone(phone: str) -> str:
    """« 01 99 00 12 34 » for +33199001234, with no-break spaces."""
    digits = phone.removeprefix("+33")
    if digits == phone or len(digits) != 9:
        return phone
    national = f"0{digits}"
    return "\u00a0".join(national[index : index + 2] for index in range(0, 10, 2))


def web_link(address: str) -> Link | None:
    """A link to a web address, shown by its site's name; nothing for anything else."""
    address = address.strip()
    if not is_web_address(address):
        return None
    url = address if "://" in address else f"https://{address}"
    return Link((urlsplit(url).hostname or "").removeprefix("www."), url)


def everything_that_narrows(place: Place) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lists of the standard that a page shows, each under its title."""
    yield _("On vous aide pour"), place.services
    yield _("Comment on vous aide"), place.support
    yield _("Pour qui"), place.audiences
    yield _("Besoins particuliers pris en charge"), place.special_care
    yield _("Prix"), place.fees
    yield _("Comment venir"), tuple(value for value in place.access if value != NO_VISITORS)
    yield _("Dispositifs nationaux"), place.programmes
    yield _("Formations et labels"), (*place.labels, *((place.other_labels,) if place.other_labels else ()))
