"""The attachments of a draft: adding, reading, changing, moving, taking away, and what becomes of the files."""

import html
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Revision

from accounts.views import data_of, erase_account
from tests.accounts.conftest import a_person
from tests.core.uploads import builders as b
from tests.trainers.membership.test_joining import a_member, an_editor, browser_of
from trainers.contributions.drafts import draft_or_404, keep, new_draft
from trainers.models import PlanPage
from trainers.uploads import pieces, views
from trainers.uploads.pieces import pieces_of
from trainers.uploads.using import forget_unused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_disk")]
Document = get_document_model()


def titles(user, pk):
    return [block.value["title"] for block in pieces_of(draft_or_404(user, pk))]


@pytest.fixture
def added(send, draft, karim):
    """The draft with one attachment, and its document."""
    assert send("Fiche mémo.pdf", b.pdf(), title="La fiche").status_code == 302
    return draft_or_404(karim, draft.pk), Document.objects.get()


def test_a_file_is_added_with_what_is_said_of_it(send, browser, draft, karim):
    response = send("affiche.png", b.picture(), title="L’affiche", licence="CC0", credit="Awa", to_print="on")
    assert response.status_code == 302
    value = draft_or_404(karim, draft.pk).attachments[0].value
    assert (value["title"], value["licence"], value["credit"], value["to_print"]) == ("L’affiche", "CC0", "Awa", True)
    shown = html.unescape(browser.get(response.url).text)
    assert "« L’affiche » est ajouté." in shown
    assert "à imprimer" in shown
    assert value["file"].uploaded_by_user == karim
    assert len(value["file"].file_hash) == 40
    assert len(PlanPage.objects.get(pk=draft.pk).attachments) == 0


def test_a_file_without_a_title_takes_the_words_of_its_name(send, draft, karim):
    send("Fiche_mémo.pdf", b.pdf())
    assert titles(karim, draft.pk) == ["Fiche mémo"]


def test_a_form_without_a_file_keeps_what_was_typed(browser, draft):
    response = browser.post(f"/compte/seances/{draft.pk}/pieces/", {"title": "Mon affiche", "licence": "CC0"})
    assert response.status_code == 422
    assert "Choisissez un fichier." in response.text
    assert 'value="Mon affiche"' in response.text
    assert 'href="#id_file"' in response.text


@pytest.mark.parametrize(
    "fields", [{"title": "a" * 121}, {"licence": "à moi"}, {"credit": "a" * 201}, {"title": "a\0b"}]
)
def test_what_is_said_is_bounded_and_then_no_file_is_kept(send, fields):
    assert send("f.pdf", b.pdf(), **fields).status_code == 422
    assert not Document.objects.exists()


def test_a_plan_has_fifteen_files_at_most(send, draft, karim, monkeypatch):
    monkeypatch.setattr("trainers.uploads.forms.MOST_FILES", 1)
    assert send("f.pdf", b.pdf()).status_code == 302
    response = send("g.pdf", b.pdf())
    assert "retirez-en une d’abord" in html.unescape(response.text)
    assert Document.objects.count() == 1


def test_the_files_of_a_plan_have_a_weight_at_most(send, monkeypatch):
    monkeypatch.setattr("trainers.uploads.forms.MOST_BYTES", 1_000)
    assert send("f.pdf", b.pdf()).status_code == 302
    assert send("g.pdf", b.pdf("null" * 200)).status_code == 422
    assert Document.objects.count() == 1


def test_files_change_places_without_javascript(send, browser, draft, karim):
    for name in ("un", "deux", "trois"):
        send(f"{name}.txt", b"bonjour", title=name)
    address = f"/compte/seances/{draft.pk}/pieces/"
    identifiers = [block.id for block in pieces_of(draft_or_404(karim, draft.pk))]
    browser.post(f"{address}{identifiers[2]}/deplacer/", {"sens": "haut"})
    browser.post(f"{address}{identifiers[0]}/deplacer/", {"sens": "bas"})
    assert titles(karim, draft.pk) == ["trois", "un", "deux"]
    for identifier, sense in ((identifiers[2], "haut"), (identifiers[0], "ailleurs"), (identifiers[1], "bas")):
        assert browser.post(f"{address}{identifier}/deplacer/", {"sens": sense}).status_code == 302
    assert titles(karim, draft.pk) == ["trois", "un", "deux"]
    assert browser.post(f"{address}nulle-part/deplacer/", {"sens": "haut"}).status_code == 404
    assert browser.get(f"{address}{identifiers[0]}/deplacer/").status_code == 405


