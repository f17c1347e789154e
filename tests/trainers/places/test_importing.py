"""A list becomes the directory: everything or nothing, said line by line."""

# ruff: noqa: E501 — the sentences that people read are not cut.

import datetime
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.cache import content_version
from tests.trainers.places.places import a_csv, a_place, a_row, said
from trainers.places import reading
from trainers.places.importing import Plan, apply, plan
from trainers.places.models import Place

pytestmark = pytest.mark.django_db


def imported(*rows: dict, **options) -> Plan:
    planned = plan("lieux.csv", a_csv(*rows), **options)
    assert [str(error) for error in planned.errors] == []
    apply(planned)
    return planned


def errors_of(data: bytes, name: str = "lieux.csv") -> list[str]:
    planned = plan(name, data)
    assert planned.errors
    with pytest.raises(ValueError, match="errors"):
        apply(planned)
    assert not Place.objects.exists()
    return said(planned.errors)


@pytest.mark.postgres
def test_every_field_of_the_standard_is_kept():
    imported(
        a_row(
            typologie="BIB|ASSO",
            itinerance="Fixe",
            structure_parente="Ville de Lyon",
            prise_rdv="https://rdv.example.org",
        )
    )
    place = Place.objects.get()
    assert place.standard_id == "epn-1"
    assert place.position == (45.7597, 4.8422)
    assert place.services == ("Aide aux démarches administratives", "Utilisation sécurisée du numérique")
    assert place.kinds == ("BIB", "ASSO")
    assert place.updated_on == datetime.date(2026, 10, 1)
    assert place.department == "69"
    assert place.slug == "mediatheque-des-trois-ponts-lyon"


def test_the_same_file_twice_changes_nothing(django_assert_max_num_queries):
    imported(a_row(), a_row(id="epn-2"))
    version = content_version()
    with django_assert_max_num_queries(3):
        again = imported(a_row(), a_row(id="epn-2"))
    assert again.figures() == {"new": 0, "changed": 0, "same": 2, "gone": 0, "back": 0}
    assert content_version() == version


def test_a_place_is_updated_by_its_id_and_keeps_its_address():
    imported(a_row())
    planned = imported(a_row(nom="Maison du Pont", telephone="+33199005678"))
    assert [(c.title, c.before, c.after) for c in planned.updates[0].changes] == [
        ("Nom", "Médiathèque des Trois Ponts", "Maison du Pont"),
        ("Numéro de téléphone", "+33199001234", "+33199005678"),
    ]
    place = Place.objects.get()
    assert (place.name, place.slug) == ("Maison du Pont", "mediatheque-des-trois-ponts-lyon")


def test_two_places_with_one_name_have_two_addresses():
    imported(a_row(), a_row(id="epn-2"), a_row(id="epn-3", nom="Données", commune="X"))
    assert sorted(Place.objects.values_list("slug", flat=True)) == [
        "donnees-x", "mediatheque-des-trois-ponts-lyon", "mediatheque-des-trois-ponts-lyon-2",
    ]  # fmt: skip


@pytest.mark.postgres
def test_a_place_that_left_its_list_is_flagged_and_comes_back():
    imported(a_row(), a_row(id="epn-2"))
    assert imported(a_row()).figures()["gone"] == 1
    assert Place.objects.get(standard_id="epn-2").missing_since is not None
    assert list(Place.objects.listed().values_list("standard_id", flat=True)) == ["epn-1"]
    assert imported(a_row(), a_row(id="epn-2")).figures()["back"] == 1
    assert Place.objects.listed().count() == 2


def test_a_list_says_nothing_about_the_places_of_another():
    imported(a_row(source="Une autre liste"))
    imported(a_row(id="epn-2"))
    assert Place.objects.listed().count() == 2


def test_an_extract_makes_no_place_disappear():
    imported(a_row(), a_row(id="epn-2"))
    assert imported(a_row(), is_partial=True).figures()["gone"] == 0


