"""Adapting somebody's plan: a copy that says where it comes from, and keeps to the licence."""

import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from accounts.views import data_of, erase_account
from core import licences
from tests.payloads import PAYLOADS
from tests.trainers.factories import a_handout, a_plan, an_activity
from tests.trainers.review.people import a_moderator, accept, again, an_author, browser_of, published, send
from trainers.adapting.copying import CREDIT_AT_MOST, adapt, credit_of, left_out
from trainers.adapting.licensing import allowed_licences, refusal
from trainers.adapting.models import Adaptation
from trainers.adapting.section import without_name
from trainers.models import PlanPage
from trainers.plans.checks import check_plan
from trainers.review.sending import NotReadyError
from trainers.versions.states import shared_parts, state_of

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.fixture
def author(home):
    return an_author()


@pytest.fixture
def original(home):
    body = [an_activity("Accueil", 10), an_activity("Essayer", 50), a_handout()]
    plan = a_plan(home, "La source", body=body, authors="Awa Diallo", epn_name="Le Fil", equipment="1 livre\n2 dés")
    plan.save_revision().publish()
    PlanPage.objects.filter(pk=plan.pk).update(last_published_at=PUBLISHED)
    return again(plan)


def a_file(title="Diaporama", licence="CC BY 4.0"):
    document = get_document_model().objects.create(title=title, file=f"documents/{title}.pdf")
    return "attachment", {"title": title, "file": document, "licence": licence, "credit": "Awa"}


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\u202f", " ")


def test_the_page_says_in_four_lines_what_will_happen(original, author):
    page = browser_of(author).get(f"/compte/seances/adapter/{original.pk}/")
    assert (
        page.text.count(
            "<li>", page.text.index("adapt__steps"), page.text.index("</ol>", page.text.index("adapt__steps"))
        )
        == 4
    )
    said = words(page).replace("\u00a0", " ")
    assert "Awa Diallo, version 1 du 3 mars 2026" in said
    assert "Elle garde la licence CC BY-SA 4.0" in said
    assert PlanPage.objects.count() == 1


def test_one_click_makes_a_draft_with_everything_and_its_lineage(original, author, client):
    response = browser_of(author).post(f"/compte/seances/adapter/{original.pk}/")
    copy = PlanPage.objects.get(owner=author)
    assert response.status_code == 302
    assert not copy.live
    assert client.get(copy.url).status_code == 404
    latest = copy.get_latest_revision_as_object()
    mine, theirs = state_of(latest), state_of(original)
    assert [mine[part.name] for part in shared_parts()] == [theirs[part.name] for part in shared_parts()]
    assert latest.authors == author.get_full_name()
    assert latest.place is not None
    assert (latest.adapted_from_id, latest.source_version) == (original.pk, "1, 2026-03-03")
    assert latest.source_credit.replace("\u00a0", " ") == "« La source », Awa Diallo, Le Fil, CC BY-SA 4.0"
    kept = Adaptation.objects.get(plan=copy)
    assert kept.licence == "CC BY-SA 4.0"
    assert "authors" not in kept.known, "the name of an author is in the credit, and nowhere else"
    assert kept.known["body"] == theirs["body"]


def test_a_copy_that_kept_the_title_of_its_original_is_told(original, author):
    plan = adapt(original, author)
    told = [one.sentence for one in check_plan(plan) if one.path == "title"]
    assert told == ["C’est le titre de l’original. Dites ce qui change, pour quel public par exemple."]
    plan.title = "La source, pour les parents"
    assert not [one for one in check_plan(plan) if one.path == "title"]


def test_two_clicks_make_one_copy(original, author):
    browser = browser_of(author)
    addresses = {browser.post(f"/compte/seances/adapter/{original.pk}/").url for _click in range(2)}
    assert len(addresses) == 1
    assert PlanPage.objects.filter(owner=author).count() == 1


