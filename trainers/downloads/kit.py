"""Zip kits: a plan, a sequence or a selection in one folder, with all that goes along.

The folder is streamed: each file is built, or taken from the shelf, when its turn comes, and the whole is never in memory.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import cached_property
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page
from zipstream import ZipStream

from core import licences
from core.queries import visible
from learning.pages import ModulePage
from trainers.downloads import files, pdf
from trainers.downloads.booklet import has_answers
from trainers.downloads.document import PlanDocument
from trainers.downloads.names import Names, safe_name, safe_stem
from trainers.downloads.programme import Programme, programme_of
from trainers.plans.pages import PlanPage
from trainers.plans.sequences import SequencePage

# Raise it when a kit holds something else.
RENDERING = 2
CHUNK = 64 * 1024
# PDF, ODT and DOCX are compressed already.
_SMALLER = (".txt", ".md", ".csv")


@dataclass(frozen=True)
class File:
    """One file of the folder; `chunks` makes or reads it when its turn comes."""

    path: str
    chunks: Callable[[], Iterable[bytes]]


@dataclass(frozen=True)
class Work:
    """Something of which the notice must name the authors and the licence."""

    title: str
    authors: str
    licence: str
    address: str

    @property
    def licence_url(self) -> str:
        return licences.licence_url(self.licence)

    @property
    def licence_summary(self) -> str:
        return licences.licence_summary(self.licence)


def public_pages(pages: Iterable[Page], opened: Page | None = None) -> list[Page]:
    """The pages in the order given, the plans of a sequence in its place, each once.

    Private ones are left out, but for `opened`: the page that the reader was let into to ask for this.
    """
    listed: dict[int, Page] = {}
    for page in pages:
        inside = page.plans if isinstance(page, SequencePage) else [page]
        listed.update({one.pk: one for one in inside if one.pk not in listed})
    shown = set(visible(Page.objects.filter(pk__in=listed)).values_list("pk", flat=True))
    return [page for pk, page in listed.items() if pk in shown or (opened and pk == opened.pk)]


def public_plans(pages: Iterable[Page], opened: Page | None = None) -> list[PlanPage]:
    return [page for page in public_pages(pages, opened) if isinstance(page, PlanPage)]


@dataclass
class Kit:
    """Published pages as one folder. Private pages and files are left out, but for `opened` (see `public_pages`)."""

    title: str
    address: str
    pages: Sequence[Page]
    language: str = "fr"
    opened: Page | None = None
    pieces: Sequence[PlanDocument] = ()
    _names: Names = field(default_factory=Names)
    _works: list[Work] = field(default_factory=list)
    _missing: list[str] = field(default_factory=list)

    @property
    def folder(self) -> str:
        return safe_stem(self.title)

    @cached_property
    def entries(self) -> list[File]:
        """Everything in the folder, the two notices first. Cheap: nothing is built yet."""
        with translation.override(self.language):
            found = list(self._files())
            notices = [
                self._text("LISEZ-MOI.txt", "read_me", {"files": found}),
                self._text("LICENCE.txt", "licence", {"works": self._works}),
            ]
        return [*notices, *found]

    def stream(self) -> Iterator[bytes]:
        """The zip, a piece at a time."""
        archive = ZipStream(compress_type=zipfile.ZIP_STORED)
        for one in self.entries:
            kind = zipfile.ZIP_DEFLATED if one.path.endswith(_SMALLER) else zipfile.ZIP_STORED
            archive.add(_lazily(one.chunks), f"{self.folder}/{one.path}", compress_type=kind)
        yield from archive

    def _files(self) -> Iterator[File]:
        plans = public_plans(self.pages, self.opened)
        alone = len(self.pages) == 1 and not self.pieces and isinstance(self.pages[0], PlanPage)
        for sequence in self._sequences():
            yield from self._programme(sequence, plans)
        for number, plan in enumerate(plans, 1):
            yield from self._plan(plan, "" if alone else f"{number:02}-{safe_stem(plan.slug)}/")
        for number, piece in enumerate(self.pieces, 1):
            yield from self._documents(piece, f"extraits/{number:02}-{safe_stem(piece.title)}")
        for module in self._modules(plans):
            yield from self._module(module)
        if not pdf.is_available():
            self._missing.append(translation.gettext("Les PDF : ce site ne peut pas en faire pour le moment."))

    @cached_property
    def _public(self) -> list[Page]:
        return public_pages(self.pages, self.opened)

    def _sequences(self) -> list[SequencePage]:
        found = [page for page in self.pages if isinstance(page, SequencePage)]
        shown = set(visible(Page.objects.filter(pk__in=[page.pk for page in found])).values_list("pk", flat=True))
        return [page for page in found if page.pk in shown or page == self.opened] if found else []

    def _modules(self, plans: Iterable[PlanPage]) -> list[ModulePage]:
        """Those of the selection, then those that continue its plans, each once."""
        found = {page.pk: page for page in self._public if isinstance(page, ModulePage)}
        for plan in plans:
            found.update({module.pk: module for module in plan.continuing_modules if module.pk not in found})
        shown = set(visible(Page.objects.filter(pk__in=found)).values_list("pk", flat=True))
        return [module for pk, module in found.items() if pk in shown]

    def _programme(self, page: SequencePage, plans: Sequence[PlanPage]) -> Iterator[File]:
        """What the sessions make together: the order, the total, what each supposes."""
        programme = programme_of(page, plans)
        self._credit(programme)
        stem = "programme" if len(self.pages) == 1 else f"programme-{safe_stem(page.slug)}"
        if pdf.is_available():
            yield self._built(f"{stem}.pdf", lambda: files.sequence_pdf(programme, []))
        yield self._built(f"{stem}.md", lambda: files.page_markdown(page))

    def _plan(self, page: PlanPage, folder: str) -> Iterator[File]:
        plan = files.document_of(page)
        stem = f"{folder}{safe_stem(page.slug)}"
        yield from self._documents(plan, stem)
        if plan.sheets and pdf.is_available():
            yield self._built(f"{folder}feuilles-a-distribuer.pdf", lambda: files.sheets_pdf(plan))
        yield self._built(f"{stem}.md", lambda: files.page_markdown(page))
        yield from self._attachments(page, f"{folder}pieces-jointes/")

    def _documents(self, plan: PlanDocument, stem: str) -> Iterator[File]:
        """To print, and to change."""
        self._credit(plan)
        if pdf.is_available():
            yield self._built(f"{stem}.pdf", lambda: files.plan_pdf(plan))
        yield self._built(f"{stem}.odt", lambda: files.plan_odt(plan))
        yield self._built(f"{stem}.docx", lambda: files.plan_docx(plan))

    def _credit(self, work: PlanDocument | Programme) -> None:
        credit = work.credits
        authors = ", ".join(filter(None, (credit.authors, credit.place)))
        self._works.append(Work(work.title, authors, credit.licence, work.address))

    def _module(self, module: ModulePage) -> Iterator[File]:
        self._works.append(Work(module.title, module.authors, module.licence, module.full_url or module.url))
        if not pdf.is_available():
            return
        stem = safe_stem(module.slug)
        yield self._built(f"modules/{stem}.pdf", lambda: files.booklet_pdf(module))
        if has_answers(module):
            yield self._built(f"reponses/{stem}-reponses.pdf", lambda: files.answers_pdf(module))

    def _attachments(self, page: PlanPage, folder: str) -> Iterator[File]:
        for value in page.files:
            document = value["file"]
            if document.collection_id in self._private_collections or not default_storage.exists(document.file.name):
                self._missing.append(
                    translation.gettext("« %(title)s » : ce fichier n’est pas là.") % {"title": value["title"]}
                )
                continue
            self._works.append(Work(value["title"], value["credit"], value["licence"], ""))
            path = folder + safe_name(value["title"], document.file_extension)
            yield File(self._names.unused(path), _reader(document.file.name))

    @cached_property
    def _private_collections(self) -> set[int]:
        paths = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
        collections = get_document_model()._meta.get_field("collection").related_model
        private: set[int] = set()
        for path in paths:
            private.update(collections.objects.filter(path__startswith=path).values_list("pk", flat=True))
        return private

    def _built(self, path: str, built: Callable[[], files.Built]) -> File:
        return File(self._names.unused(path), lambda: [built().content()])

    def _text(self, path: str, template: str, more: dict[str, Any]) -> File:
        context = {"kit": self, "missing": self._missing} | more
        text = render_to_string(f"trainers/downloads/{template}.txt", context)
        # Notepad on an old Windows: the mark that says UTF-8, and its own ends of lines.
        content = "\ufeff" + "\r\n".join(text.strip().splitlines()) + "\r\n"
        return File(self._names.unused(path), lambda: [content.encode()])


def _lazily(chunks: Callable[[], Iterable[bytes]]) -> Iterator[bytes]:
    yield from chunks()


def _reader(name: str) -> Callable[[], Iterator[bytes]]:
    def read() -> Iterator[bytes]:
        with default_storage.open(name) as stored:
            while chunk := stored.read(CHUNK):
                yield chunk

    return read