def test_unknown_columns_are_kept_and_reported():
    planned = imported(a_row(nom_du_referent="Camille Exemple"))
    assert said(planned.remarks) == ["Colonnes hors du standard, gardées mais jamais montrées : nom_du_referent."]
    assert Place.objects.get().extra == {"nom_du_referent": "Camille Exemple"}


@pytest.mark.parametrize(
    ("field", "found", "expected"),
    [
        ("nom", "", "rien n’est écrit, attendu une valeur : ce champ est obligatoire."),
        ("pivot", "12 34", "trouvé « 12 34 », attendu un SIRET (14 chiffres) ou un numéro RNA, sans espace."),
        ("code_postal", "6900", "trouvé « 6900 », attendu cinq chiffres."),
        ("telephone", "01 99 00 12 34", "trouvé « 01 99 00 12 34 », attendu un numéro international sans espace, par exemple « +33199001234 »."),
        ("latitude", "45,76", "trouvé « 45,76 », attendu « 45.76 », avec un point."),
        ("latitude", "345.2", "trouvé « 345.2 », attendu un nombre entre -90 et 90."),
        ("latitude", "nan", "trouvé « nan », attendu un nombre en degrés, par exemple « 45.7640 »."),
        ("latitude", "", "rien n’est écrit, attendu la latitude et la longitude, ou aucune des deux."),
        ("latitude", "0", "trouvé « 0.0, 4.8422 », attendu un point en France."),
        ("horaires", "lundi 9h-12h", "trouvé « lundi 9h-12h », attendu des horaires au format d’OpenStreetMap, par exemple « Mo-Fr 09:00-12:00,14:00-18:00 »."),
        ("date_maj", "01/10/2026", "trouvé « 01/10/2026 », attendu une date comme « 2026-04-02 » : année-mois-jour."),
        ("date_maj", "2999-01-01", "trouvé « 2999-01-01 », attendu une date passée."),
        ("services", "Aide aux démarche administrative", "trouvé « Aide aux démarche administrative », attendu « Aide aux démarches administratives » peut-être."),
        ("site_web", "javascript:alert(1)", "trouvé « javascript:alert(1) », attendu une adresse qui commence par « https:// »."),
        ("courriels", "pas une adresse", "trouvé « pas une adresse », attendu des adresses de courriel séparées par « | »."),
        ("id", "=1+1", "trouvé « =1+1 », attendu un identifiant qui commence par une lettre ou un chiffre."),
        ("presentation_resume", "x" * 281, f"trouvé « {'x' * 59}… », attendu 280 caractères au plus."),
    ],
)  # fmt: skip
def test_a_fault_says_file_line_field_found_and_expected(field, found, expected):
    assert errors_of(a_csv(a_row(), a_row(**{"id": "epn-2", field: found}))) == [
        f"lieux.csv, ligne 3, « {field} » : {expected}"
    ]


def test_the_two_coordinates_in_the_wrong_order_are_recognised():
    assert errors_of(a_csv(a_row(latitude="4.8422", longitude="45.7597"))) == [
        "lieux.csv, ligne 2, « latitude » : trouvé « 4.8422, 45.7597 », attendu la latitude puis la longitude : elles semblent échangées."
    ]


def test_one_id_is_one_place():
    assert errors_of(a_csv(a_row(), a_row())) == [
        "lieux.csv, ligne 3, « id » : trouvé « epn-1 », attendu un identifiant différent de celui de la ligne 2."
    ]


def test_all_the_faults_are_said_at_once_with_the_lines_of_the_file():
    rows = a_csv(a_row(presentation_detail="deux\nlignes"), a_row(id="epn-2", nom=""), a_row(id="epn-3", commune=""))
    assert [error.split(" : ")[0] for error in errors_of(rows)] == [
        "lieux.csv, ligne 4, « nom »",
        "lieux.csv, ligne 5, « commune »",
    ]