def test_what_is_said_of_a_file_can_be_changed(added, browser, karim):
    plan, document = added
    address = f"/compte/seances/{plan.pk}/pieces/{plan.attachments[0].id}/"
    assert 'value="La fiche"' in browser.get(address).text
    assert browser.post(address, {"title": "", "licence": "CC0"}).status_code == 422
    assert browser.post(address, {"title": "Le mémo", "licence": "CC0", "to_print": "on"}).status_code == 302
    value = draft_or_404(karim, plan.pk).attachments[0].value
    assert (value["title"], value["licence"], value["to_print"], value["file"]) == ("Le mémo", "CC0", True, document)


def take_away(browser, plan, callbacks):
    address = f"/compte/seances/{plan.pk}/pieces/{plan.attachments[0].id}/retirer/"
    assert "Retirer" in browser.get(address).text
    with callbacks(execute=True):
        assert browser.post(address).status_code == 302


def test_a_file_that_is_taken_away_is_deleted(added, browser, karim, on_disk, django_capture_on_commit_callbacks):
    plan, _document = added
    take_away(browser, plan, django_capture_on_commit_callbacks)
    assert titles(karim, plan.pk) == []
    assert not Document.objects.exists()
    assert [path for path in on_disk.rglob("*") if path.is_file()] == []


def test_old_words_of_a_draft_do_not_keep_a_file(added, browser, karim, django_capture_on_commit_callbacks):
    plan, _document = added
    Revision.objects.filter(pk=plan.latest_revision_id).update(created_at=timezone.now() - timedelta(days=1))
    plan = draft_or_404(karim, plan.pk)
    take_away(browser, plan, django_capture_on_commit_callbacks)
    assert Revision.objects.for_instance(plan).count() == 2
    assert not Document.objects.exists()


def test_a_file_that_another_plan_uses_stays(added, browser, karim, django_capture_on_commit_callbacks):
    plan, _document = added
    adapted = new_draft(karim, title="La mienne", attachments=plan.attachments.get_prep_value())
    take_away(browser, plan, django_capture_on_commit_callbacks)
    assert Document.objects.exists()
    take_away(browser, draft_or_404(karim, adapted.pk), django_capture_on_commit_callbacks)
    assert not Document.objects.exists()


def test_a_file_that_the_public_page_shows_stays_until_the_next_version_and_beyond(
    added, browser, karim, django_capture_on_commit_callbacks
):
    plan, document = added
    plan.latest_revision.publish()
    take_away(browser, draft_or_404(karim, plan.pk), django_capture_on_commit_callbacks)
    assert Document.objects.exists()
    PlanPage.objects.get(pk=plan.pk).latest_revision.publish()
    forget_unused([document.pk])
    assert Document.objects.exists(), "an earlier public version shows it"


def test_a_file_goes_with_the_draft_that_is_deleted(added, django_capture_on_commit_callbacks):
    plan, _document = added
    with django_capture_on_commit_callbacks(execute=True):
        PlanPage.objects.get(pk=plan.pk).delete()
    assert not Document.objects.exists()


def test_a_document_of_the_team_is_never_deleted_with_a_plan(karim, rooms, draft, django_capture_on_commit_callbacks):
    document = Document.objects.create(title="De l’équipe", file=ContentFile(b"a", "a.txt"))
    pieces.add(draft, document, {"title": "A", "licence": "CC0", "credit": "", "to_print": False})
    keep(draft, karim)
    with django_capture_on_commit_callbacks(execute=True):
        PlanPage.objects.get(pk=draft.pk).delete()
    assert Document.objects.exists()


def test_a_file_of_a_draft_is_read_by_its_author_and_the_team_alone(added, here, browser):
    _plan, document = added
    readers = {
        "author": (browser, 200),
        "team": (browser_of(an_editor()), 200),
        "another mediator": (browser_of(a_member(here, "lea@exemple.fr").user), 404),
        "an account": (browser_of(a_person("autre@exemple.fr")), 404),
        "nobody": (Client(), 404),
    }
    for who, (reader, status) in readers.items():
        assert reader.get(document.url).status_code == status, who
    response = browser.get(document.url)
    assert response.content == b.pdf()
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=fiche-memo.pdf")


def test_who_is_no_longer_a_mediator_does_not_read_it(added, karim, browser):
    karim.memberships.all().delete()
    assert browser.get(added[1].url).status_code == 404


