"""How many places a second the import takes from a file, next to one `save()` a place; and what a search costs with many of them.

The whole import: the file's bytes are decoded, split, checked field by field, compared with the directory and written.
It is compared with three loops of one `save()` a place into the same empty table, in one transaction, with whatever follows a save
(signals, the content version, the search):
- bare save: the objects are made and their addresses chosen before the clock starts; nothing is read nor checked;
- one save: `Place(**values).save()` from values that are already read and checked, as most scripts do;
- read, check, save: the same from the file, each row checked by `full_clean` as the admin's form does.
Target: ten times faster than each of them, in places a second. Rounds alternate; the best of each side is kept.

PLACES: how many. BENCH_DATABASE_URL: an empty PostgreSQL database, instead of SQLite.
"""

import csv
import io
import os
import sys
import tempfile
import time
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEMO", "1")
FOLDER = tempfile.TemporaryDirectory(prefix="bench-places-")
os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{FOLDER.name}/bench.sqlite3"

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from trainers.places.importing import Plan, apply, plan
from trainers.places.models import Place
from trainers.places.questions import Question
from trainers.places.records import SAID, Record
from trainers.places.searching import search
from trainers.places.standard import fields
from trainers.places.towns import gazetteer

PLACES = int(os.environ.get("PLACES", "5000"))
ROUNDS = 3
TARGET = 10
# With SQLite all the work is done in this process: its own time leaves out what else the machine does.
clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
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
    start = clock()
    result = plan("mesure.csv", data)
    assert not result.errors, result.errors[:3]
    return result, clock() - start


def bare_saves(records: list[Record]) -> float:
    places = [record.place for record in records]
    start = clock()
    with transaction.atomic():
        for place in places:
            place.save()
    return clock() - start


def one_by_one(records: list[Record]) -> float:
    rows = [dict(zip(SAID, record.said, strict=True)) for record in records]
    start = clock()
    with transaction.atomic():
        for values in rows:
            Place(**values).save()
    return clock() - start


def checked_one_by_one(data: bytes) -> float:
    start = clock()
    with transaction.atomic():
        for row in csv.DictReader(io.StringIO(data.decode())):
            place = Place(**{field.attribute: field.read(row[field.name]) for field in fields().values()})
            place.full_clean(exclude=["slug"])
            place.save()
    return clock() - start


def in_bulk(result: Plan) -> float:
    start = clock()
    apply(result)
    return clock() - start


def searched(question: Question) -> float:
    """The best of five, in milliseconds."""
    now = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Paris"))
    best = 1e9
    for _try in range(5):
        start = clock()
        search(question, now)
        best = min(best, clock() - start)
    return best * 1000


def emptied(seconds: float) -> float:
    assert Place.objects.count() == PLACES
    Place.objects.all().delete()
    return seconds


def main() -> int:
    call_command("migrate", verbosity=0)
    data = file(PLACES)
    sides: dict[str, list[float]] = defaultdict(list)
    reads, bulks = [], []
    for round_ in range(ROUNDS):
        first, _seconds = planned(data)
        sides["bare save"].append(emptied(bare_saves(first.new)))
        sides["one save"].append(emptied(one_by_one(first.new)))
        if round_ == 0:
            sides["read, check, save"].append(emptied(checked_one_by_one(data)))
        again, reading = planned(data)
        reads.append(reading)
        bulks.append(in_bulk(again))
        sides["whole import"].append(reading + bulks[-1])
        again, unchanged = planned(data)
        assert again.same == PLACES
        update = in_bulk(planned(file(PLACES, telephone="+33199005678"))[0])
        emptied(0)
    whole = min(sides.pop("whole import"))
    print(f"{connection.vendor}, {PLACES} places")
    print(
        f"read and check       {PLACES / min(reads):8.0f} places/s   (all unchanged: {PLACES / unchanged:.0f} places/s)"
    )
    print(f"write                {PLACES / min(bulks):8.0f} places/s   (all changed: {PLACES / update:.0f} places/s)")
    print(f"whole import         {PLACES / whole:8.0f} places/s")
    ratios = {name: min(seconds) / whole for name, seconds in sides.items()}
    for name, ratio in ratios.items():
        print(
            f"{name:20} {PLACES / whole / ratio:8.0f} places/s   whole import ÷ this: {ratio:6.1f}   (target {TARGET})"
        )
    in_bulk(planned(data)[0])
    for name, question in (
        ("everything", Question()),
        ("near a town", Question(town="Lyon")),
        ("open now", Question(town="Lyon", when="maintenant")),
    ):
        print(f"search, {name:12}{searched(question):8.1f} ms")
    return 0 if min(ratios.values()) >= TARGET else 1


if __name__ == "__main__":
    raise SystemExit(main())
