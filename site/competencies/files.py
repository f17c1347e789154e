"""Frameworks as files: what `data/*.yaml` may say, checked. No database here.

Three kinds of files, told apart by what they hold: a framework (`domaines`), a crosswalk (`liens`), and our own
sentences (`<framework>-je-sais.yaml`). Every error names the file, the place, what was found and what was expected.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from competencies.levels import Band
from competencies.texts import TextStatus

DATA = Path(__file__).parent / "data"
OWN_SENTENCES = re.compile(r"^(?P<framework>.+?)-je-sais(?:[.-](?P<language>[a-z]{2}))?$")
_STATUSES = {
    "": TextStatus.OFFICIAL,
    "officiel": TextStatus.OFFICIAL,
    "atteste_non_officiel": TextStatus.ATTESTED,
    "proposition": TextStatus.PROPOSED,
}
_BANDS = {"debutant": Band.BASIC, "intermediaire": Band.INTERMEDIATE, "avance": Band.ADVANCED, "expert": Band.EXPERT}
_LANGUAGES = ("fr", "en")


class FileError(ValueError):
    """A file that cannot be loaded, said for the person who wrote it."""


@dataclass(frozen=True)
class TextData:
    language: str
    title: str
    status: str
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NodeData:
    """An area or a competence."""

    code: str
    texts: tuple[TextData, ...]
    children: tuple[NodeData, ...] = ()


@dataclass(frozen=True)
class LevelData:
    number: int
    band: int
    texts: tuple[TextData, ...]


@dataclass(frozen=True)
class FrameworkData:
    code: str
    version: str
    slug: str
    position: int
    source: str
    source_url: str
    licence: str
    texts: tuple[TextData, ...]
    levels: tuple[LevelData, ...]
    areas: tuple[NodeData, ...]


@dataclass(frozen=True)
class CrosswalkData:
    source_slug: str
    target_slug: str
    is_official: bool
    source: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SentencesData:
    """Our plain sentences for competences and areas, and « Je sais… » by level, in one language."""

    framework_slug: str
    language: str
    plain: Mapping[str, str]
    statements: Mapping[str, tuple[tuple[int, str], ...]]
    areas: Mapping[str, str]


Data = FrameworkData | CrosswalkData | SentencesData


def read_folder(folder: Path = DATA) -> list[Data]:
    """Every `.yaml` or `.json` file of a folder, frameworks first."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml", ".json"})
    order = (FrameworkData, CrosswalkData, SentencesData)
    return sorted((read_file(path) for path in paths), key=lambda data: order.index(type(data)))


