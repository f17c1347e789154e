"""The values of the facets, as they stand in an address. Pure functions."""

from django.utils.text import slugify

from competencies.levels import band_of

BAND_SLUGS = {1: "debutant", 2: "intermediaire", 3: "avance", 4: "expert"}
# The longest of each, in minutes.
DURATIONS = {"10-minutes": 10, "30-minutes": 30, "1-heure": 60, "2-heures": 120}
LONGER = "plus-de-2-heures"
# Not shown: the page takes something from another one, named by its number.
TAKES_FROM = "page"


def level_value(level: int | None) -> str:
    """`debutant` for the levels 1 and 2, and so on; empty without a level."""
    band = band_of(level)
    return BAND_SLUGS[band.value] if band else ""


def duration_value(minutes: int | None) -> str:
    """The shortest span that holds so many minutes; empty when they are unknown."""
    if not minutes:
        return ""
    return next((slug for slug, longest in DURATIONS.items() if minutes <= longest), LONGER)


def licence_value(licence: str) -> str:
    """`CC BY-SA 4.0` is `cc-by-sa-4-0`."""
    return slugify(licence.replace(".", "-"))


def competence_values(identifier: str, area_code: str) -> tuple[str, str]:
    """The competence and its area: `digcomp-3.0:1.2` and `digcomp-3.0:1`."""
    return identifier, f"{identifier.partition(':')[0]}:{area_code}"
