"""Bring the tables to what the files say, changing only what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from competencies.files import (
    DATA,
    CrosswalkData,
    FileError,
    FrameworkData,
    LevelData,
    NodeData,
    SentencesData,
    TextData,
    read_folder,
)
from competencies.frameworks import Area, Competence, CompetenceText, Crosswalk, Framework, FrameworkLevel, Statement
from core.cache import move_content_version


@dataclass
class Changes:
    """How many rows were written or removed; nothing the second time."""

    created: int = 0
    updated: int = 0
    deleted: int = 0

    def __bool__(self) -> bool:
        return bool(self.created or self.updated or self.deleted)

    def bring(self, model: type[models.Model], key: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
        """The row with `key`, made or changed to hold `values`."""
        row, created = model._default_manager.get_or_create(**key, defaults=values)
        different = [name for name, value in values.items() if getattr(row, name) != value]
        if created:
            self.created += 1
        elif different:
            for name in different:
                setattr(row, name, values[name])
            row.save(update_fields=different)
            self.updated += 1
        return row

    def keep_only(self, rows: models.QuerySet[Any], kept: Iterable[Any]) -> None:
        """Remove the rows that no file names any more."""
        gone = rows.exclude(pk__in=[row.pk for row in kept])
        count = gone.count()
        if count:
            gone.delete()
            self.deleted += count


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
    with transaction.atomic():
        for data in read_folder(folder):
            loaders[type(data)](data, changes)
        if changes:
            move_content_version()
    return changes


def _load_framework(data: FrameworkData, changes: Changes) -> None:
    values = {name: getattr(data, name) for name in ("slug", "position", "source", "source_url", "licence")}
    framework = changes.bring(Framework, {"code": data.code, "version": data.version}, values)
    _load_texts(framework, "framework", data.texts, changes)
    levels = [_load_level(framework, level, changes) for level in data.levels]
    areas, competences = [], []
    for position, node in enumerate(data.areas):
        area = changes.bring(Area, {"framework": framework, "code": node.code}, {"position": position})
        _load_texts(area, "area", node.texts, changes)
        areas.append(area)
        competences += [_load_competence(area, place, child, changes) for place, child in enumerate(node.children)]
    try:
        changes.keep_only(framework.competences.all(), competences)
    except ProtectedError as error:
        used = sorted({str(tag.competence.identifier) for tag in error.protected_objects})
        raise FileError(
            f"{', '.join(used)}: no longer in the file, but pages carry it; "
            "expected a new version of the framework, in a file of its own."
        ) from error
    changes.keep_only(framework.areas.all(), areas)
    changes.keep_only(framework.levels.all(), levels)


def _load_level(framework: Framework, data: LevelData, changes: Changes) -> FrameworkLevel:
    level = changes.bring(FrameworkLevel, {"framework": framework, "number": data.number}, {"band": data.band})
    _load_texts(level, "level", data.texts, changes)
    return level


def _load_competence(area: Area, position: int, node: NodeData, changes: Changes) -> Competence:
    key = {"framework": area.framework, "code": node.code}
    competence = changes.bring(Competence, key, {"area": area, "position": position})
    _load_texts(competence, "competence", node.texts, changes)
    return competence


def _load_texts(owner: Any, name: str, texts: Iterable[TextData], changes: Changes) -> None:
    model = owner.texts.model
    kept = [
        changes.bring(
            model, {name: owner, "language": text.language}, {"title": text.title, "status": text.status, **text.extra}
        )
        for text in texts
    ]
    changes.keep_only(owner.texts.all(), kept)


def _competences(slug: str) -> dict[str, Competence]:
    found = {competence.code: competence for competence in Competence.objects.filter(framework__slug=slug)}
    if not found:
        known = ", ".join(Framework.objects.values_list("slug", flat=True))
        raise FileError(f"{slug}: found no such framework, expected one of {known}.")
    return found


def _one(competences: Mapping[str, Competence], slug: str, code: str) -> Competence:
    if code not in competences:
        raise FileError(f"{slug}:{code}: found no such competence, expected one of {', '.join(competences)}.")
    return competences[code]


def _load_crosswalk(data: CrosswalkData, changes: Changes) -> None:
    sources, targets = _competences(data.source_slug), _competences(data.target_slug)
    values = {"is_official": data.is_official, "source": data.source}
    kept = [
        changes.bring(
            Crosswalk,
            {
                "source_competence": _one(sources, data.source_slug, source),
                "target": _one(targets, data.target_slug, target),
            },
            values,
        )
        for source, target in data.pairs
    ]
    here = Crosswalk.objects.filter(source_competence__in=sources.values(), target__in=targets.values())
    changes.keep_only(here, kept)


def _load_sentences(data: SentencesData, changes: Changes) -> None:
    """Our own words. A language without a title of its own takes none: the sentence waits for the title."""
    competences = _competences(data.framework_slug)
    for code, plain in data.plain.items():
        texts = CompetenceText.objects.filter(
            competence=_one(competences, data.framework_slug, code), language=data.language
        )
        changes.updated += texts.exclude(plain=plain).update(plain=plain)
    kept = []
    for code, sentences in data.statements.items():
        competence = _one(competences, data.framework_slug, code)
        for position, (band, text) in enumerate(sentences):
            key = {"competence": competence, "language": data.language, "band": band, "position": position}
            kept.append(changes.bring(Statement, key, {"text": text, "is_own": True}))
    ours = Statement.objects.filter(competence__in=competences.values(), language=data.language, is_own=True)
    changes.keep_only(ours, kept)
