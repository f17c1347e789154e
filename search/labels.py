"""What the facets and their values are called, read again only when the read model was written."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import F, Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from competencies.levels import Band
from competencies.models import AreaText, Competence, CompetenceText, FrameworkText
from core.cache import kept
from core.findable import LEARNERS, MEDIATORS
from core.models import Keyword
from paths.models import ThemePage
from search import places
from search.facets import BAND_SLUGS, LONGER, licence_value
from search.landmarks import directory
from search.models import FacetSet, SearchDocument, SearchFacet
from search.reading import findable_types
from search.words import stems

TITLES: Mapping[str, Any] = {
    "type": _("Type"),
    "theme": _("Thème"),
    "competence": _("Compétence"),
    "niveau": _("Niveau"),
    "duree": _("Durée"),
    "public": _("Pour qui"),
    "langue": _("Langue"),
    "licence": _("Licence"),
    "mot-cle": _("Mot-clé"),
}
SORTS: dict[str, Any] = {
    "pertinence": _("Les plus proches"),
    "titre": _("De A à Z"),
    "duree": _("Les plus courts"),
    "recent": _("Les plus récents"),
}
# Without words nothing is nearer than the rest: the first sort is `search.question.place_of`.
WITHOUT_WORDS: Mapping[str, Any] = SORTS | {"pertinence": _("Parcours et modules d’abord")}
LEVELS: Mapping[str, Any] = {slug: Band(number).label for number, slug in BAND_SLUGS.items()}
DURATIONS: Mapping[str, Any] = {
    "10-minutes": _("10 minutes ou moins"),
    "30-minutes": _("De 10 à 30 minutes"),
    "1-heure": _("De 30 minutes à 1 heure"),
    "2-heures": _("De 1 à 2 heures"),
    LONGER: _("Plus de 2 heures"),
}
AUDIENCES: Mapping[str, Any] = {LEARNERS: _("Pour apprendre"), MEDIATORS: _("Pour animer un atelier")}
LANGUAGES = {"fr": "Français", "en": "English"}
# What a row of `_values_and_names` is.
VALUE, NAME = "value", "name"


def kinds() -> dict[str, Any]:
    """The types of results, by their value: (one, several)."""
    found = (model.findable for model in findable_types())  # type: ignore[attr-defined]
    return {findable.kind: (findable.label, findable.plural) for findable in found} | {places.KIND: places.LABELS}


@dataclass(frozen=True)
class Leaf:
    value: str
    name: str


@dataclass(frozen=True)
class Branch:
    """An area and its competences."""

    value: str
    name: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class Tree:
    """A framework and its areas."""

    name: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Names:
    """The values that documents have, with their names in one language."""

    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    by_key: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    trees: tuple[Tree, ...] = ()

    def of(self, key: str, value: str) -> str:
        """The name of a value; the value itself when nobody gave it one."""
        return self.by_key.get(key, {}).get(value, value)


def names() -> Names:
    """Every value and its name in the language of the page; read again only when something public changed."""
    language = (get_language() or "fr")[:2]
    return kept(f"search-names:{language}", read_names)


def read_names() -> Names:
    known: dict[str, set[str]] = {key: set() for key in TITLES}
    written = list(_values_and_names())
    for kind, key, value, _name in written:
        if kind == VALUE:
            known[key].add(value)
    if directory((get_language() or "fr")[:2]):
        known["type"].add(places.KIND)
    found: dict[str, dict[str, str]] = {
        "type": {kind: str(several) for kind, (_one, several) in kinds().items()},
        "niveau": _plain(LEVELS),
        "duree": _plain(DURATIONS),
        "public": _plain(AUDIENCES),
        "langue": dict(LANGUAGES),
        "theme": {},
        "licence": {},
        "mot-cle": {},
    }
    for kind, key, value, name in written:
        if kind == NAME:
            found[key][licence_value(value) if key == "licence" else value] = name
    trees = tuple(_trees(known["competence"]))
    branches = [branch for tree in trees for branch in tree.branches]
    found["competence"] = {branch.value: branch.name for branch in branches}
    found["competence"] |= {leaf.value: leaf.name for branch in branches for leaf in branch.leaves}
    return Names({key: frozenset(values) for key, values in known.items()}, found, trees)


def _plain(labels: Mapping[str, Any]) -> dict[str, str]:
    """Translated now: what is kept is in one language."""
    return {value: str(name) for value, name in labels.items()}


def _values_and_names() -> Iterator[tuple[str, str, str, str]]:
    """The values that documents have, and the names that editors wrote, in one query: (which, facet, value, name)."""
    language = (get_language() or "fr")[:2]
    values = FacetSet.objects.filter(key__in=TITLES).order_by()
    themes = ThemePage.objects.filter(live=True).order_by()
    # One document of each licence says how it is written.
    each = SearchFacet.objects.filter(key="licence").order_by().values("value").annotate(first=Min("document"))
    licences = SearchDocument.objects.filter(pk__in=each.values("first")).order_by()
    rows = values.values_list(Value(VALUE), "key", "value", Value(""), Value("")).union(
        themes.values_list(Value(NAME), Value("theme"), "slug", "title", "locale__language_code"),
        Keyword.objects.order_by().values_list(Value(NAME), Value("mot-cle"), "slug", "name", Value("")),
        licences.values_list(Value(NAME), Value("licence"), "licence", "licence", Value("")),
    )
    # The same word may name a theme in two languages: the page's own comes last, and stays.
    for kind, key, value, name, _written_in in sorted(rows, key=lambda row: row[4] == language):
        yield kind, key, value, name


@dataclass(frozen=True)
class CompetenceRow:
    """A competence with what is above it; `title` and `plain` are None where nobody wrote them in the language."""

    framework: str
    framework_title: str
    area: str
    area_title: str
    code: str
    shown_title: str
    title: str | None
    plain: str | None
    title_stems: str
    plain_stems: str


def competence_rows(language: str) -> list[CompetenceRow]:
    """Every competence, in the order of the frameworks; kept until something public changes."""
    return kept(f"search-competences:{language}", lambda: list(_competence_rows(language)))


def _competence_rows(language: str) -> Iterator[CompetenceRow]:
    own = CompetenceText.objects.filter(competence=OuterRef("pk"), language=language)
    rows = Competence.objects.in_reading_order().values_list(
        "framework__slug",
        _title(language, FrameworkText, "framework", "framework_id", "framework__slug", "short_title"),
        "area__code",
        _title(language, AreaText, "area", "area_id", "area__code"),
        "code",
        _title(language, CompetenceText, "competence", "pk", "code"),
        Subquery(own.values("title")[:1]),
        Subquery(own.values("plain")[:1]),
    )
    for slug, framework, area, area_title, code, shown, title, plain in rows:
        said = stems(title or "", language), stems(plain or "", language)
        yield CompetenceRow(slug, framework, area, area_title, code, shown, title, plain, *said)


def _trees(values: Set[str]) -> Iterator[Tree]:
    """The frameworks, areas and competences among `values`, in the order of the frameworks."""
    frameworks = {value.partition(":")[0] for value in values}
    language = (get_language() or "fr")[:2]
    rows = [row for row in competence_rows(language) if row.framework in frameworks] if frameworks else []
    for (slug, title), of_framework in groupby(rows, key=lambda row: (row.framework, row.framework_title)):
        branches = []
        for (code, area), of_area in groupby(of_framework, key=lambda row: (row.area, row.area_title)):
            leaves = [Leaf(f"{slug}:{row.code}", f"{row.code} {row.shown_title}") for row in of_area]
            shown = tuple(leaf for leaf in leaves if leaf.value in values)
            if shown or f"{slug}:{code}" in values:
                branches.append(Branch(f"{slug}:{code}", f"{code}. {area}", shown))
        yield Tree(title, tuple(branches))


def _title(language: str, texts: Any, relation: str, outer: str, fallback: str, column: str = "title") -> Coalesce:
    """A title in a language, else in French, else in any, else the code: as `in_language` chooses."""
    rows = texts.objects.filter(**{relation: OuterRef(outer)})
    found = (rows.filter(language=language), rows.filter(language="fr"), rows.order_by("language"))
    return Coalesce(*(Subquery(row.values(column)[:1]) for row in found), F(fallback))
