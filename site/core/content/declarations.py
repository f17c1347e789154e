"""How the fields of a page are written in its front matter.

Each declaration is small and frozen: a key of the file, an attribute of the page. It gives the page's `current` value
as the file would say it, `read`s one from a file, and `apply`s it. Values are compared in this form, so that only a
real difference is a change.

    text_type = "module"
    text_fields = [Number("minutes", "minutes"), Lines("objectifs", "objectives"), Text("licence", "licence")]
    text_body = Sections("steps")
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.content.block_writing import plain_text
from core.content.context import Reading, Writing
from core.content.errors import At, one_of
from core.content.shapes import integer, items, scalar, sentence
from core.content.vocabulary import FALSE_WORDS, NO, TRUE_WORDS, YES
from core.content.yaml_reader import Node

Pk = Callable[[Any], Any]


@cache
def _blank(model: type[Model]) -> Model:
    """An object with the defaults of its class, only to be read."""
    return model()


@dataclass(frozen=True)
class Text:
    """A text, as it is."""

    key: str
    attribute: str
    required: bool = False

    def current(self, obj: Model, writing: Writing) -> Any:
        return plain_text(getattr(obj, self.attribute))

    def default(self, model: type[Model]) -> Any:
        """What the file means when it says nothing."""
        return self.current(_blank(model), Writing())

    def read(self, node: Node, at: At, reading: Reading, model: type[Model]) -> Any:
        return self.checked(scalar(node, at, reading), at, reading, model)

    def model_field(self, model: type[Model]) -> Any:
        return model._meta.get_field(self.attribute)

    def checked(self, value: Any, at: At, reading: Reading, model: type[Model]) -> Any:
        """`value`, after the rules of the model's field."""
        try:
            return self.model_field(model).clean(value, None)
        except ValidationError as error:
            reading.faults.add(at, str(value), sentence(error), is_remark=True)
            return self.default(model)

    def apply(self, obj: Model, value: Any, pk: Pk, found: Mapping[Any, Any]) -> None:
        setattr(obj, self.attribute, value)

    @property
    def attribute_in_tree(self) -> bool:
        """Whether it belongs to Wagtail's own page table, whose row comes first."""
        return self.attribute in {field.name for field in Page._meta.concrete_fields}

    def same(self, one: Any, other: Any) -> bool:
        return one == other

    def plain(self, value: Any, model: type[Model], writing: Writing) -> Any:
        """What the writer shows."""
        return value


@dataclass(frozen=True)
class Number(Text):
    """A whole number."""

    def current(self, obj: Model, writing: Writing) -> Any:
        value = getattr(obj, self.attribute)
        return "" if value is None else int(value)

    def read(self, node: Node, at: At, reading: Reading, model: type[Model]) -> Any:
        text = scalar(node, at, reading)
        number = integer(text, at, reading)
        return self.default(model) if number is None else self.checked(number, at, reading, model)

    def apply(self, obj: Model, value: Any, pk: Pk, found: Mapping[Any, Any]) -> None:
        setattr(obj, self.attribute, None if value == "" else value)


@dataclass(frozen=True)
class Choice(Text):
    """One of the model field's choices; `words` gives the file's word for a stored value when they differ."""

    words: Mapping[Any, str] = field(default_factory=dict, hash=False)

    def current(self, obj: Model, writing: Writing) -> Any:
        return self._word(getattr(obj, self.attribute))

    def read(self, node: Node, at: At, reading: Reading, model: type[Model]) -> Any:
        text = scalar(node, at, reading)
        choices = self.model_field(model).flatchoices
        words = [self._word(value) for value, _label in choices if value not in (None, "")]
        if text not in words:
            reading.faults.add(at, text, one_of(words, near=text))
            return self.default(model)
        return text

    def apply(self, obj: Model, value: Any, pk: Pk, found: Mapping[Any, Any]) -> None:
        stored = {self._word(choice): choice for choice, _label in self.model_field(type(obj)).flatchoices}
        setattr(obj, self.attribute, stored.get(value, value))

    def _word(self, value: Any) -> str:
        value = getattr(value, "value", value)
        return str(self.words.get(value, "" if value is None else value))


@dataclass(frozen=True)
class Flag(Text):
    """oui or non."""

    def current(self, obj: Model, writing: Writing) -> Any:
        return YES if getattr(obj, self.attribute) else NO

    def read(self, node: Node, at: At, reading: Reading, model: type[Model]) -> Any:
        text = scalar(node, at, reading).lower()
        if text not in TRUE_WORDS | FALSE_WORDS:
            reading.faults.add(at, text, one_of((YES, NO)))
        return YES if text in TRUE_WORDS else NO

    def apply(self, obj: Model, value: Any, pk: Pk, found: Mapping[Any, Any]) -> None:
        setattr(obj, self.attribute, value == YES)


