"""What of a page answers a question: its words marked, in the title and in the passage that has most of them.

Pure functions, for the engines that leave highlighting to us.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from search.engines.base import Piece
from search.question import Group
from search.ranking import stems_of
from search.words import fold, is_stop_word, split, stem

# The length of a passage, and what of it comes before the first marked word, in characters.
PASSAGE, BEFORE = 220, 70
# Passages that are read closely, at most: a long page must not make a list wait.
LINES = 40
# Accents taken away letter by letter, so that a line can be looked through without cutting it into words.
_ACCENTED, _PLAIN = "àâäáãçéèêëíîïñóôöõúùûüÿœæ’", "aaaaaceeeeiiinoooouuuuyoa'"
# What stands between two breaks, and where a sentence ends.
_LINE, _END = re.compile(r"[^\n]+"), re.compile(r"[.;:!?…]\s+")
_WITHOUT_ACCENTS = str.maketrans(_ACCENTED, _PLAIN)


@dataclass(frozen=True)
class Sought:
    """For each group of a question the stems that it may be said with, in one language."""

    groups: tuple[frozenset[str], ...]
    language: str

    @classmethod
    def of(cls, groups: Iterable[Group], language: str) -> "Sought":
        said = [{part for way in group.alternatives for part in stems_of(way, language)} for group in groups]
        return cls(tuple(frozenset(stems) for stems in said), language)

    @cached_property
    def beginnings(self) -> tuple[frozenset[str], ...]:
        """For each group what a line that says it must hold: the first letters of a stem."""
        return tuple(frozenset(fold(part)[:4] for part in stems) for stems in self.groups)

    def most(self, plain: str) -> int:
        """How many groups a line may say, at most, seen from afar."""
        return sum(any(beginning in plain for beginning in beginnings) for beginnings in self.beginnings)

    def holding(self, word: str) -> set[int]:
        """The groups that a word of a text says."""
        if is_stop_word(word, self.language) and len(self.groups) > 1:
            return set()
        found = stem(word, self.language)
        return {number for number, stems in enumerate(self.groups) if found in stems}


@dataclass(frozen=True)
class Passage:
    """A text with where its marked words stand, and how many groups they say."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    groups: int = 0


def read(text: str, sought: Sought) -> Passage:
    marks, groups = [], set[int]()
    for word, start, end in split(text):
        if found := sought.holding(word):
            marks.append((start, end))
            groups |= found
    return Passage(text, tuple(marks), len(groups))


def pieces(passage: Passage) -> tuple[Piece, ...]:
    return tuple(_pieces(passage))


def _pieces(passage: Passage) -> Iterator[Piece]:
    end = 0
    for start, stop in passage.marks:
        if passage.text[end:start]:
            yield Piece(passage.text[end:start])
        yield Piece(passage.text[start:stop], marked=True)
        end = stop
    if passage.text[end:]:
        yield Piece(passage.text[end:])


def marked_title(title: str, sought: Sought) -> tuple[Piece, ...]:
    return pieces(read(title, sought))


def extract(summary: str, body: str, sought: Sought) -> tuple[Piece, ...]:
    """The summary, which was written for lists, unless a line of the body says more of what was asked."""
    best = read(summary, sought)
    lines = _promising(body, sought) if best.groups < len(sought.groups) else []
    for most, line in lines:
        if best.groups >= most:
            break
        passage = read(line, sought)
        if passage.groups > best.groups:
            best = passage
    return pieces(_cut(best))


def _promising(body: str, sought: Sought) -> list[tuple[int, str]]:
    """The passages that are worth reading closely, with how many groups each may say: the most first."""
    plain = body.lower().translate(_WITHOUT_ACCENTS)
    found = ((sought.most(plain[start:end]), text) for start, end, text in _passages(body))
    return sorted(((most, text) for most, text in found if most), key=lambda pair: -pair[0])[:LINES]


def _passages(body: str) -> Iterator[tuple[int, int, str]]:
    """Where each line stands, and its text; of a long one, whole sentences, about as many as make a passage."""
    for line in _LINE.finditer(body):
        start, last = line.span()
        while start < last:
            end = last
            if last - start > PASSAGE + BEFORE:
                ends = [match.end() for match in _END.finditer(body, start, start + PASSAGE)]
                further = None if ends else _END.search(body, start + PASSAGE, last)
                end = ends[-1] if ends else further.end() if further else last
            before, after = "… " if start > line.start() else "", " …" if end < last else ""
            yield start, end, f"{before}{body[start:end].strip()}{after}"
            start = end


def _cut(passage: Passage) -> Passage:
    """What of a long line is around its first marked word, between whole words."""
    text = passage.text
    if len(text) <= PASSAGE + BEFORE:
        return passage
    first = passage.marks[0][0] if passage.marks else 0
    start = text.find(" ", first - BEFORE, first) + 1 if first > BEFORE else 0
    if not start and first > BEFORE:
        start = first
    end = len(text) if start + PASSAGE >= len(text) else text.rfind(" ", start, start + PASSAGE)
    end = end if end > start else start + PASSAGE
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    marks = tuple((a + shift, b + shift) for a, b in passage.marks if a >= start and b <= end)
    return Passage(f"{before}{text[start:end]}{after}", marks, passage.groups)
