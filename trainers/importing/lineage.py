"""A file that was downloaded from a public plan of somebody else comes back as an adaptation of it, not as a plan of one's own."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction

from accounts.models import User
from core import licences
from trainers.adapting.copying import NotAllowedError, credit_of, remember, sources, version_of
from trainers.adapting.licensing import cannot_be_adapted, may_copy
from trainers.contributions.drafts import draft_or_404, keep, own_place
from trainers.plans.pages import PlanPage

# As an exported document says where it is: « Cette séance en ligne : mon-site.fr/mediateurs/seances/trier ».
_ADDRESS = re.compile(r":\s*\S*/([a-z0-9-]+)/?(?:\s+·|\s*$)")


def slug_in(line: str) -> str:
    """The end of the address that a line of an exported document gives; nothing for another line."""
    found = _ADDRESS.search(line)
    return found[1] if found else ""


def original(**where: Any) -> PlanPage | None:
    """The public plan that a file names."""
    return sources().filter(**where).order_by("path").first()


@transaction.atomic
def follow(plan: PlanPage, source: PlanPage, user: User) -> None:
    """Say that a draft just made of a file adapts `source`: its credit, its version, a licence that it allows.

    Raises `NotAllowedError` when it may not be adapted. What the file says of its authors and of their place stays,
    unless it is still what the original says.
    """
    if sentence := cannot_be_adapted(source.licence):
        raise NotAllowedError(sentence)
    mine = draft_or_404(user, plan.pk)
    mine.adapted_from, mine.source_version, mine.source_credit = source, version_of(source), credit_of(source)
    allowed = licences.adaptation_licences(source.licence)
    mine.licence = mine.licence if mine.licence in allowed else allowed[0]
    if mine.authors == source.authors:
        mine.authors = user.author_name
    if mine.epn == source.epn:
        mine.place, mine.epn_name = own_place(user), ""
    for place in reversed(range(len(mine.attachments))):
        if not may_copy(mine.attachments[place].value.get("licence") or ""):
            del mine.attachments[place]
    _same_blocks(mine, source)
    keep(mine, user)
    remember(mine, source)


def _same_blocks(mine: PlanPage, source: PlanPage) -> None:
    """The blocks that are still called as in the original have its ids: a change of one finds the other."""
    for name in ("body", "objectives"):
        ids: dict[tuple[str, str], Any] = {}
        for block in getattr(source, name):
            ids.setdefault(_called(block), block.id)
        for block in getattr(mine, name):
            block.id = ids.pop(_called(block), block.id)


def _called(block: Any) -> tuple[str, str]:
    value = block.value
    title = value.get("title") or value.get("text") if hasattr(value, "get") else value
    return block.block_type, str(getattr(title, "source", title)).strip()
