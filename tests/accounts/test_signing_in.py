"""Signing up, verifying, signing in and out, and what stops those who try passwords."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from learning.carnet.models import Carnet
from tests.accounts.conftest import PASSWORD, a_person, link_in_last_letter, sign_in
from tests.factories import a_module, a_step, an_exercise

pytestmark = pytest.mark.django_db
NEW = {"first_name": "Ana", "last_name": "Silva", "email": "Ana@Exemple.fr", "password1": PASSWORD}


def is_signed_in(client):
    return client.get("/compte/").status_code == 200


def test_one_signs_up_verifies_the_address_and_enters(home, client):
    response = client.post("/compte/creer/", NEW, follow=True)
    assert "Regardez vos e-mails" in response.text
    assert not is_signed_in(client)
    verified = client.post(link_in_last_letter(), follow=True)
    assert verified.status_code == 200
    assert User.objects.get().email == "ana@exemple.fr"
    if not is_signed_in(client):
        sign_in(client, "ana@exemple.fr")
    assert is_signed_in(client)


def test_the_link_does_nothing_until_the_button_is_pressed(home, client):
    client.post("/compte/creer/", NEW)
    page = Client().get(link_in_last_letter())
    assert "Oui, c’est la mienne" in page.text
    assert not User.objects.get().emailaddress_set.get().verified


def test_an_address_that_is_not_verified_does_not_open_the_account(home, client):
    client.post("/compte/creer/", NEW)
    other = Client()
    cache.clear()
    response = sign_in(other, "ana@exemple.fr")
    assert response.url == "/compte/adresse/verification/"
    assert not is_signed_in(other)


def test_signing_up_with_a_taken_address_looks_the_same_and_tells_its_owner(home, client):
    fresh = client.post("/compte/creer/", NEW)
    a_person("nadia@exemple.fr")
    taken = Client().post("/compte/creer/", NEW | {"email": "nadia@exemple.fr"})
    assert (taken.status_code, taken.url) == (fresh.status_code, fresh.url)
    assert mail.outbox[-1].subject == "Vous avez déjà un compte"
    assert User.objects.count() == 2


@pytest.mark.parametrize("password", ["Constantinople-1", "ana.constantinople@exemple.fr"])
def test_a_password_made_of_one_s_name_or_address_is_refused(home, client, password):
    name = NEW | {"last_name": "Constantinople", "email": "ana.constantinople@exemple.fr"}
    assert "trop semblable" in client.post("/compte/creer/", name | {"password1": password}).text
    assert not User.objects.exists()


def test_a_forgotten_password_looks_the_same_for_an_unknown_address(person, client):
    known = client.post("/compte/mot-de-passe/oublie/", {"email": person.email})
    unknown = client.post("/compte/mot-de-passe/oublie/", {"email": "personne@exemple.fr"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.subject for letter in mail.outbox] == [
        "Choisissez un autre mot de passe",
        "Cette adresse n’a pas de compte",
    ]


def test_a_forgotten_password_is_replaced_through_the_letter(person, client):
    client.post("/compte/mot-de-passe/oublie/", {"email": person.email})
    form = client.get(link_in_last_letter(), follow=True)
    address = form.redirect_chain[-1][0]
    weak = client.post(address, {"password1": "bonjour"})
    assert "se devine trop vite" in weak.text
    done = client.post(address, {"password1": "une autre phrase de sept mots bien longue"}, follow=True)
    assert "C’est fait" in done.text
    assert mail.outbox[-1].subject == "Votre mot de passe est changé"
    assert sign_in(client).status_code == 200
    assert sign_in(client, password="une autre phrase de sept mots bien longue").status_code == 302


def test_a_wrong_password_keeps_the_address_and_says_so_without_telling_which_is_wrong(person, client):
    wrong = sign_in(client, password="autre chose")
    unknown = sign_in(client, email="personne@exemple.fr")
    sentence = "L’adresse ou le mot de passe ne va pas. Vérifiez les deux."
    assert sentence in wrong.text
    assert sentence in unknown.text
    assert 'value="nadia@exemple.fr"' in wrong.text
    assert PASSWORD not in unknown.text


def test_the_sixth_try_in_five_minutes_is_refused_even_with_the_right_password(person, client):
    for _try in range(5):
        assert "ne va pas" in sign_in(client, password="autre chose").text
    refused = sign_in(client)
    assert "la connexion à ce compte est bloquée" in refused.text
    assert not is_signed_in(client)


def test_choosing_another_password_opens_a_blocked_account(person, client):
    for _try in range(5):
        sign_in(client, password="autre chose")
    client.post("/compte/mot-de-passe/oublie/", {"email": person.email})
    form = client.get(link_in_last_letter(), follow=True)
    new = "une autre phrase de sept mots bien longue"
    client.post(form.redirect_chain[-1][0], {"password1": new})
    assert sign_in(client, password=new).status_code == 302


def test_one_computer_cannot_try_everybody_s_password(home):
    for number in range(30):
        sign_in(Client(), email=f"p{number}@exemple.fr", password="autre chose")
    a_person("derniere@exemple.fr")
    response = sign_in(Client(), email="derniere@exemple.fr")
    assert response.status_code in {200, 429}
    assert sign_in(Client(), email="derniere@exemple.fr", REMOTE_ADDR="10.0.0.9").status_code == 302


@pytest.mark.parametrize("door", ["/admin/login/?next=/admin/pages/", "/_util/login/?next=/admin/pages/"])
def test_wagtail_s_own_doors_lead_to_the_one_that_has_a_lock(home, client, door):
    response = client.get(door)
    assert response.url == "/compte/connexion/?next=/admin/pages/"
    assert client.post(door, {"username": "a", "password": "b"}).status_code == 302


def test_who_comes_to_the_admin_s_door_goes_to_the_admin(home, client):
    assert client.get("/admin/login/").url == "/compte/connexion/?next=/admin/"


def test_the_admin_sends_to_the_sign_in_page_and_back(home, client):
    a_person(is_superuser=True, is_staff=True)
    sent = client.get("/admin/pages/")
    assert sent.url.startswith("/compte/connexion/?next=/admin/pages/")
    response = client.post(sent.url, {"login": "nadia@exemple.fr", "password": PASSWORD})
    assert response.url == "/admin/pages/"


def test_another_site_cannot_be_the_place_one_returns_to(person, client):
    response = client.post(
        "/compte/connexion/?next=https://ailleurs.example/", {"login": person.email, "password": PASSWORD}
    )
    assert response.url == "/compte/"


@pytest.mark.parametrize(
    "address", ["/admin/password_reset/", "/admin/account/change_password/", "/admin/account/change_email/"]
)
def test_wagtail_has_no_other_way_to_a_password(client, home, address):
    a_person(is_superuser=True)
    sign_in(client)
    assert client.get(address).status_code == 404


def test_the_admin_s_page_of_one_s_account_changes_no_address_and_leads_to_ours(client, home, wagtail_templates):
    person = a_person(is_superuser=True)
    sign_in(client)
    page = client.get("/admin/account/").content.decode()
    assert 'href="/compte/"' in page
    client.post(
        "/admin/account/", {"name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": "x@y.fr"}
    )
    person.refresh_from_db()
    assert person.email == "nadia@exemple.fr"


def test_the_admin_makes_an_account_whose_owner_chooses_the_password(client, home):
    a_person(is_superuser=True)
    sign_in(client)
    made = {"email": "Invitee@exemple.fr", "first_name": "Zoé", "last_name": "Lane"}
    assert client.post("/admin/users/new/", made).status_code == 302
    assert not User.objects.get(email="invitee@exemple.fr").has_usable_password()
    other = Client()
    other.post("/compte/mot-de-passe/oublie/", {"email": "invitee@exemple.fr"})
    form = other.get(link_in_last_letter(), follow=True)
    other.post(form.redirect_chain[-1][0], {"password1": PASSWORD})
    cache.clear()
    sign_in(other, "invitee@exemple.fr")
    if not is_signed_in(other):  # the letter that verifies the address
        other.post(link_in_last_letter())
        sign_in(other, "invitee@exemple.fr")
    assert is_signed_in(other)


def test_signing_in_changes_the_session_and_lasts_until_the_browser_closes(person, client):
    client.get("/compte/connexion/")
    client.session.save()
    before = client.cookies.get("compte")
    response = sign_in(client)
    cookie = response.cookies["compte"]
    assert before is None or cookie.value != before.value
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_signing_out_ends_the_session_on_the_server(person, client):
    from django.contrib.sessions.models import Session

    sign_in(client)
    client.post("/compte/deconnexion/")
    assert not is_signed_in(client)
    assert not Session.objects.filter(session_data__contains="_auth").exists()
    assert client.get("/compte/deconnexion/").status_code == 302


def answer(client, module):
    exercise = module.steps[0].value["body"][0].id
    headers = {"sec-fetch-site": "same-origin"}
    return client.post(module.step_url(1), {"exercice": exercise, "r": "0"}, headers=headers)


def test_a_mediator_signs_in_and_out_without_touching_the_learner_s_carnet(home, person, client):
    module = a_module(home, steps=[a_step("Une étape", an_exercise())])
    answer(client, module)
    carnet = Carnet.objects.get()
    cookie = client.cookies["carnet"].value
    sign_in(client)
    assert client.cookies["carnet"].value == cookie
    assert "_auth_user_id" in client.session
    client.post("/compte/deconnexion/")
    assert "Vos trois mots" in client.get("/carnet/").text
    answer(client, module)
    assert list(Carnet.objects.all()) == [carnet]
    assert carnet.attempts.count() == 2


def test_j_ai_fini_also_signs_out_whoever_came_to_help(person, client, home):
    sign_in(client)
    client.post("/carnet/fini/", headers={"sec-fetch-site": "same-origin"})
    assert not is_signed_in(client)


def test_an_administrator_made_from_the_shell_needs_no_letter(home, client):
    User.objects.create_superuser("Chef@Exemple.fr", PASSWORD)
    assert sign_in(client, "chef@exemple.fr").status_code == 302
    assert not mail.outbox


def test_an_address_given_by_the_admin_replaces_the_one_before_and_must_be_verified(person, client):
    person.email = "autre@exemple.fr"
    person.save()
    assert "ne va pas" in sign_in(client, "nadia@exemple.fr").text
    assert sign_in(client, "autre@exemple.fr").url == "/compte/adresse/verification/"
    assert mail.outbox[-1].to == ["autre@exemple.fr"]


def test_public_pages_do_not_know_who_is_signed_in(person, client, home):
    visitor = Client().get("/")
    sign_in(client)
    assert client.get("/").content == visitor.content


def test_pages_of_the_account_are_never_kept(signed_in):
    for address in ("/compte/", "/compte/securite/", "/compte/mot-de-passe/", "/compte/mes-donnees/"):
        response = signed_in.get(address)
        assert response.headers["Cache-Control"] == "no-store", address
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_form_without_its_token_is_refused_in_plain_words(home):
    browser = Client(enforce_csrf_checks=True)
    response = sign_in(browser)
    assert response.status_code == 403
    assert "Ce formulaire a expiré" in response.text


def test_a_door_that_is_closed_says_so_in_plain_words(signed_in):
    response = signed_in.get("/compte/demandes/")
    assert response.status_code == 403
    assert "pas pour votre compte" in response.text
