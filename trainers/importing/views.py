"""Bringing a plan in a file; the templates to fill."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from core.content.errors import ContentError, ContentInvalidError
from core.uploads.kinds import KINDS
from core.uploads.names import seen
from trainers.adapting.copying import NotAllowedError
from trainers.importing import template_docx, template_odt
from trainers.importing.forms import ImportForm
from trainers.importing.lineage import follow
from trainers.importing.making import Made, draft_from_text
from trainers.importing.office import draft_from_office
from trainers.membership.roles import mediator_required
from trainers.uploads.answering import go

MOST_ERRORS = 50
_READ: dict[str, Callable[[User, bytes, str], Made]] = {
    "md": draft_from_text,
    "docx": draft_from_office,
    "odt": draft_from_office,
}
_TEMPLATES = {"docx": template_docx.written, "odt": template_odt.written}


@mediator_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_plan(request: HttpRequest) -> HttpResponse:
    """One file, one draft; or everything that is wrong in it, and nothing made."""
    sent = request.method == "POST"
    form = ImportForm({} if sent else None, request.FILES if sent else None)
    errors: list[ContentError] = []
    if sent and form.is_valid():
        file, name = form.cleaned_data["file"], seen(cast(UploadedFile, request.FILES["file"]).name or "")[:100]
        try:
            made = _drafted(cast(User, request.user), _READ[file.kind.extension], file.data, name)
        except ContentInvalidError as error:
            errors = list(error.errors)
        except NotAllowedError as error:
            form.add_error("file", str(error))
        else:
            return _made(request, made)
    context = {"form": form, "errors": errors[:MOST_ERRORS], "more": max(0, len(errors) - MOST_ERRORS)}
    return render(request, "trainers/importing/import.html", context, status=422 if sent else 200)


@transaction.atomic
def _drafted(user: User, read: Callable[[User, bytes, str], Made], data: bytes, name: str) -> Made:
    """What was made, with where it comes from when that is the plan of somebody else."""
    made = read(user, data, name)
    if made.source and made.source.owner_id != user.pk:
        follow(made.plan, made.source, user)
    else:
        made.source = None
    return made


def _made(request: HttpRequest, made: Made) -> HttpResponse:
    messages.success(request, _("Votre séance est importée. C’est un brouillon : relisez-la, puis envoyez-la."))
    if made.source:
        sentence = _("Elle adapte « %(title)s » : sa page citera l’original. Changez ce que vous voulez, et le titre.")
        messages.info(request, sentence % {"title": made.source.title})
    if made.left_out:
        names = ", ".join(str(one) for one in made.left_out[:10])
        messages.warning(request, _("Laissé de côté, car introuvable ici : %(names)s.") % {"names": names})
    return go(request, "contribution_step", made.plan.pk, "sujet")


@cache
def _template(extension: str) -> bytes:
    """Made once: python-docx and odfdo take a tenth of a second. In French, whose words `labels` reads."""
    with override("fr"):
        return _TEMPLATES[extension]()


@require_safe
def template(request: HttpRequest, extension: str) -> HttpResponse:
    """The document to fill. The same for everybody."""
    if extension not in _TEMPLATES:
        raise Http404
    response = HttpResponse(_template(extension), content_type=KINDS[extension].content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="modele-de-seance.{extension}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
