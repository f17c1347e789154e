"""What the other packages add to an account: a part of its page, of its exported data, and what its erasure means.

This package is below the others: they register here what they hold about somebody.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounts.models import User


@dataclass(frozen=True)
class Section:
    """`show` gives what `template` takes; `data` what the person receives in their file; `erase` runs before the end.

    `erase` takes the person and whether they let their name stand on what they shared.
    """

    name: str
    template: str
    order: int = 100
    show: Callable[[User], dict[str, Any]] = field(default=lambda user: {})
    data: Callable[[User], Any] | None = None
    erase: Callable[[User, bool], None] | None = None


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    _sections[section.name] = section


def sections() -> list[Section]:
    return sorted(_sections.values(), key=lambda section: (section.order, section.name))
