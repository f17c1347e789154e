"""French typography of what people type."""

import pytest

from core.markdown import render_markdown
from core.typography import french, typeset, typeset_pieces

NB, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Attention !", f"Attention{NARROW}!"),
        ("Vraiment ?", f"Vraiment{NARROW}?"),
        ("Ceci ; cela", f"Ceci{NARROW}; cela"),
        ("Trois mots : ici", f"Trois mots{NB}: ici"),
        ("Trois mots :", f"Trois mots{NB}:"),
        ("Dites « bonjour » à tous", f"Dites «{NB}bonjour{NB}» à tous"),
        ("«bonjour»", f"«{NB}bonjour{NB}»"),
        ("l'adresse", "l’adresse"),
        ("aujourd'hui, j'apprends", "aujourd’hui, j’apprends"),
        ("l'«adresse»", f"l’«{NB}adresse{NB}»"),
        ("Attendez...", "Attendez…"),
        ("1 000 personnes", f"1{NARROW}000 personnes"),
        ("9 h 30", f"9{NB}h 30"),
        ("50 %", f"50{NB}%"),
        ("12 €", f"12{NB}€"),
    ],
)
def test_what_is_typed_with_ordinary_keys_is_printed_in_french(typed, printed):
    assert french(typed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.fr/a?b=c",
        "nom@exemple.fr",
        "12:30",
        "C:\\Documents",
        "Il dit 'oui' à voix basse",
        "un mot",
        "",
        "a ? b",
    ][:-1],
)
def test_what_needs_nothing_stays(text):
    assert french(text) == text


@pytest.mark.parametrize("text", ["Ah ! « Quoi ? » : l'été... 1 000 €", "Déjà : prêt ! « Oui »"])
def test_setting_twice_is_setting_once(text):
    assert french(french(text)) == french(text)


def test_other_languages_keep_their_own_rules():
    assert typeset("Wirklich ? 1 000", "de") == "Wirklich ? 1 000"
    assert typeset("Really ? 1 000", "en") == "Really ? 1 000"
    assert typeset("Vraiment ?", "fr-fr") == f"Vraiment{NARROW}?"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("C'est l'**adresse** du site.", "C’est l’<strong>adresse</strong> du site."),
        ("Lisez l'[[adresse]].", 'Lisez l’<a class="term" href="#mot-adresse">adresse</a>.'),
        ("**Un SMS** : transférez-le.", f"<strong>Un SMS</strong>{NB}: transférez-le."),
        ("Votre *CV* ? Oui", f"Votre <em>CV</em>{NARROW}? Oui"),
        ("Le bouton « **Signaler** » aide.", f"Le bouton «{NB}<strong>Signaler</strong>{NB}» aide."),
        ("« [[Spam|spam]] »", f'«{NB}<a class="term" href="#mot-spam">Spam</a>{NB}»'),
        ("**Attention !** Lisez", f"<strong>Attention{NARROW}!</strong> Lisez"),
        ("La touche `a ?` : elle", f"La touche <code>a ?</code>{NB}: elle"),
    ],
)
def test_a_sentence_is_set_whole_whatever_tags_cut_it(written, shown):
    assert render_markdown(written).html == f"<p>{shown}</p>"


def test_each_paragraph_is_a_sentence_of_its_own():
    assert render_markdown("Un mot\n\n: deux").html == "<p>Un mot</p>\n<p>: deux</p>"
    assert render_markdown("It's **Really** ?", "en").html == "<p>It’s <strong>Really</strong> ?</p>"


@pytest.mark.parametrize("pieces", [[], [""], ["l'", "été"], ["Quoi", " ?", ""]])
def test_as_many_pieces_come_back(pieces):
    assert len(typeset_pieces(pieces)) == len(pieces)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a website's address", "a website’s address"),
        ('It says "actes-express".', "It says “actes-express”."),
        ('Stop at the first slash "/".', "Stop at the first slash “/”."),
        ("Wait...", "Wait…"),
        ("« Annonce » (advert)", f"«{NB}Annonce{NB}» (advert)"),
        ("Pay 39 € now", f"Pay 39{NB}€ now"),
        ("Who are we? Look: here!", "Who are we? Look: here!"),
        ('5" by 7"', '5" by 7"'),
    ],
)
def test_english_has_its_own_marks_and_no_french_space(typed, printed):
    assert typeset(typed, "en") == printed
    assert typeset(printed, "en-gb") == printed
