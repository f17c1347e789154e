"""Where things stand on a drawn screen."""

import pytest

from core.screens import Element, Screen


def slots(device, *elements):
    return {name: [e.text for e in items] for name, items in Screen(device, elements=elements).slots.items() if items}


def test_elements_are_read_from_top_to_bottom_whatever_the_order_they_were_written_in():
    found = slots(
        "navigateur", Element("texte", "fin", "bas"), Element("texte", "milieu"), Element("titre", "début", "haut")
    )
    assert list(found) == ["haut", "centre", "bas"]


def test_an_unknown_place_is_the_centre():
    assert slots("fenetre", Element("texte", "ici", "ailleurs")) == {"centre": ["ici"]}


def test_notes_are_numbered_in_reading_order():
    screen = Screen(
        "navigateur", elements=(Element("lien", "b", "bas", note="2"), Element("lien", "a", "haut", note="1"))
    )
    assert [(e.number, e.text) for e in screen.notes] == [(1, "a"), (2, "b")]


@pytest.mark.parametrize(
    ("device", "element", "slot"),
    [
        ("navigateur", Element("onglet", "Mairie", "haut"), "onglets"),
        ("navigateur", Element("icone", "Fermer", "haut", drawing="fermer"), "fenetre"),
        ("fenetre", Element("icone", "Agrandir", "haut", drawing="agrandir"), "fenetre"),
        ("navigateur", Element("icone", "Retour", "haut", drawing="retour"), "outils"),
        ("navigateur", Element("icone", "Menu", "haut", drawing="menu"), "outils-fin"),
        ("navigateur", Element("icone", "Nouvel onglet", "haut", drawing="plus"), "onglets"),
        ("telephone", Element("icone", "Wifi", "haut", drawing="wifi"), "etat"),
        ("telephone", Element("icone", "Retour", "haut", drawing="retour"), "haut"),
        ("navigateur", Element("bouton", "Fermer", "haut", drawing="fermer"), "haut"),
        ("navigateur", Element("icone", "Fermer", "centre", drawing="fermer"), "centre"),
    ],
)
def test_the_parts_of_a_window_stand_in_its_frame(device, element, slot):
    assert list(slots(device, element)) == [slot]


@pytest.mark.parametrize(
    ("text", "label", "filling"),
    [
        ("Lieu : Valbourg", "Lieu", "Valbourg"),
        ("Rechercher", "", "Rechercher"),
        ("https://www.exemple.example", "", "https://www.exemple.example"),
        ("Nom :", "", "Nom :"),
    ],
)
def test_a_filled_field_has_a_label_and_a_value(text, label, filling):
    element = Element("champ", text)
    assert (element.label, element.filling) == (label, filling)


def test_an_advertisement_that_says_so_is_not_labelled_twice():
    assert Element("annonce", "Actes", detail="Sponsorisé · x.example").says_advertisement
    assert not Element("annonce", "Actes en 24 h").says_advertisement


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("https://www.mairie.example/etat-civil", ("https://", "www.mairie.example", "/etat-civil")),
        ("www.mairie.example/a", ("", "www.mairie.example", "/a")),
        ("", ("", "", "")),
    ],
)
def test_the_name_of_the_site_stands_out_in_its_address(address, parts):
    assert Screen("navigateur", address=address).address_parts == parts


def test_an_absurd_address_is_shown_as_it_is():
    assert "".join(Screen("navigateur", address="https://[mairie").address_parts) == "https://[mairie"
    assert Screen("navigateur", address="https://[mairie?q=1").query == "1"


def test_a_search_is_read_from_its_address():
    assert Screen("navigateur", address="https://r.example/?q=mairie+valbourg").query == "mairie valbourg"
