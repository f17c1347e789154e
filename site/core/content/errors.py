"""What is wrong in a file, said to the person who wrote it: where, what was found, what was expected."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 60


@dataclass(frozen=True, order=True)
class ContentError:
    """One fault. `line` counts from 1; `field` is a path of keys (`choix.2.juste`); nothing found is an empty text."""

    file: str
    line: int
    field: str
    found: str
    expected: str
    # A block's own rule, already a sentence (« Aucun chemin ne mène à l’arrivée »): said as it is.
    is_remark: bool = False

    def __str__(self) -> str:
        values = {
            "file": self.file,
            "line": self.line,
            "field": self.field,
            "found": shortened(self.found),
            "expected": self.expected,
        }
        if self.is_remark:
            return _("%(file)s, ligne %(line)d, « %(field)s » : %(expected)s.") % values
        if not self.found.strip():
            return _("%(file)s, ligne %(line)d, « %(field)s » : rien n’est écrit, attendu %(expected)s.") % values
        return _("%(file)s, ligne %(line)d, « %(field)s » : trouvé « %(found)s », attendu %(expected)s.") % values


class ContentInvalidError(Exception):
    """Some files have faults: nothing was imported."""

    def __init__(self, errors: Iterable[ContentError]) -> None:
        self.errors = sorted(set(errors))
        super().__init__("\n".join(str(error) for error in self.errors))


def nothing_imported(count: int) -> str:
    """The last line of a command that found errors."""
    return ngettext("%(count)d erreur. Rien n’est importé.", "%(count)d erreurs. Rien n’est importé.", count) % {
        "count": count
    }


@dataclass(frozen=True)
class At:
    """A place in a file: the line, and the keys that lead to it (`("choix", "2", "juste")`)."""

    line: int
    keys: tuple[str, ...] = ()

    def child(self, key: object, line: int | None = None) -> "At":
        return At(self.line if line is None else line, (*self.keys, str(key)))

    @property
    def field(self) -> str:
        return ".".join(self.keys)


@dataclass
class Faults:
    """Collects what is wrong in one file, so that a person reads all of it at once."""

    file: str
    errors: list[ContentError] = field(default_factory=list)

    def add(self, at: At, found: str, expected: str, *, is_remark: bool = False) -> None:
        self.errors.append(ContentError(self.file, at.line, at.field or _("fichier"), found, expected, is_remark))

    def unknown_key(self, at: At, known: Iterable[str]) -> None:
        self.add(at, at.keys[-1], one_of(known, near=at.keys[-1]))


def one_of(words: Iterable[str], near: str = "") -> str:
    """« a, b ou c »; when a word looks like `near`, that one first."""
    words = list(words)
    if not words:
        return _("rien ici")
    close = get_close_matches(near, words, 1, 0.7)
    if close:
        return _("« %(word)s » peut-être") % {"word": close[0]}
    if len(words) == 1:
        return words[0]
    return _("%(first)s ou %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
