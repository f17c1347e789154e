"""The mediators' rooms. Each subpackage keeps its own models."""

from trainers.adapting.models import Adaptation
from trainers.feedback.models import Problem, Trial
from trainers.membership.models import Membership
from trainers.places.models import Place, PlaceImport
from trainers.places.pages import PlacesPage
from trainers.plans.models import (
    PlanIndexPage,
    PlanModule,
    PlanPage,
    SequenceIndexPage,
    SequencePage,
    SequencePlan,
    TrainersPage,
)
from trainers.versions.models import PublishedVersion

__all__ = [
    "Adaptation",
    "Membership",
    "Place",
    "PlaceImport",
    "PlacesPage",
    "PlanIndexPage",
    "PlanModule",
    "PlanPage",
    "Problem",
    "PublishedVersion",
    "SequenceIndexPage",
    "SequencePage",
    "SequencePlan",
    "TrainersPage",
    "Trial",
]