@pytest.mark.parametrize("licence", ["CC BY-ND 4.0", "CC BY-NC-ND 4.0", "Tous droits réservés"])
def test_what_may_not_be_adapted_is_not(original, author, client, licence):
    original = published(original, licence=licence)
    page = client.get(original.url)
    assert f"La licence « {licence} »" in words(page).replace("\u00a0", " ")
    assert "/compte/seances/adapter/" not in page.text
    browser = browser_of(author)
    assert "ne permet pas d’adapter" in browser.get(f"/compte/seances/adapter/{original.pk}/").text
    assert browser.post(f"/compte/seances/adapter/{original.pk}/").status_code == 403
    assert not PlanPage.objects.filter(owner=author).exists()


def test_only_a_public_plan_is_adapted(original, author):
    original.unpublish()
    for method in ("get", "post"):
        assert getattr(browser_of(author), method)(f"/compte/seances/adapter/{original.pk}/").status_code == 404


def test_files_go_along_when_their_licence_lets_them(original, author):
    files = [a_file("Libre"), a_file("Tel quel", "CC BY-ND 4.0"), a_file("Fermé", "Tous droits réservés")]
    original = published(original, attachments=files)
    assert [one.title for one in left_out(original)] == ["Fermé"]
    said = words(browser_of(author).get(f"/compte/seances/adapter/{original.pk}/"))
    assert "1 pièce jointe ne suit pas" in said
    assert "Fermé" in said
    copy = adapt(original, author).get_latest_revision_as_object()
    assert [block.value["title"] for block in copy.attachments] == ["Libre", "Tel quel"]
    assert copy.attachments[1].value["licence"] == "CC BY-ND 4.0"


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("CC BY-SA 4.0", ["CC BY-SA 4.0"]),
        ("CC BY-NC-SA 4.0", ["CC BY-NC-SA 4.0"]),
        ("CC BY-NC 4.0", ["CC BY-NC 4.0", "CC BY-NC-SA 4.0"]),
        ("CC0", ["CC0", "CC BY-SA 4.0", "CC BY 4.0", "Licence Ouverte 2.0", "CC BY-NC 4.0", "CC BY-NC-SA 4.0"]),
    ],
)
def test_a_copy_chooses_among_the_licences_that_its_original_allows(original, author, licence, allowed):
    copy = adapt(published(original, licence=licence), author)
    assert copy.licence == licence
    assert list(allowed_licences(copy)) == allowed


def test_a_plan_of_ones_own_chooses_freely(original):
    assert list(allowed_licences(original)) == list(licences.LICENCES)
    assert refusal(original) == ""


def test_another_licence_stops_the_sending_and_the_publication_with_a_sentence(original, author, home):
    moderator = a_moderator()
    copy = adapt(original, author)
    latest = again(copy).get_latest_revision_as_object()
    latest.licence = "CC BY 4.0"
    revision = latest.save_revision(user=author, clean=False)
    with pytest.raises(NotReadyError) as refused:
        send(again(copy), author)
    sentence = "L’original demande de garder sa licence\u00a0: CC BY-SA 4.0."
    assert refused.value.errors == {"licence": [sentence]}
    with pytest.raises(ValidationError, match="garder sa licence"):
        revision.publish(user=moderator)
    assert not again(copy).live
    remarks = again(copy).get_latest_revision_as_object().remarks()
    assert sentence in [remark.sentence for remark in remarks], "the moderator reads it too"


def test_what_was_adapted_under_a_licence_stays_allowed_when_the_original_closes(original, author):
    moderator = a_moderator()
    copy = adapt(original, author)
    published(original, licence="Tous droits réservés")
    assert refusal(again(copy)) == ""
    accept(send(again(copy), author), moderator)
    assert again(copy).live


def test_the_public_page_tells_the_whole_way(original, author, client):
    first = published(adapt(original, author), title="Ma version", authors="Nadia Test")
    second = published(adapt(first, an_author("lea@exemple.fr")), title="La troisième")
    page = words(client.get(second.url)).replace("\u00a0", " ")
    assert "Adaptée de : Ma version (version 1 du" in page
    assert "elle-même adaptée de : La source (version 1 du 3 mars 2026, Awa Diallo, Le Fil, CC BY-SA 4.0)" in page
    original.delete()
    page = client.get(again(second).url)
    said = words(page).replace("\u00a0", " ")
    assert "elle-même adaptée de : « La source » (version 1 du 3 mars 2026, Awa Diallo, Le Fil, CC BY-SA 4.0)" in said
    assert "la-source/" not in page.text


