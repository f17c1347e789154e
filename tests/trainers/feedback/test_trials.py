"""« Je l’ai animée »: told by mediators, read by everybody, without the name of anybody who did not ask for it."""

import json
import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import MODERATORS, set_up_roles
from accounts.views import data_of, erase_account
from core.cache import content_version
from tests.accounts.conftest import a_person
from tests.payloads import PAYLOADS
from tests.trainers.factories import a_plan
from tests.trainers.membership.test_joining import a_member, a_place, browser_of
from trainers.feedback.models import Trial

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
TOLD = {
    "held_on": "2026-03-12",
    "people": "8",
    "minutes": "110",
    "worked": "Les cartes.",
    "to_change": "Plus de pauses.",
}


@pytest.fixture
def place():
    return a_place()


@pytest.fixture
def karim(place):
    return a_member(place).user


@pytest.fixture
def plan(home):
    return a_plan(home, owner=a_person("autrice@exemple.fr", first_name="Awa"))


def a_trial(plan, user=None, **fields) -> Trial:
    values = {"held_on": date(2026, 3, 12), "people": 8, "minutes": 110, "worked": "Les cartes."}
    return Trial.objects.create(plan=plan, user=user, **values | fields)


def tell(user, plan, capture=None, **fields):
    address, client = f"/compte/essais/{plan.pk}/", browser_of(user)
    place = {"place": str(user.memberships.first().place_id)} if user.memberships.exists() else {}
    if capture is None:
        return client.post(address, TOLD | place | fields)
    with capture(execute=True):
        return client.post(address, TOLD | place | fields)


def html(client, plan):
    return client.get(plan.url).content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_mediator_tells_and_everybody_reads_it_at_once(client, plan, karim, place):
    assert "Personne n’a encore dit" in html(client, plan)
    assert tell(karim, plan).url == "/compte/essais/"
    page = html(client, plan)
    assert "Testée 1 fois : 1 h 50, 8 personnes." in page
    assert "Médiathèque des Trois Ponts</b>, mars 2026" in page
    assert "Les cartes." in page
    assert "Plus de pauses." in page
    assert "Karim" not in page


def test_the_name_is_shown_to_who_asks_for_it(client, plan, karim):
    tell(karim, plan, signs="on")
    assert "Karim Test" in html(client, plan)
    trial = Trial.objects.get()
    browser_of(karim).post(f"/compte/essais/{plan.pk}/{trial.pk}/", TOLD | {"place": trial.place_id})
    assert "Karim Test" not in html(client, plan)


def test_the_author_is_told_by_e_mail(plan, karim, django_capture_on_commit_callbacks):
    tell(karim, plan, django_capture_on_commit_callbacks)
    assert [letter.to for letter in mail.outbox] == [["autrice@exemple.fr"]]
    assert "Les cartes." in mail.outbox[0].body
    assert f"http://testserver{plan.url}#essais" in mail.outbox[0].body
    assert "Karim" not in mail.outbox[0].body


