"""A database of its own, filled with real French texts, for the measures of the search."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

# Where the texts are: `search/` and `corpus/`, which are not part of the project.
CORPORA = Path(os.environ.get("CORPORA", "corpora"))
QUALITY = CORPORA / "search" / "corpus-service-public-2019.jsonl.gz"
LOAD = [CORPORA / "corpus" / "legi-4-codes.jsonl.gz", CORPORA / "corpus" / "kali-conventions.jsonl.gz"]

# How many keywords a large site has.
KEYWORDS = 2000


def texts(*paths: Path) -> Iterator[tuple[str, str, str]]:
    """(identifier, title, text) of each document."""
    for path in paths:
        with gzip.open(path, "rt") as lines:
            for line in lines:
                row = json.loads(line)
                yield (
                    row["id"],
                    row.get("title") or row.get("titre") or row["id"],
                    row.get("text") or row.get("texte") or "",
                )


def again_with(database: str, search: str = "") -> int:
    """Run this very script with another database and engine: Django keeps those that it started with."""
    environment = os.environ | {
        "DATABASE_URL": database,
        "SEARCH_URL": search,
        "BENCH": "1",
        "DEBUG": "",
        "DEMO": "1",
    }
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": ".:site"}
    return subprocess.run([sys.executable, *sys.argv], env=environment, check=False).returncode


def with_each(options: Namespace, *, of_texts: bool = True) -> int:
    """Run this very script with SQLite, then with the servers that were named."""
    if of_texts and no_texts():
        return 0
    with tempfile.TemporaryDirectory() as folder:
        sqlite = f"sqlite:///{folder}/search.sqlite3"
        failed = again_with(sqlite)
        if options.postgres:
            failed |= again_with(options.postgres)
        if options.elasticsearch:
            failed |= again_with(sqlite, options.elasticsearch)
    return failed


def no_texts() -> bool:
    """`make bench` goes on where they are not, and says that they were wanted."""
    if CORPORA.is_dir():
        return False
    print("No texts to measure with: CORPORA names their folder.")
    return True


def set_up(*, site: bool = True) -> None:
    """An empty database, the one named by the environment, which must be one that may be lost; with a site unless told
    otherwise."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    # Nothing was collected: a page names its static files as they are.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("flush", "--no-input", verbosity=0)
    from search.models import Synonym
    from search.synonyms import starter_rows

    rows = starter_rows()
    for row in rows:
        row.language = "fr"
    Synonym.objects.bulk_create(rows)
    root = _a_root()
    if site:
        _a_site(root)


def _a_root() -> Any:
    """What the migrations of Wagtail make, and emptying a database takes away."""
    from wagtail.models import Locale, Page

    locale = Locale.objects.get_or_create(language_code="fr")[0]
    return Page.add_root(instance=Page(title="Root", slug="root", locale=locale))


def _a_site(root: Any) -> None:
    """A home page in French, so that the page of results has an address."""
    from wagtail.models import Site

    from home.models import HomePage

    home = root.add_child(instance=HomePage(title="Accueil", slug="accueil", locale=root.locale))
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)


def fill(rows: Iterable[tuple[str, str, str]], progress: Callable[[int], None] = lambda _count: None) -> dict[int, str]:
    """Write pages and their documents as publishing does; returns the identifier of each page."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import transaction
    from wagtail.models import Locale, Page

    from search import sets
    from search.models import Clock, SearchDocument, SearchFacet, SearchWord
    from search.words import folded, stems
    from search.writing import a_word, vocabulary

    locale = Locale.objects.get_or_create(language_code="fr")[0]
    kind = ContentType.objects.get_for_model(Page)
    known: dict[int, str] = {}
    words: Counter[tuple[str, str]] = Counter()
    source = iter(rows)
    started = SearchDocument.objects.count()
    with transaction.atomic():
        version = Clock.tick()
        while chunk := list(islice(source, 1000)):
            first = started + len(known)
            pages = [
                Page(
                    title=title[:255],
                    slug=f"d{first + n}",
                    path=f"9{first + n:011d}",
                    depth=3,
                    numchild=0,
                    url_path=f"/d{first + n}/",
                    content_type=kind,
                    locale=locale,
                    draft_title=title[:255],
                )
                for n, (_id, title, _text) in enumerate(chunk)
            ]
            Page.objects.bulk_create(pages)
            pages = list(Page.objects.filter(path__gte=f"9{first:011d}", depth=3).order_by("path"))
            documents = [
                SearchDocument(
                    page=page,
                    language="fr",
                    kind="page",
                    url=page.url_path,
                    title=page.title,
                    body=text,
                    version=version,
                    fingerprint="",
                    title_stems=stems(title),
                    body_stems=stems(text),
                    title_words=folded(title),
                    body_words=folded(text),
                )
                for page, (_id, title, text) in zip(pages, chunk, strict=True)
            ]
            SearchDocument.objects.bulk_create(documents, batch_size=200)
            numbers = dict(SearchDocument.objects.filter(page__in=[p.pk for p in pages]).values_list("page_id", "pk"))
            SearchFacet.objects.bulk_create(
                [
                    SearchFacet(document_id=numbers[page.pk], key=key, value=value)
                    for page in pages
                    for key, value in facets(page.pk)
                ],
                batch_size=2000,
            )
            for document in documents:
                words.update(vocabulary("fr", document))
            known |= {page.pk: identifier for page, (identifier, _t, _x) in zip(pages, chunk, strict=True)}
            progress(len(known))
        old = dict(SearchWord.objects.values_list("word", "documents"))
        SearchWord.objects.all().delete()
        total = Counter({("fr", word): number for word, number in old.items()}) + words
        sets.repair()
        SearchWord.objects.bulk_create(
            [a_word(language, word, number) for (language, word), number in total.items()], batch_size=1000
        )
    return known


def facets(number: int) -> set[tuple[str, str]]:
    """Invented values of every facet, some rare and some common: about fourteen, as a module has."""
    random = Random(number)

    def one_of(many: int) -> int:
        """The first ones more often."""
        return int(many * random.random() ** 2)

    found = {("langue", "fr"), ("type", f"k{one_of(8)}"), ("niveau", f"n{one_of(4)}"), ("duree", f"d{one_of(5)}")}
    found |= {("licence", f"l{one_of(3)}"), ("public", f"p{one_of(2)}"), ("theme", f"t{one_of(12)}")}
    for _competence in range(random.randint(0, 3)):
        area, competence = one_of(5), one_of(5)
        found |= {("competence", f"digcomp-3.0:{area}"), ("competence", f"digcomp-3.0:{area}.{competence}")}
    return found | {("mot-cle", f"mot-{one_of(KEYWORDS)}") for _keyword in range(random.randint(0, 6))}


class Clock:
    """Seconds of the best of several goes: what the machine can do, not what else it does."""

    def __init__(self, goes: int = 7) -> None:
        self.goes = goes

    def best(self, call: Callable[[], object]) -> float:
        best = float("inf")
        for _go in range(self.goes):
            started = time.perf_counter()
            call()
            best = min(best, time.perf_counter() - started)
        return best
