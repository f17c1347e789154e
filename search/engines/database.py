"""What the engines of the two databases share: they find, `counts` counts, `search.ranking` puts in order."""

import json
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from pyroaring import BitMap

from search import sets
from search.engines.base import Differences, EngineError, Hit, Results
from search.engines.counts import LANGUAGE, counted, everything, having, narrowed, union
from search.question import (
    FIRST_KINDS,
    LAST_KINDS,
    SORTS,
    Group,
    Question,
    choices,
    is_empty,
    place_of,
    required,
    simpler,
)
from search.ranking import Candidate, Rarity, group_rarities, rank, stems_of
from search.sets import Sets
from search.vocabulary import completions, ends_with_a_stop_word
from search.words import fold_word

logger = logging.getLogger(__name__)
# Seconds for a question, and for a simpler one after it: an answer comes within one second where there is nothing else to do.
PATIENCE, LAST_PATIENCE = 0.6, 0.3
# How many pages are put in order by `search.ranking`: the best by title, and as many by body. Of one word said one way there is
# less to compare: neither words that follow each other nor pages that have more of them, and a database ranks it well.
CANDIDATES, CANDIDATES_OF_A_WORD = 40, 20
COLUMNS = "d.page_id, d.language, d.title_stems, d.body_stems, d.title_words, d.body_words"
_PLACES = " ".join(f"WHEN '{kind}' THEN {place_of(kind)}" for kind in (*FIRST_KINDS, *LAST_KINDS))
ORDERS = {
    "pertinence": f"CASE d.kind {_PLACES} ELSE {place_of('')} END, d.title_words, d.id",
    "titre": "d.title_words, d.title, d.id",
    "duree": "d.minutes IS NULL, d.minutes, d.title_words, d.id",
    "recent": "d.published_at IS NULL, d.published_at DESC, d.id",
}


@dataclass(frozen=True)
class Sql:
    """A piece of SQL with its parameters."""

    text: str
    params: tuple[Any, ...] = ()

    def __add__(self, other: "Sql") -> "Sql":
        return Sql(f"{self.text}{other.text}", self.params + other.params)


@dataclass(frozen=True)
class Asked:
    """A question with what is already known of its answer, as sets of documents."""

    question: Question
    sets: Sets
    # For each group, what has it, each document in its own language.
    found: tuple[BitMap, ...]
    rarity: Rarity
    # What of all that agrees with the choices, and has enough of the groups.
    right: BitMap

    @cached_property
    def documents(self) -> int:
        return len(everything(self.sets))

    @cached_property
    def languages(self) -> list[str]:
        """Those of the site that are asked and that documents have."""
        return [code for code in spoken(self.sets) if code in choices(self.question)[LANGUAGE]]

    @cached_property
    def rarities(self) -> dict[str, list[float]]:
        """For each language how rare each group is, for a database that does not know."""
        return {code: group_rarities(self.question.sought, code, self.rarity) for code in self.languages}

    @property
    def most(self) -> int:
        """How many candidates by title, and how many by body."""
        groups = self.question.groups
        one_way = len(groups) == 1 and len(groups[0].alternatives) == 1
        return CANDIDATES_OF_A_WORD if one_way else CANDIDATES

    @property
    def one_language(self) -> bool:
        """Then it need not be said, which has a cost."""
        return len(self.sets.get(LANGUAGE, {})) <= 1

    @cached_property
    def whole(self) -> bool:
        """Whether everything that has one of the groups is right, so that nothing has to be left out."""
        return self.right == union(self.found) & union(self.sets[LANGUAGE][code] for code in self.languages)


def site_languages() -> list[str]:
    """As documents have them."""
    return list(dict.fromkeys(code[:2] for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES))


def spoken(known: Sets) -> list[str]:
    return [code for code in site_languages() if code in known.get(LANGUAGE, {})]


