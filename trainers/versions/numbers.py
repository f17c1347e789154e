"""« Version 3 du 12 mars 2026 »: how a public version is kept and said. Which words a number names: `publishing`."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

# As the lineage of an adaptation keeps it: a number and a day, or a day.
_KEPT = re.compile(r"(?:(\d{1,5}), )?(\d{4}-\d\d-\d\d)\Z")


def kept(number: int, moment: datetime | None) -> str:
    """« 3, 2026-03-12 », which a file may hold too; the day alone without a number, nothing before a publication."""
    if not moment:
        return ""
    day = timezone.localdate(moment).isoformat()
    return f"{number}, {day}" if number else day


def spoken(version: str) -> str:
    """« version 3 du 12 mars 2026 », « version du 12 mars 2026 »; another one as its author typed it."""
    match = _KEPT.match(version)
    try:
        day = date_format(date.fromisoformat(match[2]), "DATE_FORMAT") if match else ""
    except ValueError:
        day = ""
    if not (match and day):
        return _("version %(version)s") % {"version": version} if version else ""
    if match[1]:
        return _("version %(number)s du %(day)s") % {"number": match[1], "day": day}
    return _("version du %(day)s") % {"day": day}
