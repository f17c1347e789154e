"""Drafts of session plans: whose they are, what is kept, and what never changes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone
from wagtail.models import Revision

from tests.accounts.conftest import a_person
from tests.trainers.factories import a_plan
from tests.trainers.membership.test_joining import a_member, a_place, an_editor
from trainers.contributions.drafts import (
    ConflictError,
    LockedError,
    draft_or_404,
    keep,
    may_write,
    new_draft,
    title_of,
    written_by,
)
from trainers.membership.models import State
from trainers.models import PlanPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms(home):
    """The mediators' rooms, with one published plan."""
    return a_plan(home)


@pytest.fixture
def karim(rooms):
    return a_member(a_place()).user


@pytest.fixture
def draft(karim):
    return draft_or_404(karim, new_draft(karim, title="Trier ses photos").pk)


def test_a_new_draft_is_signed_and_comes_from_the_place_of_its_author(karim):
    plan = new_draft(karim, title="Trier ses photos")
    assert (plan.owner, plan.authors, plan.place.name) == (karim, "Karim Test", "Médiathèque des Trois Ponts")
    assert not plan.live
    assert plan.audience_labels == ["Tout public"]
    assert plan.latest_revision.user == karim
    assert plan.get_parent().slug == "seances"


def test_a_draft_can_begin_without_a_title(karim):
    first, second = new_draft(karim), new_draft(karim)
    assert title_of(first) == ""
    assert (first.slug, second.slug) == ("seance-sans-titre", "seance-sans-titre-2")
    assert new_draft(karim, title="照片").slug == "seance"


def test_its_author_and_the_team_may_write_it_nobody_else(karim, draft):
    assert may_write(karim, draft)
    assert may_write(an_editor(), draft)
    assert not may_write(a_member(a_place("Ailleurs"), "lea@exemple.fr").user, draft)
    assert not may_write(a_person("passant@exemple.fr"), draft)
    assert not may_write(AnonymousUser(), draft)


def test_who_leaves_the_epn_does_not_write_any_more(karim, draft):
    karim.memberships.update(state=State.REFUSED)
    assert not may_write(karim, draft)
    with pytest.raises(Http404):
        draft_or_404(karim, draft.pk)


def test_the_draft_of_somebody_else_does_not_exist(draft):
    with pytest.raises(Http404):
        draft_or_404(a_member(a_place("Ailleurs"), "lea@exemple.fr").user, draft.pk)


def test_my_plans_are_mine_the_last_touched_first(karim, rooms, draft):
    other = new_draft(karim, title="Un autre")
    assert [plan.pk for plan in written_by(karim)] == [other.pk, draft.pk]
    keep(draft, karim)
    assert [plan.pk for plan in written_by(karim)] == [draft.pk, other.pk]


def test_what_is_typed_in_one_sitting_is_one_version(karim, draft):
    draft.summary = "Une phrase."
    first = keep(draft, karim)
    again = draft_or_404(karim, draft.pk)
    assert again.summary == "Une phrase."
    again.summary = "Une autre."
    assert keep(again, karim).pk == first.pk
    assert draft_or_404(karim, draft.pk).summary == "Une autre."


def test_another_version_begins_when_asked_and_after_an_hour(karim, draft):
    first = keep(draft, karim, new_version=True)
    assert first.pk != draft.revisions.order_by("pk").first().pk
    long_ago = timezone.now() - timedelta(hours=2)
    Revision.objects.filter(pk=first.pk).update(created_at=long_ago)
    assert keep(draft_or_404(karim, draft.pk), karim).pk != first.pk


def test_the_words_of_somebody_else_are_never_written_over(karim, draft):
    mine = keep(draft, karim)
    theirs = keep(draft_or_404(karim, draft.pk), an_editor())
    assert theirs.pk != mine.pk


def test_what_was_read_before_somebody_saved_is_refused(karim, draft):
    late = draft_or_404(karim, draft.pk)
    draft.summary = "La première."
    keep(draft, karim)
    late.summary = "La seconde."
    with pytest.raises(ConflictError):
        keep(late, karim)
    assert draft_or_404(karim, draft.pk).summary == "La première."


def test_a_published_plan_changes_only_when_it_is_published_again(karim, draft):
    draft.latest_revision.publish()
    plan = draft_or_404(karim, draft.pk)
    published = plan.live_revision_id
    plan.title, plan.summary = "Un autre titre", "Nouveau."
    assert keep(plan, karim).pk != published
    public = PlanPage.objects.get(pk=plan.pk)
    assert (public.title, public.summary, public.slug) == ("Trier ses photos", "", "trier-ses-photos")
    assert public.has_unpublished_changes
    assert draft_or_404(karim, plan.pk).summary == "Nouveau."


def test_the_address_follows_the_title_until_the_plan_is_public(karim, draft):
    draft.title = "Ranger ses photos"
    keep(draft, karim)
    assert PlanPage.objects.get(pk=draft.pk).slug == "ranger-ses-photos"
    plan = draft_or_404(karim, draft.pk)
    keep(plan, karim)
    assert plan.slug == "ranger-ses-photos"
    plan.latest_revision.publish()
    plan = draft_or_404(karim, draft.pk)
    plan.title = "Encore un titre"
    keep(plan, karim).publish()
    assert PlanPage.objects.get(pk=draft.pk).slug == "ranger-ses-photos"


def test_two_plans_with_one_title_have_two_addresses(karim, draft):
    other = draft_or_404(karim, new_draft(karim).pk)
    other.title = draft.title
    keep(other, karim)
    assert PlanPage.objects.get(pk=other.pk).slug == "trier-ses-photos-2"
    for plan in (draft, other):
        draft_or_404(karim, plan.pk).latest_revision.publish()
    assert PlanPage.objects.live().filter(title="Trier ses photos").count() == 2


def test_nobody_writes_in_a_plan_that_is_being_read(karim, draft):
    an_editor()
    draft.get_workflow().start(draft, karim)
    plan = draft_or_404(karim, draft.pk)
    with pytest.raises(LockedError):
        keep(plan, karim)


def test_a_version_that_the_moderators_read_stays_as_it_was(karim, draft):
    an_editor()
    state = draft.get_workflow().start(draft, karim)
    read = draft.latest_revision_id
    state.current_task_state.reject()
    plan = draft_or_404(karim, draft.pk)
    assert keep(plan, karim).pk != read


def test_begin_and_keep_move_nothing_that_is_public(karim, draft, django_assert_max_num_queries):
    from core.cache import content_version

    before = content_version()
    draft.summary = "Une phrase."
    keep(draft, karim)
    new_draft(karim)
    assert content_version() == before
