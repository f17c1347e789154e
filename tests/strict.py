"""Mistakes that a template or a query hides in production, made visible in tests."""

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.db.models import QuerySet
from django.template import engines

OUR_TEMPLATES = str(Path(settings.BASE_DIR) / "templates")
# Templates that extend Wagtail's own admin pages run through its code, which relies on undefined variables.
LENIENT = ("/wagtailadmin/", "/admin/")
OUR_PACKAGES = {"home", "search", "trainers", "paths", "resources", "learning", "competencies", "accounts", "core"}


class UndefinedVariableError(AssertionError):
    """A template of ours shows a variable that nobody gave it."""


class _Refusal(str):
    """What Django shows for an undefined variable; showing it in a template of ours is an error.

    Django asks for `refusal % variable`, without saying in which template: the calling frame knows.
    """

    def __mod__(self, variable: object) -> str:
        context = sys._getframe(1).f_locals["context"]
        template = context.render_context.template or context.template
        name = str(template.origin.name)
        if name.startswith(OUR_TEMPLATES) and not any(part in name for part in LENIENT):
            raise UndefinedVariableError(f"{{{{ {variable} }}}} is undefined in {template.name}")
        return ""


def refuse_undefined_variables() -> None:
    engines["django"].engine.string_if_invalid = _Refusal("%s")


@contextmanager
def shuffle_unordered_queries() -> Iterator[None]:
    """Rows of our models come in any order unless the query says one: PostgreSQL promises no more than that."""
    fetch_all = QuerySet._fetch_all

    def shuffled(self: QuerySet) -> None:
        fresh = self._result_cache is None
        fetch_all(self)
        ours = self.model.__module__.partition(".")[0] in OUR_PACKAGES
        if fresh and ours and not self.ordered and not self.query.is_sliced and isinstance(self._result_cache, list):
            random.shuffle(self._result_cache)

    with patch.object(QuerySet, "_fetch_all", shuffled):
        yield
