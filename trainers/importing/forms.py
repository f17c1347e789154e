"""The file that holds a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.uploads.decision import Accepted
from core.uploads.fields import HarmlessFileField
from core.uploads.names import extension_of

PLANS = ("md", "docx", "odt")


class PlanFileField(HarmlessFileField):
    def decide(self, upload: UploadedFile) -> Accepted:
        try:
            return super().decide(upload)
        except ValidationError as refused:
            # An old spreadsheet saved anew would still hold no plan; an old text would.
            if refused.code == "type" or (refused.code == "old_office" and extension_of(upload.name or "") != "doc"):
                raise ValidationError(_("Envoyez un fichier .docx, .odt ou .md."), code="type") from refused
            raise


class ImportForm(forms.Form):
    file = PlanFileField(
        extensions=PLANS,
        label=_("Fichier de la séance"),
        help_text=_("Le modèle rempli (.docx ou .odt), ou un fichier texte (.md)."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
