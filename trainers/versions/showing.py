"""Differences as a reader is shown them: where, what happened, and the words themselves, short enough for a telephone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from trainers.plans.differences import LISTS, Block, Difference, Kind, Part, Shape
from trainers.versions.marks import Line, Piece, marked, marked_lines, only_spaces, shortened
from trainers.versions.names import Names


@dataclass(frozen=True)
class Entry:
    """One difference. Only one of the last five says what it is: marked text, lines, two values, a block, a sentence."""

    key: str
    kind: Kind
    # The block that it is about, « Activité « Accueil » », and the part of it or of the plan.
    block: str
    label: str
    pieces: Sequence[Piece] = ()
    lines: Sequence[Line] = ()
    values: tuple[str, str] | None = None
    details: Sequence[tuple[str, str]] = ()
    sentence: str = ""

    @property
    def title(self) -> str:
        """Alone, it still says what it is about."""
        return " – ".join(text for text in (self.block, self.label) if text)

    @property
    def kind_label(self) -> str:
        return {
            Kind.ADDED: pgettext("différence", "ajout"),
            Kind.REMOVED: pgettext("différence", "retrait"),
            Kind.MOVED: pgettext("différence", "déplacement"),
            Kind.CHANGED: pgettext("différence", "changement"),
        }[self.kind]


@dataclass(frozen=True)
class Group:
    """The differences of one part of a plan."""

    label: str
    entries: list[Entry] = field(default_factory=list)


def shown(differences: Iterable[Difference], names: Names | None = None) -> list[Group]:
    differences = list(differences)
    names = names or Names(differences)
    groups: dict[str, Group] = {}
    for one in differences:
        group = groups.setdefault(one.part.name, Group(_capital(one.part.label)))
        group.entries.append(entry(one, names))
    return list(groups.values())


def entry(one: Difference, names: Names) -> Entry:
    if one.block is not None and one.inside is None:
        return _of_block(one, one.block, names)
    block = block_name(one.part, one.block) if one.block else ""
    part = one.shown_part
    same: dict[str, Any] = {"key": one.key, "kind": one.kind, "block": block, "label": _capital(part.label)}
    if part.shape in LISTS:
        lines = marked_lines(names.items(part, one.before), names.items(part, one.after))
        return Entry(**same, lines=lines)
    if part.shape != Shape.TEXT:
        return Entry(**same, values=(names.text(part, one.before), names.text(part, one.after)))
    if only_spaces(one.before, one.after):
        return Entry(**same, sentence=_("Seuls des espaces ou des retours à la ligne changent."))
    return Entry(**same, pieces=shortened(marked(one.before or "", one.after or "")))


def _of_block(one: Difference, block: Block, names: Names) -> Entry:
    name = block_name(one.part, block)
    if one.kind == Kind.MOVED:
        said = _("De la place %(before)d à la place %(after)d.") % {"before": one.before, "after": one.after}
        return Entry(one.key, one.kind, name, "", sentence=said)
    return Entry(one.key, one.kind, name, "", details=details(one.part, block, names))


def details(part: Part, block: Block, names: Names) -> list[tuple[str, str]]:
    """What a block says, field by field, without those that are empty."""
    found = []
    for inside in part.blocks[block["type"]]:
        value = block["value"].get(inside.name)
        if value not in (None, "", False, []):
            found.append((_capital(inside.label), names.text(inside, value)))
    return found


def block_name(part: Part, block: Block) -> str:
    """« Activité « Accueil » »; a note by its first words."""
    label = _capital(part.block_labels.get(block["type"], ""))
    value = block["value"]
    title = value.get("title") or value.get("text") or ""
    title = Truncator(" ".join(str(title).split())).chars(60)
    return _("%(kind)s « %(title)s »") % {"kind": label, "title": title} if title else label


def _capital(label: Any) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]


def summary(differences: Sequence[Difference], most: int = 4) -> str:
    """A line for a list of versions: « Titre ; Matériel ; Déroulé et feuilles (3) »."""
    counts: dict[str, int] = {}
    labels: dict[str, str] = {}
    for one in differences:
        counts[one.part.name] = counts.get(one.part.name, 0) + 1
        labels[one.part.name] = _capital(one.part.label)
    said = [f"{labels[name]} ({count})" if count > 1 else labels[name] for name, count in counts.items()]
    rest = len(said) - most
    if rest > 0:
        said = [*said[:most], _("et %(count)d autres parties") % {"count": rest} if rest > 1 else said[most]]
    return ", ".join(said)
