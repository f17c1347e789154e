"""The account page, one's data, and its erasure."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from accounts.roles import MODERATORS, set_up_roles
from tests.accounts.conftest import PASSWORD, a_person, link_in_last_letter, sign_in
from tests.trainers.factories import a_plan
from tests.trainers.membership.test_joining import a_place
from trainers.membership.authors import without
from trainers.membership.models import Membership, State
from trainers.plans.pages import PlanPage

pytestmark = pytest.mark.django_db


def confirm(client):
    """Prove again who one is, as the page asks."""
    client.post("/compte/confirmer/", {"password": PASSWORD})


def test_the_page_says_who_one_is(signed_in, person):
    set_up_roles()
    person.groups.add(Group.objects.get(name=MODERATORS))
    page = signed_in.get("/compte/").text
    for expected in ("Nadia Belkacem", "nadia@exemple.fr", "modération", "Rejoindre mon EPN", 'href="/admin/"'):
        assert expected in page


def test_the_english_page_exists(signed_in, english):
    assert signed_in.get("/en/compte/").status_code == 200


def test_who_has_no_name_signs_without_the_address():
    assert "@" not in a_person(first_name="", last_name="").author_name


def test_changing_one_s_name(signed_in, person):
    signed_in.post("/compte/nom/", {"first_name": "Nadia", "last_name": ""})
    person.refresh_from_db()
    assert person.author_name == "Nadia"


def test_a_new_address_counts_once_verified_and_the_old_one_is_told(signed_in, person):
    confirm(signed_in)
    signed_in.post("/compte/adresse/", {"action_add": "1", "email": "nouvelle@exemple.fr"})
    person.refresh_from_db()
    assert person.email == "nadia@exemple.fr"
    assert mail.outbox[-1].to == ["nouvelle@exemple.fr"]
    assert "En attente de vérification" in signed_in.get("/compte/adresse/").text
    signed_in.post(link_in_last_letter())
    person.refresh_from_db()
    assert person.email == "nouvelle@exemple.fr"
    told = next(letter for letter in mail.outbox if letter.to == ["nadia@exemple.fr"])
    assert "nouvelle@exemple.fr remplace nadia@exemple.fr" in told.body
    assert [address.email for address in person.emailaddress_set.all()] == ["nouvelle@exemple.fr"]


def test_a_password_is_changed_with_the_current_one_and_the_owner_is_told(signed_in, person):
    new = "une autre phrase de sept mots bien longue"
    wrong = signed_in.post("/compte/mot-de-passe/", {"oldpassword": "x", "password1": new})
    assert "pas votre mot de passe actuel" in wrong.text
    done = signed_in.post("/compte/mot-de-passe/", {"oldpassword": PASSWORD, "password1": new})
    assert done.url == "/compte/"
    assert mail.outbox[-1].subject == "Votre mot de passe est changé"
    assert signed_in.get("/compte/").status_code == 200


def test_another_browser_is_signed_out_by_a_new_password(person, client):
    from django.test import Client

    other = Client()
    sign_in(other)
    sign_in(client)
    client.post(
        "/compte/mot-de-passe/", {"oldpassword": PASSWORD, "password1": "une autre phrase de sept mots bien longue"}
    )
    assert other.get("/compte/").status_code == 302


def test_everything_that_is_known_is_in_the_file(signed_in, person):
    place = a_place()
    Membership.objects.create(
        user=person, place=place, state=State.ACCEPTED, function="Médiatrice", asked_at=timezone.now()
    )
    data = signed_in.get("/compte/mes-donnees/").json()
    assert data["adresse e-mail"] == "nadia@exemple.fr"
    assert data["rôles"] == ["médiation : Médiathèque des Trois Ponts (Lyon)"]
    assert data["EPN"][0]["fonction"] == "Médiatrice"
    assert "password" not in str(data)


def columns_that_point_at_people():
    """What the database holds about somebody, wherever it is: nothing may be forgotten by the export."""
    ours = {"accounts", "trainers", "learning", "paths", "resources"}
    relations = [
        field for field in User._meta.get_fields(include_hidden=True) if field.auto_created and not field.concrete
    ]
    return {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in relations
        if relation.related_model._meta.app_label in ours and not relation.related_model._meta.auto_created
    }


def test_a_new_table_about_people_must_be_exported_and_erased():
    """When this fails: add the table to a section (`accounts.sections`), then here."""
    assert columns_that_point_at_people() == {
        "trainers.Membership.user",
        "trainers.Membership.decided_by",
        "trainers.PlaceImport.sent_by",
        "trainers.Problem.solved_by",
        "trainers.Trial.user",
    }


def test_erasing_asks_who_one_is_first(signed_in, person):
    assert signed_in.get("/compte/effacer/").url.startswith("/compte/confirmer/")
    assert signed_in.post("/compte/effacer/").status_code == 302
    assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("keep", [True, False])
def test_erasing_takes_the_person_away_and_leaves_what_was_shared(home, signed_in, person, keep):
    plan = a_plan(home, authors="Nadia Belkacem, Karim", owner=person)
    plan.save_revision()
    Membership.objects.create(user=person, place=a_place(), state=State.ACCEPTED, asked_at=timezone.now())
    confirm(signed_in)
    assert "Effacer mon compte ?" in signed_in.get("/compte/effacer/").text
    gone = signed_in.post("/compte/effacer/", {"keep_name": "on"} if keep else {})
    assert "Votre compte est effacé" in gone.text
    assert not User.objects.exists()
    assert not Membership.objects.exists()
    plan = PlanPage.objects.get(pk=plan.pk)
    assert plan.authors == ("Nadia Belkacem, Karim" if keep else "Karim")
    assert ("Nadia" in str(plan.get_latest_revision().content)) is keep
    assert signed_in.get("/compte/").status_code == 302


@pytest.mark.parametrize(
    ("authors", "left"),
    [
        ("Nadia Belkacem", ""),
        ("Karim et Nadia Belkacem", "Karim"),
        ("Nadia Belkacem-Roux", "Nadia Belkacem-Roux"),
        ("Léa, Karim", "Léa, Karim"),
    ],
)
def test_a_name_is_taken_out_of_a_list_and_nothing_else_is(authors, left):
    assert without(authors, "Nadia Belkacem") == left


def test_the_only_administrator_cannot_leave_the_site_without_one(home, client):
    User.objects.create_superuser("chef@exemple.fr", PASSWORD)
    sign_in(client, "chef@exemple.fr")
    confirm(client)
    assert "Nommez d’abord quelqu’un" in client.post("/compte/effacer/").text
    assert User.objects.exists()


def test_accounts_never_verified_are_erased_after_a_month(home, client, capsys):
    month = timezone.now() - timezone.timedelta(days=31)
    for email in ("ancienne@exemple.fr", "recente@exemple.fr"):
        client.post("/compte/creer/", {"first_name": "A", "last_name": "B", "email": email, "password1": PASSWORD})
    User.objects.filter(email="ancienne@exemple.fr").update(date_joined=month)
    verified = a_person()
    User.objects.filter(pk=verified.pk).update(date_joined=month)
    made_by_the_admin = User.objects.create_user("invitee@exemple.fr", date_joined=month)
    call_command("clean_accounts")
    assert set(User.objects.values_list("email", flat=True)) == {
        "recente@exemple.fr",
        verified.email,
        made_by_the_admin.email,
    }
