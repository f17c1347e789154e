"""Every block goes to text and back, without a line of code of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from core.blocks.markdown import MarkdownBlock
from core.content.block_writing import absent, complete
from core.content.body import read_parts, write_parts
from core.content.context import Pending, Reading, Writing
from core.content.document import join, split
from core.content.errors import Faults
from core.content.merge import Ids, all_ids, settle
from core.content.plan import ADDRESSES
from core.content.site_map import text_models
from core.content.vocabulary import KEYS, fence_of, key_of
from learning.blocks import StepBodyBlock

BODY = StepBodyBlock()
EXERCISES = [name for name, block in BODY.child_blocks.items() if getattr(block.meta, "preview_value", None)]


def inside(block: blocks.Block) -> Iterator[blocks.Block]:
    yield block
    if isinstance(block, blocks.ListBlock):
        yield from inside(block.child_block)
    elif isinstance(block, (blocks.StructBlock, blocks.BaseStreamBlock)):
        for child in block.child_blocks.values():
            yield from inside(child)


def all_blocks() -> Iterator[blocks.Block]:
    for model in text_models().values():
        if model.text_body and (body := model.text_body.block(model)):
            yield from inside(body)


def to_text(block: blocks.BaseStreamBlock, raw: Any) -> str:
    return join("", write_parts(block, raw, Writing(), titles=True))


def from_text(block: blocks.BaseStreamBlock, text: str) -> Any:
    faults = Faults("f.md")
    reading = Reading(faults)
    raw = read_parts(block, split(text, faults, titles=True).parts, (), reading)
    assert [str(error) for error in faults.errors] == [], text
    return raw


def round_trip(block: blocks.BaseStreamBlock, raw: Any) -> Any:
    """Through text, then settled against what was there: nothing may differ."""
    read = from_text(block, to_text(block, raw))
    return settle(block, read, raw, (), Ids(ADDRESSES, all_ids(raw)), Writing())


def stored(*values: tuple[str, Any]) -> Any:
    return complete(BODY, BODY.get_prep_value(BODY.normalize([*values])))


def test_every_field_of_every_block_has_its_word_and_no_two_fields_share_one():
    unknown = [
        f"{type(block).__name__}.{name}"
        for block in all_blocks()
        if isinstance(block, blocks.StructBlock)
        for name in block.child_blocks
        if name not in getattr(block.meta, "keys", {}) and name not in KEYS
    ]
    assert unknown == [], "Add the word to core.content.vocabulary, or to the block's Meta.keys."
    for block in all_blocks():
        if isinstance(block, blocks.StructBlock):
            words = [key_of(block, name) for name in block.child_blocks]
            assert len(set(words)) == len(words), type(block).__name__


def test_every_block_of_a_body_has_a_fence_of_its_own():
    for block in all_blocks():
        if isinstance(block, blocks.BaseStreamBlock):
            fences = [fence_of(child) for child in block.child_blocks.values() if not isinstance(child, MarkdownBlock)]
            assert len(set(fences)) == len(fences)


def test_words_of_files_are_plain_ascii():
    assert all(word.isascii() and word == word.lower() and " " not in word for word in KEYS.values())


@pytest.mark.parametrize("name", EXERCISES)
def test_the_example_of_each_block_survives_the_round_trip(name: str):
    block = BODY.child_blocks[name]
    raw = stored((name, block.normalize(block.meta.preview_value)))
    assert round_trip(BODY, raw) == raw


@pytest.mark.parametrize("name", EXERCISES)
def test_the_example_of_each_block_reads_the_same_on_another_site(name: str):
    block = BODY.child_blocks[name]
    text = to_text(BODY, stored((name, block.normalize(block.meta.preview_value))))
    fresh = settle(BODY, from_text(BODY, text), None, (), Ids(ADDRESSES, ()), Writing())
    assert to_text(BODY, fresh) == text
    assert None not in [item["id"] for item in fresh]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "Un texte.",
        "# Un titre tapé dans un texte",
        "Texte\n\n::: astuce\nun faux bloc\n:::\n\nsuite",
        ":::",
        ":::: x",
        "  retrait\n\n\n\nfin  ",
        "\n\nlignes vides autour\n\n",
        "- liste\n    - dedans\n\n```\n# code\n:::\n```",
        "Fin de ligne Windows\r\nici",
        "---",
        "tabulation\t\u00a0espace « insécable »",
    ],
)
def test_any_text_survives_even_one_that_looks_like_the_format(source: str):
    raw = stored(("text", source), ("text", "Voisin."), ("tip", {"text": source}))
    assert round_trip(BODY, raw) == raw
    assert to_text(BODY, from_text(BODY, to_text(BODY, raw))) == to_text(BODY, raw)


def test_a_value_equal_to_the_default_is_not_written_and_an_empty_one_is():
    class Struct(blocks.StructBlock):
        place = blocks.ChoiceBlock(choices=[("centre", "c"), ("haut", "h")], default="centre", required=False)
        minutes = blocks.IntegerBlock(default=5, required=False)
        title = blocks.CharBlock(default="Bonjour", required=False)

        class Meta:
            fence = "essai"

    body = blocks.StreamBlock([("struct", Struct())])
    by_default, empty = (
        {"place": "centre", "minutes": 5, "title": "Bonjour"},
        {"place": "", "minutes": None, "title": ""},
    )
    for value, text in ((by_default, "::: essai\n:::"), (empty, '::: essai\nplace: ""\nminutes: ""\ntitre: ""\n:::')):
        raw = body.get_prep_value(body.normalize([("struct", value)]))
        assert text in to_text(body, raw)
        assert round_trip(body, raw) == raw


def test_a_new_kind_of_block_needs_no_code_here():
    class Inner(blocks.StreamBlock):
        word = blocks.CharBlock()
        pair = blocks.StructBlock([("left", blocks.CharBlock()), ("right", blocks.BooleanBlock(required=False))])

    class New(blocks.StructBlock):
        name = blocks.CharBlock()
        date = blocks.DateBlock()
        url = blocks.URLBlock(required=False)
        items = Inner()
        choices = blocks.ListBlock(blocks.MultipleChoiceBlock(choices=[("a", "A"), ("b", "B")]))

        class Meta:
            fence = "nouveau"
            keys = {"items": "morceaux"}
            values = {"name": {"one": "un"}}
            always = ("url",)

    body = blocks.StreamBlock([("new", New())])
    value = {
        "name": "one",
        "date": "2026-11-21",
        "url": "",
        "items": [("word", "x"), ("pair", {"left": "g", "right": True})],
    }
    raw = body.get_prep_value(body.normalize([("new", value | {"choices": [["a", "b"]]})]))
    text = to_text(body, raw)
    assert (
        'nom: un\ndate: 2026-11-21\nadresse: ""\nmorceaux:\n  - bloc: word\n    valeur: x\n  - bloc: pair\n'
        in text.replace('"2026-11-21"', "2026-11-21")
    )
    assert to_text(body, round_trip(body, raw)) == text


def test_what_a_block_got_or_lost_since_it_was_stored_is_no_change():
    block = BODY.child_blocks["single_choice"]
    raw = stored(("single_choice", block.normalize(block.meta.preview_value)))
    older = [{**raw[0], "value": {k: v for k, v in raw[0]["value"].items() if k != "hint"} | {"gone": 1}}]
    older.append({"type": "block_of_before", "value": "x", "id": "y"})
    now = complete(BODY, older)
    assert now[0]["value"]["hint"] == absent(block.child_blocks["hint"])
    assert "gone" not in now[0]["value"]
    assert len(now) == 1
    assert round_trip(BODY, now) == now


@pytest.mark.django_db
def test_a_picture_is_named_by_its_file():
    image = get_image_model().objects.create(title="Bureau", file=get_test_image_file("bureau.png"))
    raw = stored(("picture", {"image": image, "alternative": "Un bureau", "caption": ""}))
    text = join("", write_parts(BODY, raw, Writing(image=lambda pk: f"image-{pk}.png"), titles=True))
    assert f"image: image-{image.pk}.png\nalternative: Un bureau\n" in text
    (read,) = from_text(BODY, text)
    assert isinstance(read["value"]["image"], Pending)
    assert str(read["value"]["image"]) == f"image-{image.pk}.png"
