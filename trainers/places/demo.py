"""The invented places of the demo, as fresh as on the day they were written."""

import csv
import io
from datetime import date, timedelta

from django.utils import timezone

from trainers.places.departments import DATA
from trainers.places.importing import apply, plan
from trainers.places.models import Place

FILE = DATA / "lieux-demo.csv"


def load_demo_places() -> int:
    """Import them into an empty directory; how many there are now. Their dates move with the calendar, so that only some are stale."""
    if not Place.objects.exists():
        planned = plan(FILE.name, _renewed(FILE.read_text(encoding="utf-8"), timezone.localdate()).encode())
        if planned.errors:
            raise ValueError("\n".join(map(str, planned.errors)))
        apply(planned)
    return Place.objects.count()


def _renewed(text: str, today: date) -> str:
    """The same file with its latest date brought to today, and the others with it."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    shift: timedelta = today - max(date.fromisoformat(row["date_maj"]) for row in rows)
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(row | {"date_maj": (date.fromisoformat(row["date_maj"]) + shift).isoformat()} for row in rows)
    return file.getvalue()
