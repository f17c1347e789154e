"""What a place says of itself in other words, for its address and for searching: the same when it is typed and when it is imported."""

from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from django.utils.text import slugify

from trainers.places.departments import department_of, departments
from trainers.places.text import folded

# Ends of addresses that are not places: see `trainers.places.pages`.
RESERVED = frozenset({"donnees"})
# PostgreSQL refuses to index a text of more than about 2,700 bytes.
LONGEST_FOUND_BY = 2000


class Derived(NamedTuple):
    department: str
    search_text: str
    # Everything by which the search of the site finds it, the name first, each word between two spaces.
    found_by: str


def derived(name: str, town: str, postcode: str, insee_code: str, parent: str, services: tuple[str, ...]) -> Derived:
    department = department_of(insee_code, postcode)
    search_text = folded(f"{name} {town} {postcode} {parent}")
    return Derived(department, search_text, f" {search_text} {_folded_once(department, services)} "[:LONGEST_FOUND_BY])


@lru_cache(maxsize=4096)
def _folded_once(department: str, services: tuple[str, ...]) -> str:
    """Many places of a list have the same département and services."""
    known = departments().get(department)
    return folded(" ".join((known.name if known else "", *services)))


def slug_base(name: str, town: str) -> str:
    """The end of an address for a place, unless another has it."""
    return slugify(f"{name} {town}")[:100].strip("-") or "lieu"


def free_slug(base: str, taken: Container[str]) -> str:
    """`base`, with a number if a place of `taken` has it."""
    slug, number = base, 1
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{base}-{number}"
    return slug
