"""The same decision in Wagtail's admin, for documents and pictures: see WAGTAILDOCS_DOCUMENT_FORM_BASE in the settings."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.uploads.decision import accept, read
from core.uploads.kinds import DOCUMENTS, PICTURES, SVG
from core.uploads.refusals import RefusedError


def harmless(upload: UploadedFile, extensions: Collection[str]) -> SimpleUploadedFile:
    """What is kept of an upload. Raises ValidationError with the sentence of the refusal."""
    name = upload.name or ""
    try:
        kept = accept(name, read(upload, name, extensions=extensions), extensions=extensions)
    except RefusedError as refusal:
        raise ValidationError(refusal.sentence, code=refusal.code) from refusal
    return SimpleUploadedFile(kept.name, kept.data, kept.kind.content_type)


class _HarmlessFile:
    extensions: Collection[str]
    cleaned_data: dict[str, Any]

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        return harmless(upload, self.extensions) if isinstance(upload, UploadedFile) else upload


class DocumentForm(_HarmlessFile, BaseDocumentForm):
    extensions = DOCUMENTS


class ImageForm(_HarmlessFile, BaseImageForm):
    extensions = (*PICTURES, SVG.extension)
