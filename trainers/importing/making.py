"""From the text of a content file to a draft of the person who brings it, or to the list of what is wrong.

A file says what a plan says, never whose it is, where it stands or whether it is public: `id`, `brouillon`, `traduit`,
`au_menu` and the ids of blocks are not looked at. What it names elsewhere (a theme, a module, a file) is kept when this
person may see it here; otherwise it is left out, and said.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from accounts.models import User
from core import licences
from core.content.context import Pending, Reading, settled
from core.content.declarations import Keywords, PageRef
from core.content.document import decode
from core.content.errors import At, ContentInvalidError, Faults
from core.content.pages import PageText, body_of, declared, parse
from core.content.related import Related
from core.content.site_map import SiteMap
from core.content.validation import check_body
from core.queries import visible
from trainers.contributions.drafts import draft_or_404, keep, new_draft
from trainers.importing.lineage import original
from trainers.plans.pages import PlanPage
from trainers.uploads.files import was_contributed
from trainers.uploads.pieces import MOST_FILES
from trainers.uploads.reading import may_read
from trainers.uploads.using import is_public

MOST_KEYWORDS = 20
# What the team decides, not the author.
NOT_FROM_A_FILE = frozenset({"au_menu", "titre_moteurs", "description_moteurs"})


@dataclass(frozen=True)
class LeftOut:
    """A name that means nothing here, and where it stood; 0 in a document, which has no lines."""

    name: str
    line: int = 0

    def __str__(self) -> str:
        return _("%(name)s (ligne %(line)d)") % {"name": self.name, "line": self.line} if self.line else self.name


@dataclass
class Made:
    """The draft, and what the file said that could not be kept."""

    plan: PlanPage
    left_out: list[LeftOut] = field(default_factory=list)
    # The public plan that the file says it comes from.
    source: PlanPage | None = None


def draft_from_text(user: User, data: bytes, name: str) -> Made:
    """A new draft of `user`. Raises ContentInvalidError with everything that is wrong; then nothing is made."""
    reading = Reading(Faults(name), (get_language() or "fr")[:2])
    text = _read(data, reading)
    found = _Found(user, reading)
    if text is not None and not reading.faults.errors:
        found.look_for(text)
        check_body(text.body, reading, PlanPage)
        _check_lineage(text, found, reading)
    if text is None or reading.faults.errors:
        raise ContentInvalidError(reading.faults.errors)
    return _make(user, text, found)


def _read(data: bytes, reading: Reading) -> PageText | None:
    source = decode(data, reading.faults)
    text = parse(source, reading) if source is not None and not reading.faults.errors else None
    if text is not None and text.model is not PlanPage:
        reading.faults.add(At(2, ("type",)), str(text.model.text_type), str(PlanPage.text_type))
        return None
    return text


class _Found:
    """What a file names elsewhere on the site, looked for with the eyes of the person who brings it."""

    def __init__(self, user: User, reading: Reading) -> None:
        self.user, self.reading = user, reading
        self.pages: dict[str, int] = {}
        self.left_out: list[LeftOut] = []

    def look_for(self, text: PageText) -> None:
        site_map = SiteMap.load()
        wanted: dict[str, int | None] = {}
        for one in self.reading.pending:
            if one.kind == "page" and (entry := site_map.find(one.text, one.of, self.reading.language)):
                wanted[one.text] = entry.pk
            elif one.kind != "page":
                one.pk = self.document(one.text)
        seen = set(visible(Page.objects.filter(pk__in=wanted.values())).values_list("pk", flat=True))
        self.pages = {name: pk for name, pk in wanted.items() if pk is not None and pk in seen}
        missing = [one for one in self.reading.pending if self.pk(one) is None]
        self.left_out = [LeftOut(one.text, one.at.line) for one in missing]
        self.drop(text)

    def document(self, name: str) -> int | None:
        """A file of that name that this person may read."""
        base = name.replace("\\", "/").rpartition("/")[2]
        documents = get_document_model().objects.filter(file__endswith=f"/{base}").order_by("-pk")[:20]
        open_to = (
            one.pk for one in documents if not was_contributed(one) or is_public(one) or may_read(self.user, one)
        )
        return next(open_to, None)

    def pk(self, value: Any) -> int | None:
        if isinstance(value, Pending):
            return value.pk if value.kind != "page" else self.pages.get(value.text)
        return None

    def drop(self, text: PageText) -> None:
        """Take out what names something that is not found: a reference, a row of a list, an attachment."""
        for one in declared(PlanPage):
            value = text.values[one.key]
            if isinstance(one, PageRef) and value != "" and self.pk(value) is None:
                text.values[one.key] = ""
            elif isinstance(one, Related):
                text.values[one.key] = tuple(row for row in value if not any(self.is_lost(cell) for cell in row))
        files = text.values["pieces_jointes"]
        if files:
            files.raw = [value for value in files.raw if value.get("file") and not self.is_lost(value["file"])][
                :MOST_FILES
            ]

    def is_lost(self, value: Any) -> bool:
        return isinstance(value, Pending) and self.pk(value) is None


def _check_lineage(text: PageText, found: _Found, reading: Reading) -> None:
    """A plan that says what it adapts keeps to the licence of its source."""
    source = PlanPage.objects.filter(pk=found.pk(text.values["adaptee_de"]) or 0).first()
    if source and not licences.may_be_adapted_as(source.licence, text.values["licence"]):
        allowed = licences.adaptation_licences(source.licence)
        expected = " ou ".join(allowed) if allowed else _("une autre séance : celle-ci ne s’adapte pas")
        reading.faults.add(At(2, ("licence",)), text.values["licence"], expected)


def _make(user: User, text: PageText, found: _Found) -> Made:
    values = {key: value for key, value in text.values.items() if key not in NOT_FROM_A_FILE}
    with transaction.atomic():
        plan = draft_or_404(user, new_draft(user, title=values["titre"]).pk)
        authors = plan.authors
        for one in declared(PlanPage):
            if one.key not in values:
                continue
            if isinstance(one, Keywords):
                plan.keywords.set(list(values[one.key])[:MOST_KEYWORDS])
            else:
                one.apply(plan, values[one.key], found.pk, found.reading.found)
        plan.authors = plan.authors or authors
        body = body_of(PlanPage)
        assert body is not None  # noqa: S101
        body.apply(plan, [block | {"id": str(uuid.uuid4())} for block in settled(text.body, found.pk)])
        keep(plan, user)
    named = found.pk(text.values["adaptee_de"])
    source = original(pk=named) if named else original(translation_key=text.id) if text.id else None
    return Made(plan, found.left_out, source)
