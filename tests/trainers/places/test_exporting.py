"""What leaves the directory is valid for the standard, harmless in a spreadsheet, and says nothing of persons."""

import csv
import io
import json
import re

import pytest
from django.core.management import call_command

from tests.trainers.places.places import a_csv, a_place, a_row, said
from trainers.places.departments import DATA
from trainers.places.exporting import as_csv, as_geojson, as_json
from trainers.places.importing import apply, plan
from trainers.places.models import Place
from trainers.places.standard import fields

pytestmark = pytest.mark.django_db
SCHEMA = json.loads((DATA / "mednum-schema-1.0.2.json").read_text(encoding="utf-8"))


def faults(text: str) -> list[str]:
    """What a validator of table schemas would say: written here from the schema alone."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    found = [] if rows[0] == [field["name"] for field in SCHEMA["fields"]] else ["header"]
    for row in rows[1:]:
        found += [
            f"{field['name']}: {cell}"
            for cell, field in zip(row, SCHEMA["fields"], strict=True)
            if not (is_valid(cell, field) if cell else not field["constraints"].get("required"))
        ]
    ids = [row[0] for row in rows[1:]]
    return found + (["id is not unique"] if len(set(ids)) < len(ids) else [])


def is_valid(cell: str, field: dict) -> bool:
    rules = field["constraints"]
    pattern = {"number": r"-?\d+(\.\d+)?([eE][+-]?\d+)?", "date": r"\d{4}-\d\d-\d\d"}.get(field["type"], r"(?s:.*)")
    return bool(re.fullmatch(rules.get("pattern", pattern), cell)) and len(cell) <= rules.get("maxLength", 10**9)


def everything() -> dict[str, str]:
    """A row with each value of each vocabulary."""
    return a_row(
        **{s.name: "|".join(s.choices) for s in fields().values() if s.choices},
        id="tout",
        code_insee="2A004",
        code_postal="20000",
    )


def test_the_csv_is_valid_for_the_schema():
    places = [
        a_place(),
        a_place(**everything()),
        a_place(latitude="-20.882", longitude="55.45", code_postal="97400", code_insee="97411"),
    ]
    assert faults(as_csv(places)) == []
    assert faults(as_csv(places).replace("+33199001234", "01 99 00 12 34")) == ["telephone: 01 99 00 12 34"] * 3


def test_importing_the_open_data_warns_of_the_hidden_contacts_that_it_lacks():
    a_place(telephone="+33639980012")
    a_place(telephone="+33639980013", publishes_contact=True)
    a_place(courriels="camille.exemple@x.example.org")
    planned = plan("lieux.csv", as_csv(Place.objects.order_by("standard_id")).encode())
    (remark,) = said(planned.remarks)
    assert remark.startswith("2 lieux perdront une coordonnée cachée.")
    assert not plan("lieux.csv", as_csv(Place.objects.order_by("standard_id"), complete=True).encode()).remarks


@pytest.mark.parametrize("make", [as_csv, as_json])
def test_importing_what_was_exported_changes_nothing(make):
    a_place(
        nom='=HYPERLINK("http://x")', adresse="-12 rue", presentation_detail='deux\r\nlignes, « guillemets » "doubles"'
    )
    a_place(**everything())
    planned = plan("export", make(Place.objects.order_by("pk"), complete=True).encode())
    assert planned.errors == []
    assert planned.figures() == {"new": 0, "changed": 0, "same": 2, "gone": 0, "back": 0}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t="])
def test_no_cell_is_a_formula(sign):
    text = as_csv([a_place(nom=f"{sign}1+1", adresse=f"{sign}cmd|' /C calc'!A0", presentation_resume=f"{sign}x")])
    cells = list(csv.reader(io.StringIO(text, newline="")))[1]
    risky = [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell) and not re.fullmatch(r"[+-]?[\d.]+", cell)]
    assert risky == []
    assert faults(text) == []


def test_what_is_public_says_nothing_of_persons():
    place = a_place(
        telephone="+33639980012",
        courriels="camille.exemple@mairie.example.org|contact@mairie.example.org",
        presentation_detail="Écrivez à camille.exemple@mairie.example.org.",
        nom_du_referent="Camille",
    )
    for make in (as_csv, as_json, as_geojson):
        public = make([place])
        assert "camille.exemple" not in public
        assert "639980012" not in public
        assert "contact@mairie.example.org" in public
    assert "camille.exemple@" in as_csv([place], complete=True)
    place.publishes_contact = True
    assert "camille.exemple@" in as_csv([place])
    assert "+33639980012" in as_csv([place])


def test_geojson_holds_a_point_for_each_place_that_has_a_position():
    data = json.loads(as_geojson([a_place(), a_place(latitude="", longitude="")]))
    assert [f["geometry"] for f in data["features"]] == [{"type": "Point", "coordinates": [4.8422, 45.7597]}]
    assert data["features"][0]["properties"]["nom"] == "Médiathèque des Trois Ponts"


def test_the_command_writes_a_file_that_the_other_one_reads(tmp_path):
    apply(plan("x.csv", a_csv(a_row(), a_row(id="epn-2"))))
    path = tmp_path / "export.csv"
    call_command("export_places", "--vers", str(path))
    assert faults(path.read_text(encoding="utf-8")) == []
    assert plan("export.csv", path.read_bytes()).same == 2
