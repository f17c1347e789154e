"""What the word processors' formats say alike."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

import segno
from django.utils.translation import gettext as _

from trainers.downloads.document import PlanDocument
from trainers.downloads.flow import Run

# No file says when it was made: the same plan makes the same bytes.
EPOCH = datetime.datetime(2000, 1, 1)


def run_headings() -> tuple[str, str, str]:
    return _("Moment"), _("Vous"), _("Les participants")


def credit_runs(plan: PlanDocument) -> Iterator[Run]:
    """« L’équipe · Médiathèque · Licence CC BY-SA 4.0 : on peut… »"""
    credit = plan.credits
    names = [name for name in (credit.authors, credit.place) if name]
    yield Run(" · ".join([*names, _("Licence")]) + " ")
    yield Run(credit.licence, href=credit.licence_url)
    if credit.licence_summary:
        yield Run(f"\u00a0: {credit.licence_summary}")


def qr_png(address: str) -> bytes:
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="png", scale=8, border=2)
    return buffer.getvalue()


def qr_text(plan: PlanDocument) -> str:
    return _("Code à scanner : %(address)s") % {"address": plan.short_address}
