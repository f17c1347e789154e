"""Two people's versions of one long text become one: a line here is a paragraph, or one thing of a list.

What it was before both is known by a short name for each of its lines. Lines that neither changed hold the three texts
together; between them, what only one side changed is kept, and what both changed is for the author to decide.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz.distance import LCSseq

# What the form takes has 5,000 at most. Beyond these, a comparison takes more than some 12 MB; the text is then one piece.
MOST_LINES = 10_000
# Pairs of new lines, one from each side, that are read word by word.
MOST_PAIRS = 10_000
Lines = Sequence[str]


def short_name(value: Any) -> str:
    """The same value has the same one."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


_BLANK = short_name("")


def names_of(lines: Lines) -> list[str]:
    return [short_name(line) for line in lines]


def together(before: Lines, mine: str, theirs: str) -> tuple[str, str]:
    """The text to keep if mine wins where both changed the same lines, and if theirs does; the same one without that.

    `before` are the names of the lines that both began with.
    """
    ours, others = mine.split("\n"), theirs.split("\n")
    if max(len(before), len(ours), len(others)) > MOST_LINES:
        return mine, theirs
    here, there = _places(before, ours), _places(before, others)
    kept: tuple[list[str], list[str]] = ([], [])
    b = m = t = 0
    for at in sorted(here.keys() & there.keys()):
        _add(kept, _between(before[b:at], ours[m : here[at]], others[t : there[at]]))
        _add(kept, ([ours[here[at]]],) * 2)
        b, m, t = at + 1, here[at] + 1, there[at] + 1
    _add(kept, _between(before[b:], ours[m:], others[t:]))
    return ("\n".join(kept[0]), "\n".join(kept[1])) if _lose_nothing(kept, before, ours, others) else (mine, theirs)


def _lose_nothing(kept: tuple[Lines, Lines], before: Lines, mine: Lines, theirs: Lines) -> bool:
    """Whether each side has what both have and what is new in it: a line moved to where both wrote may be in neither."""
    was, here, there = Counter(before), Counter(names_of(mine)), Counter(names_of(theirs))
    for lines, new in zip(kept, (here - was, there - was), strict=True):
        missing = ((here & there) | new) - Counter(names_of(lines))
        if set(missing) - {_BLANK}:
            return False
    return True


def _places(before: Lines, lines: Lines) -> dict[int, int]:
    """Where each line of before that is still there is now. A blank line holds nothing together by itself."""
    names = names_of(lines)
    found: dict[int, int] = {}
    end = (0, 0)
    for same, a, b, c, d in steps(_told_apart(before, "before"), _told_apart(names, "now")):
        if not same:
            continue
        while a > end[0] and c > end[1] and before[a - 1] == names[c - 1] == _BLANK:
            a, c = a - 1, c - 1
        while b < len(before) and d < len(names) and before[b] == names[d] == _BLANK:
            b, d = b + 1, d + 1
        found.update(zip(range(a, b), range(c, d), strict=True))
        end = b, d
    return found


def steps(one: Lines, other: Lines) -> Iterator[tuple[bool, int, int, int, int]]:
    """Runs of lines that are the same, and those between: whether they are, then from where to where on each side."""
    for step in LCSseq.opcodes(one, other):
        yield step.tag == "equal", step.src_start, step.src_end, step.dest_start, step.dest_end


def _told_apart(names: Lines, side: str) -> list[str]:
    """The names with one of its own for each blank line, which is then like no other."""
    return [f"{side} {place}" if name == _BLANK else name for place, name in enumerate(names)]


def _between(before: Lines, mine: Lines, theirs: Lines) -> tuple[Lines, Lines]:
    """The same for lines between two that nobody changed."""
    if mine == theirs or names_of(mine) == before:
        return theirs, theirs
    if names_of(theirs) == before:
        return mine, mine
    if not before and len(mine) * len(theirs) <= MOST_PAIRS and not _any_alike(mine, theirs):
        # Both added something here: there is room for both.
        return ([*theirs, *mine],) * 2
    if len(before) == len(mine) == len(theirs) > 1:
        kept: tuple[list[str], list[str]] = ([], [])
        for was, one, other in zip(before, mine, theirs, strict=True):
            _add(kept, _between([was], [one], [other]))
        return kept
    return mine, theirs


def _any_alike(mine: Lines, theirs: Lines) -> bool:
    return any(_alike(one, other) for one in mine for other in theirs)


def _alike(one: str, other: str) -> bool:
    """Whether two new lines may be one that was sent twice, the first time before its end was typed."""
    some, more = sorted((one.strip(), other.strip()), key=len)
    words = set(some.split())
    return bool(some) and (more.startswith(some) or 2 * len(words & set(more.split())) > len(words))


def _add(kept: tuple[list[str], list[str]], lines: tuple[Lines, Lines]) -> None:
    kept[0].extend(lines[0])
    kept[1].extend(lines[1])
