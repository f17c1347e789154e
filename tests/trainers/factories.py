"""Small session plans for tests: `a_plan(home, run=[("Accueil", 10), ("Essayer", 50, {"hands_on": True})])`."""

from collections.abc import Iterable
from typing import Any

from home.models import HomePage
from trainers.models import PlanIndexPage, PlanPage, SequenceIndexPage, SequencePage, SequencePlan, TrainersPage

Activity = tuple[str, int] | tuple[str, int, dict[str, Any]]
RUN: tuple[Activity, ...] = (("Accueil", 10), ("Essayer", 50, {"hands_on": True}))


def the_rooms(home: HomePage) -> TrainersPage:
    return TrainersPage.objects.child_of(home).first() or home.add_child(
        instance=TrainersPage(title="L'espace des médiateurs", slug="mediateurs")
    )


def an_activity(title: str, minutes: int, extra: dict[str, Any] | None = None) -> tuple[str, dict[str, Any]]:
    value = {"title": title, "minutes": minutes, "mediator": "Montrez.", "participants": "Ils essaient."}
    return "activity", PlanPage.body.field.stream_block.child_blocks["activity"].normalize(value | (extra or {}))


def a_handout(title: str = "Mon mémo", text: str = "1. Un.", copies: str = "personne") -> tuple[str, dict[str, Any]]:
    return "handout", PlanPage.body.field.stream_block.child_blocks["handout"].normalize(
        {"title": title, "text": text, "copies": copies}
    )


def a_plan(home: HomePage, title: str = "Un mot de passe", run: Iterable[Activity] = RUN, **fields: Any) -> PlanPage:
    """A published plan; its body is made of `run` unless a `body` is given."""
    rooms = the_rooms(home)
    index = PlanIndexPage.objects.child_of(rooms).first() or rooms.add_child(
        instance=PlanIndexPage(title="Les séances", slug="seances")
    )
    defaults = {
        "title": title,
        "summary": "Un résumé.",
        "minutes": 60,
        "body": [an_activity(*activity) for activity in run],
    }
    return index.add_child(instance=PlanPage(**defaults | fields))


def a_sequence(
    home: HomePage,
    title: str = "Premiers pas",
    plans: Iterable[PlanPage | tuple[PlanPage, dict[str, Any]]] = (),
    **fields: Any,
) -> SequencePage:
    """A published sequence; `(plan, {"after": other})` says more of a session."""
    rooms = the_rooms(home)
    index = SequenceIndexPage.objects.child_of(rooms).first() or rooms.add_child(
        instance=SequenceIndexPage(title="Les séquences", slug="sequences")
    )
    sequence = index.add_child(instance=SequencePage(**{"title": title, "summary": "Un.", "goal": "Faire."} | fields))
    for order, item in enumerate(plans):
        plan, more = item if isinstance(item, tuple) else (item, {})
        SequencePlan.objects.create(page=sequence, plan=plan, sort_order=order, **more)
    return sequence
