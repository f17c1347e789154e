"""From what a person typed to what is looked for: the groups of a `Question`.

Three steps, each on what the one before left: words are cut; those that the pages do not have are corrected, several at a
time if need be ("mo de passe", "france conect"), one that was glued is cut ("motdepasse"); then each word, or the longest
expression that somebody listed, gets its synonyms. What was typed stays with its full weight when the pages have it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz.distance import DamerauLevenshtein

from search.french import family, is_common, weight_of, written_out
from search.question import MAX_LENGTH, MAX_WORDS, Alternative, Group, bounded
from search.sounds import sound
from search.synonyms import Synonyms, load
from search.vocabulary import Known, Word, glued, likeness, look_closer, look_up, near, one_slip, without_elision
from search.words import fold_word, is_stop_word, split, stem

# Letters that are words.
ALONE = {"a", "à", "y", "ô"}
# The most words of an expression that is heard as a whole, and the most ways of saying a group that are sought.
PHRASE, WAYS = 4, 12
# How many unknown words are compared with the vocabulary: more is a text in another language, or none at all.
GUESSED = 8
CORRECTED, SECOND_GUESS, APART = 0.8, 0.6, 0.6
# What a listed expression weighs beside a word, and the least when all of its words are common.
EXPRESSION, LEAST = 1.25, 0.65
# How alike two expressions that sound the same must be written, and how alike two short ones.
ALIKE, ALIKE_SHORT = 0.6, 0.7


@dataclass(frozen=True)
class Understanding:
    """What is looked for; the question as it was corrected, empty when nothing was; the words that no page has."""

    groups: tuple[Group, ...]
    corrected: str = ""
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A word of the question once corrected, with its weight and the other ways of writing it."""

    word: str
    typed: str
    weight: float = 1.0
    others: tuple[Alternative, ...] = ()
    # No page has it, nor anything like it.
    unknown: bool = False

    @property
    def changed(self) -> bool:
        return self.weight < 1


def understand(typed: str, language: str = "fr") -> tuple[Group, ...]:
    return interpret(typed, language).groups


def interpret(typed: str, language: str = "fr") -> Understanding:
    """Four queries at most, whatever is typed."""
    text = typed.replace("\x00", " ")[:MAX_LENGTH]
    typed_words = spelt_out([word for word, _start, _end in split(text)])[:MAX_WORDS]
    if not typed_words:
        return Understanding(())
    synonyms = load(language)
    words = synonyms.together(written_out(typed_words, language, but=synonyms.__contains__)[:MAX_WORDS])[:MAX_WORDS]
    pieces = _correct(words, language, synonyms)
    # A word that no page has cannot be asked of one, unless there is nothing else to ask.
    known = [piece for piece in pieces if not piece.unknown]
    if any(weight_of(piece.word, language) for piece in known):
        ignored = tuple(piece.word for piece in pieces if piece.unknown and not is_common(piece.word, language))
        pieces = known
    else:
        ignored = ()
    corrected = " ".join(piece.word for piece in pieces) if any(piece.changed for piece in pieces) else ""
    return Understanding(bounded(_group(pieces, language, synonyms)), corrected, ignored)


def spelt_out(words: Sequence[str]) -> list[str]:
    """`c a f` and `u.s.b` are one word; so are two letters alone, unless one is a word of its own."""
    found: list[str] = []
    for single, run in groupby(words, key=lambda word: len(word) == 1 and word.isalpha()):
        letters = list(run)
        together = single and (len(letters) > 2 or (len(letters) == 2 and not {*letters} & ALONE))
        found += ["".join(letters)] if together else letters
    return found


# Correcting


def _correct(words: Sequence[str], language: str, synonyms: Synonyms) -> list[Piece]:
    runs = [words[start:end] for start in range(len(words)) for end in range(start + 1, start + PHRASE + 1)]
    alone = [written(word) for word in words for written in (fold_word, without_elision)]
    known = look_up(
        [*alone, *map(glued, runs), *map(_folded, runs)],
        [stem(word, language) for word in words],
        [sound(" ".join(run)) for run in runs],
        language,
    )
    found: list[Piece | str] = []
    start = 0
    while start < len(words):
        heard, length = _heard(words[start : start + PHRASE], known, language, synonyms)
        if length:
            found += heard
        else:
            length = 1
            word = words[start]
            found.append(_known(word, known, language, synonyms) or _elided(word, known) or word)
        start += length
    doubtful = {word for word in words if _by_stem_only(word, known, language, synonyms)}
    return _guess(found, doubtful, known, language)