def test_a_missing_column_is_said_once():
    data = b"id,nom\r\nepn-1,Un lieu\r\n"
    assert {error.split("«")[1].split("»")[0].strip() for error in errors_of(data)} == {
        "pivot", "commune", "code_postal", "adresse", "date_maj",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-8", ";"), ("cp1252", ";"), ("utf-16", "\t")]
)
def test_what_spreadsheets_write_is_recognised(encoding, delimiter):
    planned = plan("lieux.csv", a_csv(a_row(), delimiter=delimiter, encoding=encoding))
    assert planned.errors == []
    assert planned.new[0].place.name == "Médiathèque des Trois Ponts"
    assert any("Windows-1252" in remark for remark in planned.remarks) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "lieux.csv, ligne 1, « fichier » : rien n’est écrit, attendu une première ligne de titres, puis un lieu par ligne."),
        (b"id,nom\r\n\xff\xfe\x81,x\r\n", "lieux.csv, ligne 2, « fichier » : trouvé « des lettres illisibles », attendu un fichier enregistré en « CSV UTF-8 »."),
        (b"PK\x03\x04\x00\x00", "lieux.csv, ligne 1, « fichier » : trouvé « un fichier qui n’est pas du texte », attendu un fichier CSV ou JSON."),
        (b'{"lieux": [', "lieux.csv, ligne 1, « fichier » : rien n’est écrit, attendu un JSON bien formé."),
        (b'[{"id": "a"}, 3]', "lieux.csv, ligne 1, « fichier » : trouvé « 3 », attendu un lieu entre accolades."),
        (b'id,nom\r\n"a,b', "lieux.csv, ligne 2, « fichier » : rien n’est écrit, attendu un CSV bien formé : des guillemets qui s’ouvrent et se ferment."),
        (b"id,nom\r\na,b,c\r\n", "lieux.csv, ligne 2, « ligne » : trouvé « 3 cases », attendu 2 cases, comme dans la première ligne."),
        (b"id,id\r\na,b\r\n", "lieux.csv, ligne 1, « id » : trouvé « id », attendu cette colonne une seule fois."),
        (b"[" * 100_000, "lieux.csv, ligne 1, « fichier » : rien n’est écrit, attendu un JSON bien formé."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_in_plain_words(data, sentence):
    assert sentence in errors_of(data)


def test_a_huge_file_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 2)
    rows = [a_row(id=f"epn-{n}") for n in range(5)]
    assert errors_of(a_csv(*rows))[0].endswith("attendu 2 lieux au plus dans un fichier.")
    monkeypatch.setattr(reading, "MAX_BYTES", 1_000_000)
    assert errors_of(b"x" * 2_000_000) == ["lieux.csv, ligne 1, « fichier » : trouvé « 2 Mo », attendu 1 Mo au plus."]


def test_hundreds_of_faults_stop_the_reading():
    assert 200 <= len(errors_of(a_csv(*(a_row(id=f"epn-{n}", nom="") for n in range(1000))))) <= 202


def test_the_reading_stops_after_the_line_where_there_are_enough_faults():
    rows = [a_row(id=f"epn-{n}", nom="", code_postal=f"x{n}", horaires=f"jamais {n}") for n in range(300)]
    errors = errors_of(a_csv(*rows))
    assert len(errors) == 202
    assert errors[-2].startswith("lieux.csv, ligne 68, « nom »")
    assert errors[-1] == "lieux.csv, ligne 69, « fichier » : d’abord moins d’erreurs : la lecture s’arrête ici."


@pytest.mark.postgres
def test_an_imported_place_is_the_row_that_a_save_would_have_written():
    row = a_row(nom="L’Œuvre de St-Étienne", typologie="BIB|ASSO", latitude="", longitude="", nom_du_referent="Camille")
    imported(row)
    written = Place.objects.values().get()
    Place.objects.all().delete()
    a_place(**row, extra={"nom_du_referent": "Camille"})
    assert {**written, "id": 0} == {**Place.objects.values().get(), "id": 0}


