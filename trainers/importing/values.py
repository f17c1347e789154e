"""What people write in a box, as the content files say it. Plain functions; `None` when it cannot be understood."""

from __future__ import annotations

import re

from competencies.levels import Level
from core import licences
from trainers.importing.labels import COPIES, NO, YES
from trainers.places.text import folded
from trainers.plans.audiences import Audience
from trainers.plans.bloom import Bloom

_HOURS = re.compile(
    r"(?:(\d{1,2})\s*(?:h|heures?)\s*(\d{1,2})?)?\s*(?:(\d{1,3})\s*(?:min(?:utes?)?|mn|['’′])?)?", re.IGNORECASE
)
_BANDS = {"debutant": 1, "intermediaire": 3, "avance": 5, "expert": 7}


def minutes(text: str) -> int | None:
    """« 90 », « 15 min », « 1 h 30 », « 2 heures »."""
    found = _HOURS.fullmatch(" ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split()).rstrip("."))
    if not found or not any(found.groups()):
        return None
    hours, after, alone = (int(part or 0) for part in found.groups())
    return hours * 60 + after + alone


def yes(text: str) -> bool | None:
    if text.strip() and set(text.strip()) <= set("☐□◻-–—"):
        return False
    if set(text.strip()) & set("☑☒✓✔✗"):
        return True
    word = folded(text)
    return True if word in YES else False if word in NO else None


def level(text: str) -> int | None:
    """« 3 », « 3 – Intermédiaire », « débutant »."""
    if found := re.search(r"\b([1-8])\b", text):
        return int(found[1])
    named = next((one.value for one in Level if folded(str(one.label)) == folded(text)), None)
    return named or next((number for name, number in _BANDS.items() if name in folded(text)), None)


def group(text: str) -> tuple[int, int] | None:
    """« 4 à 8 personnes », « 8 »."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if not numbers or len(numbers) > 2:
        return None
    return min(numbers), max(numbers)


def audiences(text: str) -> tuple[list[str], str]:
    """The public that is named, and the words that name none: « Tout public, personnes âgées. À l’aise au clavier »."""
    chosen: list[str] = []
    rest: list[str] = []
    named, _dot, note = text.partition(". ")
    for word in re.split(r"\s*[,;\n]\s*", named):
        found = next(
            (one.value for one in Audience if folded(word) in {folded(str(one.label)), folded(one.value)}), None
        )
        # The commas of a label of its own: « Aidants, bénévoles, professionnels ».
        if found is None and folded(word) and folded(word) in folded(str(Audience.HELPERS.label)):
            found = Audience.HELPERS.value
        if found and found not in chosen:
            chosen.append(found)
        elif not found and word.strip():
            rest.append(word.strip())
    return chosen, ". ".join(part for part in (", ".join(rest), note.strip()) if part)


def bloom(text: str) -> str | None:
    word = folded(text)
    return next((one.value for one in Bloom if word and word.split()[0] in {one.value, folded(one.short_label)}), None)


def licence(text: str) -> str | None:
    """A licence by its code, wherever it stands in a sentence."""
    wanted = f" {folded(text)} "
    known = sorted(licences.LICENCES, key=len, reverse=True)
    return next((code for code in known if f" {folded(code)} " in wanted), None)


def copies(text: str) -> str | None:
    return COPIES.get(folded(text))
