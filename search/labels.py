"""What the facets and their values are called, read again only when the read model was written."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import F, OuterRef, Subquery, Value
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
from search.models import SearchDocument, SearchFacet
from search.reading import findable_types

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
    rows = SearchFacet.objects.filter(key__in=TITLES).order_by()
    for key, value in rows.values_list("key", "value").distinct():
        known[key].add(value)
    if places.directory_url((get_language() or "fr")[:2]):
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
    for key, value, name in _written_names(known):
        found[key][licence_value(value) if key == "licence" else value] = name
    trees = tuple(_trees(known["competence"]))
    branches = [branch for tree in trees for branch in tree.branches]
    found["competence"] = {branch.value: branch.name for branch in branches}
    found["competence"] |= {leaf.value: leaf.name for branch in branches for leaf in branch.leaves}
    return Names({key: frozenset(values) for key, values in known.items()}, found, trees)


def _plain(labels: Mapping[str, Any]) -> dict[str, str]:
    """Translated now: what is kept is in one language."""
    return {value: str(name) for value, name in labels.items()}


def _written_names(values: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, str]]:
    """Names that editors wrote, in one query: (facet, value, name)."""
    language = (get_language() or "fr")[:2]
    parts = []
    if themes := list(values.get("theme", ())):
        pages = ThemePage.objects.filter(slug__in=themes, live=True).order_by()
        # The same word may name a theme in two languages: the page's own comes last, and stays.
        parts.append(pages.values_list(Value("theme"), "slug", "title", "locale__language_code"))
    if keywords := list(values.get("mot-cle", ())):
        rows = Keyword.objects.filter(slug__in=keywords).order_by()
        parts.append(rows.values_list(Value("mot-cle"), "slug", "name", Value("")))
    if list(values.get("licence", ())):
        rows = SearchDocument.objects.exclude(licence="").order_by()
        parts.append(rows.values_list(Value("licence"), "licence", "licence", Value("")))
    if not parts:
        return
    rows = parts[0].union(*parts[1:]) if parts[1:] else parts[0].distinct()
    for key, value, name, _written_in in sorted(rows, key=lambda row: row[3] == language):
        yield key, value, name


def _trees(values: Set[str]) -> Iterator[Tree]:
    """The frameworks, areas and competences among `values`, in the order of the frameworks, in one query."""
    if not values:
        return
    rows = (
        Competence.objects.filter(framework__slug__in={value.partition(":")[0] for value in values})
        .in_reading_order()
        .annotate(
            framework_slug=F("framework__slug"),
            area_code=F("area__code"),
            framework_title=_title(FrameworkText, "framework", "framework_id", "framework__slug", "short_title"),
            area_title=_title(AreaText, "area", "area_id", "area__code"),
            own_title=_title(CompetenceText, "competence", "pk", "code"),
        )
        .values_list("framework_slug", "framework_title", "area_code", "area_title", "code", "own_title", named=True)
    )
    for (slug, title), of_framework in groupby(rows, key=lambda row: (row.framework_slug, row.framework_title)):
        branches = []
        for (code, area), of_area in groupby(of_framework, key=lambda row: (row.area_code, row.area_title)):
            leaves = [Leaf(f"{slug}:{row.code}", f"{row.code} {row.own_title}") for row in of_area]
            shown = tuple(leaf for leaf in leaves if leaf.value in values)
            if shown or f"{slug}:{code}" in values:
                branches.append(Branch(f"{slug}:{code}", f"{code}. {area}", shown))
        yield Tree(title, tuple(branches))


def _title(texts: Any, relation: str, outer: str, fallback: str, column: str = "title") -> Coalesce:
    """A title in the page's language, else in French, else in any, else the code: as `in_language` chooses."""
    rows = texts.objects.filter(**{relation: OuterRef(outer)})
    wanted = (get_language() or "fr")[:2]
    found = (rows.filter(language=wanted), rows.filter(language="fr"), rows.order_by("language"))
    return Coalesce(*(Subquery(row.values(column)[:1]) for row in found), F(fallback))
