"""What is asked of an attachment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import licences
from core.uploads.decision import Accepted
from core.uploads.fields import HarmlessFileField
from core.uploads.kinds import megabytes
from trainers.plans.pages import PlanPage
from trainers.uploads.pieces import MOST_BYTES, MOST_FILES, pieces_of, weight

LONGEST_TITLE = 120


class PieceForm(forms.Form):
    """What is said of a file that is already there."""

    title = forms.CharField(label=_("Titre"), max_length=LONGEST_TITLE, required=False)
    licence = forms.ChoiceField(label=_("Licence"), choices=licences.CHOICES, initial=licences.DEFAULT)
    credit = forms.CharField(
        label=_("Auteurs"), max_length=200, required=False, help_text=_("Si ce n’est pas vous : qui l’a fait ?")
    )
    to_print = forms.BooleanField(label=_("À imprimer pour la séance"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs["autocomplete"] = "off"

    @property
    def said(self) -> dict[str, Any]:
        """What the block of the attachment keeps beside its file."""
        return {name: self.cleaned_data[name] for name in ("title", "licence", "credit", "to_print")}


class ChangeForm(PieceForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True
        self.fields["title"].error_messages["required"] = gettext("Écrivez un titre.")


class AddForm(PieceForm):
    """One file more for `plan`: `file` is an `Accepted`, once the form is valid."""

    file = HarmlessFileField(label=_("Fichier"))
    field_order = ("file", "title", "licence", "credit", "to_print")

    def __init__(self, *args: Any, plan: PlanPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["title"].help_text = gettext("Laissez vide pour garder le nom du fichier.")
        self.fields["file"].help_text = gettext(
            "PDF, Word, LibreOffice, image, MP3, CSV ou texte. 20\u00a0Mo au plus, moins pour une image ou un texte."
        )

    def clean_file(self) -> Accepted:
        file: Accepted = self.cleaned_data["file"]
        if len(pieces_of(self.plan)) >= MOST_FILES:
            raise forms.ValidationError(
                gettext("Une séance a %(most)d pièces au plus : retirez-en une d’abord.") % {"most": MOST_FILES}
            )
        if weight(self.plan) + len(file.data) > MOST_BYTES:
            raise forms.ValidationError(
                gettext("Les pièces d’une séance pèsent %(most)s au plus : retirez-en une, ou réduisez celle-ci.")
                % {"most": megabytes(MOST_BYTES)}
            )
        return file

    def clean(self) -> dict[str, Any] | None:
        file = self.cleaned_data.get("file")
        if file and not self.cleaned_data.get("title") and "title" not in self.errors:
            self.cleaned_data["title"] = file.title or file.name
        return self.cleaned_data
