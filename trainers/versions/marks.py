"""A text beside what it was, word by word, for somebody who reads: pure functions on plain texts.

A comparison of letters gives confetti, and one of a whole text says nothing. Lines are compared first, then the words
of those that changed; a line that has little in common with the other is shown whole, once gone and once come.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from rapidfuzz.distance import LCSseq

_WORDS = re.compile(r"\w+(?:[’'\-]\w+)*[’']?|\s+|[^\w\s]")
# Below, two texts have so little in common that marks inside them would only confuse.
ALIKE = 0.4
# Words and signs on one side: a text of the form has fewer. Beyond, nobody would read a word by word comparison.
MOST_WORDS = 3000
MOST_LINES = 2000
# What the comparison that reads best may cost: a twentieth of a second when a text is made to be slow (« a b a b… »).
MOST_STEPS = 5_000_000
# Characters of unchanged text kept on each side of a change.
AROUND = 70


class Mark(StrEnum):
    SAME = "same"
    GONE = "gone"
    CAME = "came"
    # Some unchanged text that is not shown.
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Piece:
    mark: Mark
    text: str


def marked(before: str, after: str) -> list[Piece]:
    """`before` and `after` as one text. The pieces that did not go are `after`; those that did not come, `before`."""
    pieces: list[Piece] = []
    one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, a, b, c, d in _steps(one, other, MOST_LINES):
        if tag == "equal":
            pieces.append(Piece(Mark.SAME, "".join(one[a:b])))
        else:
            pieces += _words_of("".join(one[a:b]), "".join(other[c:d]))
    return _joined(pieces)


def _words_of(before: str, after: str) -> list[Piece]:
    one, other = _WORDS.findall(before), _WORDS.findall(after)
    whole = [Piece(Mark.GONE, before), Piece(Mark.CAME, after)]
    steps = _steps(one, other, MOST_WORDS)
    same = sum(len("".join(one[a:b]).strip()) for tag, a, b, _c, _d in steps if tag == "equal")
    if same < ALIKE * min(len(before.strip()), len(after.strip())):
        return whole
    pieces: list[Piece] = []
    for tag, a, b, c, d in steps:
        if tag == "equal":
            pieces.append(Piece(Mark.SAME, "".join(one[a:b])))
        else:
            pieces += [Piece(Mark.GONE, "".join(one[a:b])), Piece(Mark.CAME, "".join(other[c:d]))]
    return _without_crumbs(pieces)


def _without_crumbs(pieces: Sequence[Piece]) -> list[Piece]:
    """A space or a comma alone between two changes belongs to both: three words changed are one change."""
    result: list[Piece] = []
    some = [piece for piece in pieces if piece.text]
    for number, piece in enumerate(some):
        crumb = piece.mark == Mark.SAME and not re.search(r"\w|\n", piece.text)
        if crumb and 0 < number < len(some) - 1:
            result += [Piece(Mark.GONE, piece.text), Piece(Mark.CAME, piece.text)]
        else:
            result.append(piece)
    return result


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """What went before what came, in each run of changes."""
    result: list[Piece] = []
    gone = came = same = ""
    for piece in [*pieces, Piece(Mark.SAME, "")]:
        if piece.mark == Mark.SAME and piece.text:
            if gone or came:
                result += [Piece(Mark.GONE, gone), Piece(Mark.CAME, came)]
                gone = came = ""
            same += piece.text
            continue
        if piece.mark != Mark.SAME and same:
            result.append(Piece(Mark.SAME, same))
            same = ""
        gone += piece.text if piece.mark == Mark.GONE else ""
        came += piece.text if piece.mark == Mark.CAME else ""
    result += [Piece(Mark.SAME, same), Piece(Mark.GONE, gone), Piece(Mark.CAME, came)]
    return [piece for piece in result if piece.text]


def shortened(pieces: Sequence[Piece], around: int = AROUND) -> list[Piece]:
    """The changes with a little of what stands around them: a long text stays readable on a telephone."""
    result: list[Piece] = []
    for number, piece in enumerate(pieces):
        first, last = number == 0, number == len(pieces) - 1
        keep = around * (1 if first or last else 2)
        if piece.mark != Mark.SAME or len(piece.text) <= keep + 40 or (first and last):
            result.append(piece)
            continue
        if not first:
            result.append(Piece(Mark.SAME, _cut(piece.text, around)))
        result.append(Piece(Mark.SKIPPED, "…"))
        if not last:
            result.append(Piece(Mark.SAME, _cut(piece.text[::-1], around)[::-1]))
    return result


def _cut(text: str, length: int) -> str:
    """The beginning of `text`, at the end of a word."""
    return text[: len(text[:length].rsplit(" ", 1)[0])] if " " in text[:length] else text[:length]


def only_spaces(before: str, after: str) -> bool:
    """Whether nothing but spaces and line ends changed, which no mark can show."""
    return before != after and "".join(before.split()) == "".join(after.split())


@dataclass(frozen=True)
class Line:
    """One line of a list: `pieces` of a line that changed show what was and what is."""

    mark: Mark
    item: Any = None
    pieces: tuple[Piece, ...] = ()
    # How many lines are skipped.
    count: int = 0


def marked_lines(before: Sequence[Any], after: Sequence[Any]) -> list[Line]:
    """A list beside what it was, line by line; what did not change is only counted."""
    lines: list[Line] = []
    one, other = [repr(item) for item in before], [repr(item) for item in after]
    for tag, a, b, c, d in _steps(one, other, MOST_LINES):
        if tag == "equal":
            lines.append(Line(Mark.SKIPPED, count=b - a))
            continue
        old, new = list(before[a:b]), list(after[c:d])
        pairs = min(len(old), len(new))
        for n in range(max(len(old), len(new))):
            if n < pairs and (pieces := _pieces(old[n], new[n])):
                lines.append(Line(Mark.SAME, new[n], tuple(pieces)))
                continue
            lines += [Line(Mark.GONE, item) for item in old[n : n + 1]] + [
                Line(Mark.CAME, item) for item in new[n : n + 1]
            ]
    return lines


def _pieces(one: Any, other: Any) -> list[Piece]:
    """Two lines as one, when they are texts that have much in common."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return []
    pieces = marked(one, other)
    return pieces if any(piece.mark == Mark.SAME and piece.text.strip() for piece in pieces) else []


def _steps(one: Sequence[str], other: Sequence[str], most: int) -> Sequence[tuple[str, int, int, int, int]]:
    """What to do from `one` to `other`; in the middle that they do not share, `most` is as far as it looks."""
    first = _shared(one, other)
    last = _shared(one[first:][::-1], other[first:][::-1])
    a, c = one[first : len(one) - last], other[first : len(other) - last]
    middle = [("replace", 0, len(a), 0, len(c))] if max(len(a), len(c)) > most else _opcodes(a, c)
    ends = [("equal", 0, first, 0, first), ("equal", len(one) - last, len(one), len(other) - last, len(other))]
    moved = [(tag, i + first, j + first, k + first, m + first) for tag, i, j, k, m in middle]
    return [step for step in (ends[0], *moved, ends[1]) if step[2] > step[1] or step[4] > step[3]]


def _opcodes(one: Sequence[str], other: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """The longest runs first, as people read; what would take too long by the longest sum of runs, whose cost is bounded."""
    counts, others = Counter(one), Counter(other)
    pairs = sum(number * others[item] for item, number in counts.items())
    if pairs * min(len(one), len(other)) <= MOST_STEPS:
        return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return [
        (step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end) for step in LCSseq.opcodes(one, other)
    ]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
