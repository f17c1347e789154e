"""Who is told what, in plain French, at each step of a review."""

import pytest
from django.core import mail
from django.db import transaction
from django.utils import translation
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page
from wagtail.users.models import UserProfile

from accounts.outbox.models import Letter
from accounts.views import erase_account
from tests.accounts.conftest import a_person
from tests.factories import a_page
from tests.trainers.review.people import (
    a_moderator,
    a_remark,
    accept,
    again,
    ask_changes,
    browser_of,
    change,
    send,
    take_back,
    task_of,
)
from trainers.membership.models import Membership
from trainers.review.comments import answer

pytestmark = pytest.mark.django_db


def letters_to(user):
    return [letter for letter in mail.outbox if letter.to == [user.email]]


def last_to(user):
    return letters_to(user)[-1]


@pytest.fixture
def in_review(plan, author):
    send(plan, author)
    mail.outbox.clear()
    return again(plan)


def test_sending_tells_the_moderators_who_and_where_and_nothing_else_about_them(plan, author, moderator):
    plan.place = Membership.objects.get(user=author).place
    plan.save()
    send(plan, author)
    letter = last_to(moderator)
    assert letter.subject == "À relire : Ma séance"
    assert "Nadia Test (Médiathèque des Trois Ponts) envoie une séance" in letter.body
    assert f"/admin/pages/{plan.pk}/edit/" in letter.body
    assert author.email not in letter.body


def test_the_author_is_thanked_and_told_what_comes_next_and_how_long_it_takes(plan, author, moderator):
    send(plan, author)
    [letter] = letters_to(author)
    assert letter.subject == "Nous avons bien reçu votre séance : Ma séance"
    for expected in ("Merci", "elle est publiée, ou nous vous demandons des changements", "moins de deux semaines"):
        assert expected in letter.body
    assert f"/compte/seances/{plan.pk}/reprendre/" in letter.body
    assert "/admin/" not in letter.body


def test_nobody_receives_two_letters_for_one_event(plan, author, moderator):
    administrator = a_person("chef@exemple.fr", is_superuser=True)
    send(plan, author)
    accept(ask_changes(plan, moderator) and send(plan, author), moderator)
    assert [letter.subject.partition(" :")[0] for letter in letters_to(author)] == [
        "Nous avons bien reçu votre séance",
        "Des changements à faire",
        "Nous avons bien reçu votre séance",
        "Votre séance est publiée",
    ]
    assert [letter.subject.partition(" :")[0] for letter in letters_to(moderator)] == [
        "À relire",
        "Renvoyée à la relecture",
    ]
    assert not letters_to(administrator), "there is a moderator"


def test_without_moderators_the_administrators_are_told(plan, author, moderator):
    administrator = a_person("chef@exemple.fr", is_superuser=True)
    moderator.is_active = False
    moderator.save()
    send(plan, author)
    assert letters_to(administrator)
    assert not letters_to(moderator)


def test_a_moderator_who_wants_no_letters_has_none(plan, author, moderator):
    other = a_moderator("autre@exemple.fr")
    profile = UserProfile.get_for_user(moderator)
    profile.submitted_notifications = False
    profile.save()
    send(plan, author)
    assert letters_to(other)
    assert not letters_to(moderator)


def test_changes_come_with_the_words_on_the_whole_and_on_each_field_and_the_way_to_it(in_review, author, moderator):
    remark = a_remark(in_review, moderator, f"body.{in_review.body[1].id}.minutes", "C’est long, non ?")
    answer(in_review, a_remark(in_review, moderator, "summary", "Une phrase."), author, "", done=True)
    ask_changes(in_review, moderator, "Très bien.\n\nPresque prête.")
    body = last_to(author).body
    for expected in ("Très bien.", "Presque prête.", "– Minutes", "C’est long, non ?"):
        assert expected in body
    assert f"/compte/seances/{in_review.pk}/deroule/#remarque-{remark.pk}" in body
    assert "Une phrase." not in body, "it is done"
    assert "/admin/" not in body


def test_what_people_typed_is_text_in_the_letter(in_review, author, moderator):
    ask_changes(in_review, moderator, "<script>alert(1)</script>")
    letter = last_to(author)
    assert "<script>" in letter.body
    assert "<script>" not in letter.alternatives[0][0]


def test_acceptance_gives_the_address_of_the_page(in_review, author, moderator):
    page = accept(in_review, moderator, "Merci pour ce beau travail.")
    letter = last_to(author)
    assert letter.subject == "Votre séance est publiée : Ma séance"
    assert page.full_url in letter.body
    assert "Merci pour ce beau travail." in letter.body