def test_an_original_lists_its_published_adaptations_and_what_differs(original, author, client):
    draft = adapt(original, author)
    page = client.get(original.url)
    assert "Adaptée par d’autres" not in page.text
    published(draft, title="Pour les aidants", minutes=90, equipment="1 livre\n2 dés\n1 tablette")
    page = words(client.get(original.url)).replace("\u00a0", " ")
    assert "Adaptée par d’autres Pour les aidants Médiathèque des Trois Ponts" in page
    assert "Ce qui change : titre, durée totale, matériel." in page
    published(draft, minutes=60)
    assert "Ce qui change : titre, matériel." in words(client.get(original.url)).replace("\u00a0", " ")


def test_the_cost_of_an_original_does_not_grow_with_its_adaptations(original, author, client):
    counts = {}
    for number in (2, 20):
        while PlanPage.objects.filter(adapted_from=original, live=True).count() < number:
            published(adapt(original, author))
        client.get("/mediateurs/")
        with CaptureQueriesContext(connection) as captured:
            page = client.get(original.url)
        assert page.text.count("<li>", page.text.index('id="adaptations"')) >= number
        counts[number] = len(captured)
    assert counts[2] == counts[20] <= 14


def test_a_long_credit_keeps_its_licence(home):
    plan = a_plan(home, "T" * 250, authors="A" * 200, epn_name="L" * 100)
    credit = credit_of(plan)
    assert len(credit) <= CREDIT_AT_MOST
    assert credit.endswith("CC BY-SA 4.0")
    assert "A" * 200 in credit


def test_no_payload_runs_from_a_credit_or_a_title(home, author, client):
    hostile = " ".join("".join(PAYLOADS).split())
    plan = a_plan(home, hostile[:200], slug="hostile", authors=hostile[200:390])
    copy = published(adapt(plan, author))
    for page in (
        client.get(copy.url),
        client.get(plan.url),
        browser_of(author).get(f"/compte/seances/adapter/{plan.pk}/"),
    ):
        html = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", page.text)
        assert page.status_code == 200
        assert not re.search(r"<[^>]*\son(?:error|load|click|focus|mouse)\w*\s*=", html)
        assert "<script>" not in html


@pytest.mark.parametrize(
    ("credit", "left"),
    [
        ("« T », Nadia Test, Le Fil, CC0", "« T », Le Fil, CC0"),
        ("« T », Awa et Nadia Test, CC0", "« T », Awa, CC0"),
        ("« T », Nadia Test et Awa, CC0", "« T », Awa, CC0"),
        ("« T », Awa, CC0", "« T », Awa, CC0"),
    ],
)
def test_a_name_is_taken_off_a_credit(credit, left):
    assert without_name(credit, "Nadia Test") == left


def test_who_erases_their_name_is_in_no_credit_any_more(original, author, client):
    name = author.get_full_name()
    first = published(adapt(original, author), title="La première", authors=name)
    second = published(adapt(first, an_author("lea@exemple.fr")), title="La deuxième")
    third = published(adapt(second, an_author("zoe@exemple.fr")), title="La troisième")
    assert name in words(client.get(third.url))
    assert data_of(author)["adaptations"][0]["adaptée de"].replace("\u00a0", " ").startswith("« La source »")
    erase_account(author, keep_name=False)
    for plan in (second, third):
        assert name not in client.get(again(plan).url).text
        assert name not in str([revision.content for revision in plan.revisions.all()])


def test_a_plan_that_is_not_saved_yet_has_an_origin_and_no_adaptation(original):
    lineage = PlanPage(title="Nouvelle", adapted_from=original, locale=original.locale).lineage
    assert [one.title for one in lineage.originals] == ["La source"]
    assert lineage.adaptations == []
