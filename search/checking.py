"""Compare the read model with the pages, and the engine with the read model; repair what differs."""

from collections import Counter
from collections.abc import Callable

from django.db import transaction

from core.pieces import in_batches
from search.engines import engine
from search.engines.base import Differences
from search.models import Clock, Push, SearchDocument, SearchWord
from search.reading import drafts, findable_ids
from search.writing import a_word, push, refresh, vocabulary

BATCH = 200
Tick = Callable[[int], None]


def _nothing(_count: int) -> None:
    pass


def read_model_differences(tick: Tick = _nothing) -> Differences:
    """Pages without a document, documents without a public page, and documents that say something else."""
    expected = set(findable_ids())
    found = dict(SearchDocument.objects.order_by("pk").values_list("page_id", "fingerprint"))
    stale = []
    for chunk in in_batches(sorted(expected & found.keys()), BATCH):
        stale += [pk for pk, draft in drafts(chunk).items() if draft.fingerprint() != found[pk]]
        tick(len(chunk))
    return Differences(
        missing=tuple(sorted(expected - found.keys())), extra=tuple(sorted(found.keys() - expected)), stale=tuple(stale)
    )


def wrong_words() -> dict[tuple[str, str], int]:
    """The words that are not counted right, each with its true number of documents."""
    counted: Counter[tuple[str, str]] = Counter()
    for document in SearchDocument.objects.defer("title_stems", "body_stems").order_by("pk").iterator(BATCH):
        counted.update(vocabulary(document.language, vars(document)))
    known = {
        (language, word): n for language, word, n in SearchWord.objects.values_list("language", "word", "documents")
    }
    return {key: counted[key] for key in counted.keys() | known.keys() if counted[key] != known.get(key, 0)}


@transaction.atomic
def repair_words() -> None:
    """Count again while nobody writes: the clock's row is held."""
    Clock.tick()
    wrong = wrong_words()
    SearchWord.objects.filter(word__in={word for _language, word in wrong}).filter(
        pk__in=[row.pk for row in SearchWord.objects.all() if (row.language, row.word) in wrong]
    ).delete()
    SearchWord.objects.bulk_create(
        [a_word(language, word, number) for (language, word), number in sorted(wrong.items()) if number],
        batch_size=500,
    )


def repair_read_model(differences: Differences, tick: Tick = _nothing) -> None:
    for chunk in in_batches(sorted(differences.pages), BATCH):
        refresh(chunk)
        tick(len(chunk))


def waiting() -> int:
    """How many pages a remote engine has yet to hear of."""
    return Push.objects.count()


def repair_engine(differences: Differences) -> None:
    """Send the pages again under a number that the engine has never seen; an engine without a copy begins anew."""
    chosen = engine()
    if not chosen.remote:
        chosen.rebuild(_nothing)
        return
    with transaction.atomic():
        version = Clock.pass_by(differences.newest)
        SearchDocument.objects.filter(page_id__in=differences.pages).update(version=version)
        push(differences.pages, version)


def rebuild_read_model(tick: Tick = _nothing) -> int:
    """Write what is not as it should be, a few pages at a time; interrupted, it only has less to do the next time."""
    pages = sorted({*findable_ids(), *SearchDocument.objects.values_list("page_id", flat=True)})
    changed = 0
    for chunk in in_batches(pages, BATCH):
        changed += refresh(chunk)
        tick(len(chunk))
    return changed
