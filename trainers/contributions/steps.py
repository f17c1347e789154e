"""The five steps of the form: which field of a plan is asked where, and where a remark leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class List:
    """A list of items in a step.

    `field` is the field of the plan; `kind` the type of its blocks, empty for rows of a table. `most` bounds what is
    stored: nobody runs a workshop of sixty activities.
    """

    name: str
    field: str
    kind: str
    most: int
    heading: Any
    one: Any
    add: Any
    helps: Any = ""
    # For rows of a table: what makes one. A row without it is not stored.
    key: str = ""


@dataclass(frozen=True)
class Step:
    slug: str
    name: Any
    heading: Any
    lead: Any
    fields: tuple[str, ...]
    lists: tuple[List, ...] = ()

    @property
    def template(self) -> str:
        return f"trainers/contributions/steps/{self.slug}.html"

    def list_of(self, name: str) -> List | None:
        return next((one for one in self.lists if one.name == name), None)


OBJECTIVES = List(
    "objective",
    "objectives",
    "objective",
    12,
    _("Objectifs"),
    _("Objectif"),
    _("Ajouter un objectif"),
    _("Deux ou trois suffisent : un quart d’heure au moins pour chacun."),
)
COMPETENCES = List(
    "tag",
    "competence_tags",
    "",
    30,
    _("Compétences"),
    _("Compétence"),
    _("Ajouter une compétence"),
    _("Ce que la séance apprend, ce qu’elle vérifie, ce qu’il faut savoir avant."),
    key="competence",
)
ACTIVITIES = List(
    "activity",
    "body",
    "activity",
    60,
    _("Activités"),
    _("Activité"),
    _("Ajouter une activité"),
    _("Accueil et pause compris, dans l’ordre."),
)
HANDOUTS = List(
    "handout",
    "body",
    "handout",
    20,
    _("Feuilles à distribuer"),
    _("Feuille"),
    _("Ajouter une feuille"),
    _("Écrites ici, elles s’impriment avec la séance, une par page."),
)
MODULES = List(
    "module",
    "plan_modules",
    "",
    20,
    _("Pour continuer seul"),
    _("Module"),
    _("Ajouter un module"),
    _("Les modules que la personne peut faire ensuite."),
    key="module",
)

STEPS = (
    Step(
        "sujet",
        _("Sujet"),
        _("De quoi parle la séance ?"),
        _("Un titre, une phrase, et ce que les personnes sauront faire."),
        ("title", "summary", "theme"),
        (OBJECTIVES,),
    ),
    Step(
        "public",
        _("Public"),
        _("Pour qui ?"),
        _("Le groupe que vous imaginez. Une autre personne pourra l’adapter au sien."),
        ("audiences", "audience_note", "level", "group_min", "group_max", "minutes", "prerequisites"),
        (COMPETENCES,),
    ),
    Step(
        "deroule",
        _("Déroulé"),
        _("Comment se passe la séance ?"),
        _("Une activité après l’autre, avec ses minutes."),
        (),
        (ACTIVITIES,),
    ),
    Step(
        "materiel",
        _("Matériel"),
        _("Que faut-il préparer ?"),
        _("Ce qu’une autre personne doit avoir sous la main pour animer cette séance."),
        ("room", "equipment", "preparation", "to_print", "evaluation"),
        (HANDOUTS, MODULES),
    ),
    Step(
        "partage",
        _("Partage"),
        _("Qui la signe, et qui peut s’en servir ?"),
        _("Ensuite, vous relisez, et vous l’envoyez."),
        ("authors", "place", "epn_name", "licence", "keywords"),
    ),
)
BY_SLUG = {step.slug: step for step in STEPS}
# Where a remark about something that no step shows is best answered.
_ELSEWHERE = {"source_credit": "partage", "attachments": "materiel", "adapted_from": "partage"}


def following(step: Step) -> Step | None:
    """The step after this one; none after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def preceding(step: Step) -> Step | None:
    place = STEPS.index(step)
    return STEPS[place - 1] if place else None


def place_of(path: str, kinds: dict[str, str]) -> tuple[Step, str]:
    """The step and the anchor where `path` (`summary`, `body.<block>.minutes`) is written.

    `kinds` gives the kind of each block of the body; what is not known leads to the first step.
    """
    name, _dot, rest = path.partition(".")
    identity, _dot, inner = rest.partition(".")
    for step in STEPS:
        if name in step.fields:
            return step, f"id_{name}"
        for one in step.lists:
            if one.field == name and (not one.kind or kinds.get(identity, one.kind) == one.kind):
                return step, _anchor(one, identity, inner)
    return BY_SLUG[_ELSEWHERE.get(name, "sujet")], ""


def _anchor(one: List, identity: str, inner: str) -> str:
    if not identity:
        return f"liste-{one.name}"
    return f"id_{one.name}-{identity}-{inner}" if inner else f"{one.name}-{identity}"
