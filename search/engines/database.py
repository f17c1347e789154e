"""What the engines of the two databases share: they find, `search.ranking` puts in order, `counts` counts."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.db.models import Q, Sum

from search.engines.base import Differences, EngineError, Hit, Results
from search.engines.counts import Sql, agrees, read, totals
from search.models import SearchWord
from search.question import FIRST_KINDS, LAST_KINDS, SORTS, Question, choices, is_empty, place_of, required, simpler
from search.ranking import Candidate, Rarity, group_rarities, rank, stems_of
from search.vocabulary import completions
from search.words import fold_word

logger = logging.getLogger(__name__)
# Seconds for a question, and for a simpler one after it: an answer comes within one second.
PATIENCE, LAST_PATIENCE = 0.6, 0.3
# How many pages are put in order by `search.ranking`: the best by title, and as many by body.
CANDIDATES = 60
COLUMNS = "d.page_id, d.language, d.title_stems, d.body_stems, d.title_words, d.body_words"
_PLACES = " ".join(f"WHEN '{kind}' THEN {place_of(kind)}" for kind in (*FIRST_KINDS, *LAST_KINDS))
ORDERS = {
    "pertinence": f"CASE d.kind {_PLACES} ELSE {place_of('')} END, d.title_words, d.id",
    "titre": "d.title_words, d.title, d.id",
    "duree": "d.minutes IS NULL, d.minutes, d.title_words, d.id",
    "recent": "d.published_at IS NULL, d.published_at DESC, d.id",
}


def languages() -> list[str]:
    """Those of the site, as documents have them."""
    return [code[:2] for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


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
        chosen, needed = choices(question), required(len(question.groups))
        matched = self.matched(question, needed)
        found = read(_rows(totals(matched, chosen)))
        if needed > 1 and is_empty(found.counts):
            matched = self.matched(question, 1)
            found = read(_rows(totals(matched, chosen)))
        hits = self.page(question, matched, chosen, found.documents) if found.right > question.start else []
        return Results(
            total=found.right,
            hits=tuple(Hit(page_id, score) for page_id, score in hits),
            counts=found.counts,
            engine=self.name,
        )

    def page(
        self, question: Question, matched: Sql, chosen: Mapping[str, frozenset[str]], documents: int
    ) -> list[tuple[int, float]]:
        """The pages of one page of results, with their scores."""
        if question.groups and question.sort == SORTS[0]:
            return self.best(question, matched, chosen, documents)
        order = ORDERS[question.sort]
        sql = (
            Sql("WITH matched AS MATERIALIZED (")
            + matched
            + Sql(") SELECT d.page_id FROM matched AS m JOIN search_searchdocument AS d ON d.id = m.id WHERE 1 = 1")
        )
        sql += agrees("m.id", chosen) + Sql(f" ORDER BY {order} LIMIT %s OFFSET %s", (question.size, question.start))
        return [(page_id, 0.0) for (page_id,) in _rows(sql)]

    def best(
        self, question: Question, matched: Sql, chosen: Mapping[str, frozenset[str]], documents: int
    ) -> list[tuple[int, float]]:
        """The best of titles and of bodies in their final order; further pages follow as the database ranks them."""
        known = rarity(question, documents)
        rarities = {language: group_rarities(question.groups, language, known) for language in chosen["langue"]}
        sql = Sql("WITH matched AS MATERIALIZED (") + matched + Sql(f") SELECT d.id, {COLUMNS} FROM (")
        sql += self.candidates(question, chosen, rarities) + Sql(
            ") AS c JOIN search_searchdocument AS d ON d.id = c.id"
        )
        rows = _rows(sql)
        first = [Candidate(page_id, language, *map(_spaced, texts)) for _pk, page_id, language, *texts in rows]
        end = question.start + question.size
        found = rank(question.groups, first, known)[question.start : end] if first else []
        if end > len(first):
            skip, limit = max(question.start - len(first), 0), end - max(question.start, len(first))
            sql = Sql("WITH matched AS MATERIALIZED (") + matched + Sql(") SELECT d.page_id FROM (")
            sql += self.ranked(question, chosen, rarities) + Sql(
                ") AS s JOIN search_searchdocument AS d ON d.id = s.id"
            )
            listed = ", ".join(str(pk) for pk, *_rest in rows) or "0"
            sql += Sql(f" WHERE s.id NOT IN ({listed}) ORDER BY s.score DESC, s.id LIMIT %s OFFSET %s", (limit, skip))
            found += [(page_id, 0.0) for (page_id,) in _rows(sql)]
        return found

    @abstractmethod
    def in_time(self, seconds: float) -> AbstractContextManager[None]:
        """Within it, what takes longer than that in all is an `OperationalError`: nobody waits for a question."""

    @abstractmethod
    def matched(self, question: Question, needed: int) -> Sql:
        """A query of the `id` of every document that has so many of the groups, in whatever language."""

    @abstractmethod
    def candidates(
        self, question: Question, chosen: Mapping[str, frozenset[str]], rarities: Mapping[str, Sequence[float]]
    ) -> Sql:
        """A query, once each, of the `id`s of the best by title and by body; `matched` can be read.

        `rarities` says for each language how rare each group is, for a database that does not know.
        """

    @abstractmethod
    def ranked(
        self, question: Question, chosen: Mapping[str, frozenset[str]], rarities: Mapping[str, Sequence[float]]
    ) -> Sql:
        """A query of the `id` and the `score` of everything that is right, by the database's own ranking."""

    @abstractmethod
    def titles(self, words: Sequence[Sequence[str]], language: str, limit: int) -> Sql:
        """A query of the pages whose title has, for each of `words`, one of its ways of going on."""

    def suggest(self, start: str, language: str, limit: int) -> Sequence[int]:
        found = completions(start, language)
        if not found or not all(found):
            return []
        try:
            with self.in_time(LAST_PATIENCE):
                return [page_id for (page_id,) in _rows(self.titles(found, language, limit))]
        except DatabaseError as error:
            raise EngineError(f"{self.name}: {error}") from error

    def flush(self) -> None:  # noqa: B027 — nothing is held elsewhere
        pass

    def differences(self) -> Differences:
        return Differences()

    def rebuild(self, tick: Callable[[int], None]) -> None:  # noqa: B027 — columns that PostgreSQL computes itself
        pass