class DatabaseEngine(ABC):
    """Searches the read model where it is: always right, nothing to send."""

    name = ""
    remote = False

    def search(self, question: Question) -> Results:
        try:
            try:
                with self.in_time(PATIENCE):
                    return self._search(question)
            except OperationalError as error:
                if not question.groups:
                    raise
                logger.warning("%s had no time for a question, and is asked a simpler one: %s", self.name, error)
                with self.in_time(LAST_PATIENCE):
                    return self._search(simpler(question))
        except DatabaseError as error:
            raise EngineError(f"{self.name}: {error}") from error

    def _search(self, question: Question) -> Results:
        known, chosen = sets.read(), choices(question)
        found, rarity = self.found(question, known)
        matched = having(found, required(len(found))) if found else everything(known)
        counts = counted(matched, chosen, known)
        if len(found) > 1 and is_empty(counts):
            matched = union(found)
            counts = counted(matched, chosen, known)
        asked = Asked(question, known, found, rarity, narrowed(matched, chosen, known))
        hits = self._page(asked) if len(asked.right) > question.start else []
        return Results(
            total=len(asked.right),
            hits=tuple(Hit(page_id, score) for page_id, score in hits),
            counts=counts,
            engine=self.name,
        )

    def found(self, question: Question, known: Sets) -> tuple[tuple[BitMap, ...], Rarity]:
        """For each group what has it, and how rare its words are, in one query.

        What was written since the sets were read is left out.
        """
        groups, codes = question.sought, spoken(known)
        found, rare = tuple(BitMap() for _group in groups), Rarity(len(everything(known)), {}, {})
        if not groups or not codes:
            return found, rare
        wanted = [(group, code) for group in range(len(groups)) for code in codes]
        lists = [self.listing(groups[group], code, alone=len(codes) == 1) for group, code in wanted]
        # Each is told apart by its place; the words come last.
        numbered = [Sql(f"SELECT {place} AS place, ({sql.text}) AS ids", sql.params) for place, sql in enumerate(lists)]
        asked = [code for code in codes if code in choices(question)[LANGUAGE]]
        if asked:
            numbered.append(Sql(f"SELECT {len(lists)}, ") + words_of(question.groups, asked))
        by_stem, by_word = dict[str, int](), dict[str, int]()
        for place, text in rows(joined(" UNION ALL ", numbered)):
            if place < len(lists):
                group, code = wanted[place]
                found[group].update(BitMap(json.loads(f"[{text or ''}]")) & known[LANGUAGE][code])
            else:
                stem, folded, number = text.split("|")
                by_stem[stem] = by_stem.get(stem, 0) + int(number)
                by_word[folded] = by_word.get(folded, 0) + int(number)
        return found, Rarity(rare.documents, by_stem, by_word)

    def _page(self, asked: Asked) -> list[tuple[int, float]]:
        """The pages of one page of results, with their scores."""
        question = asked.question
        if question.groups and question.sort == SORTS[0]:
            return self.best(asked)
        sql = Sql("SELECT d.page_id FROM search_searchdocument AS d")
        if len(asked.right) < asked.documents:
            sql += Sql(" WHERE ") + self.sorted_among(asked)
        sql += Sql(f" ORDER BY {ORDERS[question.sort]} LIMIT %s OFFSET %s", (question.size, question.start))
        return [(page_id, 0.0) for (page_id,) in rows(sql)]

    def best(self, asked: Asked) -> list[tuple[int, float]]:
        """The best of titles and of bodies in their final order; further pages follow as the database ranks them."""
        question, known = asked.question, asked.rarity
        sql = Sql(f"SELECT d.id, {COLUMNS} FROM search_searchdocument AS d WHERE d.id IN (")
        if len(asked.right) > CANDIDATES:
            sql += self.candidates(asked)
        else:
            sql += Sql(", ".join(map(str, asked.right)))
        # What was written since the sets were read is for the next question.
        found = {row[0]: Candidate._make(row[1:]) for row in rows(sql + Sql(")")) if row[0] in asked.right}
        end = question.start + question.size
        hits = rank(question.groups, found.values(), known)[question.start : end]
        if end > len(found) and len(asked.right) > len(found):
            skip, limit = max(question.start - len(found), 0), end - max(question.start, len(found))
            rest = self.ranked(asked, asked.right - BitMap(found))
            sql = Sql("SELECT d.page_id FROM (") + rest + Sql(") AS s JOIN search_searchdocument AS d ON d.id = s.id")
            sql += Sql(" ORDER BY s.score DESC, s.id LIMIT %s OFFSET %s", (limit, skip))
            hits += [(page_id, 0.0) for (page_id,) in rows(sql)]
        return hits

    @abstractmethod
    def in_time(self, seconds: float) -> AbstractContextManager[None]:
        """Within it, what takes longer than that in all is an `OperationalError`: nobody waits for a question."""

    @abstractmethod
    def listing(self, group: Group, language: str, *, alone: bool) -> Sql:
        """A query of one value: the `id`s, joined by commas, of the documents of a language that have a group.

        It may be wrong about the language of a document, and always when all are in one, `alone`.
        """

    @abstractmethod
    def among(self, column: str, documents: BitMap) -> Sql:
        """A condition: the column is the number of one of them."""

    def sorted_among(self, asked: Asked) -> Sql:
        """The condition of what is right, when it is sorted by something else than words."""
        return self.among("d.id", asked.right)

    @abstractmethod
    def candidates(self, asked: Asked) -> Sql:
        """A query of the `id`s of the best by title and by body."""

    @abstractmethod
    def ranked(self, asked: Asked, documents: BitMap) -> Sql:
        """A query of the `id` and the `score` of some documents that are right, by the database's own ranking."""

    @abstractmethod
    def titles(self, words: Sequence[Sequence[str]], language: str, limit: int) -> Sql:
        """A query of the pages whose title has, for each of `words`, one of its ways of going on."""

    def suggest(self, start: str, language: str, limit: int) -> Sequence[int]:
        found = completions(start, language)
        # « mot de », on the way to « mot de passe ».
        ways = [found, found[:-1]] if ends_with_a_stop_word(start, language) else [found]
        asked = [words for words in ways if words and all(words)]
        if not asked:
            return []
        try:
            with self.in_time(LAST_PATIENCE):
                answers = (rows(self.titles(words, language, limit)) for words in asked)
                return [page_id for (page_id,) in next(filter(None, answers), [])]
        except DatabaseError as error:
            raise EngineError(f"{self.name}: {error}") from error

    def flush(self) -> None:  # noqa: B027 — nothing is held elsewhere
        pass

    def differences(self) -> Differences:
        return Differences()

    def rebuild(self, tick: Callable[[int], None]) -> None:  # noqa: B027 — columns that PostgreSQL computes itself
        pass


def words_of(groups: Sequence[Group], languages: Sequence[str]) -> Sql:
    """What follows SELECT: the stem of each word of the groups, the word and its number of documents, in one text."""
    stems, words = dict[str, None](), dict[str, None]()
    for group in groups:
        for alternative in group.alternatives:
            words.update(dict.fromkeys(fold_word(word) for word in alternative.words))
            for language in languages:
                stems.update(dict.fromkeys(stems_of(alternative, language)))
    sql = Sql("stem || '|' || folded || '|' || CAST(SUM(documents) AS TEXT) FROM search_searchword WHERE (stem IN (")
    sql += marks(stems) + Sql(") OR folded IN (") + marks(words) + Sql(")) AND language IN (")
    return sql + marks(languages) + Sql(") GROUP BY stem, folded")


def marks(values: Iterable[str]) -> Sql:
    """A list of parameters."""
    params = tuple(values)
    return Sql(", ".join(["%s"] * len(params)), params)


def joined(between: str, queries: Iterable[Sql]) -> Sql:
    parts = list(queries)
    return Sql(between.join(part.text for part in parts), tuple(param for part in parts for param in part.params))


def rows(sql: Sql) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        return cursor.fetchall()
