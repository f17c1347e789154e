"""What an account says of the sessions that somebody ran."""

from typing import Any

from accounts.models import User
from accounts.sections import Section
from trainers.feedback.models import Problem, Trial


def show(user: User) -> dict[str, Any]:
    return {
        "trials": Trial.objects.filter(user=user).count(),
        "problems": Problem.objects.open().filter(page__owner=user).count(),
    }


def data(user: User) -> dict[str, list[dict[str, Any]]]:
    trials = Trial.objects.filter(user=user).with_plan().newest_first()
    solved = Problem.objects.filter(solved_by=user).with_page().order_by("solved_at")
    return {
        "séances": [_told(trial) for trial in trials],
        "problèmes réglés": [{"fiche": problem.page.title, "réglé le": problem.solved_at} for problem in solved],
    }


def _told(trial: Trial) -> dict[str, Any]:
    return {
        "séance": trial.plan.title,
        "lieu": trial.where,
        "date": trial.held_on,
        "personnes": trial.people,
        "minutes": trial.minutes,
        "niveau du groupe": trial.get_level_display() or "",
        "ce qui a marché": trial.worked,
        "ce qu’il faut changer": trial.to_change,
        "signée": trial.signature,
        "écrite le": trial.created_at,
    }


def erase(user: User, keep_name: bool) -> None:
    """What happened stays, with the EPN and the month; who told it goes with the account."""
    for trial in Trial.objects.filter(user=user).order_by("pk"):
        trial.user = None
        if not keep_name:
            trial.signature = ""
        # One by one: a public page may show the name.
        trial.save()


SECTION = Section("Séances animées", "trainers/feedback/section.html", order=30, show=show, data=data, erase=erase)
