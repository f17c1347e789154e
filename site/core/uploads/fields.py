"""A file in a form of ours: what comes out is an `Accepted`, or a sentence beside the field."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.uploads.decision import Accepted, accept, read
from core.uploads.kinds import DOCUMENTS
from core.uploads.refusals import RefusedError


def decided(upload: UploadedFile, extensions: Collection[str]) -> Accepted:
    """What is kept of an upload. Raises ValidationError with the sentence of the refusal."""
    name = upload.name or ""
    try:
        return accept(name, read(upload, name, extensions=extensions), extensions=extensions)
    except RefusedError as refusal:
        raise ValidationError(refusal.sentence, code=refusal.code) from refusal


class HarmlessFileField(forms.FileField):
    """`extensions` are those that the form takes, of `core.uploads.kinds`."""

    default_error_messages = {
        "required": _("Choisissez un fichier."),
        "empty": _("Ce fichier est vide : vérifiez-le, puis recommencez."),
        "invalid": _("Le fichier n’est pas arrivé : choisissez-le à nouveau."),
        "missing": _("Le fichier n’est pas arrivé : choisissez-le à nouveau."),
    }

    def __init__(self, *, extensions: Collection[str] = DOCUMENTS, **kwargs: Any) -> None:
        self.extensions = extensions
        accepted = ",".join(f".{extension}" for extension in extensions)
        super().__init__(widget=forms.FileInput(attrs={"accept": accepted}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Accepted:
        return self.decide(super().clean(data, initial))

    def decide(self, upload: UploadedFile) -> Accepted:
        return decided(upload, self.extensions)
