"""Asking to join, and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Readable
from trainers.membership.models import Membership
from trainers.places.models import Place


class JoinForm(forms.ModelForm):
    """`place_name` is asked only for a place that is not in the directory."""

    class Meta:
        model = Membership
        fields = ("place_name", "function", "message")
        field_classes = dict.fromkeys(fields, Readable)
        labels = {
            "place_name": _("Nom et commune de votre EPN"),
            "function": _("Votre fonction"),
            "message": _("Message"),
        }
        help_texts = {
            "place_name": _("Exemple : Médiathèque des Trois Ponts, Lyon"),
            "function": _("Exemple : médiatrice numérique, bibliothécaire, bénévole"),
            "message": _("Pour les personnes qui liront votre demande."),
        }
        widgets = {"message": forms.Textarea(attrs={"rows": 4})}
        error_messages = {
            "place_name": {"required": _("Écrivez le nom de votre EPN.")},
            "function": {"required": _("Écrivez votre fonction.")},
        }

    def __init__(self, *args: Any, place: Place | None, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        self.fields["function"].required = True
        if place:
            del self.fields["place_name"]
        else:
            self.fields["place_name"].required = True


class AcceptForm(forms.Form):
    is_coordinator = forms.BooleanField(label=_("Coordonne ce lieu"), required=False)


class RefuseForm(forms.Form):
    answer = Readable(
        label=_("Pourquoi ?"),
        help_text=_("La personne le lira."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez une raison, même courte.")},
    )