@dataclass(frozen=True)
class Lines(Text):
    """A list in the file, one item a line in a TextField."""

    def current(self, obj: Model, writing: Writing) -> Any:
        return tuple(line.strip() for line in plain_text(getattr(obj, self.attribute)).split("\n") if line.strip())

    def read(self, node: Node, at: At, reading: Reading, model: type[Model]) -> Any:
        lines = _texts(node, at, reading)
        self.checked("\n".join(lines), at, reading, model)
        return lines

    def apply(self, obj: Model, value: Any, pk: Pk, found: Mapping[Any, Any]) -> None:
        setattr(obj, self.attribute, "\n".join(value))

    def plain(self, value: Any, model: type[Model], writing: Writing) -> Any:
        return list(value)


@dataclass(frozen=True)
class Keywords(Text):
    """Free tags, in alphabetical order; upper and lower case are the same word."""

    def current(self, obj: Model, writing: Writing) -> Any:
        if obj.pk is None and not obj._cluster_related_objects:  # type: ignore[attr-defined]
            return ()
        return _alphabetical(tag.name for tag in getattr(obj, self.attribute).all())

    def default(self, model: type[Model]) -> Any:
        return ()

    def read(self, node: Node, at: At, reading: Reading, model: type[Model]) -> Any:
        return _alphabetical(_texts(node, at, reading, most=100))

    def apply(self, obj: Model, value: Any, pk: Pk, found: Mapping[Any, Any]) -> None:
        manager = getattr(obj, self.attribute)
        rows = found[Keywords].rows(manager.through.tag_model(), value)
        relation = manager.through._meta.get_field("content_object").remote_field.get_accessor_name()
        setattr(obj, relation, [manager.through(tag=row) for row in rows])

    @property
    def attribute_in_tree(self) -> bool:
        return False

    def same(self, one: Any, other: Any) -> bool:
        return [word.casefold() for word in one] == [word.casefold() for word in other]

    def plain(self, value: Any, model: type[Model], writing: Writing) -> Any:
        return list(value)


@dataclass(frozen=True)
class PageRef(Text):
    """Another page: its address, or only the last word of it when `of` says which type of page it is."""

    of: str = ""

    def current(self, obj: Model, writing: Writing) -> Any:
        value = getattr(obj, f"{self.attribute}_id")
        return "" if value is None else writing.page(value)

    def default(self, model: type[Model]) -> Any:
        return ""

    def read(self, node: Node, at: At, reading: Reading, model: type[Model]) -> Any:
        text = scalar(node, at, reading).strip()
        return reading.refer("page", text, at, self.of) if text else ""

    def apply(self, obj: Model, value: Any, pk: Pk, found: Mapping[Any, Any]) -> None:
        setattr(obj, f"{self.attribute}_id", pk(value) if value != "" else None)

    def plain(self, value: Any, model: type[Model], writing: Writing) -> Any:
        return writing.short(str(value), self.of)


@dataclass(frozen=True)
class Ref(Text):
    """Something else that has a name of its own, such as a competence: `find` it by that name, `name` it."""

    find: Callable[[str], Model | None] = field(default=lambda text: None)
    name: Callable[[Any], str] = field(default=str, compare=False)
    # A lazy sentence has one hash a language.
    expected: Any = field(default="un nom connu", compare=False)

    def current(self, obj: Model, writing: Writing) -> Any:
        value = getattr(obj, self.attribute, None)
        return "" if value is None else self.name(value)

    def default(self, model: type[Model]) -> Any:
        return ""

    def read(self, node: Node, at: At, reading: Reading, model: type[Model]) -> Any:
        text = scalar(node, at, reading).strip()
        if not text:
            return ""
        if (self, text) not in reading.found:
            reading.found[self, text] = self.find(text)
        if (value := reading.found[self, text]) is None:
            reading.faults.add(at, text, str(self.expected))
            return ""
        name = self.name(value)
        reading.found[self, name] = value
        return name

    def apply(self, obj: Model, value: Any, pk: Pk, found: Mapping[Any, Any]) -> None:
        setattr(obj, self.attribute, found[self, value] if value else None)


def _texts(node: Node, at: At, reading: Reading, most: int = 1000) -> tuple[str, ...]:
    """A list of one-line texts."""
    texts = []
    for n, item in enumerate(items(node, at, reading), 1):
        place = at.child(n, item.line)
        text = scalar(item, place, reading).strip().replace("\n", " ")
        if len(text) > most:
            reading.faults.add(place, text, _("%(count)d caractères au plus") % {"count": most})
        if text:
            texts.append(text)
    return tuple(texts)


def _alphabetical(words: Any) -> tuple[str, ...]:
    """Each word once, in an order that does not depend on the database."""
    return tuple(sorted({word.casefold(): word for word in words}.values(), key=lambda word: (word.casefold(), word)))
