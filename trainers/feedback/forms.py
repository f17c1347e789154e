"""Telling how a session went, and what is wrong with a page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import Readable
from trainers.feedback.models import (
    FEWEST_MINUTES,
    LONGEST_REMARK,
    LONGEST_REPORT,
    MOST_MINUTES,
    MOST_PEOPLE,
    Kind,
    Trial,
)
from trainers.membership.places import places_of

# Before the first public digital spaces.
FIRST_DAY = date(1995, 1, 1)
OUT_OF_BOUNDS = ("min_value", "max_value")
PEOPLE = format_lazy(_("Écrivez un nombre de 1 à {most}."), most=MOST_PEOPLE)
MINUTES = format_lazy(_("Écrivez un nombre de minutes de {least} à {most}."), least=FEWEST_MINUTES, most=MOST_MINUTES)


class TrialForm(forms.ModelForm):
    """`signs`: whether the public page may show the name."""

    signs = forms.BooleanField(
        label=_("Montrer mon nom avec mes remarques"),
        help_text=_("Sinon, la page ne montre que l’EPN et le mois."),
        required=False,
    )

    class Meta:
        model = Trial
        fields = ("held_on", "place", "people", "minutes", "level", "worked", "to_change")
        field_classes = {"worked": Readable, "to_change": Readable}
        labels = {
            "held_on": _("Quel jour ?"),
            "place": _("Dans quel EPN ?"),
            "people": _("Combien de personnes sont venues ?"),
            "minutes": _("Combien de minutes a-t-elle duré, en vrai ?"),
            "level": _("Niveau du groupe"),
            "worked": _("Ce qui a marché"),
            "to_change": _("Ce qu’il faut changer"),
        }
        help_texts = {
            "minutes": _("Accueil et pause compris. Deux heures : 120."),
            "worked": _("Pour la personne qui l’animera après vous. N’écrivez pas le nom des participants."),
        }
        widgets = {
            "held_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "worked": forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_REMARK}),
            "to_change": forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_REMARK}),
        }
        error_messages = {
            "held_on": {"required": _("Donnez le jour de la séance."), "invalid": _("Ce jour n’existe pas.")},
            "place": {"required": _("Choisissez votre EPN.")},
            "people": {
                "required": _("Écrivez combien de personnes sont venues."),
                "invalid": _("Écrivez un nombre."),
                **dict.fromkeys(OUT_OF_BOUNDS, PEOPLE),
            },
            "minutes": {
                "required": _("Écrivez la durée en minutes."),
                "invalid": _("Écrivez un nombre de minutes."),
                **dict.fromkeys(OUT_OF_BOUNDS, MINUTES),
            },
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.user = user
        self._offer_places(user)
        self.fields["held_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        level: Any = self.fields["level"]
        level.choices = [("", _("Je ne sais pas")), *list(level.choices)[1:]]
        self.fields["signs"].initial = bool(self.instance.signature)

    def _offer_places(self, user: User) -> None:
        field: Any = self.fields["place"]
        # One may have left the EPN of what one corrects since.
        field.queryset = mine = places_of(user.pk, and_place=self.instance.place_id)
        places = list(mine[:2])
        # Who works for the whole network has no EPN of their own.
        field.required = bool(places)
        if not places:
            del self.fields["place"]
        elif len(places) == 1:
            self.initial["place"], field.empty_label = places[0].pk, None

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Ce jour n’est pas encore passé."))
        if day < FIRST_DAY:
            raise forms.ValidationError(_("Ce jour est trop ancien : vérifiez l’année."))
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self.instance.signature = self.user.author_name if data.get("signs") else ""
        return data


class ReportForm(forms.Form):
    """`site` is for machines that fill in everything: nobody else sees it."""

    kind = forms.ChoiceField(
        label=_("Quel est le problème ?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un problème."), "invalid_choice": _("Choisissez un problème.")},
    )
    text = Readable(
        label=_("Expliquez en une phrase"),
        help_text=_("N’écrivez pas votre nom ni votre adresse."),
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez une phrase, même courte.")},
    )
    spot = forms.ChoiceField(label=_("À quel endroit ?"), required=False)
    site = forms.CharField(label=_("Ne remplissez pas cette case"), required=False)

    def __init__(self, *args: Any, spots: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.spots = dict(spots)
        field: Any = self.fields["spot"]
        field.choices = [("", _("Toute la fiche, ou je ne sais pas")), *self.spots.items()]
        if not self.spots:
            del self.fields["spot"]

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get("site"))

    @property
    def chosen_spot(self) -> tuple[str, str]:
        """The key and the title of what was chosen."""
        key = self.cleaned_data.get("spot", "")
        return key, self.spots.get(key, "")
