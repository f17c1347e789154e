"""Lists in columns of their own, brought to those of the standard by a small YAML file: see docs/annuaire-des-lieux.md."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from core.content.errors import At, Faults
from trainers.places.departments import DATA
from trainers.places.reading import Table
from trainers.places.standard import ATTRIBUTES, UnexpectedError

FOLDER = DATA / "correspondances"
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_KEYS = {"colonne", "valeur", "valeurs", "lecture", "jours", "avant", "apres"}
# 09:00 - 12:00 / 13h30-17h: two clock times with a dash between.
_SPAN = re.compile(r"(\d{1,2})\s*[:hH]\s*(\d{2})?\s*(?:-|–|à)\s*(\d{1,2})\s*[:hH]\s*(\d{2})?")
_NOTHING = {"", "-", "–", "fermé", "ferme"}


class MappingError(ValueError):
    """A file of columns that cannot be understood, said for the person who wrote it."""


@dataclass(frozen=True)
class Columns:
    title: str
    rules: Mapping[str, Mapping[str, Any]]

    def columns(self) -> set[str]:
        """The columns that it reads."""
        named = {rule["colonne"] for rule in self.rules.values() if "colonne" in rule}
        return named | {column for rule in self.rules.values() for column in rule.get("jours", {}).values()}

    def apply(self, table: Table, faults: Faults) -> Table:
        """The same places in the columns of the standard; those that are not read stay as they are."""
        missing = sorted(self.columns() - set(table.columns))
        for column in missing:
            faults.add(At(1, (column,)), "", _("cette colonne, que la correspondance demande"))
        if missing:
            return Table(remarks=table.remarks)
        kept = [column for column in table.columns if column not in self.columns()]
        columns: dict[str, list[str]] = {name: [] for name in self.rules}
        for index, row in enumerate(table.rows()):
            for name, rule in self.rules.items():
                try:
                    columns[name].append(_value(rule, row))
                except UnexpectedError as unexpected:
                    faults.add(table.at(index, name), " ".join(row[c] for c in _columns_of(rule)), str(unexpected))
        return replace(table, columns={column: table.columns[column] for column in kept} | columns)


def mappings() -> list[str]:
    """The names of those that come with the software."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read_mapping(path: Path) -> Columns:
    """Raises MappingError."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        rules = {str(name): dict(rule) for name, rule in raw["champs"].items()}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise MappingError(_("%(file)s ne se lit pas : %(error)s") % {"file": path.name, "error": error}) from error
    for name, rule in rules.items():
        unknown = set(rule) - _KEYS
        days = set(rule.get("jours", {})) - set(_DAYS)
        if name not in ATTRIBUTES:
            raise MappingError(
                _("%(file)s : « %(name)s » n’est pas un champ du standard.") % {"file": path.name, "name": name}
            )
        if (
            unknown
            or days
            or rule.get("lecture", "telephone") not in _READINGS
            or not {"colonne", "valeur", "jours"} & set(rule)
        ):
            raise MappingError(
                _("%(file)s, « %(name)s » : cette règle ne se comprend pas.") % {"file": path.name, "name": name}
            )
    return Columns(str(raw.get("titre", path.stem)), rules)


def named_mapping(name: str) -> Columns:
    """One of those that come with the software."""
    if name not in mappings():
        raise MappingError(_("Correspondance inconnue : %(name)s.") % {"name": name})
    return read_mapping(FOLDER / f"{name}.yaml")


def _columns_of(rule: Mapping[str, Any]) -> list[str]:
    return [rule["colonne"]] if "colonne" in rule else list(rule.get("jours", {}).values())


def _value(rule: Mapping[str, Any], values: Mapping[str, str]) -> str:
    if "jours" in rule:
        found = _week({day: values.get(column, "") for day, column in rule["jours"].items()})
    else:
        found = values.get(rule["colonne"], "").strip() if "colonne" in rule else str(rule["valeur"])
        if choices := rule.get("valeurs"):
            if found and found not in choices:
                raise UnexpectedError(" / ".join(map(str, choices)))
            found = str(choices.get(found, ""))
        if "lecture" in rule:
            found = _READINGS[rule["lecture"]](found)
    return f"{rule.get('avant', '')}{found}{rule.get('apres', '')}" if found else ""


def french_phone(text: str) -> str:
    """« 04 50 56 87 49 » as the standard writes it: +33450568749."""
    digits = re.sub(r"[\s.\-()/]", "", text)
    if re.fullmatch(r"0[1-9]\d{8}", digits):
        return f"+33{digits[1:]}"
    return re.sub(r"^00", "+", digits)


def _week(days: Mapping[str, str]) -> str:
    """Hours by day as one expression: days with the same hours stand together."""
    groups: dict[str, list[str]] = {}
    for day, text in days.items():
        if hours := _hours(text):
            groups.setdefault(hours, []).append(day)
    return "; ".join(f"{','.join(found)} {hours}" for hours, found in groups.items())


def _hours(text: str) -> str:
    if text.strip().lower() in _NOTHING:
        return ""
    spans = _SPAN.findall(text)
    if not spans or re.sub(r"[\s/,;]|et", "", _SPAN.sub("", text)):
        raise UnexpectedError(_("des heures comme « 09:00 - 12:00 / 14:00 - 17:00 »"))
    return ",".join(f"{int(a):02}:{b or '00'}-{int(c):02}:{d or '00'}" for a, b, c, d in spans)


_READINGS: Mapping[str, Callable[[str], str]] = {"telephone": french_phone}