def test_accepted_changes_of_a_published_plan_are_said_to_be_changes(in_review, author, moderator):
    accept(in_review, moderator)
    change(in_review, author, summary="Neuf.")
    send(in_review, author)
    assert "ce sont des changements" in last_to(moderator).body
    assert "la page publique ne change pas" in last_to(author).body
    accept(in_review, moderator)
    assert last_to(author).subject.startswith("Vos changements sont publiés")


def test_sent_again_the_moderators_know_what_was_ticked(in_review, author, moderator):
    answer(in_review, a_remark(in_review, moderator), author, "", done=True)
    a_remark(in_review, moderator, "summary")
    ask_changes(in_review, moderator)
    send(in_review, author)
    assert "1 sur 2" in last_to(moderator).body


def test_a_stopped_review_is_told_unless_the_author_stopped_it(in_review, author, moderator):
    take_back(in_review, author)
    assert not mail.outbox
    send(in_review, author)
    again(in_review).current_workflow_state.cancel(user=moderator)
    assert last_to(author).subject.startswith("La relecture est arrêtée")
    assert "Votre texte est gardé" in last_to(author).body


def test_a_plan_taken_off_the_site_or_erased_by_a_moderator_is_told_once(in_review, author, moderator):
    page = accept(in_review, moderator)
    mail.outbox.clear()
    page.unpublish(user=moderator)
    assert [letter.subject for letter in letters_to(author)] == ["Votre séance n’est plus publique : Ma séance"]
    again(page).delete(user=moderator)
    assert [letter.subject for letter in letters_to(author)[1:]] == ["Votre séance est effacée : Ma séance"]


@pytest.mark.usefixtures("wagtail_templates")
def test_erased_in_the_admin_a_published_plan_is_told_once(in_review, author, moderator):
    page = accept(in_review, moderator)
    mail.outbox.clear()
    browser_of(moderator).post(f"/admin/pages/{page.pk}/delete/")
    assert not Page.objects.filter(pk=page.pk).exists()
    assert [letter.subject for letter in letters_to(author)] == ["Votre séance est effacée : Ma séance"]


def test_an_author_who_erases_their_own_plan_is_not_told(plan, author):
    DeletePageAction(plan, user=author).execute(skip_permission_checks=True)
    assert not mail.outbox


def test_an_author_who_left_their_epn_is_told_that_they_cannot_write_any_more(in_review, author, moderator):
    Membership.objects.filter(user=author).delete()
    ask_changes(in_review, moderator, "Encore un effort.")
    body = last_to(author).body
    assert "Vous ne faites plus partie d’un EPN" in body
    assert "puis renvoyez la séance" not in body.lower()
    task = again(in_review).current_workflow_state
    task.resume(user=moderator)
    assert accept(in_review, moderator).live, "the review goes on"
    assert last_to(author).subject.startswith("Votre séance est publiée")


def test_nobody_is_told_once_the_account_is_closed_or_erased(in_review, author, moderator):
    erase_account(author, keep_name=True)
    mail.outbox.clear()
    plan = Page.objects.filter(pk=in_review.pk).first()
    if plan and again(plan).current_workflow_state:
        ask_changes(in_review, moderator)
    assert not mail.outbox


def test_a_letter_speaks_the_language_of_the_plan_whoever_acts(in_review, author, moderator, english):
    with translation.override("en"):
        ask_changes(in_review, moderator)
    assert last_to(author).subject.startswith("Des changements à faire")


def test_other_pages_keep_the_letters_of_wagtail(home, author, moderator):
    page = a_page(home, live=False, owner=moderator)
    page.save_revision(user=moderator)
    administrator = a_person("chef@exemple.fr", is_superuser=True)
    page.get_workflow().start(page, administrator)
    assert f"/admin/pages/{page.pk}/edit/" in last_to(moderator).body
    assert "séance" not in last_to(moderator).body


def test_wagtail_does_not_write_to_an_author_about_a_thread_that_only_the_admin_shows(in_review, author, moderator):
    remark = a_remark(in_review, moderator)
    answer(in_review, remark, author, "Pourquoi ?")
    answer(in_review, remark, moderator, "Pour le retrouver.")
    heard = [UserProfile.get_for_user(user).updated_comments_notifications for user in (author, moderator)]
    assert heard == [False, True]


def test_the_letters_of_a_review_that_is_undone_are_not_written(plan, author, moderator, settings):
    settings.EMAIL_BACKEND = "accounts.outbox.backend.Outbox"
    with transaction.atomic():
        send(plan, author)
        assert Letter.objects.count() == 2
        transaction.set_rollback(True)
    assert not Letter.objects.exists()
    assert task_of(again(plan)) is None
