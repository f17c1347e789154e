"""Bring the read model to what the pages say, in the transaction of whoever changes them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import dropwhile
from typing import Any

from django.db import transaction

from core.cache import move_content_version
from core.pieces import in_batches
from search import sets
from search.models import Clock, Push, SearchDocument, SearchFacet, SearchWord
from search.reading import Draft, dependents, drafts
from search.sounds import sound
from search.words import fold, is_stop_word, split, stems

BATCH = 200
# Longer titles are sentences: nobody misspells them as one word.
NAME_WORDS = 5


@transaction.atomic
def refresh(page_ids: Iterable[int], *, with_dependents: bool = False) -> int:
    """Write, change or take away the documents of `page_ids`; returns how many changed.

    Reads the pages again from the database, so that what a caller has in memory, a draft for instance, never shows.
    """
    # First, as everywhere (see `core.cache.moved_once`), and because pages of results are kept under it.
    move_content_version()
    wanted = set(page_ids)
    if with_dependents:
        wanted |= dependents(wanted)
    return sum(_refresh(chunk) for chunk in in_batches(sorted(wanted), BATCH))


def _refresh(page_ids: Sequence[int]) -> int:
    # The clock's row is locked first: two writes of the same page follow each other.
    version = Clock.tick()
    new = drafts(page_ids)
    old = {
        document.page_id: document
        for document in SearchDocument.objects.filter(page_id__in=page_ids).order_by("page_id")
    }
    changed = {pk: draft for pk, draft in new.items() if pk not in old or old[pk].fingerprint != draft.fingerprint()}
    gone = [document for pk, document in old.items() if pk not in new]
    replaced = [*gone, *(old[pk] for pk in changed if pk in old)]
    words: Counter[tuple[str, str]] = Counter()
    for document in replaced:
        words.subtract(vocabulary(document.language, document))
    before = sets.pairs_of(document.pk for document in replaced)
    SearchDocument.objects.filter(pk__in=[document.pk for document in gone]).delete()
    numbers = _write(changed, old, version)
    sets.change(before, {numbers[pk]: draft.pairs for pk, draft in changed.items()})
    for draft in changed.values():
        words.update(vocabulary(draft.values["language"], draft.values))
    _count(words)
    push([*changed, *(document.page_id for document in gone)], version)
    return len(changed) + len(gone)


def _write(changed: dict[int, Draft], old: dict[int, SearchDocument], version: int) -> dict[int, int]:
    """The number of the document of each page."""
    rows = [
        SearchDocument(
            pk=old[pk].pk if pk in old else None,
            page_id=pk,
            version=version,
            fingerprint=draft.fingerprint(),
            **draft.values,
        )
        for pk, draft in changed.items()
    ]
    kept = [row for row in rows if row.pk]
    names = [field.name for field in SearchDocument._meta.concrete_fields if not field.primary_key]
    SearchDocument.objects.bulk_update(kept, names, batch_size=50)
    SearchDocument.objects.bulk_create([row for row in rows if not row.pk], batch_size=50)
    SearchFacet.objects.filter(document__in=[row.pk for row in kept]).delete()
    numbers = dict(SearchDocument.objects.filter(page_id__in=changed).values_list("page_id", "pk"))
    pairs = [
        SearchFacet(document_id=numbers[pk], key=key, value=value)
        for pk, draft in changed.items()
        for key, value in sorted(draft.pairs)
    ]
    SearchFacet.objects.bulk_create(pairs, batch_size=500)
    return numbers


def vocabulary(language: str, document: Any) -> set[tuple[str, str]]:
    """The words of a document and its names of a few words, each once: (language, word)."""
    values = document if isinstance(document, dict) else vars(document)
    text = "\n".join(values[name] for name in ("title", "names", "summary", "body", "asked"))
    found = {word for word, _s, _e in split(text) if 1 < len(word) <= 40 and not is_stop_word(word, language)}
    for line in [values["title"], *values["names"].splitlines()]:
        name = list(dropwhile(lambda word: is_stop_word(word, language), (word for word, _s, _e in split(line))))
        if 1 < len(name) <= NAME_WORDS and len(" ".join(name)) <= 60:
            found.add(" ".join(name))
    return {(language, word) for word in found}


def a_word(language: str, word: str, documents: int) -> SearchWord:
    """A row of the vocabulary with all that it is compared by."""
    return SearchWord(
        language=language,
        word=word,
        folded=fold(word),
        stem=stems(word, language)[:60],
        sound=sound(word),
        documents=documents,
    )


def _count(words: Counter[tuple[str, str]]) -> None:
    """Add to the number of documents of each word, which may be less than nothing."""
    moved = sorted((key, number) for key, number in words.items() if number)
    for chunk in in_batches(moved, BATCH):
        known = {
            (row.language, row.word): row
            for row in SearchWord.objects.filter(word__in=[word for (_language, word), _number in chunk])
        }
        new, old = [], []
        for (language, word), number in chunk:
            if row := known.get((language, word)):
                row.documents = row.documents + number
                old.append(row)
            else:
                new.append(a_word(language, word, number))
        SearchWord.objects.bulk_create(new)
        SearchWord.objects.bulk_update(old, ["documents"])
    if moved:
        SearchWord.objects.filter(documents__lte=0).delete()


def forget(page_ids: Iterable[int]) -> None:
    """Pages that are being deleted: their documents go with them, words and copies elsewhere must follow."""
    documents = list(SearchDocument.objects.filter(page_id__in=list(page_ids)).order_by("page_id"))
    if not documents:
        return
    version = Clock.tick()
    words: Counter[tuple[str, str]] = Counter()
    for document in documents:
        words.subtract(vocabulary(document.language, document))
    sets.change(sets.pairs_of(document.pk for document in documents), {})
    SearchDocument.objects.filter(pk__in=[document.pk for document in documents]).delete()
    _count(words)
    push([document.page_id for document in documents], version)


def push(page_ids: Iterable[int], version: int) -> None:
    """Leave word, in the same transaction, for an engine that holds a copy; it is sent after the commit."""
    from search.engines import engine

    wanted, chosen = list(page_ids), engine()
    if not wanted or not chosen.remote:
        return
    Push.objects.bulk_create(
        [Push(page_id=pk, version=version) for pk in wanted],
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=["version", "attempts", "error"],
    )
    transaction.on_commit(chosen.flush, robust=True)
