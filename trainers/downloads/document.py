"""A session plan as plain values: what every format writes, read once from the page.

Nothing here knows of a format, a request or a template. Two equal documents make the same files, so a document's digest
names what is kept of it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.blocks.markdown import MarkdownText
from core.typography import typeset
from paths.templatetags.paths_tags import duration
from trainers.downloads.flow import Block, flow_of
from trainers.versions.numbers import spoken

if TYPE_CHECKING:
    from trainers.plans.pages import PlanPage


@dataclass(frozen=True)
class RichText:
    """Cleaned HTML, as the page keeps it; `flow` is the same text for a word processor."""

    html: str

    @cached_property
    def flow(self) -> tuple[Block, ...]:
        return flow_of(self.html, settings.BASE_URL)

    def __bool__(self) -> bool:
        return bool(self.html.strip())


@dataclass(frozen=True)
class Fact:
    """One of the lines that decide in ten seconds whether the session fits."""

    name: str
    value: str


@dataclass(frozen=True)
class Goal:
    """An objective; `about` is its Bloom level and its competence."""

    text: str
    about: str


@dataclass(frozen=True)
class Checklist:
    """A heading and its lines; with `boxes` each line is something to tick."""

    title: str
    lines: tuple[str, ...]
    boxes: bool = False


@dataclass(frozen=True)
class Variant:
    """What to do when it goes otherwise: « Plus vite : … »."""

    name: str
    text: RichText


@dataclass(frozen=True)
class Moment:
    """One activity of the timed run; the times are since the beginning."""

    time: str
    length: str
    title: str
    marks: tuple[str, ...]
    mediator: RichText
    participants: RichText
    variants: tuple[Variant, ...]


@dataclass(frozen=True)
class Link:
    title: str
    about: str
    address: str


@dataclass(frozen=True)
class Sheet:
    """A sheet to hand out: it starts a page."""

    title: str
    copies: str
    text: RichText


@dataclass(frozen=True)
class Credits:
    authors: str
    place: str
    licence: str
    licence_url: str
    licence_summary: str


@dataclass(frozen=True)
class PlanDocument:
    """A session plan, ready to be written in any format, in its own language."""

    language: str
    slug: str
    title: str
    summary: str
    lineage: str
    lineage_url: str
    address: str
    version: str
    keywords: tuple[str, ...]
    facts: tuple[Fact, ...]
    goals: tuple[Goal, ...]
    before: tuple[Checklist, ...]
    notes: tuple[RichText, ...]
    run_note: str
    run: tuple[Moment, ...]
    evaluation: Checklist
    modules: tuple[Link, ...]
    attachments: tuple[Link, ...]
    credits: Credits
    sheets: tuple[Sheet, ...]

    @property
    def short_address(self) -> str:
        """As people type it."""
        return short(self.address)

    @property
    def locale(self) -> str:
        """`fr-FR`: what a word processor needs to check the spelling."""
        return {"fr": "fr-FR", "en": "en-GB"}.get(self.language, self.language)

    @cached_property
    def digest(self) -> str:
        return digest_of(self)


def digest_of(document: Any) -> str:
    """Equal documents, equal digests."""
    text = json.dumps(dataclasses.asdict(document), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def short(address: str) -> str:
    return address.partition("://")[2].rstrip("/") or address


def part_of(plan: PlanDocument, title: str, **kept: Any) -> PlanDocument:
    """A piece of a plan with its source, its authors and its licence: what a selection takes of it."""
    nothing: dict[str, Any] = dict.fromkeys(("facts", "goals", "before", "notes", "run", "modules", "attachments"), ())
    nothing |= {"sheets": (), "run_note": "", "evaluation": Checklist("", ())}
    return dataclasses.replace(plan, title=title, summary=plan.title, **(nothing | kept))


def plan_document(page: PlanPage) -> PlanDocument:
    """The plan as it is published, in a fixed number of queries."""
    with translation.override(page.locale.language_code):
        return _Builder(page).document()


# Neither Word nor OpenDocument can hold them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _without_controls(text: str) -> str:
    return _CONTROLS.sub("", text)


class Reader:
    """What every document takes from a page in the same way; `page` is a plan or a sequence."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.language = page.locale.language_code[:2]

    def typed(self, text: Any) -> str:
        """A short text typed by an editor, with the typography of the page's language."""
        return typeset(_without_controls(str(text)), self.language)

    def full(self, page: Any) -> str:
        return page.full_url or urljoin(settings.BASE_URL, page.url or "/")

    def checklist(self, title: str, lines: Iterable[str], boxes: bool = False) -> Checklist:
        return Checklist(title, tuple(self.typed(line) for line in lines), boxes)

    def rich(self, text: MarkdownText) -> RichText:
        return RichText(_without_controls(text.html))

    def credits(self) -> Credits:
        page = self.page
        return Credits(
            self.typed(page.authors), self.typed(page.epn), page.licence, page.licence_url, page.licence_summary
        )