def test_nobody_writes_to_themselves(home, karim, django_capture_on_commit_callbacks):
    tell(karim, a_plan(home, owner=karim), django_capture_on_commit_callbacks)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("held_on", (timezone.localdate() + timedelta(days=1)).isoformat(), "pas encore passé"),
        ("held_on", "0026-03-12", "trop ancien"),
        ("held_on", "demain", "Ce jour n’existe pas"),
        ("held_on", "", "Donnez le jour"),
        ("people", "", "combien de personnes"),
        ("people", "0", "de 1 à 200"),
        ("people", "100000", "de 1 à 200"),
        ("minutes", "2h", "un nombre de minutes"),
        ("minutes", "601", "de 5 à 600"),
        ("worked", "x" * 1001, "1000 caractères"),
        ("place", "99999", "Sélectionnez un choix valide"),
        ("level", "7", "Sélectionnez un choix valide"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence_and_what_was_typed_stays(plan, karim, field, value, sentence):
    page = tell(karim, plan, **{field: value})
    assert page.status_code == 200
    assert sentence in page.text.replace("\u202f", "").replace("\u00a0", " ")
    assert f'href="#id_{field}"' in page.text
    if field != "to_change":
        assert "Plus de pauses." in page.text
    assert not Trial.objects.exists()


def test_today_is_not_in_the_future(plan, karim):
    tell(karim, plan, held_on=timezone.localdate().isoformat())
    assert Trial.objects.exists()


def test_one_only_names_one_s_own_epn(plan, karim):
    elsewhere = a_place("Ailleurs", "Brest")
    assert "Sélectionnez un choix valide" in tell(karim, plan, place=str(elsewhere.pk)).text
    assert not Trial.objects.exists()


def test_who_has_one_epn_finds_it_chosen(plan, karim, place):
    assert f'<option value="{place.pk}" selected>' in browser_of(karim).get(f"/compte/essais/{plan.pk}/").text


def test_the_team_tells_without_an_epn(client, plan):
    set_up_roles()
    user = a_person("equipe@exemple.fr")
    user.groups.add(Group.objects.get(name=MODERATORS))
    tell(user, plan)
    assert "mars 2026" in html(client, plan)


def test_pressing_the_button_twice_tells_it_once(plan, karim):
    tell(karim, plan)
    tell(karim, plan)
    assert Trial.objects.count() == 1


def test_an_account_without_an_epn_may_not(plan):
    assert tell(a_person("seule@exemple.fr"), plan).status_code == 403


def test_a_draft_cannot_be_told(home, karim):
    draft = a_plan(home, "Brouillon", live=False)
    assert browser_of(karim).get(f"/compte/essais/{draft.pk}/").status_code == 404


def test_one_corrects_and_erases_one_s_own_only(client, plan, karim, place):
    other = a_member(place, "lea@exemple.fr").user
    trial = a_trial(plan, karim, place=place)
    address = f"/compte/essais/{plan.pk}/{trial.pk}/"
    for path in (address, f"{address}effacer/"):
        assert browser_of(other).get(path).status_code == 404
        assert browser_of(other).post(path, TOLD).status_code == 404
    browser_of(karim).post(address, TOLD | {"place": place.pk, "worked": "Autre chose."})
    assert "Autre chose." in html(client, plan)
    assert browser_of(karim).get(f"{address}effacer/").status_code == 200
    browser_of(karim).post(f"{address}effacer/")
    assert "Autre chose." not in html(client, plan)


def test_who_left_an_epn_still_corrects_what_they_told_there(plan, karim, place):
    trial = a_trial(plan, karim, place=place)
    karim.memberships.all().delete()
    browser_of(karim).post(f"/compte/essais/{plan.pk}/{trial.pk}/", TOLD | {"place": place.pk, "people": "5"})
    assert Trial.objects.get().people == 5


def test_my_list_is_mine(plan, karim, place):
    a_trial(plan, karim, place=place)
    a_trial(plan, a_member(place, "lea@exemple.fr").user, held_on=date(2025, 1, 1))
    page = browser_of(karim).get("/compte/essais/").text
    assert "12 mars 2026" in page
    assert "2025" not in page.split('<ul class="told">')[1].split("</ul>")[0]


def test_the_epn_keeps_its_name_when_it_leaves_the_directory(client, plan, place):
    a_trial(plan, place=place)
    place.delete()
    assert "Médiathèque des Trois Ponts" in html(client, plan)


def test_every_change_renews_the_pages(plan):
    before = content_version()
    trial = a_trial(plan)
    assert content_version() > before
    before = content_version()
    trial.is_hidden = True
    trial.save()
    assert content_version() > before


# What others see


def test_moderators_hide_and_it_counts_no_more(client, plan, karim, place, wagtail_templates):
    set_up_roles()
    moderator = a_person("moderatrice@exemple.fr")
    moderator.groups.add(Group.objects.get(name=MODERATORS))
    trial, browser = a_trial(plan, karim, place=place), browser_of(moderator)
    listed = browser.get("/admin/seances-animees/?is_hidden=false").text
    assert "Les cartes." in listed
    assert browser.get(f"/admin/seances-animees/edit/{trial.pk}/").status_code == 200
    browser.post(f"/admin/seances-animees/edit/{trial.pk}/", {"is_hidden": "on", "worked": "Changé par une autre."})
    assert "Personne n’a encore dit" in html(client, plan)
    assert Trial.objects.get().worked == "Les cartes."
    assert "Cachée par l’équipe" in browser_of(karim).get("/compte/essais/").text


def test_machines_read_how_often_it_was_run(client, plan):
    for day in (1, 2):
        a_trial(plan, held_on=date(2026, 3, day))
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html(client, plan))[1])
    assert data["interactionStatistic"]["userInteractionCount"] == 2


