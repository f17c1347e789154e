"""« Ma sélection » as one folder: its plans, its modules, and its pieces as small documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from trainers.downloads import files
from trainers.downloads.document import PlanDocument, part_of
from trainers.downloads.kit import Kit
from trainers.downloads.serving import FORMATS, file_response, zip_response
from trainers.plans.selection import Folder, Piece, Selection

if TYPE_CHECKING:
    from wagtail.models import Page


def piece_document(piece: Piece) -> PlanDocument:
    """A part of a plan, an activity or a sheet, alone."""
    plan = files.document_of(piece.plan)
    title = f"{piece.title}"
    if piece.activity:
        return part_of(plan, title, run=(plan.run[piece.activity.number - 1],))
    if piece.handout:
        return part_of(plan, title, sheets=(plan.sheets[piece.handout.number - 1],))
    lists = {found.title: found for found in plan.before}
    if piece.part == "objectifs":
        return part_of(plan, title, goals=plan.goals)
    if piece.part == "deroule":
        return part_of(plan, title, run=plan.run, run_note=plan.run_note)
    if piece.part == "evaluation":
        return part_of(plan, title, evaluation=plan.evaluation)
    wanted = [_("Le matériel"), _("À imprimer")] if piece.part == "materiel" else [_("À préparer avant")]
    return part_of(plan, title, before=tuple(lists[name] for name in wanted if name in lists))


def download_selection(page: Page, request: HttpRequest) -> HttpResponseBase:
    """What the address names and everybody may read, in one zip; an empty selection is no folder."""
    folder, pieces = _chosen(page, request)
    pages = [*folder.plans, *folder.modules]
    address = f"{page.full_url}selection/?{folder.selection.query}"
    kit = Kit(_("Ma sélection"), address, pages, page.locale.language_code[:2], pieces=pieces)
    return zip_response(request, kit)


def download_selection_pdf(page: Page, request: HttpRequest) -> HttpResponseBase:
    """The same to print at once, in one file: plans, pieces, then modules without their answers."""
    folder, pieces = _chosen(page, request)
    plans = [files.document_of(plan) for plan in folder.plans]
    built = files.selection_pdf([*plans, *pieces], folder.modules, _("Ma sélection"))
    return file_response(request, built, _("Ma sélection"), FORMATS["pdf"])


def _chosen(page: Page, request: HttpRequest) -> tuple[Folder, list[PlanDocument]]:
    folder = Folder(Selection.of(request.GET), page.locale_id)
    pieces = [piece_document(piece) for piece in folder.pieces]
    if not (folder.plans or folder.modules or pieces):
        raise Http404
    return folder, pieces
