"""What an earlier version led to and that is not there any more."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from competencies.frameworks import Competence
from core.models import Keyword
from learning.models import ModulePage
from paths.themes import ThemePage
from trainers.places.models import Place
from trainers.plans.differences import State

ROWS: dict[str, type[Model]] = {"competence_tags": Competence, "plan_modules": ModulePage, "page_keywords": Keyword}
LINKS: dict[str, type[Model]] = {"theme": ThemePage, "place": Place}


def still_there(state: State) -> dict[str, Any]:
    """`state` without the links to what was taken off the site since: a page could not be saved with them."""
    result = dict(state)
    for name, model in ROWS.items():
        wanted = [row[0] for row in state[name]]
        known = _known(model, wanted) if wanted else set()
        result[name] = [row for row in state[name] if row[0] in known]
    for name, model in LINKS.items():
        if state[name] and state[name] not in _known(model, [state[name]]):
            result[name] = None
    return result


def _known(model: Any, wanted: list[int]) -> set[int]:
    return set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
