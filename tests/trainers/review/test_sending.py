"""Sending a plan to the moderators, and taking it back."""

import pytest
from wagtail.models import WorkflowPage, WorkflowState

from tests.trainers.review.people import accept, again, ask_changes, change, request_of, send, take_back, task_of
from trainers.review import sending

pytestmark = pytest.mark.django_db


def test_what_is_sent_is_the_last_version(plan, author):
    change(plan, author, summary="La dernière.")
    sent = send(plan, author)
    assert task_of(sent).revision == sent.latest_revision
    assert sent.current_workflow_state.requested_by == author
    assert not sent.live


def test_a_plan_is_sent_once(plan, author):
    send(plan, author)
    with pytest.raises(sending.AlreadySentError, match="déjà en relecture"):
        send(plan, author)
    assert WorkflowState.objects.count() == 1


def test_a_published_plan_without_a_change_is_not_sent(plan, author, moderator):
    accept(send(plan, author), moderator)
    with pytest.raises(sending.NothingNewError):
        send(plan, author)


def test_what_would_prevent_the_publication_is_said_to_the_author(plan, author):
    change(plan, author, minutes=5, title="")
    with pytest.raises(sending.NotReadyError) as raised:
        send(plan, author)
    assert set(raised.value.errors) == {"minutes", "title"}
    assert again(plan).current_workflow_state is None


def test_after_changes_the_same_review_goes_on(plan, author, moderator):
    review = send(plan, author).current_workflow_state
    ask_changes(plan, moderator)
    change(plan, author, summary="Corrigé.")
    sent = send(plan, author)
    assert sent.current_workflow_state == review
    assert task_of(sent).revision == sent.latest_revision


def test_a_plan_is_taken_back_and_sent_again(plan, author):
    assert take_back(send(plan, author), author).current_workflow_state is None
    assert task_of(send(plan, author)).status == "in_progress"


def test_taking_back_after_the_moderator_answered_is_too_late(plan, author, moderator):
    send(plan, author)
    ask_changes(plan, moderator)
    with pytest.raises(sending.TooLateError):
        take_back(plan, author)
    send(plan, author)
    accept(plan, moderator)
    with pytest.raises(sending.TooLateError):
        take_back(plan, author)
    assert again(plan).live


def test_without_a_workflow_the_author_is_told(plan, author):
    WorkflowPage.objects.all().delete()
    with pytest.raises(sending.NobodyReadsError, match="Votre séance est gardée"):
        sending.submit(request_of(author), plan)


def test_the_public_page_keeps_its_words_until_the_changes_are_accepted(client, plan, author, moderator):
    public = accept(send(plan, author), moderator)
    change(plan, author, summary="Un résumé tout neuf.")
    send(plan, author)
    assert "tout neuf" not in client.get(public.url).text
    accept(plan, moderator)
    assert "tout neuf" in client.get(public.url).text
