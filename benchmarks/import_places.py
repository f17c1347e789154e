"""How many places a second an import writes, next to one `save()` a place; and what a search costs with many of them.

Writing alone: both start from the same rows, already read and checked, and write into the same empty table, one after the other.
Whole: both start from the same file, and read, check and write every row. Target: ten times faster, in both.
"""

import csv
import io
import os
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEMO", "1")
FOLDER = tempfile.TemporaryDirectory(prefix="bench-places-")
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER.name}/bench.sqlite3"

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from trainers.places.importing import Plan, apply, plan
from trainers.places.models import Place
from trainers.places.questions import Question
from trainers.places.searching import search
from trainers.places.standard import fields
from trainers.places.towns import gazetteer

PLACES = int(os.environ.get("PLACES", "2000"))
TARGET = 10
ROW = {
    "pivot": "00000000000000",
    "adresse": "1 rue de la Mesure",
    "telephone": "+33199001234",
    "courriels": "contact@mesure.example.org",
    "horaires": "Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00; PH off",
    "presentation_resume": "Un lieu pour mesurer.",
    "date_maj": "2026-01-02",
    "services": "Aide aux démarches administratives|Maîtrise des outils numériques du quotidien",
    "frais_a_charge": "Gratuit",
}


def file(count: int, **changed: str) -> bytes:
    towns = gazetteer().towns
    lines = [",".join(f'"{name}"' for name in fields())]
    for n in range(count):
        town = towns[n * 7 % len(towns)]
        row = ROW | {
            "id": f"mesure-{n}",
            "nom": f"Lieu {n}",
            "commune": town.name,
            "code_postal": town.postcodes[0],
            "code_insee": town.code,
            "latitude": str(town.latitude),
            "longitude": str(town.longitude),
        }
        lines.append(",".join(f'"{(row | changed).get(name, "")}"' for name in fields()))
    return "\r\n".join(lines).encode()


def planned(data: bytes) -> tuple[Plan, float]:
    start = time.perf_counter()
    result = plan("mesure.csv", data)
    assert not result.errors, result.errors[:3]
    return result, time.perf_counter() - start


def one_by_one(places: list[Place]) -> float:
    """What a script without bulk import does; in one transaction, so that the disk is not what is measured."""
    start = time.perf_counter()
    with transaction.atomic():
        for place in places:
            place.pk = None
            place.save()
    return time.perf_counter() - start


def checked_one_by_one(data: bytes) -> float:
    """What a script without bulk import does with the whole file: read it, check each row as the admin's form does, save it."""
    start = time.perf_counter()
    with transaction.atomic():
        for row in csv.DictReader(io.StringIO(data.decode())):
            place = Place(**{field.attribute: field.read(row[field.name]) for field in fields().values()})
            place.full_clean(exclude=["slug"])
            place.save()
    return time.perf_counter() - start


def in_bulk(result: Plan) -> float:
    start = time.perf_counter()
    apply(result)
    return time.perf_counter() - start


def searched(question: Question) -> float:
    """The best of five, in milliseconds."""
    now = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Paris"))
    best = 1e9
    for _try in range(5):
        start = time.perf_counter()
        search(question, now)
        best = min(best, time.perf_counter() - start)
    return best * 1000


def main() -> int:
    call_command("migrate", verbosity=0)
    data = file(PLACES)
    loops, bulks, reads, checked, wholes = [], [], [], [], []
    # One after the other, three times: the best of each is least disturbed by the rest of the machine.
    for _round in range(3):
        first, reading = planned(data)
        reads.append(reading)
        loops.append(one_by_one(first.new))
        assert Place.objects.count() == PLACES
        Place.objects.all().delete()
        checked.append(checked_one_by_one(data))
        assert Place.objects.count() == PLACES
        Place.objects.all().delete()
        again, reading = planned(data)
        reads.append(reading)
        bulks.append(in_bulk(again))
        wholes.append(reading + bulks[-1])
        assert Place.objects.count() == PLACES
        again, unchanged = planned(data)
        assert again.same == PLACES
        update = in_bulk(planned(file(PLACES, telephone="+33199005678"))[0])
        Place.objects.all().delete()
    loop, bulk, reading = min(loops), min(bulks), min(reads)
    print(f"{connection.vendor}, {PLACES} places")
    print(f"read and check      {PLACES / reading:8.0f} places/s   (all unchanged: {PLACES / unchanged:.0f} places/s)")
    print(f"bulk import         {PLACES / bulk:8.0f} places/s   (all changed: {PLACES / update:.0f} places/s)")
    print(f"one save a place    {PLACES / loop:8.0f} places/s")
    print(f"ratio, writing      {loop / bulk:8.1f}   (target {TARGET})")
    whole = min(wholes)
    print(f"whole import        {PLACES / whole:8.0f} places/s   (read, checked and written)")
    print(f"read, check, save   {PLACES / min(checked):8.0f} places/s   (each row, with full_clean)")
    print(
        f"ratio, whole import to reading, checking and saving each row {min(checked) / whole:8.1f}   (target {TARGET})"
    )
    print(f"ratio, whole import to saving alone, neither read nor checked {loop / whole:7.1f}")
    in_bulk(planned(data)[0])
    for name, question in (
        ("everything", Question()),
        ("near a town", Question(town="Lyon")),
        ("open now", Question(town="Lyon", when="maintenant")),
    ):
        print(f"search, {name:12}{searched(question):8.1f} ms")
    return 0 if loop / bulk >= TARGET and min(checked) / whole >= TARGET else 1


if __name__ == "__main__":
    raise SystemExit(main())