def test_who_adapts_a_plan_reads_its_files_even_when_the_original_is_away(added, here):
    plan, document = added
    lea = a_member(here, "lea@exemple.fr").user
    new_draft(lea, title="La mienne", attachments=plan.attachments.get_prep_value())
    assert browser_of(lea).get(document.url).status_code == 200


def test_everybody_reads_it_once_the_plan_is_public_and_nothing_of_who_reads_is_looked_at(added):
    plan, document = added
    plan.latest_revision.publish()
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(document.url)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not [query for query in queries if "session" in query["sql"]]
    assert response.getvalue()
    PlanPage.objects.get(pk=plan.pk).unpublish()
    assert Client().get(document.url).status_code == 404


def test_a_changed_plan_keeps_its_new_file_private_until_it_is_published_again(send, added, karim):
    plan, _document = added
    plan.latest_revision.publish()
    send("nouveau.txt", b"bonjour")
    new = Document.objects.get(title="nouveau")
    assert Client().get(new.url).status_code == 404
    PlanPage.objects.get(pk=plan.pk).latest_revision.publish()
    response = Client().get(new.url)
    assert response.status_code == 200
    assert response.getvalue()


def test_a_file_of_nobody_is_not_attached_when_somebody_else_saved_meanwhile(
    draft, karim, browser, on_disk, monkeypatch
):
    read = views.draft_or_404

    def read_then_saved_elsewhere(user, pk):
        plan, other = read(user, pk), read(user, pk)
        other.title = "Ailleurs"
        keep(other, an_editor())
        return plan

    monkeypatch.setattr(views, "draft_or_404", read_then_saved_elsewhere)
    address = f"/compte/seances/{draft.pk}/pieces/"
    response = browser.post(address, {"licence": "CC0", "file": SimpleUploadedFile("a.txt", b"bonjour")})
    assert response.status_code == 422
    assert "enregistrée ailleurs" in response.text
    assert not Document.objects.exists()
    assert [path for path in on_disk.rglob("*") if path.is_file()] == []


def test_nobody_changes_the_files_of_a_plan_in_review(added, browser, karim, monkeypatch):
    plan, _document = added
    PlanPage.objects.filter(pk=plan.pk).update(locked=True)
    address = f"/compte/seances/{plan.pk}/pieces/"
    page = browser.get(address)
    assert page.status_code == 200
    assert 'type="file"' not in page.text
    refused = browser.post(address, {"licence": "CC0", "file": SimpleUploadedFile("a.txt", b"bonjour")})
    assert refused.status_code == 422
    assert "en relecture" in refused.text
    browser.post(f"{address}{plan.attachments[0].id}/retirer/")
    assert titles(karim, plan.pk) == ["La fiche"]


def test_the_files_of_somebody_else_do_not_exist(added, here):
    plan, _document = added
    other = browser_of(a_member(here, "lea@exemple.fr").user)
    piece = plan.attachments[0].id
    for rest in ("", f"{piece}/", f"{piece}/retirer/"):
        assert other.get(f"/compte/seances/{plan.pk}/pieces/{rest}").status_code == 404
    assert other.post(f"/compte/seances/{plan.pk}/pieces/{piece}/deplacer/", {"sens": "haut"}).status_code == 404
    assert Client().get(f"/compte/seances/{plan.pk}/pieces/").status_code == 302


def test_the_page_costs_the_same_with_two_files_and_with_twelve(send, browser, draft):
    def count(files):
        for number in range(files):
            send(f"f{number}.txt", b"bonjour")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/compte/seances/{draft.pk}/pieces/").status_code == 200
        return len(queries)

    browser.get(f"/compte/seances/{draft.pk}/pieces/")
    assert count(2) == count(10)


def test_the_files_of_somebody_are_in_their_data_and_go_with_their_account(
    added, karim, django_capture_on_commit_callbacks
):
    plan, _document = added
    assert [one["fichier"] for one in data_of(karim)["pièces jointes"]] == ["fiche-memo.pdf"]
    PlanPage.objects.get(pk=plan.pk).delete()
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(karim, keep_name=False)
    assert not Document.objects.exists()


def test_a_public_file_stays_when_its_author_leaves_without_their_name(
    added, karim, django_capture_on_commit_callbacks
):
    plan, document = added
    plan.latest_revision.publish()
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(karim, keep_name=False)
    document.refresh_from_db()
    assert document.uploaded_by_user is None
    response = Client().get(document.url)
    assert response.status_code == 200
    assert response.getvalue()
