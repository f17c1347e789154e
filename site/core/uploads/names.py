"""The name of a file that somebody sends: only its words and its extension are kept."""

import re
import unicodedata

from anyascii import anyascii

LONGEST = 60
# Source: Microsoft, « Naming Files, Paths, and Namespaces ».
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin|conout)", re.IGNORECASE)
# Control, format (which turn the reading direction), private, surrogate and unassigned characters.
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}


def seen(name: str) -> str:
    """The last part of a path as a person reads it: composed letters, nothing invisible, no folder."""
    name = unicodedata.normalize("NFKC", name[:1000])
    name = "".join(letter for letter in name if unicodedata.category(letter) not in _INVISIBLE)
    name = re.split(r"[/\\:]", name)[-1]
    return " ".join(name.split()).strip(" .")


def extension_of(name: str) -> str:
    """The last extension in lower case; empty when there is none."""
    _stem, dot, extension = seen(name).rpartition(".")
    return extension.strip().lower() if dot else ""


def title_of(name: str) -> str:
    """« Fiche_mémo.v2.pdf » → « Fiche mémo v2 »: what a list shows when nobody gave a title."""
    stem = seen(name).rpartition(".")[0] or seen(name)
    return " ".join(re.sub(r"[._]+", " ", stem).split())[:LONGEST].strip()


def clean(name: str, extension: str) -> str:
    """`<words>.<extension>` in ASCII, whatever the name tries; the extension is the one that was decided on."""
    stem = seen(name).rpartition(".")[0]
    words = re.sub(r"[^A-Za-z0-9]+", "-", anyascii(stem)).strip("-")[:LONGEST].strip("-").lower()
    if not words or _RESERVED.fullmatch(words):
        words = f"fichier-{words}".strip("-")
    return f"{words}.{extension}"
