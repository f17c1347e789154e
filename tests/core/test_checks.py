"""Remarks for editors: what is said of any text, and what is not."""

import pytest
from wagtail import blocks

from core.blocks import TEXT_BLOCKS
from core.blocks.markdown import MarkdownBlock
from core.checks import LONGEST_SENTENCE, check_blocks, check_page, long_sentences
from tests.factories import a_page

BODY = blocks.StreamBlock(TEXT_BLOCKS)
LONG = "mot " * (LONGEST_SENTENCE + 1)


def remarks(*raw):
    return [remark.sentence for remark in check_blocks("Page", BODY, BODY.normalize(list(raw)))]


@pytest.mark.parametrize(
    ("words", "is_long"), [(LONGEST_SENTENCE - 1, False), (LONGEST_SENTENCE, False), (LONGEST_SENTENCE + 1, True)]
)
def test_a_sentence_is_long_past_the_limit_and_not_at_it(words, is_long):
    assert bool(long_sentences("mot " * words)) == is_long


def test_an_apostrophe_or_a_hyphen_does_not_make_two_words():
    assert not long_sentences("l’arc-en-ciel d'aujourd’hui " * (LONGEST_SENTENCE // 2))


@pytest.mark.parametrize("end", [". ", "! ", "? ", "… ", "\n"])
def test_two_short_sentences_are_not_a_long_one(end):
    half = "mot " * (LONGEST_SENTENCE - 2)
    assert not long_sentences(f"{half.strip()}{end}{half}")


def test_a_dot_inside_an_address_does_not_end_a_sentence():
    assert len(long_sentences("www.exemple.fr " * (LONGEST_SENTENCE + 1))) == 1


def test_the_words_of_two_items_of_a_list_are_not_one_sentence():
    half = "mot " * (LONGEST_SENTENCE - 2)
    assert remarks(("text", f"- {half}\n- {half}")) == []


def test_markup_is_not_counted_as_words():
    assert remarks(("text", "**mot** [lien](https://exemple.example/une/adresse) " * (LONGEST_SENTENCE // 2))) == []


def test_a_long_sentence_is_shown_shortened():
    (sentence,) = remarks(("text", LONG * 3))
    assert sentence.startswith("Phrase longue\u00a0: «\u00a0mot mot")
    assert len(sentence) < 130


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("tip", {"text": LONG}),
        ("gestures", {"title": "", "gestures": ["Je clique.", LONG]}),
        ("screen", {"title": "Un écran", "elements": [{"kind": "texte", "text": "a", "note": LONG}]}),
    ],
)
def test_long_sentences_are_found_at_any_depth(kind, value):
    assert len(remarks((kind, value))) == 1


def test_a_picture_without_words_is_said(db):
    assert remarks(("picture", {"image": None, "alternative": ""})) == ["Une image n’a pas de texte de remplacement."]


def test_a_picture_with_words_is_not(db):
    assert remarks(("picture", {"image": None, "alternative": "Un bureau."})) == []


def test_an_address_to_click_is_not_a_sentence():
    value = {"title": "Un film", "address": "https://video.example/" + "a-" * 60, "transcript": "Bonjour."}
    assert remarks(("video", value)) == []


@pytest.mark.parametrize("kind", BODY.child_blocks)
def test_a_block_that_nobody_filled_in_is_never_an_error(kind, db):
    block = BODY.child_blocks[kind]
    list(check_blocks("Page", block, block.get_default()))


def test_a_page_is_asked_for_a_summary(home):
    page = a_page(home)
    assert [remark.sentence for remark in check_page(page)] == ["Il manque un résumé d’une phrase."]
    page.summary = "Court."
    assert list(check_page(page)) == []


def test_the_body_of_a_page_is_read_too(home):
    page = a_page(home, body=LONG, summary="Court.")
    assert len(list(check_page(page))) == 1


def test_the_rendering_of_a_text_alone_is_read():
    block = MarkdownBlock()
    assert len(list(check_blocks("Ici", block, block.normalize(LONG)))) == 1
