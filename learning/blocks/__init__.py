"""Everything that a step can hold. Adding a block: see `docs/add-a-block.md`."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import TEXT_BLOCKS
from learning.blocks.checklist import ChecklistBlock
from learning.blocks.gaps import GapsBlock
from learning.blocks.key_words import KeyWordsBlock
from learning.blocks.mailbox import MailboxBlock
from learning.blocks.matching import MatchingBlock
from learning.blocks.multiple_choice import MultipleChoiceBlock
from learning.blocks.navigation import NavigationBlock
from learning.blocks.ordering import OrderingBlock
from learning.blocks.short_answer import ShortAnswerBlock
from learning.blocks.simulated_form import SimulatedFormBlock
from learning.blocks.single_choice import SingleChoiceBlock
from learning.blocks.sorting import SortingBlock
from learning.blocks.true_false import TrueFalseBlock
from learning.blocks.zone import ZoneBlock

EXERCISE_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("single_choice", SingleChoiceBlock()),
    ("multiple_choice", MultipleChoiceBlock()),
    ("true_false", TrueFalseBlock()),
    ("gaps", GapsBlock()),
    ("short_answer", ShortAnswerBlock()),
    ("matching", MatchingBlock()),
    ("ordering", OrderingBlock()),
    ("sorting", SortingBlock()),
    ("checklist", ChecklistBlock()),
    ("zone", ZoneBlock()),
    ("mailbox", MailboxBlock()),
    ("simulated_form", SimulatedFormBlock()),
    ("navigation", NavigationBlock()),
]

LEARNING_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("key_words", KeyWordsBlock()),
]


class StepBodyBlock(blocks.StreamBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__([*TEXT_BLOCKS, *LEARNING_BLOCKS, *EXERCISE_BLOCKS], **kwargs)


class StepBlock(blocks.StructBlock):
    """One screen of a module: one idea, then something to do."""

    title = blocks.CharBlock(label=_("Titre de l’étape"), max_length=120)
    body = StepBodyBlock(label=_("Contenu"))

    class Meta:
        label = _("Étape")
        icon = "list-ol"
        label_format = "{title}"


STEPS: list[tuple[str, blocks.Block]] = [("step", StepBlock())]
