"""Answering a remark."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Readable
from trainers.review.comments import LONGEST


class AnswerForm(forms.Form):
    """« C’est fait » needs no words; an answer does."""

    text = Readable(
        label=_("Votre réponse"),
        help_text=_("Inutile si vous avez fait le changement."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].strip()
        if not text and "done" not in self.data:
            raise forms.ValidationError(_("Écrivez votre réponse."))
        return text
