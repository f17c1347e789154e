"""Names of files that every system can keep, whatever a title says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from django.utils.text import slugify

LONGEST = 60
# Windows keeps these for itself, with any ending.
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")


def safe_stem(title: str) -> str:
    """« L’œuvre d’été » → `l-oeuvre-d-ete`: no accent, no space, nothing that leads to another folder."""
    text = re.sub(r"[’']", " ", title).replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae")
    stem = slugify(text)[:LONGEST].strip("-_") or "sans-titre"
    return f"{stem}-1" if _RESERVED.match(stem) else stem


def safe_name(title: str, ending: str) -> str:
    """The name of an uploaded file: its title, and its ending when it is one."""
    ending = ending.lower()
    return f"{safe_stem(title)}.{ending}" if re.fullmatch(r"[a-z0-9]{1,8}", ending) else safe_stem(title)


class Names:
    """Gives each file of a folder a name of its own."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def unused(self, path: str) -> str:
        stem, dot, ending = path.rpartition(".") if "." in path.rpartition("/")[2] else (path, "", "")
        found, count = path, 1
        while found in self._taken:
            count += 1
            found = f"{stem}-{count}{dot}{ending}"
        self._taken.add(found)
        return found


def disposition(title: str, ending: str) -> str:
    """« Enregistrer sous » proposes the title; a very old browser, its plain letters. Source: RFC 6266, RFC 5987."""
    readable = re.sub(r'[\x00-\x1f\x7f"*/:<>?\\|]+', " ", title)
    readable = " ".join(readable.split())[:LONGEST].strip(" .") or safe_stem(title)
    return f"attachment; filename=\"{safe_stem(title)}.{ending}\"; filename*=UTF-8''{quote(f'{readable}.{ending}')}"