def _folded(words: Sequence[str]) -> str:
    return " ".join(fold_word(word) for word in words)


def _heard(words: Sequence[str], known: Known, language: str, synonyms: Synonyms) -> tuple[list[Piece], int]:
    """The longest beginning of `words` that is, or sounds like, a name or an expression of several words."""
    for length in range(len(words), 1, -1):
        run = words[:length]
        if run in synonyms:
            return [_said(word, known, language, synonyms) for word in run], length
        if is_stop_word(run[0], language) or is_stop_word(run[-1], language) or any(map(str.isdigit, run)):
            continue
        if _folded(run) in known.by_folded:
            whole = [row for row in known.by_folded.get(glued(run), []) if " " not in row.word]
            if whole and whole[0].documents > known.by_folded[_folded(run)][0].documents:
                # Pages write it in one word more than in several.
                return [Piece(whole[0].word, " ".join(run), 1.0, (Alternative(tuple(run)),))], length
            return [_said(word, known, language, synonyms) for word in run], length
        if all(word in (row.folded for row in known.by_folded.get(fold_word(word), [])) for word in run) and length < 3:
            continue
        rows = [*known.by_folded.get(glued(run), []), *known.by_sound.get(sound(" ".join(run)), [])]
        if row := _closest(glued(run), rows):
            return _pieces(" ".join(run), row), length
    return [], 0


def _said(word: str, known: Known, language: str, synonyms: Synonyms) -> Piece:
    """A word of an expression: it means something there, whether or not a page has it."""
    return replace(_known(word, known, language, synonyms) or Piece(word, word), unknown=False)


def _closest(folded: str, rows: Sequence[Word]) -> Word | None:
    scored = [(DamerauLevenshtein.normalized_similarity(folded, row.folded.replace(" ", "")), row) for row in rows]
    best = max(scored, key=lambda pair: (pair[0], pair[1].documents, pair[1].word), default=None)
    return best[1] if best and best[0] >= ALIKE else None


def _pieces(typed: str, row: Word) -> list[Piece]:
    return [Piece(word, typed, CORRECTED) for word in row.word.split()]


def _known(word: str, known: Known, language: str, synonyms: Synonyms) -> Piece | None:
    """A word that needs no correction, with its accents if they were left out."""
    folded = fold_word(word)
    rows = [row for row in known.by_folded.get(folded, []) if " " not in row.word]
    if is_stop_word(word, language) or (not rows and ([word] in synonyms or stem(word, language) in known.by_stem)):
        return Piece(word, word)
    if not rows and is_common(word, language):
        return Piece(word, word, unknown=True)
    if not rows:
        return Piece(word, word) if folded.isdigit() else None
    # Without any accent nothing says that none was meant.
    spelt = rows[0].word if word == folded else next((row.word for row in rows if row.word == word), rows[0].word)
    others = tuple(Alternative((row.word,)) for row in rows if row.word != spelt)
    return Piece(spelt, word, 1.0, others)


def _elided(word: str, known: Known) -> Piece | None:
    """« dessai » is « d’essai », when pages have it."""
    rows = [row for row in known.by_folded.get(without_elision(word), []) if " " not in row.word]
    return Piece(rows[0].word, word, CORRECTED) if rows else None


def _by_stem_only(word: str, known: Known, language: str, synonyms: Synonyms) -> bool:
    """An ending that no page has: a verb that nobody wrote so, or a slip that looks like one."""
    whole = known.by_folded.get(fold_word(word)) or [word] in synonyms or is_stop_word(word, language)
    return len(word) > 4 and not whole and stem(word, language) in known.by_stem