def _spaced(text: str) -> str:
    """Each word between two spaces, each line between two breaks."""
    return " \n {} \n ".format(text.replace("\n", " \n "))


def rarity(question: Question, documents: int) -> Rarity:
    """In how many documents the words of the question are, in one query."""
    chosen = choices(question)["langue"]
    stems, words = set[str](), set[str]()
    for group in question.groups:
        for alternative in group.alternatives:
            words.update(fold_word(word) for word in alternative.words)
            for language in chosen:
                stems.update(stems_of(alternative, language))
    rows = (
        SearchWord.objects.filter(Q(stem__in=stems) | Q(folded__in=words), language__in=chosen)
        .values_list("stem", "folded")
        .annotate(number=Sum("documents"))
        .order_by("stem", "folded")
    )
    by_stem, by_word = dict[str, int](), dict[str, int]()
    for stem, folded, number in rows:
        by_stem[stem] = by_stem.get(stem, 0) + number
        by_word[folded] = by_word.get(folded, 0) + number
    return Rarity(documents, by_stem, by_word)


def enough(queries: Sequence[Sql], groups: int, needed: int) -> Sql:
    """The documents that are in so many of `queries`, each of which gives those that have one group in one language."""
    together = queries[0]
    for query in queries[1:]:
        together += Sql(" UNION ALL ") + query
    if needed <= 1 and len(queries) == 1:
        return together
    return (
        Sql("SELECT id, language FROM (")
        + together
        + Sql(") AS g GROUP BY id, language HAVING COUNT(*) >= %s", (needed,))
    )


def _rows(sql: Sql) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        return cursor.fetchall()
