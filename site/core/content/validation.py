"""The blocks' own rules (lengths, numbers, what an exercise demands), said with the line where they are broken."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import Block
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from core.content.context import Names, Pending, Reading
from core.content.pages import body_of
from core.content.shapes import sentence

REQUIRED = frozenset({"required", "null", "blank"})


def check_body(raw: Any, reading: Reading, model: type[Page]) -> None:
    body = body_of(model)
    block = body.block(model) if body else None
    if body is None or block is None:
        return
    if not raw and getattr(model._meta.get_field(body.attribute), "blank", False):
        return
    check_stream(block, raw, (body.attribute,), reading)


def check_stream(block: Block, raw: Any, names: Names, reading: Reading) -> None:
    """The rules of `block` on what was read at `names`."""
    try:
        block.clean(block.to_python(_without_pending(raw)))
    except ValidationError as error:
        _report(error, names, reading, {pending.names for pending in reading.pending})


def _without_pending(raw: Any) -> Any:
    """A page or picture that does not exist yet cannot be checked here: `plan` already did."""
    if isinstance(raw, Pending):
        return None
    if isinstance(raw, dict):
        return {key: _without_pending(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_without_pending(value) for value in raw]
    return raw


def _report(error: ValidationError, names: Names, reading: Reading, pending: set[Names]) -> None:
    if isinstance(error, (StructBlockValidationError, ListBlockValidationError)):
        for name, inside in error.block_errors.items():
            _report(inside, (*names, name), reading, pending)
        for inside in error.non_block_errors.as_data():
            _report(inside, names, reading, pending)
    elif isinstance(error, StreamBlockValidationError):
        for index, inside in (error.block_errors or {}).items():
            for one in inside.as_data() if hasattr(inside, "as_data") else [inside]:
                _report(one, (*names, index), reading, pending)
        for inside in error.non_block_errors.as_data():
            _report(inside, names, reading, pending)
    elif names not in pending | reading.incomplete and not any(names[: len(one)] == one for one in reading.broken):
        at = reading.nearest(names)
        if getattr(error, "code", None) in REQUIRED:
            reading.faults.add(at, "", _("une valeur"))
        else:
            reading.faults.add(at, "", sentence(error), is_remark=True)
