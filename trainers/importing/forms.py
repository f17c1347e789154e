"""The file that holds a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.uploads.decision import Accepted, accept, read
from core.uploads.names import extension_of, seen
from core.uploads.refusals import RefusedError

PLANS = ("md", "docx", "odt")


class ImportForm(forms.Form):
    """`kept` is the harmless file, `name` what the person calls it, once the form is valid."""

    kept: Accepted
    name: str
    file = forms.FileField(
        label=_("Fichier de la séance"),
        help_text=_("Le modèle rempli (.docx ou .odt), ou un fichier texte (.md)."),
        error_messages={
            "required": _("Choisissez un fichier."),
            "empty": _("Ce fichier est vide : vérifiez-le, puis recommencez."),
            "invalid": _("Le fichier n’est pas arrivé : choisissez-le à nouveau."),
            "missing": _("Le fichier n’est pas arrivé : choisissez-le à nouveau."),
        },
        widget=forms.FileInput(attrs={"accept": ",".join(f".{one}" for one in PLANS)}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        name = upload.name or ""
        try:
            self.kept = accept(name, read(upload, name, extensions=PLANS), extensions=PLANS)
        except RefusedError as refusal:
            if refusal.code == "type" or (refusal.code == "old_office" and extension_of(name) != "doc"):
                raise forms.ValidationError(_("Envoyez un fichier .docx, .odt ou .md."), code="type") from refusal
            raise forms.ValidationError(refusal.sentence, code=refusal.code) from refusal
        self.name = seen(name)[:100]
        return upload
