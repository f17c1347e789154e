"""Where a plan stands, and what its author is told of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.trainers.factories import a_plan
from tests.trainers.review.people import (
    a_draft,
    a_remark,
    accept,
    again,
    ask_changes,
    change,
    send,
    take_back,
    task_of,
)
from trainers.review.comments import answer
from trainers.review.states import State, state_of, states_of

pytestmark = pytest.mark.django_db


def test_a_new_plan_is_a_draft_to_send(plan):
    state = state_of(plan)
    assert state.code == State.DRAFT
    assert state.may_be_sent
    assert "envoyez-la à la relecture" in state.sentence


def test_a_plan_that_was_sent_is_read_and_waits_without_being_changed(plan, author):
    state = state_of(send(plan, author))
    assert state.code == State.IN_REVIEW
    assert "Envoyée le" in state.sentence
    assert (state.may_be_sent, state.may_be_changed, state.may_be_taken_back) == (False, False, True)


def test_a_plan_taken_back_is_a_draft_again(plan, author):
    state = state_of(take_back(send(plan, author), author))
    assert state.code == State.DRAFT
    assert not state.stopped_by_team


def test_changes_are_asked_with_the_words_of_the_moderator(plan, author, moderator):
    send(plan, author)
    a_remark(plan, moderator)
    state = state_of(ask_changes(plan, moderator, "Presque prête !"))
    assert (state.code, state.comment, state.remarks) == (State.CHANGES_ASKED, "Presque prête !", 1)
    assert "1 remarque vous attend" in state.sentence


def test_a_remark_that_the_author_ticked_waits_no_more(plan, author, moderator):
    send(plan, author)
    answer(plan, a_remark(plan, moderator), author, "", done=True)
    a_remark(plan, moderator, "summary")
    assert state_of(ask_changes(plan, moderator)).remarks == 1


def test_a_plan_sent_again_is_in_review(plan, author, moderator):
    send(plan, author)
    ask_changes(plan, moderator)
    assert state_of(send(plan, author)).code == State.IN_REVIEW


def test_an_accepted_plan_is_published(plan, author, moderator):
    state = state_of(accept(send(plan, author), moderator))
    assert (state.code, state.is_public, state.may_be_sent) == (State.PUBLISHED, True, False)


def test_a_published_plan_that_is_changed_says_that_the_public_page_waits(plan, author, moderator):
    accept(send(plan, author), moderator)
    state = state_of(change(plan, author, summary="Un autre résumé."))
    assert state.code == State.PUBLISHED_AND_CHANGED
    assert "La version publique ne change pas encore" in state.sentence
    sent = state_of(send(plan, author))
    assert (sent.code, sent.is_public) == (State.IN_REVIEW, True)
    assert "La version publique ne change pas d’ici là" in sent.sentence


def test_a_review_that_a_moderator_stops_is_said(plan, author, moderator):
    send(plan, author)
    again(plan).current_workflow_state.cancel(user=moderator)
    state = state_of(again(plan))
    assert (state.code, state.stopped_by_team) == (State.DRAFT, True)
    assert "L’équipe a arrêté la relecture" in state.sentence


def test_the_author_knows_that_a_moderator_changed_the_text(plan, author, moderator):
    send(plan, author)
    assert state_of(again(plan)).edited_by_team is None
    changed = change(plan, moderator, summary="Relu.")
    assert task_of(changed).status == "in_progress"
    assert "L’équipe a modifié le texte" in state_of(changed).sentence


def test_a_comment_of_a_moderator_does_not_change_the_text(plan, author, moderator):
    """Wagtail saves a version when a moderator comments a field."""
    send(plan, author)
    a_remark(plan, moderator)
    assert state_of(change(plan, moderator)).edited_by_team is None


def test_a_plan_that_is_public_no_more_says_so(plan, author, moderator):
    accept(send(plan, author), moderator)
    again(plan).unpublish(user=moderator)
    state = state_of(again(plan))
    assert state.code == State.DRAFT
    assert "Elle n’est plus publique" in state.sentence


def test_a_plan_that_nobody_sent_needs_no_version(home):
    assert state_of(a_plan(home)).code == State.PUBLISHED


def test_the_states_of_a_list_cost_the_same_with_two_plans_and_with_twenty(home, author, moderator):
    def made(number):
        plan = send(a_draft(home, author, f"Séance {number}", slug=f"seance-{number}"), author)
        answer(plan, a_remark(plan, moderator), author, "Oui ?")
        return plan

    def cost(plans):
        with CaptureQueriesContext(connection) as queries:
            assert {state.code for state in states_of(plans).values()} == {State.IN_REVIEW}
        return len(queries)

    plans = [made(number) for number in range(20)]
    cost(plans[:2])
    assert cost(plans[:2]) == cost(plans) <= 5
