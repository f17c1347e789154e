"""Nothing that runs, hides or explodes is accepted, whatever it says it is. See `hostile.py`."""

import csv
import re
import time
import tracemalloc

import pytest

from core.uploads.decision import accept
from core.uploads.refusals import SENTENCES, RefusedError
from tests.core.uploads.harmless import MADE_HARMLESS
from tests.core.uploads.hostile import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_hostile_file_is_refused_for_what_it_is(case):
    data = case.build()
    begun = time.process_time()
    with pytest.raises(RefusedError) as refusal:
        accept(case.name, data)
    assert (refusal.value.code, refusal.value.detail[:0]) == (case.code, ""), refusal.value
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("case", MADE_HARMLESS, ids=lambda case: case.title)
def test_what_can_be_made_harmless_is(case):
    sent = case.build()
    kept = accept(case.name, sent)
    assert kept.name == case.kept_name
    assert case.gone not in kept.data
    assert case.gone in sent or case.gone == b"nothing" or case.name.endswith("csv")


def test_there_are_more_than_a_hundred_of_them_and_each_has_its_own_title():
    assert len(CASES) + len(MADE_HARMLESS) > 200
    titles = [(case.title, case.name) for case in CASES]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_refusal_is_one_plain_sentence_that_says_what_to_do(code):
    values = {"accepted": "un PDF", "better": ".docx", "most": "20\u00a0Mo", "extension": "pdf"}
    sentence = RefusedError(code, **values).sentence
    assert sentence.endswith(".")
    assert re.search(r"[.!?] [A-ZÉ]", sentence) is None
    assert re.search(
        r"\b(en(voy|registr|lev)ez|remplacez|réduisez|imprimez|exportez|vérifiez|ouvrez|coupez)", sentence, re.I
    ), sentence
    assert len(sentence) < 110


@pytest.mark.parametrize(
    "title",
    [
        "a bomb of 300 MB",
        "a bomb that lies about its size",
        "parts that share their bytes",
        "four thousand million points",
        "a billion laughs",
        "a stream of objects that inflates to 60 MB",
    ],
)
def test_a_bomb_is_refused_without_being_inflated(title):
    case = next(case for case in CASES if case.title == title)
    data = case.build()
    tracemalloc.start()
    begun = time.perf_counter()
    with pytest.raises(RefusedError):
        accept(case.name, data)
    seconds = time.perf_counter() - begun
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < 2
    assert most < 40_000_000


def test_a_long_cell_is_refused_though_another_import_lifted_the_limit_of_the_library():
    """`csv.field_size_limit` is of the whole process: the import of places lifts it."""
    before = csv.field_size_limit(10**9)
    try:
        with pytest.raises(RefusedError):
            accept("t.csv", b'nom;note\n"' + b"a" * 200_000)
    finally:
        csv.field_size_limit(before)
