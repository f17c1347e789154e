"""What a session plan is made of: objectives, activities, sheets to hand out, attachments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.choices import CallableChoiceIterator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from competencies.frameworks import Competence
from competencies.tags import CompetencePageMixin, competence_of
from core import licences
from core.blocks.markdown import MarkdownBlock
from core.content.block_reading import read
from core.content.context import Names, Reading
from core.content.errors import At
from core.content.shapes import scalar
from core.content.yaml_reader import Node
from trainers.plans.bloom import Bloom

RUN = _("Déroulé")
SHEETS = _("Feuilles et notes")


def competence_choices() -> Iterator[tuple[str, Any]]:
    """Every competence by domain, for a list to choose in."""
    yield "", "—"
    groups: dict[str, list[tuple[str, str]]] = {}
    for competence in Competence.objects.with_texts().in_reading_order():
        heading = f"{competence.framework} – {competence.area}"
        groups.setdefault(heading, []).append((competence.identifier, f"{competence.code} {competence.title}"))
    yield from groups.items()


class CompetenceBlock(blocks.CharBlock):
    """A competence by its identifier (`digcomp-3.0:1.2`), chosen in a list. Stored as that text: it never goes stale."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=80, **kwargs)
        self.field.widget = forms.Select(choices=CallableChoiceIterator(competence_choices))

    def get_translatable_segments(self, value: str) -> list[Any]:
        """Asked by Wagtail Localize: a code is the same in every language."""
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        return value

    class Meta:
        icon = "tasks"


@read.register
def _read_competence(block: CompetenceBlock, node: Node, at: At, names: Names, reading: Reading) -> str:
    text = scalar(node, at, reading).strip()
    if not text:
        return ""
    expected: Any = CompetencePageMixin.competences_as_text.fields[0]
    key = (CompetenceBlock, text)
    if key not in reading.found:
        reading.found[key] = competence_of(text)
    if reading.found[key] is None:
        reading.faults.add(at, text, str(expected.expected))
    return text


class ObjectiveBlock(blocks.StructBlock):
    """« Composer une phrase de passe de sept mots »: one verb that can be seen, its level, one competence."""

    text = blocks.CharBlock(
        label=_("À la fin, la personne sait…"),
        max_length=200,
        help_text=_("Un seul verbe, qui se voit : trier, envoyer, comparer…"),
    )
    bloom = blocks.ChoiceBlock(label=_("Niveau de Bloom"), choices=Bloom.choices, default=Bloom.APPLY)
    competence = CompetenceBlock(label=_("Compétence"), required=False)

    class Meta:
        keys = {"text": "objectif", "bloom": "bloom", "competence": "competence"}
        always = ("bloom",)
        label = _("Objectif")
        icon = "tick-inverse"
        label_format = "{text}"


class ActivityBlock(blocks.StructBlock):
    """One moment of the session: how long, who does what, and what to do when it goes otherwise."""

    title = blocks.CharBlock(label=_("Titre"), max_length=120)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=480, default=10)
    hands_on = blocks.BooleanBlock(label=_("Les participants manipulent"), required=False)
    online = blocks.BooleanBlock(label=_("Il faut Internet"), required=False)
    mediator = MarkdownBlock(label=_("Ce que vous faites"), rows=4)
    participants = MarkdownBlock(label=_("Ce que font les participants"), rows=4, required=False)
    faster = MarkdownBlock(label=_("Pour ceux qui vont plus vite"), rows=2, required=False)
    slower = MarkdownBlock(label=_("Pour ceux qui vont moins vite"), rows=2, required=False)
    offline = MarkdownBlock(label=_("Plan B sans Internet"), rows=2, required=False)

    class Meta:
        fence = "activite"
        keys = {
            "hands_on": "pratique",
            "online": "internet",
            "mediator": "mediateur",
            "participants": "participants",
            "faster": "plus_vite",
            "slower": "moins_vite",
            "offline": "sans_internet",
        }
        always = ("minutes",)
        text_id = True
        label = _("Activité")
        description = _("Un moment de la séance : sa durée, ce que chacun fait, le plan B.")
        icon = "time"
        label_format = "{minutes} min – {title}"
        template = "trainers/blocks/activity.html"
        preview_value = {
            "title": "Fabriquer sa phrase",
            "minutes": 25,
            "hands_on": True,
            "mediator": "Lisez la consigne à voix haute, puis passez dans les rangs.",
            "participants": "Chacun tire sept mots au hasard dans un livre.",
            "offline": "Tout se fait sur papier.",
        }


class HandoutBlock(blocks.StructBlock):
    """A sheet for the participants, written here: it is printed with the plan, on a page of its own."""

    title = blocks.CharBlock(label=_("Titre"), max_length=120)
    copies = blocks.ChoiceBlock(
        label=_("Exemplaires"),
        choices=[
            ("personne", _("un par personne")),
            ("binome", _("un pour deux")),
            ("table", _("un par table")),
            ("groupe", _("un pour le groupe")),
        ],
        default="personne",
    )
    text = MarkdownBlock(label=_("Texte"), rows=10)

    @cached_property
    def copies_labels(self) -> dict[str, Any]:
        return dict(self.child_blocks["copies"].field.choices)

    class Meta:
        fence = "feuille"
        keys = {"copies": "exemplaires"}
        always = ("copies",)
        text_id = True
        label = _("Feuille à distribuer")
        description = _("Un mémo ou un exercice sur papier, imprimé avec la séance.")
        icon = "doc-full"
        label_format = "{title}"
        template = "trainers/blocks/handout.html"
        preview_value = {"title": "Ma phrase de passe", "copies": "personne", "text": "1. …\n2. …\n3. …"}


class AttachmentBlock(blocks.StructBlock):
    """A file that goes with the plan, under its own licence."""

    title = blocks.CharBlock(label=_("Titre"), max_length=120)
    file = DocumentChooserBlock(label=_("Fichier"))
    licence = blocks.ChoiceBlock(label=_("Licence"), choices=licences.CHOICES, default=licences.DEFAULT)
    credit = blocks.CharBlock(label=_("Auteurs"), max_length=200, required=False)
    to_print = blocks.BooleanBlock(label=_("À imprimer"), required=False)

    class Meta:
        keys = {"credit": "auteurs", "to_print": "a_imprimer", "licence": "licence"}
        always = ("licence",)
        label = _("Pièce jointe")
        icon = "doc-full"
        label_format = "{title}"


OBJECTIVES: list[tuple[str, blocks.Block]] = [("objective", ObjectiveBlock())]
ATTACHMENTS: list[tuple[str, blocks.Block]] = [("attachment", AttachmentBlock())]
BODY: list[tuple[str, blocks.Block]] = [
    ("activity", ActivityBlock(group=RUN)),
    ("handout", HandoutBlock(group=SHEETS)),
    ("text", MarkdownBlock(group=SHEETS, label=_("Note pour le médiateur"))),
]