def _guess(found: Sequence[Piece | str], doubtful: set[str], known: Known, language: str) -> list[Piece]:
    """Words that the pages do not have: heard, one letter away, cut, or the closest ones; what is left stays as it is.

    `doubtful` words keep their meaning, and get that of the word that is one letter away.
    """
    unknown = [word for word in found if isinstance(word, str) and not word.isdigit()]
    pieces = {word: _pieces(word, row) for word in unknown if (row := _same_sound(word, known))}
    sought = [word for word in unknown if word not in pieces and len(word) > 2][:GUESSED]
    guesses = near([*sought, *sorted(doubtful)], language)
    certain = {word for word in sought if (rows := guesses[word]) and one_slip(fold_word(word), rows[0].folded)}
    cut, others = look_closer([word for word in sought if word not in certain and len(word) > 3], language)
    pieces |= {word: [Piece(part, word, CORRECTED) for part in whole] for word, whole in cut.items()}
    guesses = others | {word: rows for word, rows in guesses.items() if rows}
    for word in sought:
        if word not in pieces and word in guesses:
            best, *rest = guesses[word]
            second = tuple(Alternative((row.word,), SECOND_GUESS) for row in rest[:2])
            pieces[word] = [Piece(best.word, word, CORRECTED, second)]
    return [
        piece
        for item in found
        for piece in (
            [_or_else(item, guesses, language) if item.word in doubtful else item]
            if isinstance(item, Piece)
            else pieces.get(item, [Piece(item, item, unknown=not item.isdigit())])
        )
    ]


def _or_else(piece: Piece, guesses: dict[str, list[Word]], language: str) -> Piece:
    folded, own = fold_word(piece.word), stem(piece.word, language)
    rows = [row for row in guesses.get(piece.word, ()) if one_slip(folded, row.folded) and row.stem != own]
    return replace(piece, others=(*piece.others, *(Alternative((row.word,), SECOND_GUESS) for row in rows[:1])))


def _same_sound(word: str, known: Known) -> Word | None:
    said = sound(word)
    rows = [row for row in known.by_sound.get(said, []) if len(said) > 1]
    best = max(rows, key=lambda row: (likeness(word, row), row.documents, row.word), default=None)
    return best if best and likeness(word, best) >= (ALIKE if len(word) > 4 else ALIKE_SHORT) else None


# Other ways of saying it


def _group(pieces: Sequence[Piece], language: str, synonyms: Synonyms) -> tuple[Group, ...]:
    found: dict[tuple[Alternative, ...], Group] = {}
    if not any(weight_of(piece.word, language) for piece in pieces):
        said = [piece for piece in pieces if not is_stop_word(piece.word, language)] or pieces
        return tuple(dict.fromkeys(Group(piece.typed, _alternatives([piece], synonyms)) for piece in said))
    start = 0
    while start < len(pieces):
        length = _longest(pieces[start:], language, synonyms)
        run = pieces[start : start + length]
        start += length
        weight = max(weight_of(piece.word, language) for piece in run)
        if length > 1:
            # Somebody listed it: it says something, though each of its words says little.
            weight = max(weight * EXPRESSION, LEAST)
        if weight:
            alternatives = _alternatives(run, synonyms)
            typed = " ".join(dict.fromkeys(piece.typed for piece in run))
            found.setdefault(alternatives, Group(typed, alternatives, weight))
    return tuple(found.values())


def _longest(pieces: Sequence[Piece], language: str, synonyms: Synonyms) -> int:
    """How many words the longest expression that has synonyms begins with."""
    for length in range(min(len(pieces), synonyms.longest), 1, -1):
        if [piece.word for piece in pieces[:length]] in synonyms:
            return length
    return 1


def _alternatives(run: Sequence[Piece], synonyms: Synonyms) -> tuple[Alternative, ...]:
    """What was typed, or its correction; then the other spellings; then synonyms of the first."""
    words = tuple(piece.word for piece in run)
    weight = min(piece.weight for piece in run)
    ways = {words: weight}
    for other in run[0].others if len(run) == 1 else ():
        ways.setdefault(other.words, other.weight)
    for expansion in synonyms.of(words):
        ways[expansion.words] = max(weight * expansion.weight, ways.get(expansion.words, 0.0))
    if len(run) == 1:
        for word, value in family(words[0], synonyms.language).items():
            ways[(word,)] = max(weight * value, ways.get((word,), 0.0))
    best = sorted(ways.items(), key=lambda way: -way[1])[:WAYS]
    found = [Alternative(said, round(value, 3)) for said, value in best]
    if len(run) > 1:
        # Pages may have the words of an expression and not the expression.
        found.append(Alternative(words, round(weight * APART, 3), apart=True))
    return tuple(found)