def test_the_list_says_how_often_and_can_begin_with_the_most_tested(client, home, plan):
    other = a_plan(home, "Zoé envoie un courriel")
    for day in (1, 2):
        a_trial(other, held_on=date(2026, 3, day))
    a_trial(plan)
    a_trial(plan, is_hidden=True)
    page = client.get("/mediateurs/seances/?tri=testee").text
    assert page.index("Zoé envoie") < page.index("Un mot de passe")
    assert re.findall(r"testée \d fois", page.replace("\u00a0", " ")) == ["testée 2 fois", "testée 1 fois"]


def test_no_payload_runs_from_what_people_tell(client, plan, karim, django_capture_on_commit_callbacks):
    quiet = html(client, plan)
    for start in range(0, len(PAYLOADS), 8):
        text = "\n".join(PAYLOADS[start : start + 8])[:1000].replace("\x00", "")
        a_trial(plan, worked=text, to_change=text, signature=text[:200].replace("\n", " "), held_on=date(2026, 1, 1))
    page = client.get(plan.url).content.decode()
    # Only what the same page has when nothing hostile is told.
    tags = {"section", "ul", "li", "p", "b", "div", "h3", "svg", "use", "br", "span", "a", "strong"}
    found = set(re.findall(r"<\s*([a-zA-Z][\w-]*)", page)) - set(re.findall(r"<\s*([a-zA-Z][\w-]*)", quiet))
    assert found <= tags, found - tags
    assert len(re.findall(r"<script", page)) == len(re.findall(r"<script", quiet))
    assert not re.search(r"<[^>]+\son\w+\s*=", page)


# Personal data


def test_the_file_of_a_person_has_what_they_told(plan, karim, place):
    a_trial(plan, karim, place=place)
    told = data_of(karim)["Séances animées"]["séances"]
    assert [(row["séance"], row["lieu"], row["minutes"]) for row in told] == [
        ("Un mot de passe", "Médiathèque des Trois Ponts", 110)
    ]


@pytest.mark.parametrize(("keep_name", "name"), [(False, ""), (True, "Karim Test")])
def test_erasing_an_account_keeps_what_happened_and_forgets_who(client, plan, karim, place, keep_name, name):
    a_trial(plan, karim, place=place, signature="Karim Test")
    erase_account(karim, keep_name=keep_name)
    trial = Trial.objects.get()
    assert (trial.user, trial.signature, trial.worked) == (None, name, "Les cartes.")
    assert ("Karim Test" in html(client, plan)) is keep_name


def test_the_account_page_leads_to_them(plan, karim, place):
    a_trial(plan, karim, place=place)
    assert "Voir ce que j’ai animé (1)" in browser_of(karim).get("/compte/").text


def test_the_cost_does_not_grow_with_what_is_told(client, plan, place):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(plan.url).status_code == 200
        return len(captured)

    a_trial(plan, place=place)
    html(client, plan)
    a_trial(plan, place=place)
    few = cost()
    Trial.objects.bulk_create(
        Trial(plan=plan, place=place, held_on=date(2026, 1, 1), people=8, minutes=100, worked=f"{n}")
        for n in range(1000)
    )
    a_trial(plan, place=place)
    assert cost() == few


def test_the_database_is_not_asked_to_keep_nonsense(plan):
    with pytest.raises(ValidationError):
        Trial(plan=plan, held_on=date(2026, 1, 1), people=0, minutes=1).full_clean()
