"""How a file leaves: with a name, a type and an ETag, built only when somebody needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cache import content_version
from core.security import plain_error
from trainers.downloads import files, kit
from trainers.downloads.kept import kept, name_of
from trainers.downloads.names import disposition
from trainers.downloads.pdf import PdfUnavailableError
from trainers.downloads.programme import programme_of
from trainers.plans.sequences import SequencePage

if TYPE_CHECKING:
    from wagtail.models import Page


@dataclass(frozen=True)
class Format:
    """A way to take a page away. `name` is the end of the address and of the file."""

    name: str
    label: Any
    about: Any
    content_type: str


ZIP = "application/zip"
_ALL = (
    Format("pdf", gettext_lazy("PDF"), gettext_lazy("à imprimer"), "application/pdf"),
    Format("zip", gettext_lazy("Dossier complet"), gettext_lazy("feuilles et modules compris"), ZIP),
    Format("odt", gettext_lazy("ODT"), gettext_lazy("LibreOffice"), "application/vnd.oasis.opendocument.text"),
    Format(
        "docx",
        gettext_lazy("DOCX"),
        gettext_lazy("Word"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    Format("md", gettext_lazy("Texte"), gettext_lazy("à importer ailleurs"), "text/markdown; charset=utf-8"),
)
FORMATS = {found.name: found for found in _ALL}
_BUILDERS: dict[str, Callable[[Any], files.Built]] = {
    "pdf": lambda page: _pdf_of(page),
    "odt": lambda page: files.plan_odt(files.document_of(page)),
    "docx": lambda page: files.plan_docx(files.document_of(page)),
    "md": files.page_markdown,
}


# A sequence is several plans: all of them to print, or in one folder.
SEQUENCE_FORMATS = [
    Format("pdf", gettext_lazy("PDF"), gettext_lazy("toutes les séances, à imprimer"), "application/pdf"),
    Format("zip", gettext_lazy("Dossier complet"), gettext_lazy("une séance après l’autre, et les modules"), ZIP),
]


def formats_of(page: Page) -> list[Format]:
    return SEQUENCE_FORMATS if isinstance(page, SequencePage) else list(FORMATS.values())


def download(page: Page, request: HttpRequest, name: str) -> HttpResponseBase:
    """The page in the format of that name; an unknown one does not exist."""
    wanted = next((found for found in formats_of(page) if found.name == name), None)
    if wanted is None:
        raise Http404
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    response = _zip_of(page, request) if name == "zip" else _file_of(page, request, wanted)
    if response.status_code == 200:
        # A search engine shows the page, not its copies.
        response.headers["Link"] = f'<{page.full_url}>; rel="canonical"'
    return response


def _pdf_of(page: Page) -> files.Built:
    if not isinstance(page, SequencePage):
        return files.plan_pdf(files.document_of(page))
    plans = kit.public_plans([page])
    if not plans:
        raise Http404
    return files.sequence_pdf(programme_of(page, plans), [files.document_of(plan) for plan in plans])


def _file_of(page: Page, request: HttpRequest, wanted: Format) -> HttpResponse:
    return file_response(request, _BUILDERS[wanted.name](page), page.title, wanted)


def file_response(request: HttpRequest, built: files.Built, title: str, wanted: Format) -> HttpResponse:
    """A file that may be kept already; asking whether it changed builds nothing."""
    etag = f'"{built.name[:32]}"'
    if answer := get_conditional_response(request, etag=etag):
        return answer
    headers = {"ETag": etag, "Content-Disposition": disposition(title, wanted.name)}
    if request.method == "HEAD":
        # Asking about a file does not build it.
        there = kept(built.name)
        size = {"Content-Length": str(len(there))} if there is not None else {}
        return HttpResponse(content_type=wanted.content_type, headers=headers | size)
    try:
        return HttpResponse(built.content(), content_type=wanted.content_type, headers=headers)
    except PdfUnavailableError:
        return plain_error(
            request,
            503,
            _("Le PDF n’est pas disponible"),
            _("Ce site ne peut pas en faire pour le moment. Prenez l’ODT ou le DOCX : ils s’impriment aussi."),
        )


def _zip_of(page: Page, request: HttpRequest) -> HttpResponseBase:
    name = name_of(["zip", str(kit.RENDERING), str(content_version()), str(page.pk)])
    language = page.locale.language_code[:2]
    folder = kit.Kit(page.title, page.full_url or page.url, [page], language, opened=page)
    return zip_response(request, folder, f'W/"{name[:32]}"')


def zip_response(request: HttpRequest, folder: kit.Kit, etag: str = "") -> HttpResponseBase:
    """A kit on its way, a piece at a time; for a selection too, which has no ETag."""
    if etag and (answer := get_conditional_response(request, etag=etag)):
        return answer
    headers = {"Content-Disposition": disposition(folder.title, "zip")} | ({"ETag": etag} if etag else {})
    empty: Iterable[bytes] = ()
    return StreamingHttpResponse(
        empty if request.method == "HEAD" else folder.stream(), content_type=ZIP, headers=headers
    )