def read_file(path: Path) -> Data:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FileError(f"{path.name}: cannot be read as YAML: {error}") from error
    if not isinstance(raw, dict):
        raise FileError(f"{path.name}: found {type(raw).__name__}, expected keys and values.")
    try:
        if match := OWN_SENTENCES.match(path.stem):
            return _sentences(raw, match["framework"], match["language"])
        if "liens" in raw:
            return _crosswalk(raw)
        return _framework(raw)
    except KeyError as error:
        raise FileError(f"{path.name}: the key {error} is missing.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise FileError(f"{path.name}: {error}") from error


def _framework(raw: Mapping[str, Any]) -> FrameworkData:
    texts = tuple(_framework_text(language, text) for language, text in raw["titres"].items())
    levels = tuple(_level(level) for level in raw["niveaux"])
    areas = tuple(_node(area, tuple(map(_node, area["competences"]))) for area in raw["domaines"])
    _all_different("domaine", [area.code for area in areas])
    _all_different("compétence", [competence.code for area in areas for competence in area.children])
    slug = str(raw["identifiant"])
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", slug):
        raise ValueError(f"identifiant: found {slug!r}, expected lower-case letters, digits, dots and hyphens.")
    return FrameworkData(
        code=str(raw["code"]),
        version=str(raw["version"]),
        slug=slug,
        position=int(raw.get("ordre", 99)),
        source=raw["source"],
        source_url=raw.get("source_url", ""),
        licence=raw["licence"],
        texts=texts,
        levels=levels,
        areas=areas,
    )


def _framework_text(language: str, raw: Mapping[str, str]) -> TextData:
    extra = {
        "short_title": raw["court"],
        "introduction": raw.get("presentation", ""),
        "notice": raw.get("mention", ""),
    }
    return TextData(language, raw["titre"], _STATUSES[""], extra)


def _level(raw: Mapping[str, Any]) -> LevelData:
    return LevelData(int(raw["numero"]), int(Band(raw["bande"])), _texts(raw, f"niveau {raw['numero']}"))


def _node(raw: Mapping[str, Any], children: tuple[NodeData, ...] = ()) -> NodeData:
    code = raw["code"]
    if not isinstance(code, str):
        raise ValueError(f"code: found {code!r}, expected quotation marks around it (1.10 would become 1.1).")
    return NodeData(code, _texts(raw, code), children)


def _texts(raw: Mapping[str, Any], where: str) -> tuple[TextData, ...]:
    texts = []
    for language in _LANGUAGES:
        if title := raw.get(language):
            status = raw.get(f"{language}_statut", "")
            if status not in _STATUSES:
                expected = ", ".join(filter(None, _STATUSES))
                raise ValueError(f"{where}, {language}_statut: found {status!r}, expected one of {expected}.")
            texts.append(TextData(language, title, _STATUSES[status]))
    if not texts:
        raise ValueError(f"{where}: no title, expected at least one of {', '.join(_LANGUAGES)}.")
    return tuple(texts)


def _all_different(what: str, codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise ValueError(f"{what} {code}: found {codes.count(code)} times, expected once.")


def _crosswalk(raw: Mapping[str, Any]) -> CrosswalkData:
    pairs = tuple((str(code), str(target)) for code, targets in raw["liens"].items() for target in targets)
    return CrosswalkData(raw["de"], raw["vers"], raw.get("officiel") in (True, "oui"), raw["source"], pairs)


def _sentences(raw: Mapping[str, Any], framework: str, language: str | None) -> SentencesData:
    """`competences: {"1.1": {en_clair: …, je_sais: {debutant: [...], …}}}`; the outer key may be left out.

    `domaines: {"1": {en_clair: …}}` says the areas; both may be lists whose entries have a `code`.
    """
    slug = str(raw.get("referentiel", framework))
    language = str(raw.get("langue", language or "fr"))
    unnamed = {key: entry for key, entry in raw.items() if isinstance(entry, Mapping) and key != "domaines"}
    entries = _by_code(raw.get("competences", unnamed))
    plain = {code: _plain(entry) for code, entry in entries.items()}
    statements = {code: tuple(_by_band(entry.get("je_sais") or {}, code)) for code, entry in entries.items()}
    areas = {code: _plain(entry) for code, entry in _by_code(raw.get("domaines", {})).items()}
    return SentencesData(slug, language, plain, statements, areas)


def _by_code(entries: Any) -> dict[str, Mapping[str, Any]]:
    if isinstance(entries, list):
        entries = {entry["code"]: entry for entry in entries}
    for code in entries:
        if isinstance(code, float):
            raise ValueError(f"{code}: expected quotation marks around the code (1.10 would become 1.1).")
    return {str(code): entry for code, entry in entries.items()}


def _plain(entry: Mapping[str, Any]) -> str:
    return str(entry.get("en_clair") or "").strip()


def _by_band(raw: Mapping[Any, Any], code: str) -> Iterator[tuple[int, str]]:
    for name, sentences in raw.items():
        band = _band(name)
        if band is None:
            raise ValueError(f"{code}, je_sais: found {name!r}, expected one of {', '.join(_BANDS)}.")
        for sentence in [sentences] if isinstance(sentences, str) else sentences:
            yield band, str(sentence).strip()


def _band(name: Any) -> int | None:
    if isinstance(name, int):
        return name if name in Band.values else None
    plain = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode().lower()
    return _BANDS.get(plain)
