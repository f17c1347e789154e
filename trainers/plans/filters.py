"""The list of plans as its address says it: `/mediateurs/seances/?niveau=debutant&duree=120&internet=sans`.

A value that nobody offers is no filter: any address gives a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competencies.levels import Band
from core.markdown import term_slug
from paths.themes import ThemePage
from trainers.plans.audiences import Audience
from trainers.plans.words import saying

LONGEST_QUERY = 100
LARGEST_GROUP = 60
DURATIONS = (60, 90, 120, 180, 240)
WITHOUT_INTERNET = "sans"
SORTS = {
    "facile": ("level", "title", "pk"),
    "recente": ("-first_published_at", "-pk"),
    "courte": ("minutes", "title", "pk"),
    "testee": ("-trial_count", "title", "pk"),
}
FIRST_SORT = "facile"


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True)
class NamedCompetence:
    """A competence that some plan has: how addresses name it, how people read it."""

    pk: int
    identifier: str
    label: str


@dataclass(frozen=True)
class Offer:
    """What can be chosen now: the themes and competences that plans have, and what never changes."""

    themes: Sequence[ThemePage] = ()
    competences: Sequence[NamedCompetence] = ()

    def options(self, name: str) -> list[Option]:
        return getattr(self, f"{name}_options")()

    def theme_options(self) -> list[Option]:
        return [Option(theme.slug, theme.title) for theme in self.themes]

    def competence_options(self) -> list[Option]:
        return [Option(c.identifier, c.label) for c in self.competences]

    def niveau_options(self) -> list[Option]:
        return [Option(term_slug(str(band.label)), str(band.label)) for band in Band]

    def duree_options(self) -> list[Option]:
        return [Option(str(minutes), _at_most(minutes)) for minutes in DURATIONS]

    def public_options(self) -> list[Option]:
        return [Option(audience.value, str(audience.label)) for audience in Audience]

    def internet_options(self) -> list[Option]:
        return [Option(WITHOUT_INTERNET, _("Sans Internet, ou avec un plan B"))]

    def tri_options(self) -> list[Option]:
        names = {
            "facile": _("les plus faciles"),
            "recente": _("les plus récentes"),
            "courte": _("les plus courtes"),
            "testee": _("les plus testées"),
        }
        return [Option(value, names[value]) for value in SORTS]


CHOICES = ("theme", "competence", "niveau", "duree", "public", "internet", "tri")


def _at_most(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    length = _("%(hours)d h %(rest)02d") if rest else _("%(hours)d h")
    return _("%(length)s au plus") % {"length": length % {"hours": hours, "rest": rest}}


@dataclass(frozen=True)
class PlanFilters:
    """What was asked, already checked against what is offered; empty means anything."""

    q: str = ""
    theme: str = ""
    competence: str = ""
    niveau: str = ""
    duree: str = ""
    public: str = ""
    internet: str = ""
    groupe: str = ""
    tri: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Any], offer: Offer) -> Self:
        values = {name: query.get(name, "").strip() for name in CHOICES}
        known = {name: {option.value for option in offer.options(name)} for name in CHOICES}
        chosen = {name: value for name, value in values.items() if value in known[name]}
        if chosen.get("tri") == FIRST_SORT:
            del chosen["tri"]
        text = " ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY].strip()
        group = query.get("groupe", "").strip()
        people = int(group) if group.isascii() and group.isdecimal() and len(group) <= 3 else 0
        return cls(q=text, groupe=str(people) if 1 <= people <= LARGEST_GROUP else "", **chosen)

    def apply(self, plans: Any, offer: Offer) -> Any:
        """`plans` that match, in the order asked for; each once."""
        if self.q:
            plans = saying(plans, self.q)
        if self.theme:
            keys = [theme.translation_key for theme in offer.themes if theme.slug == self.theme]
            plans = plans.filter(theme__translation_key__in=keys)
        if self.competence:
            pks = [c.pk for c in offer.competences if c.identifier == self.competence]
            plans = plans.filter(pk__in=plans.model.objects.filter(competence_tags__competence__in=pks).values("pk"))
        if self.niveau:
            band = next(band for band in Band if term_slug(str(band.label)) == self.niveau)
            plans = plans.filter(level__range=band.levels)
        if self.duree:
            plans = plans.filter(minutes__lte=int(self.duree))
        if self.public:
            plans = plans.filter(plans.model._meta.get_field("audiences").holding(self.public))
        if self.internet:
            plans = plans.exclude(internet="needed")
        if self.groupe:
            plans = plans.filter(group_min__lte=int(self.groupe), group_max__gte=int(self.groupe))
        return plans.order_by(*SORTS[self.tri or FIRST_SORT])

    @property
    def values(self) -> dict[str, str]:
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}

    @property
    def query(self) -> str:
        """The end of the address that asks the same; empty when nothing is asked."""
        return urlencode(self.values)

    @property
    def is_active(self) -> bool:
        """Whether the list is not the whole list."""
        return bool(self.values.keys() - {"tri"})

    def chips(self, offer: Offer) -> list[tuple[str, str]]:
        """Each thing asked in words, with the address without it (`?…`)."""
        shown = []
        for name, value in self.values.items():
            if name != "tri":
                rest = replace(self, **{name: ""}).query
                shown.append((self._words(name, value, offer), f"?{rest}" if rest else "."))
        return shown

    @staticmethod
    def _words(name: str, value: str, offer: Offer) -> str:
        if name == "q":
            return _("« %(words)s »") % {"words": value}
        if name == "groupe":
            return ngettext("%(count)s personne", "%(count)s personnes", int(value)) % {"count": value}
        return next(option.label for option in offer.options(name) if option.value == value)
