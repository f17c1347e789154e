"""The shapes of a YAML tree, and a fault where there is another one: a text, a number, a list, fields."""

import re
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.content.context import Reading
from core.content.errors import At
from core.content.yaml_reader import Fields, Items, Node, Scalar


def scalar(node: Node, at: At, reading: Reading) -> str:
    if isinstance(node, Scalar):
        return node.text
    reading.faults.add(at, _("une liste") if isinstance(node, Items) else _("des champs"), _("un texte"))
    return ""


def items(node: Node, at: At, reading: Reading) -> Sequence[Node]:
    if isinstance(node, Items):
        return node.items
    if not (isinstance(node, Scalar) and not node.text):
        found = node.text if isinstance(node, Scalar) else _("des champs")
        reading.faults.add(at, found, _("une liste, un tiret par ligne"))
    return ()


def fields(node: Node, at: At, reading: Reading) -> Mapping[str, tuple[int, Node]]:
    if isinstance(node, Fields):
        return node.entries
    if not (isinstance(node, Scalar) and not node.text):
        found = node.text if isinstance(node, Scalar) else _("une liste")
        reading.faults.add(at, found, _("des champs, « nom: valeur »"))
    return {}


def sentence(error: ValidationError) -> str:
    """A validation message as what was expected."""
    message = " ".join(str(part) for part in error.messages)
    return message.rstrip(".") if message else _("une autre valeur")


def integer(text: str, at: At, reading: Reading) -> int | None:
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        reading.faults.add(at, text, _("un nombre entier"))
        return None
    return int(text)
