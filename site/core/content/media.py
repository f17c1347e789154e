"""The pictures and files that pages show: in `content/media/` as files, in the database as images and documents.

A file is known by its content: importing the same bytes again finds what is there.
"""

import hashlib
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField

MAX_BYTES = 20_000_000


def model_of(kind: str) -> Any:
    return get_image_model() if kind == "image" else get_document_model()


class Media:
    """Files of one `media` folder (None for an upload, which brings none) and what the database has."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._names: dict[tuple[str, int], str] = {}
        self._found: dict[tuple[str, str], int | None] = {}

    def path(self, name: str) -> Path | None:
        """The file of that name; None when it is not in the folder, whatever the name tries."""
        if self.folder is None or PurePosixPath(name).is_absolute() or "\\" in name:
            return None
        path = (self.folder / name).resolve()
        inside = path.is_relative_to(self.folder.resolve())
        return path if inside and path.is_file() else None

    def problem(self, kind: str, name: str) -> str:
        """What was expected instead of `name`; nothing when all is well."""
        path = self.path(name)
        if path is None:
            return "" if self.find(kind, name) else _("un fichier de content/media/ ou du site")
        if path.stat().st_size > MAX_BYTES:
            return _("un fichier de 20 Mo au plus")
        if self.find(kind, name):
            return ""
        if kind == "image":
            try:
                WagtailImageField().clean(ContentFile(path.read_bytes(), path.name), None)
            except ValidationError as error:
                return " ".join(error.messages).rstrip(".")
        elif path.suffix.lower().lstrip(".") not in _document_extensions():
            return ", ".join(_document_extensions())
        return ""

    def find(self, kind: str, name: str) -> int | None:
        """The number of the image or document that is this file; by name alone when there is no such file."""
        if (kind, name) not in self._found:
            self._found[kind, name] = self._search(kind, name)
        return self._found[kind, name]

    def _search(self, kind: str, name: str) -> int | None:
        path = self.path(name)
        candidates = model_of(kind).objects.order_by("pk")
        if path is not None:
            candidates = candidates.filter(file_hash=_sha1(path.read_bytes()))
        else:
            candidates = candidates.filter(file__endswith=f"/{PurePosixPath(name).name}")
        found = [(pk, PurePosixPath(file).name) for pk, file in candidates.values_list("pk", "file")]
        same_name = [pk for pk, file in found if file == PurePosixPath(name).name]
        return next(iter(same_name or [pk for pk, _file in found]), None)

    def pk(self, kind: str, name: str) -> int:
        """The number of the image or document, made from the file when it is new."""
        found = self.find(kind, name)
        if found is None:
            path = self.path(name)
            if path is None:
                raise FileNotFoundError(name)
            made = model_of(kind)(title=path.stem.replace("-", " "), file=ContentFile(path.read_bytes(), path.name))
            made._set_file_hash()
            made.file_size = path.stat().st_size
            made.save()
            found = self._found[kind, name] = made.pk
        return found

    def name(self, kind: str, pk: int) -> str:
        """The file name of an image or document."""
        if (kind, pk) not in self._names:
            stored = model_of(kind).objects.filter(pk=pk).values_list("file", flat=True).first()
            self._names[kind, pk] = PurePosixPath(stored).name if stored else f"#{pk}"
        return self._names[kind, pk]


def _sha1(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def _document_extensions() -> list[str]:
    from django.conf import settings

    return settings.WAGTAILDOCS_EXTENSIONS
