"""« Mes séances », the preview, the sending, the end of a draft; and what these pages cost."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.sections import sections
from accounts.views import data_of, erase_account
from tests.accounts.conftest import a_person
from tests.trainers.contributions.conftest import SAME, Writer, address
from tests.trainers.factories import an_activity
from tests.trainers.membership.test_joining import a_member, a_place, an_editor
from trainers.contributions.drafts import keep, new_draft
from trainers.feedback.models import Problem, Trial
from trainers.models import PlanPage
from trainers.review.states import State, state_of

pytestmark = pytest.mark.django_db
LIST = "/compte/seances/"


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.fixture
def ready(karim, draft):
    """A draft that can be sent."""
    an_editor()
    karim.add(draft, "deroule", "activity", title="Accueil", minutes="10", mediator="Dites bonjour.")
    return draft


def post(writer, plan, name):
    return writer.client.post(f"{LIST}{plan.pk}/{name}/", headers=SAME)


# The list


def test_who_is_not_in_an_epn_learns_how_to_be(published):
    browser = Client()
    browser.force_login(a_person())
    page = browser.get(LIST)
    assert "Rejoindre mon EPN" in page.text
    assert "Proposer une séance" not in page.text
    refused = browser.get(f"{LIST}nouvelle/")
    assert refused.status_code == 403
    assert 'href="/compte/rejoindre/"' in refused.text


def test_who_waits_for_an_epn_is_not_told_to_ask_again(published):
    waiting = a_member(a_place(), "lea@exemple.fr", state="asked")
    browser = Client()
    browser.force_login(waiting.user)
    page = browser.get(LIST)
    assert "Vous avez demandé à rejoindre Médiathèque des Trois Ponts" in page.text
    assert "Rejoindre mon EPN" not in page.text


def test_a_mediator_begins_a_plan(karim):
    assert "Vous n’avez pas encore écrit de séance." in karim.client.get(LIST).text
    assert "Vingt minutes" in karim.client.get(f"{LIST}nouvelle/").text
    assert not PlanPage.objects.filter(owner=karim.user).exists()
    begun = karim.client.post(f"{LIST}nouvelle/", headers=SAME)
    plan = PlanPage.objects.get(owner=karim.user)
    assert begun.url == address(plan)
    assert 'name="title" value=' not in karim.client.get(begun.url).text


def test_each_plan_says_where_it_is_and_what_can_be_done(karim, ready):
    page = karim.client.get(LIST).text
    assert "Trier ses photos" in page
    assert "Brouillon" in page
    assert f"{LIST}{ready.pk}/effacer/" in page
    post(karim, ready, "envoyer")
    page = karim.client.get(LIST).text
    assert "En relecture" in page
    assert f"{LIST}{ready.pk}/reprendre/" in page
    assert f'href="{address(ready)}"' not in page


def test_the_account_and_the_mediators_rooms_lead_there(karim, client):
    assert f'href="{LIST}"' in karim.client.get("/compte/").text
    for public in ("/mediateurs/", "/mediateurs/seances/"):
        assert f'href="{LIST}nouvelle/"' in client.get(public).text


def test_the_list_costs_the_same_with_two_and_twenty_plans(karim):
    for number in range(2):
        new_draft(karim.user, title=f"Séance {number}")
    few = queries(karim.client, LIST)
    for number in range(18):
        plan = new_draft(karim.user, title=f"Encore {number}")
        Trial.objects.create(plan=plan, held_on=date(2026, 3, 1), people=8, minutes=110)
        Problem.objects.create(page=plan, kind="lien")
    assert queries(karim.client, LIST) == few


def test_the_list_says_how_often_a_plan_was_run_and_what_is_reported(karim, draft):
    draft.latest_revision.publish()
    assert "my-plan__told" not in karim.client.get(LIST).text
    for day in (1, 2):
        Trial.objects.create(plan=draft, held_on=date(2026, 3, day), people=8, minutes=110)
    for spot, solved in (("a", None), ("b", None), ("c", timezone.now())):
        Problem.objects.create(page=draft, kind="lien", spot=spot, solved_at=solved)
    page = karim.client.get(LIST).text.replace("\u00a0", " ")
    assert re.search(rf'href="{re.escape(draft.url)}#essais">.*?Testée 2 fois', page)
    assert re.search(r'href="/compte/problemes/">.*?2 problèmes à régler', page)


def test_a_step_costs_the_same_with_two_and_twenty_activities(karim, draft):
    def with_activities(count):
        plan = karim.read(draft)
        plan.body = [an_activity(f"Activité {number}", 5) for number in range(count)]
        keep(plan, karim.user)

    pages = [address(draft, "deroule"), address(draft, "partage"), f"{LIST}{draft.pk}/apercu/"]
    with_activities(2)
    few = [queries(karim.client, page) for page in pages]
    data = karim.open(draft, "deroule")
    with CaptureQueriesContext(connection) as saving_few:
        karim.send(draft, "deroule", data | {f"activity-{data['activity'][0]}-title": "Autre"})
    with_activities(20)
    assert [queries(karim.client, page) for page in pages] == few
    data = karim.open(draft, "deroule")
    with CaptureQueriesContext(connection) as saving_many:
        karim.send(draft, "deroule", data | {f"activity-{data['activity'][0]}-title": "Autre"})
    assert len(saving_many) == len(saving_few)


# The preview


def test_the_preview_shows_the_latest_words_to_who_may_write(karim, draft):
    karim.write(draft, summary="Des mots tout neufs.")
    page = karim.client.get(f"{LIST}{draft.pk}/apercu/")
    assert "Des mots tout neufs." in page.text
    assert "Aperçu" in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    other = Writer(a_member(a_place("Ailleurs"), "lea@exemple.fr").user)
    assert other.client.get(f"{LIST}{draft.pk}/apercu/").status_code == 404
    assert Client().get(f"{LIST}{draft.pk}/apercu/").url.startswith("/compte/connexion/")


def test_the_preview_names_what_has_no_title_yet(karim, draft):
    karim.add(draft, "materiel", "handout", title="", text="1. Un.")
    karim.add(draft, "deroule", "activity", title="", minutes="5")
    assert karim.client.get(f"{LIST}{draft.pk}/apercu/").text.count("(sans titre)") >= 2
    assert karim.read(draft).run[0].title == ""


# Sending


def test_a_plan_is_sent_taken_back_and_sent_again(karim, ready):
    assert post(karim, ready, "envoyer").url == LIST
    assert state_of(PlanPage.objects.get(pk=ready.pk)).code == State.IN_REVIEW
    assert post(karim, ready, "reprendre").url == address(ready)
    assert state_of(PlanPage.objects.get(pk=ready.pk)).code == State.DRAFT
    karim.write(ready, summary="Mieux.")
    post(karim, ready, "envoyer")
    assert state_of(PlanPage.objects.get(pk=ready.pk)).code == State.IN_REVIEW


def test_opening_the_page_that_sends_sends_nothing(karim, ready):
    page = karim.client.get(f"{LIST}{ready.pk}/envoyer/")
    assert "Vous pouvez envoyer votre séance telle qu’elle est." in page.text
    karim.client.get(f"{LIST}{ready.pk}/reprendre/")
    karim.client.get(f"{LIST}{ready.pk}/effacer/")
    assert state_of(PlanPage.objects.get(pk=ready.pk)).code == State.DRAFT


def test_a_plan_that_nobody_could_read_is_not_sent(karim, published):
    an_editor()
    plan = new_draft(karim.user)
    karim.add(plan, "deroule", "activity", title="", minutes="10")
    page = post(karim, plan, "envoyer")
    for sentence in ("Donnez un titre à la séance.", "Donnez un titre à cette activité.", "Dites ce que vous faites."):
        assert sentence in page.text
    assert state_of(PlanPage.objects.get(pk=plan.pk)).code == State.DRAFT


def test_what_was_sent_twice_is_said_plainly(karim, ready):
    post(karim, ready, "envoyer")
    assert post(karim, ready, "envoyer").url == LIST
    post(karim, ready, "reprendre")
    page = karim.client.post(f"{LIST}{ready.pk}/reprendre/", headers=SAME, follow=True)
    assert "n’est plus en relecture" in page.text


# The end


def test_a_draft_is_erased_after_a_question(karim, draft):
    assert "Effacer ce brouillon" in karim.client.get(f"{LIST}{draft.pk}/effacer/").text
    assert post(karim, draft, "effacer").url == LIST
    assert not PlanPage.objects.filter(pk=draft.pk).exists()


def test_what_was_public_once_is_never_erased_from_here(karim, draft):
    draft.latest_revision.publish()
    assert post(karim, draft, "effacer").status_code == 404
    PlanPage.objects.get(pk=draft.pk).unpublish()
    assert post(karim, draft, "effacer").status_code == 404
    assert "effacer/" not in karim.client.get(LIST).text


def test_the_account_gives_its_plans_and_takes_its_drafts_away(karim, draft):
    karim.write(draft, summary="Mes mots à moi.")
    shared = new_draft(karim.user, title="Partagée")
    shared.latest_revision.publish()
    data = data_of(karim.user)["séances"]
    assert [plan["titre"] for plan in data] == ["Trier ses photos", "Partagée"]
    assert "Mes mots à moi." in data[0]["texte"]
    assert any(part.name == "séances" for part in sections())
    erase_account(karim.user, keep_name=False)
    assert [page.title for page in PlanPage.objects.filter(authors__contains="Karim")] == []
    assert not PlanPage.objects.filter(pk=draft.pk).exists()
    assert PlanPage.objects.get(pk=shared.pk).live
