"""What the engines of the two databases share: they find, `search.ranking` puts in order, `counts` counts."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Q, Sum

from search.engines.base import Differences, EngineError, Hit, Results
from search.engines.counts import Sql, agrees, read, totals
from search.models import SearchDocument, SearchWord
from search.question import Group, Question, choices, required
from search.ranking import Candidate, Rarity, rank, stems_of
from search.vocabulary import completions
from search.words import fold_word

# How many pages are put in order by `search.ranking`: the best by title, and as many by body.
CANDIDATES = 60
ORDERS = {
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
            return self._search(question)
        except DatabaseError as error:
            raise EngineError(f"{self.name}: {error}") from error

    def _search(self, question: Question) -> Results:
        matched, chosen = self.matched(question), choices(question)
        total, counts = read(_rows(totals(matched, chosen)))
        hits = self.page(question, matched, chosen) if total > question.start else []
        return Results(
            total=total,
            hits=tuple(Hit(page_id, score) for page_id, score in hits),
            counts=counts,
            engine=self.name,
        )

    def page(self, question: Question, matched: Sql, chosen: Mapping[str, frozenset[str]]) -> list[tuple[int, float]]:
        """The pages of one page of results, with their scores."""
        if question.groups and question.sort not in ORDERS:
            return self.best(question, matched, chosen)
        order = ORDERS.get(question.sort, ORDERS["titre"])
        sql = (
            Sql("WITH matched AS MATERIALIZED (")
            + matched
            + Sql(") SELECT d.page_id FROM matched AS m JOIN search_searchdocument AS d ON d.id = m.id WHERE 1 = 1")
        )
        sql += agrees("m.id", chosen) + Sql(f" ORDER BY {order} LIMIT %s OFFSET %s", (question.size, question.start))
        return [(page_id, 0.0) for (page_id,) in _rows(sql)]

    def best(self, question: Question, matched: Sql, chosen: Mapping[str, frozenset[str]]) -> list[tuple[int, float]]:
        """The best of titles and of bodies in their final order; further pages follow as the database ranks them."""
        first = list(dict.fromkeys(pk for (pk,) in _rows(self.candidates(question, matched, chosen))))
        end = question.start + question.size
        found: list[tuple[int, float]] = []
        if question.start < len(first):
            found = self.in_order(question, first)[question.start : end]
        if end > len(first):
            skip = max(question.start - len(first), 0)
            further = self.further(question, matched, chosen, first, end - max(question.start, len(first)), skip)
            found += [(page_id, 0.0) for (page_id,) in _rows(further)]
        return found

    def in_order(self, question: Question, documents: list[int]) -> list[tuple[int, float]]:
        rows = SearchDocument.objects.filter(pk__in=documents).values_list(
            "page_id", "language", "title_stems", "body_stems", "title_words", "body_words"
        )
        candidates = [
            Candidate(page_id, language, *(f" {text} " for text in texts)) for page_id, language, *texts in rows
        ]
        return rank(question.groups, candidates, rarity(question))

    @abstractmethod
    def matched(self, question: Question) -> Sql:
        """A query of the `id` of every document that has enough of the groups, in whatever language."""

    @abstractmethod
    def candidates(self, question: Question, matched: Sql, chosen: Mapping[str, frozenset[str]]) -> Sql:
        """A query of the ids of the best by title, then by body."""

    @abstractmethod
    def further(
        self,
        question: Question,
        matched: Sql,
        chosen: Mapping[str, frozenset[str]],
        without: list[int],
        limit: int,
        offset: int,
    ) -> Sql:
        """A query of the pages that come after the candidates."""

    @abstractmethod
    def titles(self, words: Sequence[Sequence[str]], language: str, limit: int) -> Sql:
        """A query of the pages whose title has, for each of `words`, one of its ways of going on."""

    def suggest(self, start: str, language: str, limit: int) -> Sequence[int]:
        found = completions(start, language)
        if not found or not all(found):
            return []
        try:
            return [page_id for (page_id,) in _rows(self.titles(found, language, limit))]
        except DatabaseError as error:
            raise EngineError(f"{self.name}: {error}") from error

    def flush(self) -> None:  # noqa: B027 — nothing is held elsewhere
        pass

    def differences(self) -> Differences:
        return Differences()

    def rebuild(self, tick: Callable[[int], None]) -> None:  # noqa: B027
        pass


def rarity(question: Question) -> Rarity:
    """In how many documents the words of the question are, in two queries."""
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
    return Rarity(SearchDocument.objects.count(), by_stem, by_word)


def enough(groups: Sequence[Group], queries: Sequence[Sql]) -> Sql:
    """The documents that are in enough of `queries`, each of which gives the `id`s that have one group in one language."""
    needed = required(len(groups))
    together = queries[0]
    for query in queries[1:]:
        together += Sql(" UNION ALL ") + query
    if needed <= 1 and len(queries) == 1:
        return together
    return Sql("SELECT id FROM (") + together + Sql(") AS g GROUP BY id HAVING COUNT(*) >= %s", (needed,))


def _rows(sql: Sql) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        return cursor.fetchall()
