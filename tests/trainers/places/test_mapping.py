"""Lists in columns of their own, through a small file of columns."""

# ruff: noqa: E501 — the sentences that people read are not cut.

import os
from pathlib import Path

import pytest

from tests.trainers.places.places import said
from trainers.places.importing import apply, plan
from trainers.places.mapping import MappingError, french_phone, mappings, named_mapping, read_mapping
from trainers.places.models import Place

# Invented places in the columns of the France services list of 2022.
EXCERPT = """id_fs,insee_dep,lib_fs,adresse,complement_adresse,insee_com,code_postal,lib_com,latitude,longitude,telephone,h_lundi,h_mardi,h_mercredi,h_jeudi,h_vendredi,h_samedi,itinerance,format_fs,groupe,labellisation
901,26,France services du Moulin,3 rue des Essais,,26362,26000,Valence,44.9334,4.8924,04 65 71 12 34,09:00 - 12:00 / 13:30 - 17:00,09:00-12:00/14:00-16:30,09:00-12:00 14:00-16:30,-,09:00 - 12:00 / 13:30 - 17:00,,Non,Site principal,,Espace labellisé 01/01/2020
902,38,Bus France services des Crêtes,Place du Marché,,38185,38000,Grenoble,45.1885,5.7245,06 39 98 12 34,09:30 - 12:30,,,,,09:00 - 12:00,Oui,Antenne,Oisans,Espace labellisé 01/07/2021
"""
# The real list is not part of the project; an operator who has it can check it too.
REAL = os.environ.get("FRANCE_SERVICES_CSV", "")
pytestmark = pytest.mark.django_db


def test_a_list_in_other_columns_becomes_places():
    planned = plan("fs.csv", EXCERPT.encode(), mapping=named_mapping("france-services"))
    assert said(planned.errors) == []
    assert said(planned.remarks) == [
        "Colonnes hors du standard, gardées mais jamais montrées : insee_dep, format_fs, labellisation."
    ]
    apply(planned)
    place, bus = Place.objects.order_by("standard_id")
    assert place.standard_id == "france-services-901"
    assert place.phone == "+33465711234"
    assert place.hours == "Mo,Fr 09:00-12:00,13:30-17:00; Tu,We 09:00-12:00,14:00-16:30; PH off"
    assert place.programmes == ("France Services",)
    assert place.extra == {
        "insee_dep": "26",
        "format_fs": "Site principal",
        "labellisation": "Espace labellisé 01/01/2020",
    }
    assert (bus.mobility, bus.parent, bus.hours) == (("Itinérant",), "Oisans", "Mo 09:30-12:30; Sa 09:00-12:00; PH off")


def test_what_a_mapping_cannot_read_is_a_fault_of_the_line():
    text = EXCERPT.replace("09:30 - 12:30,", "le matin,").replace(",Oui,Antenne", ",Parfois,Antenne")
    planned = plan("fs.csv", text.encode(), mapping=named_mapping("france-services"))
    assert said(planned.errors) == [
        "fs.csv, ligne 3, « horaires » : trouvé « le matin 09:00 - 12:00 », attendu des heures comme « 09:00 - 12:00 / 14:00 - 17:00 ».",
        "fs.csv, ligne 3, « itinerance » : trouvé « Parfois », attendu Oui / Non.",
    ]


def test_a_list_without_the_columns_of_the_mapping_is_refused():
    planned = plan("fs.csv", EXCERPT.replace("h_mardi", "mardi").encode(), mapping=named_mapping("france-services"))
    assert said(planned.errors) == [
        "fs.csv, ligne 1, « h_mardi » : rien n’est écrit, attendu cette colonne, que la correspondance demande."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "champs: 3",
        "champs: {couleur: {valeur: bleu}}",
        "champs: {nom: {colone: lib}}",
        "champs: {horaires: {jours: {Lu: h}}}",
        "champs: {nom: {}}",
        "{",
    ],
)
def test_a_mapping_that_cannot_be_understood_says_so(tmp_path, text):
    path = tmp_path / "colonnes.yaml"
    path.write_text(text)
    with pytest.raises(MappingError, match=r"colonnes\.yaml"):
        read_mapping(path)


def test_every_mapping_that_we_ship_can_be_read():
    assert [read_mapping.__name__ for name in mappings() if named_mapping(name)] == ["read_mapping"]
    with pytest.raises(MappingError):
        named_mapping("../../etc/passwd")


@pytest.mark.parametrize(
    ("typed", "standard"),
    [
        ("04 50 56 87 49", "+33450568749"),
        ("04.50.56.87.49", "+33450568749"),
        ("0033450568749", "+33450568749"),
        ("", ""),
    ],
)
def test_a_telephone_is_read_as_people_write_it(typed, standard):
    assert french_phone(typed) == standard


# Nothing is skipped where the real list is not at hand.
LISTS = {"the excerpt": (EXCERPT.encode(), 2)} | ({"the real list": (Path(REAL).read_bytes(), 309)} if REAL else {})


@pytest.mark.parametrize("name", LISTS)
def test_a_whole_list_is_imported_without_a_fault_and_again_without_a_change(name):
    data, count = LISTS[name]
    planned = plan("fs.csv", data, mapping=named_mapping("france-services"))
    assert said(planned.errors) == []
    apply(planned)
    assert Place.objects.count() == count
    assert plan("fs.csv", data, mapping=named_mapping("france-services")).same == count
