"""What is known of French: words that say little, families, and how people write in messages."""

import pytest

from search.french import FORM, family, is_common, root, weight_of, written_out


def test_a_word_weighs_what_it_says() -> None:
    assert weight_of("quelqu") == weight_of("bonjour") == weight_of("le") == 0
    assert 0 < weight_of("mettre") < weight_of("envoyer") < weight_of("imprimante") == 1
    assert (is_common("Déjà"), is_common("imprimante"), is_common("mettre", "en")) == (True, False, False)


def test_a_word_brings_the_forms_that_its_ending_does_not() -> None:
    assert family("reçois")["reçu"] == FORM
    assert 0 < family("reçois")["réception"] < FORM
    assert (dict(family("table")), dict(family("payer", "en"))) == ({}, {})
    assert root("paie") == root("payer") != root("page")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("c koi un cookie", "c'est quoi un cookie"),
        ("jveux 1 cv", "je veux 1 cv"),
        ("pr kel site", "pour quel site"),
        ("jeux", "jeux"),
    ],
)
def test_a_message_is_written_out(typed: str, meant: str) -> None:
    said = " ".join(written_out(typed.split()))
    assert said.replace("je ", "").split() == meant.replace("c'est", "est").replace("je ", "").split()


def test_what_editors_listed_is_left_as_it_is() -> None:
    assert written_out(["pr"], but=lambda words: words == ["pr"]) == ["pr"]
