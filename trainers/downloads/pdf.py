"""HTML to PDF: tagged for screen readers, nothing fetched from anywhere but our own files.

WeasyPrint needs Pango, a library of the system. A machine without it serves everything else. A server loads it when it
starts (`files.warm`); any other command when it makes its first PDF.
"""

from __future__ import annotations

import atexit
import logging
import mimetypes
import threading
from collections.abc import Iterable, Sequence
from functools import cache
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import segno
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from PIL import ImageFile

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

logger = logging.getLogger(__name__)
# Raise it when what a PDF looks like changes by something else than its HTML or its stylesheets.
RENDERING = 1
# The engine shares its fonts between threads, and a second PDF at once would only slow the pages down.
_one_at_a_time = threading.Lock()


class PdfUnavailableError(Exception):
    """The machine lacks a library of the system that makes PDFs."""


def is_available() -> bool:
    try:
        _engine()
    except PdfUnavailableError:
        return False
    return True


@cache
def _engine() -> Any:
    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint
    except OSError as error:
        logger.error("No PDF can be made: %s. On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0.", error)
        raise PdfUnavailableError(str(error)) from error
    # It tells Pillow, for the whole process, to take half a picture for a whole one; uploads then no longer refuse it.
    ImageFile.LOAD_TRUNCATED_IMAGES = strict
    return weasyprint


def paper(body: str, *, language: str, title: str, **about: Any) -> SafeString:
    """A whole document around `body`, which is safe HTML. `about`: authors, keywords, description."""
    empty = {"authors": "", "keywords": (), "description": ""}
    context = empty | about | {"language": language, "title": title, "body": SafeString(body)}
    return render_to_string("trainers/downloads/paper.html", context)


def pdf_of(html: str, stylesheets: Sequence[str]) -> bytes:
    """`html` (see `paper`) as PDF/UA, drawn with these files of `static/css`.

    Raises `PdfUnavailableError` on a machine that cannot.
    """
    return pdf_of_parts([(html, stylesheets)])


def pdf_of_parts(parts: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Documents that are drawn each in its own way, one after the other in one file."""
    engine = _engine()
    with _one_at_a_time:
        documents = [
            engine.HTML(string=html, base_url=settings.BASE_URL, url_fetcher=_fetcher()).render(
                stylesheets=[_stylesheet(name) for name in stylesheets], font_config=_fonts(), pdf_variant="pdf/ua-1"
            )
            for html, stylesheets in parts
        ]
        whole = documents[0].copy([page for document in documents for page in document.pages])
        result: bytes = whole.write_pdf(pdf_variant="pdf/ua-1")
    return result


@cache
def _fonts() -> FontConfiguration:
    """One for all: reading a font takes longer than a page."""
    from weasyprint.text.fonts import FontConfiguration

    # It erases its files when it goes, with functions that are gone when the process ends.
    atexit.register(_fonts.cache_clear)
    return FontConfiguration()


@cache
def _stylesheet(name: str) -> CSS:
    """Read once for each process: what is in `static` does not change while it runs."""
    base = f"{settings.BASE_URL}{settings.STATIC_URL}css/{name}.css"
    return _engine().CSS(string=stylesheet_text(name), base_url=base, url_fetcher=_fetcher(), font_config=_fonts())


@cache
def stylesheet_text(name: str) -> str:
    with open_static(f"css/{name}.css") as file:
        return file.read().decode()


@cache
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc, unused-ignore]
        """Pictures drawn by us, static files and uploads, read where they are. The network and the disk do not exist."""

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            name = urlsplit(url).path
            with open_own(url) as file:
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                return URLFetcherResponse(url, file.read(), {"Content-Type": kind})

    return OwnFiles(allowed_protocols=("data",), allow_redirects=False)


def open_own(url: str) -> IO[bytes]:
    """A static file or an upload by its address on this site. Anything else raises ValueError."""
    for prefix, opened in ((settings.MEDIA_URL, default_storage.open), (settings.STATIC_URL, open_static)):
        root = prefix if "://" in prefix else f"{settings.BASE_URL.rstrip('/')}{prefix}"
        if url.startswith(root):
            name = unquote(urlsplit(url[len(root) :]).path)
            try:
                return opened(name)  # type: ignore[operator]
            except (OSError, SuspiciousOperation) as error:
                raise ValueError(f"{name} cannot be read") from error
    raise ValueError(f"{url} is not one of our files")


def open_static(name: str) -> IO[bytes]:
    """By its plain name: where the developers put it, or where it was collected."""
    if found := finders.find(name):
        return open(str(found), "rb")
    return staticfiles_storage.open(name)  # type: ignore[no-any-return]


def qr_picture(address: str) -> str:
    """A square code as the address of a picture."""
    return segno.make(address, error="m", micro=False).svg_data_uri(border=2, dark="#000", light="#fff")


def sources(stylesheets: Iterable[str]) -> list[str]:
    """What a PDF depends on besides its HTML."""
    return [str(RENDERING), *(stylesheet_text(name) for name in stylesheets)]
