"""Bring the tables to what the files say, changing only what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from django.db import models
from django.db.models import ProtectedError
from django.dispatch import Signal

from competencies.files import DATA, CrosswalkData, FileError, FrameworkData, SentencesData, TextData, read_folder
from competencies.frameworks import (
    Area,
    AreaText,
    Competence,
    CompetenceText,
    Crosswalk,
    Framework,
    FrameworkText,
    LevelText,
    Statement,
)
from core.cache import move_content_version, moved_once

# Sent within the transaction of a load that changed something: rows are written in bulk, without signals of their own.
frameworks_loaded = Signal()

Key = tuple[Any, ...]
Node = TypeVar("Node", Area, Competence)


@dataclass
class Changes:
    """How many rows were written or removed; nothing the second time."""

    created: int = 0
    updated: int = 0
    deleted: int = 0

    def __bool__(self) -> bool:
        return bool(self.created or self.updated or self.deleted)

    def sync(
        self, rows: models.QuerySet[Any], names: tuple[str, ...], wanted: Mapping[Key, Mapping[str, Any]]
    ) -> dict[Key, Any]:
        """Make `rows` what is wanted: for each key (the values of the fields `names`), the values of other fields.

        The same few queries for any number of rows. The answer holds the rows by key.
        """
        model = rows.model
        found = {tuple(getattr(row, name) for name in names): row for row in rows}
        self._delete(rows, [row.pk for key, row in found.items() if key not in wanted])
        changed = [found[key] for key, values in wanted.items() if key in found and _change(found[key], values)]
        if changed:
            model._default_manager.bulk_update(changed, list(next(iter(wanted.values()))))
        missing = {key: values for key, values in wanted.items() if key not in found}
        new = {key: model(**dict(zip(names, key, strict=True)), **values) for key, values in missing.items()}
        model._default_manager.bulk_create(new.values())
        self.updated += len(changed)
        self.created += len(new)
        return {key: new.get(key) or found[key] for key in wanted}

    def _delete(self, rows: models.QuerySet[Any], keys: list[Any]) -> None:
        if keys:
            rows.filter(pk__in=keys).delete()
            self.deleted += len(keys)


def _change(row: models.Model, values: Mapping[str, Any]) -> bool:
    """Give a row its values; whether any of them is new."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def load(folder: Path = DATA) -> Changes:
    """Everything in `folder`, or nothing if one file is wrong. Public pages are renewed once, if something changed.

    Raises FileError. Frameworks that are in the database and not in the folder stay as they are.
    """
    changes = Changes()
    loaders: dict[type, Callable[[Any, Changes], None]] = {
        FrameworkData: _load_framework,
        CrosswalkData: _load_crosswalk,
        SentencesData: _load_sentences,
    }
    with moved_once():
        for data in read_folder(folder):
            loaders[type(data)](data, changes)
        if changes:
            frameworks_loaded.send(sender=Framework)
            move_content_version()
    return changes


def _load_framework(data: FrameworkData, changes: Changes) -> None:
    values = {name: getattr(data, name) for name in ("slug", "position", "source", "source_url", "licence")}
    key = (data.code, data.version)
    same = Framework.objects.filter(code=data.code, version=data.version)
    framework = changes.sync(same, ("code", "version"), {key: values})[key]
    texts = FrameworkText.objects.filter(framework=framework)
    changes.sync(texts, ("framework_id", "language"), _texts([(framework, data.texts)]))
    _load_levels(framework, data, changes)
    _load_areas(framework, data, changes)


def _load_levels(framework: Framework, data: FrameworkData, changes: Changes) -> None:
    wanted = {(framework.pk, level.number): {"band": level.band} for level in data.levels}
    levels = changes.sync(framework.levels.all(), ("framework_id", "number"), wanted)
    texts = _texts((levels[framework.pk, level.number], level.texts) for level in data.levels)
    changes.sync(LevelText.objects.filter(level__framework=framework), ("level_id", "language"), texts)


