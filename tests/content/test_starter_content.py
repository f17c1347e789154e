"""What a fresh installation shows: enough of it, in plain words, and every answer taught."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from wagtail import blocks

from core.checks import walk
from core.content.drafts import Draft
from core.content.errors import ContentError
from core.content.media import Media
from core.content.plan import plan, sources
from core.markdown import term_slug
from learning.blocks.base import ExerciseBlock
from learning.blocks.checklist import ChecklistBlock
from learning.blocks.key_words import KeyWordsBlock
from learning.blocks.mailbox import MailboxBlock
from learning.blocks.navigation import NavigationBlock
from learning.checks import is_verdict
from learning.pages import ModulePage

ROOT = Path(settings.BASE_DIR) / "content"
LONGEST_SENTENCE = 18
# Words that make somebody who did not manage feel small.
BLAME = re.compile(
    r"vous devez juste|il suffit de|vous auriez dû|c'est (?:pourtant )?(?:facile|simple|évident)"
    r"|vous vous (?:êtes trompé|trompez)|mauvaise réponse|\braté|bien sûr que non|évidemment",
    re.IGNORECASE,
)
REAL_DOMAINS = ("gouv.fr",)
# Also makes the database of the module's own fixture.
pytestmark = pytest.mark.django_db
_TERM = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")


@dataclass(frozen=True)
class Starter:
    """The starter content as the import understands it: nothing is written."""

    drafts: tuple[Draft, ...]
    errors: tuple[ContentError, ...]

    def of(self, kind: str, language: str = "fr") -> list[Draft]:
        return [d for d in self.drafts if d.text.model.text_type == kind and d.language == language]


@dataclass(frozen=True)
class Exercise:
    """One exercise and where it stands, for messages: « modules/lire-une-offre, étape 2, zone »."""

    where: str
    block: ExerciseBlock
    value: blocks.StructValue

    @property
    def question(self) -> Any:
        return self.block.question(self.value)


@pytest.fixture(scope="module")
def starter(django_db_setup: None, django_db_blocker: Any) -> Starter:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_frameworks", verbosity=0)
        planned = plan(sources(ROOT, [ROOT]), Media(ROOT / "media"), partial=True)
        result = Starter(tuple(planned.drafts), tuple(planned.errors))
        transaction.set_rollback(True)
    return result


@pytest.fixture(scope="module")
def modules(starter: Starter) -> dict[str, blocks.StreamValue]:
    """The steps of each French module, by address."""
    block = ModulePage._meta.get_field("steps").stream_block
    return {draft.address: block.to_python(draft.body) for draft in starter.of("module")}


@pytest.fixture(scope="module")
def exercises(modules: dict[str, blocks.StreamValue]) -> list[Exercise]:
    return [
        Exercise(f"{address}, étape {number}, {child.block.meta.fence}", child.block, child.value)
        for address, steps in modules.items()
        for number, step in enumerate(steps, 1)
        for child in step.value["body"]
        if isinstance(child.block, ExerciseBlock)
    ]


def test_it_has_no_fault(starter: Starter) -> None:
    assert starter.errors == ()


def test_there_is_enough_to_learn(starter: Starter, modules: dict, exercises: list[Exercise]) -> None:
    assert len(starter.of("theme")) >= 3
    assert len(starter.of("parcours")) >= 3
    assert len(modules) >= 12
    assert sum(map(len, modules.values())) >= 60
    assert len(exercises) >= 50
    assert len(starter.of("mot")) >= 60
    assert {exercise.block.meta.fence for exercise in exercises} == {
        "choix-unique", "choix-multiple", "vrai-faux", "texte-a-trous", "association", "ordre", "classement",
        "reponse-courte", "zone", "messagerie", "formulaire", "navigation", "a-faire",
    }  # fmt: skip


def test_a_module_is_short_and_each_step_ends_with_something_to_do(starter: Starter, modules: dict) -> None:
    minutes = {draft.address: int(draft.text.values["minutes"]) for draft in starter.of("module")}
    assert {address: m for address, m in minutes.items() if not 5 <= m <= 20} == {}
    assert {address: len(steps) for address, steps in modules.items() if not 4 <= len(steps) <= 7} == {}
    idle = [
        f"{address}, étape {number}"
        for address, steps in modules.items()
        for number, step in enumerate(steps, 1)
        if not isinstance(step.value["body"][-1].block, ExerciseBlock)
    ]
    assert idle == []


def test_every_exercise_can_be_fully_solved(exercises: list[Exercise]) -> None:
    assert [e.where for e in exercises if not e.question.grade(e.question.solution()).is_right] == []


def test_every_answer_is_taught(exercises: list[Exercise]) -> None:
    assert [f"{e.where} : {part}" for e in exercises for part in silent_parts(e)] == []


def test_a_feedback_for_everybody_explains_instead_of_approving(exercises: list[Exercise]) -> None:
    shared = [e for e in exercises if e.block.meta.one_feedback]
    assert [e.where for e in shared if any(is_verdict(value) for _block, value in walk(e.block, e.value))] == []


def test_every_exercise_has_a_hint(exercises: list[Exercise]) -> None:
    assert [e.where for e in exercises if not e.value["hint"]] == []


def test_a_mailbox_says_to_open_each_message_and_what_to_do_with_it(exercises: list[Exercise]) -> None:
    mailboxes = [e for e in exercises if isinstance(e.block, MailboxBlock)]
    assert [e.where for e in mailboxes if "ouvrez chaque message" not in e.value["instruction"].source.lower()] == []


def test_every_module_says_its_competences_in_both_frameworks(starter: Starter) -> None:
    for draft in starter.of("module"):
        codes = {str(row[0]).partition(":")[0] for row in draft.text.values["competences"]}
        assert codes == {"digcomp-3.0", "crcn"}, draft.address


def test_sentences_are_short(starter: Starter) -> None:
    long = [
        f"{draft.address} : {sentence}"
        for draft in french(starter)
        for text in texts_of(draft)
        for sentence in sentences(text)
        if len(words(sentence)) > LONGEST_SENTENCE
    ]
    assert long == []


def test_words_are_kind_and_well_printed(starter: Starter) -> None:
    for draft in french(starter):
        for text in texts_of(draft):
            assert '"' not in text, f"{draft.address}: a straight quote in {text!r}"
            assert not BLAME.search(text.replace("’", "'")), f"{draft.address}: {text!r}"


def test_addresses_to_write_to_are_invented(starter: Starter) -> None:
    found = {
        address
        for draft in starter.drafts
        for text in texts_of(draft)
        for address in re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text)
    }
    assert sorted(a for a in found if not a.endswith((".example", *REAL_DOMAINS))) == []


def test_every_linked_word_is_in_the_glossary(starter: Starter) -> None:
    known = {slug for draft in starter.of("mot") for slug in slugs_of(draft)}
    linked = {
        (draft.address, term_slug(target or shown))
        for draft in french(starter)
        for text in texts_of(draft)
        for shown, target in _TERM.findall(text)
    }
    assert sorted(pair for pair in linked if pair[1] not in known) == []


def test_words_are_linked_only_where_the_page_explains_them(starter: Starter) -> None:
    """Elsewhere « [[mot]] » would lead nowhere: an ordinary link to the glossary does."""
    elsewhere = [d for d in starter.drafts if d.text.model.text_type not in {"module", "mot"}]
    assert [d.address for d in elsewhere if any(map(_TERM.search, texts_of(d)))] == []


def test_the_words_that_a_step_presents_are_in_the_glossary(starter: Starter, modules: dict) -> None:
    known = {slug for draft in starter.of("mot") for slug in slugs_of(draft)}
    presented = {
        slug
        for steps in modules.values()
        for step in steps
        for child in step.value["body"]
        if isinstance(child.block, KeyWordsBlock)
        for slug in KeyWordsBlock.slugs(child.value)
    }
    assert presented <= known


def test_one_word_of_the_glossary_has_one_meaning(starter: Starter) -> None:
    owners: dict[str, str] = {}
    for draft in starter.of("mot"):
        for slug in slugs_of(draft):
            assert owners.setdefault(slug, draft.address) == draft.address, slug


def test_progress_survives_an_edit(starter: Starter) -> None:
    """Each page, step and exercise says its id: `manage.py export_content` writes those that are new."""
    assert [draft.address for draft in starter.drafts if draft.text.id is None] == []
    for draft in starter.of("module") + starter.of("module", "en"):
        for step in draft.text.body:
            fences = [child for child in step["value"]["body"] if "instruction" in _keys(child["value"])]
            assert all(part["id"] for part in (step, *fences)), f"{draft.address}: {step['value']['title']}"


def test_progress_survives_a_translation(starter: Starter) -> None:
    """The same step, the same exercise: the same id in both languages."""
    french_modules = {draft.key: draft for draft in starter.of("module")}
    translations = starter.of("module", "en")
    assert translations
    for draft in translations:
        assert ids(draft) == ids(french_modules[draft.key])


def ids(draft: Draft) -> list[tuple[str, list[str]]]:
    return [(step["id"], [child["id"] for child in step["value"]["body"]]) for step in draft.body]


def _keys(value: Any) -> set[str]:
    return set(value) if isinstance(value, dict) else set()


def french(starter: Starter) -> list[Draft]:
    return [draft for draft in starter.drafts if draft.language == "fr"]


def slugs_of(draft: Draft) -> set[str]:
    variants = str(draft.text.values["variantes"]).splitlines()
    return {
        slug
        for word in (draft.address.rpartition("/")[2], draft.text.values["titre"], *variants)
        if (slug := term_slug(word))
    }


def silent_parts(exercise: Exercise) -> Iterator[str]:
    """The parts that a learner may choose and that say nothing back."""
    if isinstance(exercise.block, NavigationBlock):
        for page in exercise.question.pages:
            for index, (element, way) in enumerate(zip(page.screen.elements, page.ways, strict=True)):
                if page.can_click(index) and not way.feedback:
                    yield f"{page.name}, {element.text}"
            for button in page.banner.buttons if page.banner else ():
                if not button.feedback:
                    yield f"{page.name}, {button.text}"
    elif isinstance(exercise.block, ChecklistBlock):
        yield from (action.text for action in exercise.question.actions if not action.help)
    else:
        yield from _without_feedback(exercise.block, exercise.value)
        if getattr(getattr(exercise.question, "screen", None), "has_address_bar", False):
            yield from () if exercise.value["address_feedback"] else ("la barre d’adresse",)


def _without_feedback(block: blocks.Block, value: Any) -> Iterator[str]:
    if isinstance(block, blocks.StructBlock):
        if "feedback" in block.child_blocks and not value["feedback"]:
            yield next(str(v) for v in value.values() if v)
        for name, child in block.child_blocks.items():
            yield from _without_feedback(child, value[name])
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _without_feedback(block.child_block, item)


def texts_of(draft: Draft) -> Iterator[str]:
    """Everything that a page says, from its title to the last remark of its last exercise; not what people ask of it."""
    yield from _strings({key: value for key, value in draft.text.values.items() if key != "demandes"})
    yield from _strings(draft.body)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in {"id", "type", "html", "terms"}:
                yield from _strings(part)
    elif isinstance(value, Sequence):
        for part in value:
            yield from _strings(part)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a Markdown text. A line of a list is one too."""
    text = _TERM.sub(r"\1", re.sub(r"\]\([^)]*\)", "]", text)).replace("**", "")
    for line in text.splitlines():
        yield from re.split(r"(?<=[.!?…;])\s+(?=[A-ZÀ-ÝŒ«(\[\d])", line)


def words(sentence: str) -> list[str]:
    return [word for word in sentence.split() if re.search(r"\w", word)]
