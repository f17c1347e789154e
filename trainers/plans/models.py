"""The models of session plans, for `trainers.models`."""

from trainers.plans.indexes import PlanIndexPage, TrainersPage
from trainers.plans.pages import PlanModule, PlanPage
from trainers.plans.sequences import SequenceIndexPage, SequencePage, SequencePlan

__all__ = [
    "PlanIndexPage",
    "PlanModule",
    "PlanPage",
    "SequenceIndexPage",
    "SequencePage",
    "SequencePlan",
    "TrainersPage",
]