def _load_areas(framework: Framework, data: FrameworkData, changes: Changes) -> None:
    """Areas and competences. Old areas go last, when their competences have moved or gone."""
    key = framework.pk
    names = ("framework_id", "code")
    nodes = {(key, node.code): node for node in data.areas}
    positions = {place: {"position": position} for position, place in enumerate(nodes)}
    known = framework.areas.filter(code__in=[node.code for node in data.areas])
    areas = changes.sync(known, names, positions)
    children = {(key, child.code): child for node in data.areas for child in node.children}
    wanted = {
        (key, child.code): {"area_id": areas[place].pk, "position": position}
        for place, node in nodes.items()
        for position, child in enumerate(node.children)
    }
    try:
        competences = changes.sync(framework.competences.all(), names, wanted)
    except ProtectedError as error:
        used = sorted({tag.competence.identifier for tag in cast("set[Any]", error.protected_objects)})
        raise FileError(
            f"{', '.join(used)}: no longer in the file, but pages carry it; "
            "expected a new version of the framework, in a file of its own."
        ) from error
    changes.sync(framework.areas.all(), names, positions)
    area_texts = _texts((areas[place], node.texts) for place, node in nodes.items())
    changes.sync(AreaText.objects.filter(area__framework=framework), ("area_id", "language"), area_texts)
    texts = _texts((competences[place], child.texts) for place, child in children.items())
    rows = CompetenceText.objects.filter(competence__framework=framework)
    changes.sync(rows, ("competence_id", "language"), texts)


def _texts(owners: Iterable[tuple[models.Model, Iterable[TextData]]]) -> dict[Key, dict[str, Any]]:
    return {
        (owner.pk, text.language): {"title": text.title, "status": text.status, **text.extra}
        for owner, texts in owners
        for text in texts
    }


def _say_plainly(texts: models.QuerySet[Any], owner: str, sentences: Mapping[int, str], changes: Changes) -> None:
    """Give each text the sentence of its owner; none to those that the file does not name."""
    changed = [text for text in texts if _change(text, {"plain": sentences.get(getattr(text, f"{owner}_id"), "")})]
    texts.model.objects.bulk_update(changed, ["plain"])
    changes.updated += len(changed)


def _competences(slug: str) -> dict[str, Competence]:
    found = {competence.code: competence for competence in Competence.objects.filter(framework__slug=slug)}
    if not found:
        known = ", ".join(Framework.objects.values_list("slug", flat=True))
        raise FileError(f"{slug}: found no such framework, expected one of {known}.")
    return found


def _one(nodes: Mapping[str, Node], slug: str, code: str) -> Node:
    if code not in nodes:
        raise FileError(f"{slug}:{code}: found no such code, expected one of {', '.join(nodes)}.")
    return nodes[code]


def _load_crosswalk(data: CrosswalkData, changes: Changes) -> None:
    sources, targets = _competences(data.source_slug), _competences(data.target_slug)
    wanted = {
        (_one(sources, data.source_slug, code).pk, _one(targets, data.target_slug, target).pk): {
            "is_official": data.is_official,
            "source": data.source,
        }
        for code, target in data.pairs
    }
    here = Crosswalk.objects.filter(source_competence__in=sources.values(), target__in=targets.values())
    changes.sync(here, ("source_competence_id", "target_id"), wanted)


def _load_sentences(data: SentencesData, changes: Changes) -> None:
    """Our own words. A plain sentence in a language without a title waits for the title."""
    competences = _competences(data.framework_slug)
    owners = {code: _one(competences, data.framework_slug, code) for code in data.plain}
    texts = CompetenceText.objects.filter(competence__in=competences.values(), language=data.language)
    _say_plainly(texts, "competence", {owners[code].pk: sentence for code, sentence in data.plain.items()}, changes)
    areas = {area.code: area for area in Area.objects.filter(framework__slug=data.framework_slug)}
    area_texts = AreaText.objects.filter(area__in=areas.values(), language=data.language)
    said = {_one(areas, data.framework_slug, code).pk: sentence for code, sentence in data.areas.items()}
    _say_plainly(area_texts, "area", said, changes)
    wanted = {
        (owners[code].pk, data.language, band, position, True): {"text": text}
        for code, sentences in data.statements.items()
        for position, (band, text) in enumerate(sentences)
    }
    ours = Statement.objects.filter(competence__in=competences.values(), language=data.language, is_own=True)
    changes.sync(ours, ("competence_id", "language", "band", "position", "is_own"), wanted)
