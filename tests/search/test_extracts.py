"""What was looked for is marked, in the words of the page."""

from search.engines.base import Piece
from search.extracts import PASSAGE, Sought, extract, marked_title
from search.question import Alternative, Group


def looking_for(*words: str) -> Sought:
    return Sought.of([Group(word, (Alternative(tuple(word.split())),)) for word in words], "fr")


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


def test_a_word_is_marked_whatever_its_ending_its_accents_and_its_article() -> None:
    title = "L’école, les écoles et l’ecole"
    assert shown(marked_title(title, looking_for("école"))) == "L’[école], les [écoles] et l’[ecole]"


def test_a_synonym_is_marked_as_the_word_that_was_typed() -> None:
    group = Group("boulot", (Alternative(("boulot",)), Alternative(("travail",), 0.7)))
    assert shown(marked_title("Trouver du travail", Sought.of([group], "fr"))) == "Trouver du [travail]"


def test_the_summary_is_shown_when_nothing_says_more() -> None:
    found = extract("Choisir un mot de passe.", "Un mot de passe est secret.", looking_for("mot", "passe"))
    assert shown(found) == "Choisir un [mot] de [passe]."


def test_a_line_of_the_body_is_shown_when_it_says_more() -> None:
    body = "Bonjour.\nLa CAF envoie une attestation par courriel.\nMerci."
    found = extract("Un résumé.", body, looking_for("attestation", "CAF"))
    assert shown(found) == "La [CAF] envoie une [attestation] par courriel."


def test_a_long_line_is_cut_between_words_around_what_was_looked_for() -> None:
    body = "début " * 100 + "voici une attestation " + "fin " * 100
    found = shown(extract("", body, looking_for("attestation")))
    assert found.startswith("… début ")
    assert "[attestation]" in found
    assert found.endswith(" fin …")
    assert len(found) <= PASSAGE + 10


def test_of_a_long_line_the_sentences_that_say_most_are_shown() -> None:
    body = "Une attestation. " + "Du texte sans rapport. " * 20 + "La CAF envoie une attestation. " + "La suite. " * 40
    found = shown(extract("", body, looking_for("attestation", "CAF")))
    assert "La [CAF] envoie une [attestation]." in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) <= PASSAGE + 10


def test_a_long_word_without_spaces_is_cut_all_the_same() -> None:
    found = shown(extract("", "x" * 1000 + " attestation", looking_for("attestation")))
    assert "[attestation]" in found


def test_without_a_question_the_summary_is_shown_as_it_is() -> None:
    assert extract("Un résumé.", "Un texte.", looking_for()) == (Piece("Un résumé."),)
    assert extract("", "Un texte.", looking_for()) == ()
