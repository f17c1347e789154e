"""The same decision in Wagtail's admin, for documents and pictures: see WAGTAILDOCS_DOCUMENT_FORM_BASE in the settings."""

from collections.abc import Collection
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.uploads.fields import decided
from core.uploads.kinds import DOCUMENTS, PICTURES, SVG


class _HarmlessFile:
    extensions: Collection[str]
    cleaned_data: dict[str, Any]

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if not isinstance(upload, UploadedFile):
            return upload
        kept = decided(upload, self.extensions)
        return SimpleUploadedFile(kept.name, kept.data, kept.kind.content_type)


class DocumentForm(_HarmlessFile, BaseDocumentForm):
    extensions = DOCUMENTS


class ImageForm(_HarmlessFile, BaseImageForm):
    extensions = (*PICTURES, SVG.extension)
