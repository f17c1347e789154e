"""The files of a plan and of a module, each built once for each state of what it shows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation

from core.cache import content_version
from core.content.export import Export
from trainers.downloads import booklet, docx, odt, pdf
from trainers.downloads.document import PlanDocument, plan_document
from trainers.downloads.kept import kept_or_built, name_of
from trainers.downloads.programme import Programme

if TYPE_CHECKING:
    from wagtail.models import Page

    from learning.pages import ModulePage
    from trainers.plans.pages import PlanPage

logger = logging.getLogger(__name__)
PLAN_SHEETS = ("tokens", "paper/page", "paper/plan")
DAY = 86_400


@dataclass(frozen=True)
class Built:
    """A file that may be on the shelf already: its name there, and how to make it."""

    name: str
    build: Callable[[], bytes]

    def content(self) -> bytes:
        return kept_or_built(self.name, self.build)


def document_of(page: PlanPage) -> PlanDocument:
    """The plan as plain values, read once for each content version."""
    key = f"plan-document:{content_version()}:{page.pk}"
    found: PlanDocument | None = cache.get(key)
    if found is None:
        found = plan_document(page)
        cache.set(key, found, DAY)
    return found


def plan_pdf(plan: PlanDocument) -> Built:
    return _plans_pdf([plan], plan.title, "plan")


def sheets_pdf(plan: PlanDocument) -> Built:
    """The sheets to hand out alone, to be photocopied."""
    return _plans_pdf([plan], plan.title, "handouts")


def sequence_pdf(programme: Programme, plans: Sequence[PlanDocument]) -> Built:
    """The programme of a sequence, then its plans; alone without them. Each starts a page."""
    name = name_of(["sequence", programme.digest, *(plan.digest for plan in plans), *pdf.sources(PLAN_SHEETS)])
    return Built(name, lambda: pdf.pdf_of(_sequence_html(programme, plans), PLAN_SHEETS))


def _sequence_html(programme: Programme, plans: Sequence[PlanDocument]) -> str:
    with translation.override(programme.language):
        context = {"programme": programme, "qr": pdf.qr_picture(programme.address)}
        first = render_to_string("trainers/downloads/programme.html", context)
    works = [programme.credits, *(plan.credits for plan in plans)]
    authors = dict.fromkeys(credit.authors for credit in works if credit.authors)
    return pdf.paper(
        first + "".join(_body(plan, "plan") for plan in plans),
        language=programme.language,
        title=programme.title,
        authors=", ".join(authors),
        description=programme.summary,
    )


def warm() -> None:
    """Load the engine, its fonts and its stylesheets now rather than for the first reader. A server starts without them too."""
    try:
        if pdf.is_available():
            pdf.pdf_of(pdf.paper("<h1>Abc</h1><p><b>d</b> <i>e</i></p>", language="fr", title="Abc"), PLAN_SHEETS)
    except Exception:
        logger.exception("The PDF engine could not be made ready")


def _plans_pdf(plans: Sequence[PlanDocument], title: str, template: str) -> Built:
    name = name_of(["pdf", template, title, *(plan.digest for plan in plans), *pdf.sources(PLAN_SHEETS)])
    return Built(name, lambda: pdf.pdf_of(_plans_html(plans, title, template), PLAN_SHEETS))


def selection_pdf(plans: Sequence[PlanDocument], modules: Sequence[ModulePage], title: str) -> Built:
    """Plans and pieces of plans, then modules without their answers, in one file."""
    booklets = [(booklet.booklet_html(module), booklet.stylesheets(module)) for module in modules]
    read = [*(plan.digest for plan in plans), *(html for html, _sheets in booklets)]
    sheets = dict.fromkeys([*PLAN_SHEETS, *(sheet for _html, sheets in booklets for sheet in sheets)])

    def build() -> bytes:
        first = [(_plans_html(plans, title, "plan"), PLAN_SHEETS)] if plans else []
        return pdf.pdf_of_parts([*first, *booklets])

    return Built(name_of(["selection", title, *read, *pdf.sources(sheets)]), build)


def _plans_html(plans: Sequence[PlanDocument], title: str, template: str) -> str:
    authors = dict.fromkeys(plan.credits.authors for plan in plans if plan.credits.authors)
    return pdf.paper(
        "".join(_body(plan, template) for plan in plans),
        language=plans[0].locale,
        title=title,
        authors=", ".join(authors),
        description=plans[0].summary if len(plans) == 1 else "",
        keywords=plans[0].keywords if len(plans) == 1 else (),
    )


def _body(plan: PlanDocument, template: str) -> str:
    with translation.override(plan.language):
        context = {"plan": plan, "qr": pdf.qr_picture(plan.address)}
        return render_to_string(f"trainers/downloads/{template}.html", context)


def plan_odt(plan: PlanDocument) -> Built:
    return Built(name_of(["odt", str(odt.RENDERING), plan.digest]), lambda: odt.odt_of(plan))


def plan_docx(plan: PlanDocument) -> Built:
    return Built(name_of(["docx", str(docx.RENDERING), plan.digest]), lambda: docx.docx_of(plan))


def page_markdown(page: Page) -> Built:
    """The text file that can be imported again: see docs/format-des-contenus.md."""
    name = name_of(["md", str(content_version()), str(page.pk)])
    return Built(name, lambda: Export().text(page).encode())


def booklet_pdf(module: ModulePage) -> Built:
    return _module_pdf(booklet.booklet_html(module), booklet.stylesheets(module))


def answers_pdf(module: ModulePage) -> Built:
    """The answers, which are kept apart."""
    return _module_pdf(booklet.answers_html(module), booklet.stylesheets(module))


def _module_pdf(html: str, stylesheets: Sequence[str]) -> Built:
    return Built(name_of([html, *pdf.sources(stylesheets)]), lambda: pdf.pdf_of(html, stylesheets))