@pytest.mark.postgres
def test_a_changed_file_writes_everything_that_follows_from_its_words():
    imported(a_row())
    imported(a_row(nom="Maison du Pont", code_insee="38185", services="Parentalité et éducation avec le numérique"))
    place = Place.objects.get()
    before = (place.department, place.search_text, place.found_by)
    place.save()
    assert before == (place.department, place.search_text, place.found_by)
    assert before[0] == "38"


def test_json_says_the_same_and_its_lines():
    row = a_row(services=None, latitude=45.7597) | {"services": ["Aide aux démarches administratives"]}
    planned = plan("lieux.json", json.dumps([row], ensure_ascii=False).encode())
    assert planned.errors == []
    assert planned.new[0].place.services == ("Aide aux démarches administratives",)
    text = json.dumps({"lieux": [a_row(), a_row(id="epn-2", nom="")]}, indent=2)
    line = next(number for number, found in enumerate(text.splitlines(), 1) if '"nom": ""' in found)
    errors = errors_of(text.encode(), "lieux.json")
    assert errors == [
        f"lieux.json, ligne {line}, « nom » : rien n’est écrit, attendu une valeur : ce champ est obligatoire."
    ]


def test_json_values_are_texts_numbers_or_lists():
    text = json.dumps([a_row(frais_a_charge=True, telephone={"fixe": "+33199001234"}), a_row(services=[3])], indent=0)
    assert [error.partition(" : ")[0] for error in errors_of(text.encode(), "lieux.json")] == [
        "lieux.json, ligne 12, « telephone »",
        "lieux.json, ligne 23, « frais_a_charge »",
        "lieux.json, ligne 41, « services »",
    ]


@pytest.mark.postgres
def test_what_no_database_keeps_is_refused_or_left_out():
    (half,) = errors_of(json.dumps([a_row(autre="Lieu \ud800")]).encode(), "lieux.json")
    assert half.endswith("attendu un JSON bien formé.")
    (null,) = errors_of(json.dumps([a_row(nom="Lieu \0")]).encode(), "lieux.json")
    assert null.endswith("attendu un texte sans caractère de commande.")
    apply(plan("lieux.json", json.dumps([a_row(autre="a\0b")]).encode()))
    assert Place.objects.get().extra == {"autre": "ab"}


def test_the_import_takes_the_same_queries_for_ten_places_and_for_a_thousand():
    counts = []
    for size in (10, 1000):
        planned = plan(
            "lieux.csv", a_csv(*(a_row(id=f"epn-{size}-{n}", nom=f"Lieu {n}") for n in range(size))), is_partial=True
        )
        with CaptureQueriesContext(connection) as queries:
            apply(planned)
        counts.append(len(queries))
    assert counts[1] <= counts[0]


def test_the_command_imports_or_says_why_not(tmp_path, capsys):
    path = tmp_path / "lieux.csv"
    path.write_bytes(a_csv(a_row()))
    call_command("import_places", str(path), "--essai")
    assert not Place.objects.exists()
    assert "1 lieu à créer" in capsys.readouterr().out
    call_command("import_places", str(path))
    assert "1 lieu créé, 0 changés" in capsys.readouterr().out
    path.write_bytes(a_csv(a_row(nom="Maison du Pont"), a_row(id="epn-2", nom="Tout nouveau")))
    call_command("import_places", str(path), "--essai")
    tried = capsys.readouterr().out
    assert "Nom : « Médiathèque des Trois Ponts » devient « Maison du Pont »" in said([tried])[0]
    assert "nouveau : Tout nouveau" in said([tried])[0]
    path.write_bytes(a_csv(a_row(nom="")))
    with pytest.raises(CommandError, match=r"^1 erreur\. Rien n’est importé\."):
        call_command("import_places", str(path))
    with pytest.raises(CommandError, match=r"absent\.csv\s» ne peut pas être lu"):
        call_command("import_places", str(tmp_path / "absent.csv"))


def test_a_place_saved_by_hand_follows_the_same_rules():
    place = a_place()
    place.phone = "0199001234"
    with pytest.raises(Exception, match="numéro international"):
        place.full_clean()
