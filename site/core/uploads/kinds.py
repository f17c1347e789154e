"""What is accepted: a short list, each kind with its content type and its size."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

MB = 1_000_000


@dataclass(frozen=True)
class Kind:
    """`most` is in bytes. `family` names the module that decides."""

    extension: str
    content_type: str
    family: str
    most: int


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
_KINDS = (
    Kind("pdf", "application/pdf", "pdf", 20 * MB),
    Kind("odt", f"{_ODF}.text", "odf", 20 * MB),
    Kind("ods", f"{_ODF}.spreadsheet", "odf", 10 * MB),
    Kind("odp", f"{_ODF}.presentation", "odf", 20 * MB),
    Kind("docx", f"{_OOXML}.wordprocessingml.document", "ooxml", 20 * MB),
    Kind("xlsx", f"{_OOXML}.spreadsheetml.sheet", "ooxml", 10 * MB),
    Kind("pptx", f"{_OOXML}.presentationml.presentation", "ooxml", 20 * MB),
    Kind("png", "image/png", "pictures", 15 * MB),
    Kind("jpg", "image/jpeg", "pictures", 15 * MB),
    Kind("jpeg", "image/jpeg", "pictures", 15 * MB),
    Kind("webp", "image/webp", "pictures", 15 * MB),
    Kind("mp3", "audio/mpeg", "sounds", 20 * MB),
    Kind("csv", "text/csv; charset=utf-8", "texts", 2 * MB),
    Kind("txt", "text/plain; charset=utf-8", "texts", 1 * MB),
    Kind("md", "text/markdown; charset=utf-8", "texts", 1 * MB),
)
KINDS = {kind.extension: kind for kind in _KINDS}
# Pictures for pages, in the admin, may be drawings too; they are checked as such.
SVG = Kind("svg", "image/svg+xml", "drawings", 1 * MB)
DOCUMENTS = tuple(kind.extension for kind in _KINDS)
PICTURES = tuple(kind.extension for kind in _KINDS if kind.family == "pictures")
BIGGEST = max(kind.most for kind in _KINDS)


def words(text: str) -> frozenset[str]:
    """A set of words, written as a line."""
    return frozenset(text.split())


def accepted_in_words() -> str:
    return _("un PDF, un document Word ou LibreOffice, une image, un son MP3 ou un texte")


def megabytes(size: int) -> str:
    """« 20 Mo »."""
    return _("%(count)d Mo") % {"count": size // MB}


def in_words(size: int) -> str:
    """« 340 ko », « 1,2 Mo »: what people read of a size."""
    if size < MB:
        return _("%(count)d ko") % {"count": max(1, round(size / 1000))}
    return _("%(count)s Mo") % {"count": number_format(size / MB, 1)}
