"""Two people at once: an author who takes back, a moderator who answers, an account that goes."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Comment, CommentReply, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.views import erase_account
from search.models import SearchDocument
from tests.trainers.membership.test_joining import a_place
from tests.trainers.review.people import (
    a_draft,
    a_remark,
    accept,
    again,
    an_author,
    ask_changes,
    browser_of,
    change,
    send,
    take_back,
    task_of,
)
from trainers.contributions.drafts import LockedError, draft_or_404, keep
from trainers.membership.models import Membership
from trainers.review.comments import answer, remarks_of
from trainers.review.states import State, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wagtail_templates")]


def edit_url(plan):
    return reverse("wagtailadmin_pages:edit", args=(plan.pk,))


def form_of(plan, comments=(), **more):
    """What Wagtail's editor sends of a plan."""
    latest = again(plan).get_latest_revision_as_object()
    activities = [(block.block_type, block.value, block.id) for block in latest.body]
    body = [
        (kind, {name: value[name] or "" for name in ("title", "minutes", "mediator")} | {"id": pk})
        for kind, value, pk in activities
    ]
    data = {name: getattr(latest, name) for name in ("title", "slug", "summary", "minutes", "level", "licence")}
    data |= {
        "group_min": 4,
        "group_max": 8,
        "authors": latest.authors,
        "body": streamfield([item[:2] for item in body]),
    }
    for number, (_kind, _value, pk) in enumerate(activities):
        data[f"body-{number}-id"] = pk
    data |= {"objectives": streamfield([]), "attachments": streamfield([])}
    data |= {"competence_tags": inline_formset([]), "plan_modules": inline_formset([])}
    known = [
        {"id": comment.pk, "text": comment.text, "contentpath": comment.contentpath, "replies": inline_formset([])}
        for comment in comments
    ]
    data["comments"] = inline_formset(known, initial=len(known))
    return nested_form_data(data) | more


def action_url(plan, action):
    return reverse("wagtailadmin_pages:workflow_action", args=(plan.pk, action, task_of(again(plan)).pk))


def test_a_moderator_who_accepts_what_its_author_took_back_publishes_nothing(plan, author, moderator):
    send(plan, author)
    browser, address = browser_of(moderator), action_url(plan, "approve")
    take_back(plan, author)
    assert browser.post(address, {"comment": ""}).status_code in (200, 302)
    assert not again(plan).live
    assert state_of(again(plan)).code == State.DRAFT


def test_a_moderator_who_accepts_what_was_taken_back_changed_and_sent_again_publishes_nothing(plan, author, moderator):
    send(plan, author)
    browser, address = browser_of(moderator), action_url(plan, "approve")
    take_back(plan, author)
    change(plan, author, summary="Tout autre chose.")
    send(plan, author)
    assert browser.post(address, {"comment": ""}).status_code in (200, 302, 404)
    assert not again(plan).live
    assert state_of(again(plan)).code == State.IN_REVIEW


def test_the_editor_of_a_moderator_who_comes_too_late_answers_and_publishes_nothing(plan, author, moderator):
    send(plan, author)
    browser, form = (
        browser_of(moderator),
        form_of(plan, **{"action-workflow-action": "true", "workflow-action-name": "approve"}),
    )
    take_back(plan, author)
    response = browser.post(edit_url(plan), form)
    assert response.status_code in (200, 302)
    assert not again(plan).live


def test_a_moderator_accepts_in_the_editor(plan, author, moderator):
    send(plan, author)
    form = form_of(plan, **{"action-workflow-action": "true", "workflow-action-name": "approve"})
    assert browser_of(moderator).post(edit_url(plan), form).status_code == 302
    assert state_of(again(plan)).code == State.PUBLISHED
    assert "Nadia Test" in browser_of(author).get(again(plan).url).text
    assert SearchDocument.objects.filter(page=plan.pk).exists()


def test_a_moderator_asks_for_changes_in_the_editor_with_words(plan, author, moderator):
    send(plan, author)
    words = json.dumps({"comment": "Presque."})
    form = form_of(
        plan,
        **{
            "action-workflow-action": "true",
            "workflow-action-name": "reject",
            "workflow-action-extra-data": words,
        },
    )
    assert browser_of(moderator).post(edit_url(plan), form).status_code == 302
    state = state_of(again(plan))
    assert (state.code, state.comment) == (State.CHANGES_ASKED, "Presque.")


def test_an_answer_given_while_the_moderator_s_editor_was_open_is_not_lost(plan, author, moderator):
    send(plan, author)
    remark = a_remark(plan, moderator)
    form = form_of(plan, comments=[remark], summary="Relu.")
    answer(again(plan), remark, author, "Pourquoi ?")
    assert browser_of(moderator).post(edit_url(plan), form).status_code == 302
    assert CommentReply.objects.get().text == "Pourquoi ?"
    assert Comment.objects.get().pk == remark.pk


def test_the_author_s_next_version_keeps_the_remarks_that_are_open(plan, author, moderator):
    send(plan, author)
    a_remark(plan, moderator)
    ask_changes(plan, moderator)
    latest = draft_or_404(author, plan.pk)
    latest.summary = "Corrigé."
    keep(latest, author)
    assert [remark.text for remark in remarks_of(again(plan))] == ["Un titre plus court ?"]


def test_what_was_said_is_closed_when_the_plan_is_accepted(plan, author, moderator):
    send(plan, author)
    a_remark(plan, moderator)
    accept(plan, moderator)
    assert not remarks_of(again(plan))


def test_nobody_writes_while_it_is_read(plan, author):
    send(plan, author)
    latest = draft_or_404(author, plan.pk)
    with pytest.raises(LockedError):
        keep(latest, author)


def test_an_erased_account_takes_back_what_was_never_public(plan, author, moderator):
    send(plan, author)
    erase_account(author, keep_name=True)
    assert not WorkflowState.objects.active().exists()


@pytest.mark.parametrize("keep_name", [True, False])
def test_a_public_plan_stays_when_its_author_goes_and_nobody_reads_its_changes_any_more(
    plan, author, moderator, keep_name
):
    send(plan, author)
    accept(plan, moderator)
    change(plan, author, summary="Un changement.")
    send(plan, author)
    erase_account(author, keep_name=keep_name)
    left = again(plan)
    assert left.live
    assert left.current_workflow_state is None
    assert (author.get_full_name() in left.authors) is keep_name


def test_who_left_their_epn_writes_no_more_while_the_review_goes_on(plan, author, moderator):
    send(plan, author)
    remark = a_remark(plan, moderator)
    Membership.objects.filter(user=author).delete()
    browser = browser_of(author)
    assert browser.post(f"/compte/seances/{plan.pk}/commentaires/{remark.pk}/", {"done": "1"}).status_code == 403
    assert accept(plan, moderator).live


def test_another_mediator_sees_nothing_of_it(home, plan, author, moderator):
    send(plan, author)
    remark = a_remark(plan, moderator)
    other = browser_of(an_author("karim@exemple.fr", a_place("Ailleurs")))
    for address in (f"commentaires/{remark.pk}/", "sujet/", "reprendre/"):
        assert other.get(f"/compte/seances/{plan.pk}/{address}").status_code == 404
    assert a_draft(home, author, "Autre", slug="autre").owner == author
