"""A sequence as plain values: the sheet that stands before its session plans, on paper and in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from paths.templatetags.paths_tags import duration
from trainers.downloads.document import Checklist, Credits, Fact, Reader, RichText, digest_of, short

if TYPE_CHECKING:
    from trainers.plans.pages import PlanPage
    from trainers.plans.sequences import SequencePage, Session


@dataclass(frozen=True)
class Line:
    """A session of the programme; `after` says what it supposes."""

    number: int
    title: str
    summary: str
    length: str
    level: str
    after: str


@dataclass(frozen=True)
class Programme:
    language: str
    title: str
    summary: str
    address: str
    version: str
    facts: tuple[Fact, ...]
    prerequisites: Checklist
    lines: tuple[Line, ...]
    notes: tuple[RichText, ...]
    credits: Credits

    @property
    def short_address(self) -> str:
        return short(self.address)

    @cached_property
    def digest(self) -> str:
        return digest_of(self)


def programme_of(page: SequencePage, plans: Sequence[PlanPage]) -> Programme:
    """The sequence with those of its sessions that are among `plans`, the ones that everybody may read."""
    with translation.override(page.locale.language_code):
        return _Builder(page).programme({plan.pk for plan in plans})


class _Builder(Reader):
    page: SequencePage

    def programme(self, shown: set[int]) -> Programme:
        page = self.page
        return Programme(
            language=self.language,
            title=self.typed(page.title),
            summary=self.typed(page.summary),
            address=self.full(page),
            version=page.version,
            facts=tuple(self.facts()),
            prerequisites=self.checklist(_("Ce qu’il faut déjà savoir"), page.prerequisite_list),
            lines=tuple(self.line(session) for session in page.sessions if session.plan.pk in shown),
            notes=tuple(self.rich(block.value) for block in page.body),
            credits=self.credits(),
        )

    def facts(self) -> Iterator[Fact]:
        page = self.page
        length = duration(page.total_minutes)
        if page.needed_minutes != page.total_minutes:
            needed = _("%(needed)s sans les séances facultatives") % {"needed": duration(page.needed_minutes)}
            length = f"{length} ({needed})"
        yield Fact(_("En tout"), length)
        yield Fact(_("Séances"), str(len(page.sessions)))
        yield Fact(_("Niveau"), page.band_name)
        if page.audiences:
            yield Fact(_("Public"), page.audience_sentence)
        yield Fact(_("Le but"), self.typed(page.goal))

    def line(self, session: Session) -> Line:
        after = _("Peut se suivre seule.")
        if session.after:
            after = _("Seulement après la séance %(number)d.") % {"number": session.after}
        if session.optional:
            after = f"{_('Facultative.')} {after}"
        plan = session.plan
        level, length = str(plan.get_level_display()), duration(plan.minutes)
        return Line(session.position, self.typed(plan.title), self.typed(plan.summary), length, level, after)
