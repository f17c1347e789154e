"""The fields of the form. Labels and limits are those of the plan and of its blocks: they are said once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from competencies.levels import Level
from competencies.tags import Role
from core.blocks.markdown import MarkdownBlock
from core.forms import Readable
from trainers.contributions.choices import Choices
from trainers.contributions.steps import List, Step
from trainers.plans.audiences import Audience
from trainers.plans.blocks import CompetenceBlock
from trainers.plans.pages import PlanPage

# A page of text for one field: more is a document to attach.
LONGEST = 5000
KEYWORDS_AT_MOST = 15
LONGEST_KEYWORD = 50


class Words(Readable):
    """A text. A limit is said in words rather than by a browser that cuts what is pasted."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        super().__init__(
            required=False, widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(), **kwargs
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def to_python(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return super().to_python(text) or ""

    def run_validators(self, value: Any) -> None:
        if self.max_length and len(value) > self.max_length:
            sentence = gettext("Ce texte a %(length)d caractères. Il en faut %(most)d au plus.")
            raise ValidationError(sentence % {"length": len(value), "most": self.max_length})


class Line(Words):
    """A text on one line."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class Keywords(Line):
    """Words parted by commas, each one once. Scripts wait until they are whole before saving them."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"data-whole": ""}

    def to_python(self, value: Any) -> str:
        words = [" ".join(word.split()) for word in super().to_python(value).replace(";", ",").split(",")]
        once = {word.casefold(): word for word in words if word}
        return ", ".join(sorted(once.values()))

    def run_validators(self, value: str) -> None:
        words = value.split(", ") if value else []
        if len(words) > KEYWORDS_AT_MOST:
            raise ValidationError(gettext("Quinze mots-clés au plus."))
        if any(len(word) > LONGEST_KEYWORD for word in words):
            raise ValidationError(gettext("Un mot-clé est trop long. Mettez une virgule entre les mots-clés."))


class Number(forms.IntegerField):
    def __init__(self, least: int, most: int, **kwargs: Any) -> None:
        self.least, self.most = least, most
        widget = forms.NumberInput(attrs={"min": least, "max": most, "inputmode": "numeric"})
        super().__init__(widget=widget, **kwargs)

    def clean(self, value: Any) -> int:
        try:
            number = int(str(value).strip())
        except ValueError:
            number = self.least - 1
        if not self.least <= number <= self.most:
            sentence = gettext("Écrivez un nombre de %(least)d à %(most)d.")
            raise ValidationError(sentence % {"least": self.least, "most": self.most})
        return number


class OneOf(forms.ChoiceField):
    """One of a list, whose values are texts (or numbers with `number`); nothing chosen is `None` or an empty text."""

    def __init__(self, choices: Callable[[], Any] | Any, *, number: bool = False, **kwargs: Any) -> None:
        self.number = number
        super().__init__(choices=choices, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return (int(text) if text else None) if self.number else text


class SomeOf(forms.MultipleChoiceField):
    """Some of a list, in its order."""

    def clean(self, value: Any) -> list[str]:
        chosen = super().clean(value)
        offered: Any = self.choices
        return [str(key) for key, _label in offered if str(key) in chosen]


def fields_of(step: Step, choices: Choices) -> dict[str, forms.Field]:
    """The fields of a step that are not in a list."""
    return {name: _field(name, choices) for name in step.fields}


def item_fields(one: List, choices: Choices) -> dict[str, forms.Field]:
    """The fields of each item of a list."""
    if one.name == "tag":
        return {
            "competence": OneOf(lambda: choices.competences, number=True, label=_("Compétence")),
            "role": OneOf(Role.choices, label=_("Elle est")),
            "level": OneOf([("", _("celui de la séance")), *Level.choices], number=True, label=_("Niveau")),
        }
    if one.name == "module":
        return {"module": OneOf(lambda: choices.modules, number=True, label=_("Module"))}
    block = block_of(one)
    return {name: _block_field(child, choices) for name, child in block.child_blocks.items()}


def block_of(one: List) -> blocks.StructBlock:
    block: blocks.StructBlock = PlanPage._meta.get_field(one.field).stream_block.child_blocks[one.kind]
    return block


def defaults_of(one: List) -> dict[str, Any]:
    """What an item that was just added holds."""
    if one.name == "tag":
        return {"competence": None, "role": str(Role.TRAINED), "level": None}
    if one.name == "module":
        return {"module": None}
    found = {name: child.get_default() for name, child in block_of(one).child_blocks.items()}
    return {
        name: "" if value is None or not isinstance(value, int | str | bool) else value for name, value in found.items()
    }


_LABELS: Mapping[str, Any] = {
    "group_min": _("Au moins"),
    "group_max": _("Au plus"),
    "summary": _("Résumé en une phrase"),
    "authors": _("Auteurs"),
    "place": _("Votre EPN"),
    "keywords": _("Mots-clés"),
}
_HELPS: Mapping[str, Any] = {
    "title": _("Court et concret. Exemple : Fabriquer un mot de passe solide"),
    "summary": _("Ce que l’on y fait, pour qui cherche une séance."),
    "keywords": _("Des mots que vos collègues taperaient, avec des virgules. Exemple : photo, téléphone"),
    "authors": _("Les noms qui signent, avec des virgules. Un pseudonyme convient."),
    "epn_name": _("Son nom, s’il n’est pas dans la liste."),
    "theme": _("Le plus proche. Laissez vide si aucun ne convient."),
}
_ROWS = {"summary": 2}


def _field(name: str, choices: Choices) -> forms.Field:
    model = PlanPage._meta.get_field(name)
    said: dict[str, Any] = {
        "label": _LABELS.get(name) or capfirst(model.verbose_name),
        "help_text": _HELPS.get(name, model.help_text),
    }
    if name == "keywords":
        return Keywords(**said)
    if name in {"minutes", "group_min", "group_max"}:
        return Number(*_bounds(model), **said)
    if name == "audiences":
        return SomeOf(choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple, **said)
    if name in {"theme", "place"}:
        return OneOf(lambda: getattr(choices, f"{name}s"), number=True, **said)
    if name == "level":
        return OneOf(Level.choices, number=True, **said)
    if name == "licence":
        return OneOf(lambda: choices.licences, widget=forms.RadioSelect, **said)
    if model.max_length and name not in _ROWS:
        return Line(max_length=model.max_length, **said)
    return Words(rows=_ROWS.get(name, 4), max_length=model.max_length or LONGEST, **said)


def _bounds(model: Any) -> tuple[int, int]:
    """The least and the most that the plan says of a number."""
    found = {type(one): one.limit_value for one in model._validators}
    return found[MinValueValidator], found[MaxValueValidator]


def _block_field(child: blocks.Block, choices: Choices) -> forms.Field:
    said: dict[str, Any] = {"label": child.label, "help_text": getattr(child.field, "help_text", "")}
    if isinstance(child, CompetenceBlock):
        return OneOf(lambda: choices.codes, **said)
    if isinstance(child, MarkdownBlock):
        return Words(rows=child.rows, max_length=LONGEST, **said | {"help_text": ""})
    if isinstance(child, blocks.BooleanBlock):
        return forms.BooleanField(required=False, **said)
    if isinstance(child, blocks.IntegerBlock):
        return Number(child.field.min_value, child.field.max_value, **said)
    if isinstance(child, blocks.ChoiceBlock):
        return OneOf([choice for choice in child.field.choices if choice[0]], **said)
    return Line(max_length=child.field.max_length, **said)
