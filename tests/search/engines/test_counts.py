"""What is counted is what is there: compared with a recount that knows nothing of sets."""

from collections import Counter
from collections.abc import Iterable, Mapping
from random import Random

import pytest
from pyroaring import BitMap

from competencies.loading import load
from competencies.models import Competence, CompetenceTag
from home.models import HomePage, StandardPage
from search import sets
from search.engines.base import Engine
from search.engines.counts import having
from search.facets import TAKES_FROM
from search.models import SearchDocument
from search.question import FACETS, Question, choices
from search.understanding import understand
from tests.factories import a_module, a_page
from tests.trainers.factories import a_plan

WORDS = ("lettre", "écran", "souris", "réseau")
Documents = dict[int, set[tuple[str, str]]]


def recounted(documents: Documents, question: Question) -> tuple[int, Mapping[str, Mapping[str, int]]]:
    """The total, and each value under every choice but its own facet's; one document after the other."""
    chosen = choices(question)

    def agrees(pairs: set[tuple[str, str]], but: str = "") -> bool:
        return all(any((key, value) in pairs for value in values) for key, values in chosen.items() if key != but)

    counts: dict[str, Counter[str]] = {}
    for pairs in documents.values():
        for key, value in pairs:
            if key != TAKES_FROM and agrees(pairs, but=key):
                counts.setdefault(key, Counter())[value] += 1
    return sum(agrees(pairs) for pairs in documents.values()), counts


def documents_saying(word: str) -> Documents:
    found = SearchDocument.objects.filter(body_words__contains=word) if word else SearchDocument.objects.all()
    return {
        document.pk: set(document.facets.values_list("key", "value"))
        for document in found.order_by("pk").prefetch_related("facets")
    }


def same(engine: Engine, random: Random, times: int) -> None:
    """Ask for random words and choices, some of which nobody has."""
    known: dict[str, list[str]] = {key: ["personne"] for key in FACETS}
    for pairs in documents_saying("").values():
        for key, value in pairs:
            known.setdefault(key, []).append(value)
    for _time in range(times):
        typed = random.choice(["", *WORDS])
        keys = random.sample(FACETS, random.randrange(4))
        chosen = {key: frozenset(random.choices(known[key], k=random.randint(1, 3))) for key in keys}
        question = Question(typed=typed, groups=understand(typed), chosen=chosen)
        results = engine.search(question)
        total, counts = recounted(documents_saying({"écran": "ecran", "réseau": "reseau"}.get(typed, typed)), question)
        assert (results.total, len(results.hits)) == (total, min(total, question.size)), question
        assert {key: dict(values) for key, values in results.counts.items() if values} == counts, question


def publish_many(home: HomePage, random: Random, number: int) -> list:
    competences = list(Competence.objects.order_by("pk")[:6])
    made = []
    for n in range(number):
        body = " ".join(random.sample(WORDS, random.randrange(4))) or "rien"
        if n % 5 == 0:
            page = a_page(home, f"Page {n}", body=body)
        elif n % 5 == 1:
            page = a_plan(home, title=f"Séance {n}", summary=body)
        else:
            page = a_module(
                home, f"Module {n}", summary=body, minutes=random.choice((5, 20, 45)), level=random.randint(1, 8)
            )
            for competence in random.sample(competences, random.randrange(3)):
                page.competence_tags.add(CompetenceTag(competence=competence))
        page.keywords.add(*(f"mot {random.randrange(8)}" for _keyword in range(random.randrange(4))))
        page.save()
        made.append(page)
    return made


@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(2))
def test_counts_are_exact_whatever_is_chosen_and_whatever_changes(engine: Engine, home: HomePage, seed: int) -> None:
    load()
    random = Random(seed)
    pages = publish_many(home, random, 25)
    same(engine, random, 15)
    for _change in range(8):
        change_something(home, pages, random)
        same(engine, random, 3)
        assert sets.wrong() == {}


def change_something(home: HomePage, pages: list, random: Random) -> None:
    pages[:] = [type(page).objects.get(pk=page.pk) for page in pages]
    page = random.choice(pages)
    match random.randrange(5):
        case 0:
            page.unpublish()
        case 1:
            page.save_revision().publish()
        case 2:
            page.keywords.set([f"mot {random.randrange(8)}"])
            page.save()
        case 3:
            others = [
                other
                for other in pages
                if isinstance(other, StandardPage) and other.path[: len(page.path)] != page.path
            ]
            parent = random.choice([home, *others])
            page.move(parent, pos="last-child")
        case _:
            pages.remove(page)
            page.delete()


def brute(groups: Iterable[BitMap], needed: int) -> BitMap:
    times = Counter(number for group in groups for number in group)
    return BitMap(number for number, count in times.items() if count >= needed)


@pytest.mark.parametrize("seed", range(20))
def test_enough_groups_are_those_that_one_counts(seed: int) -> None:
    random = Random(seed)
    groups = [BitMap(random.sample(range(40), random.randrange(20))) for _group in range(random.randint(1, 7))]
    for needed in range(1, len(groups) + 1):
        assert having(groups, needed) == brute(groups, needed)
