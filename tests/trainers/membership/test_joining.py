"""Asking to join one's EPN, answering, leaving."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.outbox.models import Letter
from accounts.roles import EDITORS, role_names, set_up_roles
from tests.accounts.conftest import a_person
from trainers.membership.choosing import search
from trainers.membership.models import Membership, State
from trainers.membership.roles import is_coordinator, is_mediator
from trainers.places.models import Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
ASKING = {"function": "Médiatrice numérique", "message": "Bonjour, j’arrive lundi."}


def a_place(name="Médiathèque des Trois Ponts", town="Lyon", **fields):
    number = Place.objects.count() + 1
    values = {
        "standard_id": f"epn-{number}",
        "pivot": "0" * 14,
        "address": "12 rue du Moulin Bleu",
        "postcode": "69003",
    }
    return Place.objects.create(name=name, town=town, **values | fields)


def a_member(place, email="karim@exemple.fr", *, is_coordinator=False, state=State.ACCEPTED, **fields):
    user = a_person(email, first_name=email.partition("@")[0].capitalize(), last_name="Test")
    return Membership.objects.create(
        user=user, place=place, state=state, is_coordinator=is_coordinator, asked_at=timezone.now(), **fields
    )


def an_editor(email="editrice@exemple.fr"):
    set_up_roles()
    user = a_person(email)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


def browser_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def place():
    return a_place()


@pytest.fixture
def nadia():
    return a_person()


def ask(user, place, django_capture_on_commit_callbacks, **fields):
    with django_capture_on_commit_callbacks(execute=True):
        return browser_of(user).post(f"/compte/rejoindre/?lieu={place.slug}", ASKING | fields)


def test_a_place_is_found_by_its_name_and_its_town_as_people_type_them(place):
    a_place("Le Fil", "Saint-Étienne")
    assert [found.name for found in search("MEDIATHEQUE ponts")] == ["Médiathèque des Trois Ponts"]
    assert [found.name for found in search("st etienne")] == ["Le Fil"]
    assert not search("  ")
    assert not search("médiathèque paris")


def test_one_chooses_a_place_in_the_list_and_asks(nadia, place):
    client = browser_of(nadia)
    page = client.get("/compte/rejoindre/?q=ponts lyon")
    assert f'href="/compte/rejoindre/?lieu={place.slug}"' in page.text
    assert "Mon EPN n’est pas dans la liste" in page.text
    assert "Rejoindre Médiathèque des Trois Ponts" in client.get(f"/compte/rejoindre/?lieu={place.slug}").text


def test_what_was_typed_is_kept_when_something_is_missing(nadia, place):
    page = browser_of(nadia).post(f"/compte/rejoindre/?lieu={place.slug}", {"message": "J’arrive lundi."})
    assert "Écrivez votre fonction." in page.text
    assert "J’arrive lundi." in page.text
    assert not Membership.objects.exists()


def test_coordinators_of_the_place_and_editors_are_told_nobody_else(nadia, place, django_capture_on_commit_callbacks):
    a_member(place, "coordinateur@exemple.fr", is_coordinator=True)
    a_member(place, "collegue@exemple.fr")
    a_member(a_place("Ailleurs"), "autre@exemple.fr", is_coordinator=True)
    an_editor()
    response = ask(nadia, place, django_capture_on_commit_callbacks)
    assert response.url == "/compte/"
    assert [letter.to for letter in mail.outbox] == [["coordinateur@exemple.fr"], ["editrice@exemple.fr"]]
    assert (
        "Nadia Belkacem (Médiatrice numérique) demande à rejoindre Médiathèque des Trois Ponts (Lyon)."
        in mail.outbox[0].body
    )
    assert "j’arrive lundi" in mail.outbox[0].body
    assert "http://testserver/compte/demandes/" in mail.outbox[0].body


def test_without_editors_the_administrators_are_told(nadia, place, django_capture_on_commit_callbacks):
    a_person("chef@exemple.fr", is_superuser=True)
    ask(nadia, place, django_capture_on_commit_callbacks)
    assert [letter.to for letter in mail.outbox] == [["chef@exemple.fr"]]


def test_asking_twice_is_said_and_makes_one_request(nadia, place, django_capture_on_commit_callbacks):
    ask(nadia, place, django_capture_on_commit_callbacks)
    again = ask(nadia, place, django_capture_on_commit_callbacks)
    assert "attend déjà une réponse" in again.text
    assert Membership.objects.count() == 1


def test_nobody_asks_everywhere_at_once(nadia, django_capture_on_commit_callbacks):
    for number in range(6):
        last = ask(nadia, a_place(f"Lieu {number}"), django_capture_on_commit_callbacks)
    assert "déjà cinq demandes" in last.text
    assert Membership.objects.count() == 5


def test_the_letters_of_an_answer_that_is_undone_are_not_sent(nadia, place, settings):
    settings.EMAIL_BACKEND = "accounts.outbox.backend.Outbox"
    a_member(place, "coordinateur@exemple.fr", is_coordinator=True)
    with transaction.atomic():
        browser_of(nadia).post(f"/compte/rejoindre/?lieu={place.slug}", ASKING)
        assert Letter.objects.count() == 1
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_a_request_gives_no_right_before_the_answer(nadia, place, django_capture_on_commit_callbacks):
    ask(nadia, place, django_capture_on_commit_callbacks)
    assert not is_mediator(nadia)
    assert role_names(nadia) == []


def test_a_coordinator_accepts_and_the_person_is_told(nadia, place, django_capture_on_commit_callbacks):
    coordinator = a_member(place, "coordinateur@exemple.fr", is_coordinator=True).user
    ask(nadia, place, django_capture_on_commit_callbacks)
    asked = Membership.objects.get(user=nadia)
    browser = browser_of(coordinator)
    assert "Répondre à Nadia Belkacem" in browser.get("/compte/demandes/").text
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/compte/demandes/{asked.pk}/", {"decision": "accept", "is_coordinator": "on"})
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.message) == (State.ACCEPTED, coordinator, "")
    assert not asked.is_coordinator, "a coordinator does not choose the next one"
    assert is_mediator(nadia)
    assert mail.outbox[-1].to == [nadia.email]
    assert mail.outbox[-1].subject == "Vous avez rejoint Médiathèque des Trois Ponts (Lyon)"


def test_a_refusal_needs_a_reason_that_the_person_reads(nadia, place, django_capture_on_commit_callbacks):
    ask(nadia, place, django_capture_on_commit_callbacks)
    asked, browser = Membership.objects.get(user=nadia), browser_of(an_editor())
    page = browser.post(f"/compte/demandes/{asked.pk}/", {"decision": "refuse"})
    assert "Écrivez une raison" in page.text
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/compte/demandes/{asked.pk}/", {"decision": "refuse", "answer": "Nous ne vous connaissons pas."})
    assert "Nous ne vous connaissons pas." in mail.outbox[-1].body
    assert "Nous ne vous connaissons pas." in browser_of(nadia).get("/compte/").text
    assert not is_mediator(nadia)


def test_who_was_refused_may_ask_again(nadia, place, django_capture_on_commit_callbacks):
    Membership.objects.create(user=nadia, place=place, state=State.REFUSED, answer="Non.", asked_at=timezone.now())
    ask(nadia, place, django_capture_on_commit_callbacks)
    again = Membership.objects.get()
    assert (again.state, again.answer) == (State.ASKED, "")


def test_a_place_that_is_not_in_the_directory_goes_to_editors_who_choose_it(
    nadia, place, django_capture_on_commit_callbacks
):
    a_member(place, "coordinateur@exemple.fr", is_coordinator=True)
    editor = an_editor()
    with django_capture_on_commit_callbacks(execute=True):
        browser_of(nadia).post("/compte/rejoindre/?autre=1", ASKING | {"place_name": "Trois Ponts, Lyon"})
    assert [letter.to for letter in mail.outbox] == [[editor.email]]
    asked, browser = Membership.objects.get(user=nadia), browser_of(editor)
    address = f"/compte/demandes/{asked.pk}/"
    assert f'value="{place.slug}"' in browser.get(address).text
    assert "Choisissez d’abord le lieu" in browser.post(address, {"decision": "accept"}).text
    browser.post(address, {"decision": "accept", "lieu": place.slug, "is_coordinator": "on"})
    asked.refresh_from_db()
    assert (asked.place, asked.place_name, asked.state) == (place, "", State.ACCEPTED)
    assert is_coordinator(nadia)
    assert role_names(nadia) == ["coordination : Médiathèque des Trois Ponts (Lyon)"]


def test_nobody_is_accepted_in_a_place_that_nobody_knows(nadia):
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=nadia, place_name="Chez moi", state=State.ACCEPTED, asked_at=timezone.now())


def test_a_coordinator_answers_only_for_their_own_place(nadia, place, django_capture_on_commit_callbacks):
    elsewhere = a_member(a_place("Ailleurs"), "autre@exemple.fr", is_coordinator=True).user
    ask(nadia, place, django_capture_on_commit_callbacks)
    address = f"/compte/demandes/{Membership.objects.get(user=nadia).pk}/"
    browser = browser_of(elsewhere)
    assert "Nadia" not in browser.get("/compte/demandes/").text
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"decision": "accept"}).status_code == 404
    assert not is_mediator(nadia)


def test_a_coordinator_does_not_accept_themselves_elsewhere(place, django_capture_on_commit_callbacks):
    coordinator = a_member(place, "coordinateur@exemple.fr", is_coordinator=True).user
    other = a_place("Ailleurs")
    ask(coordinator, other, django_capture_on_commit_callbacks)
    asked = Membership.objects.get(user=coordinator, place=other)
    assert browser_of(coordinator).post(f"/compte/demandes/{asked.pk}/", {"decision": "accept"}).status_code == 404


def test_editors_name_coordinators(place, django_capture_on_commit_callbacks):
    member = a_member(place)
    with django_capture_on_commit_callbacks(execute=True):
        browser_of(an_editor()).post(f"/compte/demandes/{member.pk}/coordination/")
    assert is_coordinator(member.user)
    assert mail.outbox[-1].subject == "Vous coordonnez Médiathèque des Trois Ponts (Lyon)"


def test_a_coordinator_names_nobody(place):
    coordinator = a_member(place, "coordinateur@exemple.fr", is_coordinator=True).user
    member = a_member(place)
    browser_of(coordinator).post(f"/compte/demandes/{member.pk}/coordination/")
    assert not is_coordinator(member.user)


def test_somebody_is_taken_off_a_place_and_told(place, django_capture_on_commit_callbacks):
    coordinator = a_member(place, "coordinateur@exemple.fr", is_coordinator=True).user
    member = a_member(place)
    browser = browser_of(coordinator)
    assert "Retirer Karim Test" in browser.get(f"/compte/demandes/{member.pk}/retirer/").text
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/compte/demandes/{member.pk}/retirer/")
    assert not is_mediator(member.user)
    assert mail.outbox[-1].to == ["karim@exemple.fr"]


def test_one_leaves_a_place_alone_and_only_one_s_own(nadia, place):
    member = a_member(place)
    assert browser_of(nadia).post(f"/compte/epn/{member.pk}/quitter/").status_code == 404
    browser_of(member.user).post(f"/compte/epn/{member.pk}/quitter/")
    assert not Membership.objects.exists()


def test_a_closed_account_is_no_mediator(place):
    member = a_member(place, is_coordinator=True)
    member.user.is_active = False
    member.user.save()
    assert not is_mediator(member.user)
    assert not is_coordinator(member.user)


@pytest.mark.parametrize("address", ["/compte/demandes/", "/admin/membres/"])
def test_the_list_costs_the_same_with_two_people_and_with_twenty(place, address):
    browser = browser_of(an_editor())

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    for number in range(2):
        a_member(place, f"p{number}@exemple.fr", state=State.ASKED if number else State.ACCEPTED)
    cost()
    few = cost()
    for number in range(2, 20):
        a_member(place, f"p{number}@exemple.fr", state=State.ASKED if number % 2 else State.ACCEPTED)
    assert cost() == few


def test_a_long_list_of_members_has_pages_and_a_search(place):
    browser = browser_of(an_editor())
    for number in range(52):
        a_member(place, f"p{number:02}@exemple.fr")
    first = browser.get("/compte/demandes/").text
    assert "52 personnes" in first
    assert "p49@exemple.fr" in first
    assert "p50@exemple.fr" not in first
    assert "p51@exemple.fr" in browser.get("/compte/demandes/?page=2").text
    found = browser.get("/compte/demandes/?q=P51+lyon").text
    assert "p51@exemple.fr" in found
    assert "p50@exemple.fr" not in found
    assert "0 personne" in browser.get("/compte/demandes/?q=personne-de-ce-nom").text
    assert browser.get("/compte/demandes/?page=99").status_code == 200


def test_the_admin_lists_requests_and_leads_to_the_answer(place, nadia, django_capture_on_commit_callbacks):
    ask(nadia, place, django_capture_on_commit_callbacks)
    asked = Membership.objects.get()
    page = browser_of(an_editor()).get("/admin/membres/").content.decode()
    assert f'href="/compte/demandes/{asked.pk}/"' in page
    assert "Nadia Belkacem" in page