class _Builder(Reader):
    page: PlanPage

    def document(self) -> PlanDocument:
        page = self.page
        return PlanDocument(
            language=self.language,
            slug=page.slug,
            title=self.typed(page.title),
            summary=self.typed(page.summary),
            lineage=self.lineage(),
            lineage_url=self.full(page.adapted_from) if page.adapted_from and page.adapted_from.live else "",
            address=self.full(page),
            version=page.version,
            keywords=tuple(sorted(tag.name for tag in page.keywords.all())),
            facts=tuple(self.facts()),
            goals=tuple(self.goals()),
            before=tuple(self.before()),
            notes=tuple(self.rich(note.value) for note in page.notes),
            run_note=self.run_note(),
            run=tuple(self.run()),
            evaluation=self.checklist(_("Vérifier ce qui est appris"), page.evaluation_list, True),
            modules=tuple(self.modules()),
            attachments=tuple(self.attachments()),
            credits=self.credits(),
            sheets=tuple(Sheet(self.typed(one.title), one.copies_label, self.rich(one.text)) for one in page.handouts),
        )

    def facts(self) -> Iterable[Fact]:
        page = self.page
        audience = ". ".join(filter(None, (page.audience_sentence, self.typed(page.audience_note))))
        yield Fact(_("Durée"), duration(page.minutes))
        yield Fact(_("Niveau"), str(page.get_level_display()))
        yield Fact(_("Groupe"), page.group_size)
        yield Fact(_("Internet"), str(page.get_internet_display()))
        yield Fact(_("Pratique"), _("%(percent)s %% du temps") % {"percent": page.hands_on_percent})
        if audience:
            yield Fact(_("Public"), audience)

    def goals(self) -> Iterable[Goal]:
        for objective in self.page.shown_objectives:
            competence = objective.competence
            name = f"{competence.code} {self.typed(competence.title)}" if competence else ""
            yield Goal(self.typed(objective.text), " · ".join(filter(None, (objective.bloom_label, name))))

    def before(self) -> Iterable[Checklist]:
        """What is got ready; a list without lines is left out."""
        page = self.page
        lists = (
            self.checklist(_("Le matériel"), page.equipment_list, True),
            self.checklist(_("À imprimer"), page.print_list, True),
            self.checklist(_("Ce qu’il faut déjà savoir"), page.prerequisite_list),
            self.checklist(_("La salle"), page.room_list),
            self.checklist(_("À préparer avant"), page.preparation_list, True),
        )
        return (found for found in lists if found.lines)

    def run_note(self) -> str:
        page = self.page
        if not page.run or page.run_minutes == page.minutes:
            return ""
        return _("Les activités durent %(sum)s ; la séance, %(total)s.") % {
            "sum": duration(page.run_minutes),
            "total": duration(page.minutes),
        }

    def run(self) -> Iterable[Moment]:
        for activity in self.page.run:
            value = activity.value
            marks = ((_("pratique"), activity.hands_on), (_("Internet"), activity.online))
            yield Moment(
                time=f"{activity.starts_at} – {activity.ends_at}",
                length=ngettext("%(minutes)s minute", "%(minutes)s minutes", activity.minutes)
                % {"minutes": activity.minutes},
                title=self.typed(activity.title),
                marks=tuple(name for name, shown in marks if shown),
                mediator=self.rich(value["mediator"]),
                participants=self.rich(value["participants"]),
                variants=tuple(
                    Variant(_("%(name)s :") % {"name": name}, self.rich(text)) for name, text in activity.variants
                ),
            )

    def modules(self) -> Iterable[Link]:
        for module in self.page.continuing_modules:
            about = f"{duration(module.minutes)} · {module.get_level_display()}"
            yield Link(self.typed(module.title), about, self.full(module))

    def attachments(self) -> Iterable[Link]:
        for value in self.page.files:
            file = value["file"]
            credit = self.typed(value["credit"])
            about = " · ".join(filter(None, (file.file_extension.upper(), credit, value["licence"])))
            yield Link(self.typed(value["title"]), about, urljoin(settings.BASE_URL, file.url))

    def lineage(self) -> str:
        page = self.page
        source = page.adapted_from
        title = self.typed(source.title) if source and source.live else ""
        credit = self.typed(page.source_credit)
        if not (title or credit):
            return ""
        whole = f"{title} ({credit})" if title and credit else title or credit
        return ", ".join(filter(None, (whole, spoken(page.source_version))))
