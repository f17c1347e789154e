"""Départements: the one that an address is in, its name, its clock, its box on the map."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

DATA = Path(__file__).parent / "data"
METROPOLITAN = ZoneInfo("Europe/Paris")
# Overseas, each by its own clock.
_CLOCKS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


@dataclass(frozen=True)
class Department:
    """`box` is left, top, right, bottom on the map of the outlines; None overseas."""

    code: str
    name: str
    box: tuple[int, int, int, int] | None = None

    @property
    def label(self) -> str:
        return f"{self.name} ({self.code})"


@cache
def departments() -> Mapping[str, Department]:
    """Every département and overseas collectivity, by code."""
    raw = json.loads((DATA / "departements.json").read_text(encoding="utf-8"))
    return {
        code: Department(code, entry["nom"], tuple(entry["cadre"]) if "cadre" in entry else None)
        for code, entry in raw.items()
    }


def department_of(insee_code: str, postcode: str) -> str:
    """The code of the département; the commune's code is exact, a postcode sometimes crosses a border."""
    code = insee_code or postcode
    if code.startswith(("97", "98")):
        found = code[:3]
    elif not insee_code and code.startswith("20"):
        # Corsican postcodes still say 20: 200 and 201 are in the south.
        found = "2A" if code[:3] in {"200", "201"} else "2B"
    else:
        found = code[:2].upper()
    return found if found in departments() else ""


@cache
def clock_of(department: str) -> ZoneInfo:
    name = _CLOCKS.get(department)
    return ZoneInfo(name) if name else METROPOLITAN
