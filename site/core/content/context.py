"""What reading and writing need to know about the rest of the site."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.content.errors import At, Faults

# The place of a value in the stored blocks: names and positions (`("steps", 0, "body", 2, "choices", 1)`).
Names = tuple[str | int, ...]


@dataclass(eq=False)
class Pending:
    """A page, image or document that a file names; it may not exist yet, so its number comes with the import.

    `kind` is `page`, `image` or `document`. Two of them, or one and a plain name, are equal when they name the same
    thing.
    """

    kind: str
    text: str
    at: At
    of: str = ""
    names: Names = ()
    # Of an image or a document that is already there.
    pk: int | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (Pending, str)) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass
class Reading:
    """Gathered while one file is read: what is wrong, what it refers to, and where each value stood."""

    faults: Faults
    language: str = "fr"
    pending: list[Pending] = field(default_factory=list)
    places: dict[Names, At] = field(default_factory=dict)
    # What `Ref` fields already looked up, shared by all files of an import.
    found: dict[Any, Any] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    # Blocks already known to be wrong, and streams where one is missing: their own rules are not asked.
    broken: set[Names] = field(default_factory=set)
    incomplete: set[Names] = field(default_factory=set)

    def refer(self, kind: str, text: str, at: At, of: str = "", names: Names = ()) -> Pending:
        pending = Pending(kind, text, at, of, names)
        self.pending.append(pending)
        return pending

    def place(self, names: Names, at: At) -> None:
        self.places[names] = at

    def nearest(self, names: Names) -> At:
        """Where the value, or the nearest thing around it, stands in the file."""
        while names and names not in self.places:
            names = names[:-1]
        return self.places.get(names, At(1))

    def claim_id(self, given: str, at: At) -> None:
        if given in self.ids:
            self.faults.add(at.child("id"), given, _("un identifiant différent pour chaque étape et chaque bloc"))
        self.ids.add(given)


def _numbered(number: int) -> str:
    return f"#{number}"


def _as_it_is(url: str, of: str) -> str:
    return url


@dataclass(frozen=True)
class Writing:
    """How to call what stored values point to."""

    page: Callable[[int], str] = _numbered
    image: Callable[[int], str] = _numbered
    document: Callable[[int], str] = _numbered
    # The last word of an address, when it is enough to find a page of that type.
    short: Callable[[str, str], str] = _as_it_is

    def name(self, kind: str, value: Any) -> str:
        if value is None or isinstance(value, (Pending, str)):
            return str(value or "")
        return {"page": self.page, "image": self.image, "document": self.document}[kind](value)


def settled(raw: Any, pk: Callable[[Any], Any]) -> Any:
    """Stored blocks with numbers in place of names."""
    if isinstance(raw, Pending):
        return pk(raw)
    if isinstance(raw, dict):
        return {key: settled(value, pk) for key, value in raw.items()}
    if isinstance(raw, list):
        return [settled(value, pk) for value in raw]
    return raw
