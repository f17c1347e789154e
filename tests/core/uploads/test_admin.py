"""One rule for all: what the team sends in the admin is decided by the same code, and served as a file to keep."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from core.uploads.kinds import BIGGEST, DOCUMENTS, KINDS, MB
from tests.accounts.conftest import a_person
from tests.core.uploads import builders as b
from tests.core.uploads.hostile import CASES

pytestmark = pytest.mark.django_db
Document, Picture = get_document_model(), get_image_model()


@pytest.fixture
def admin(home, client):
    client.force_login(a_person(is_superuser=True))
    return client


def send(client: Client, kind: str, name: str, data: bytes):
    fields = {"title": "Un fichier", "file": SimpleUploadedFile(name, data), "collection": "1", "tags": ""}
    return client.post(f"/admin/{kind}/add/", fields | {"description": "", "credit": ""})


@pytest.mark.parametrize(
    "title", ["a macro when it opens", "code when it opens", "a bomb of 300 MB", "an external entity in a Word file"]
)
def test_a_hostile_document_is_refused_in_the_admin(admin, title):
    case = next(case for case in CASES if case.title == title)
    response = admin.post(
        "/admin/documents/multiple/add/",
        {"files[]": SimpleUploadedFile(case.name, case.build()), "collection": "1"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert response.json()["success"] is False
    assert "Ce " in response.json()["error_message"]
    assert not Document.objects.exists()


def test_a_picture_sent_in_the_admin_is_drawn_again(admin):
    response = admin.post(
        "/admin/images/multiple/add/",
        {"files[]": SimpleUploadedFile("photo.jpg", b.photo_with_place()), "collection": "1"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert response.json()["success"] is True, response.json()
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (40, 80)
    assert not Image.open(io.BytesIO(picture.file.read())).getexif()


@pytest.mark.parametrize(
    ("inside", "kept"), [("", True), ("<script>alert(1)</script>", False), ("<rect onload='x'/>", False)]
)
def test_a_drawing_is_a_picture_for_pages_when_nothing_in_it_runs(admin, inside, kept):
    response = admin.post(
        "/admin/images/multiple/add/",
        {"files[]": SimpleUploadedFile("dessin.svg", b.svg(inside, 'width="10" height="10"')), "collection": "1"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert response.json()["success"] is kept, response.json()
    assert Picture.objects.count() == kept


def test_the_settings_of_wagtail_say_what_the_decision_says(settings):
    assert tuple(settings.WAGTAILDOCS_EXTENSIONS) == DOCUMENTS
    assert "zip" not in settings.WAGTAILDOCS_EXTENSIONS


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.extension)
def test_a_document_is_served_as_a_file_to_keep(home, client, on_disk, kind):
    document = Document.objects.create(title="x", file=ContentFile(b"<script>alert(1)</script>", f"x.{kind.extension}"))
    response = client.get(document.url)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Type"] == kind.content_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.getvalue() == b"<script>alert(1)</script>"


def test_the_folder_of_documents_has_no_other_door(home, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for folder in ("documents", "images"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.png").write_bytes(b"x")
    shown = client.get("/media/images/x.png")
    assert shown.status_code == 200
    assert shown.getvalue() == b"x"
    for path in (
        "documents/x.png",
        "images/../documents/x.png",
        "./documents/x.png",
        "images/..%2fdocuments/x.png",
        "//documents/x.png",
    ):
        assert client.get(f"/media/{path}").status_code == 404, path


def test_a_request_that_is_too_large_is_told_so_in_a_sentence(home, client):
    person = a_person()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    browser.get("/compte/nom/")
    response = browser.post(
        "/compte/nom/", {"first_name": "A", "file": SimpleUploadedFile("x.pdf", b"a" * (BIGGEST + 3 * MB))}
    )
    assert response.status_code == 413
    assert "trop lourd" in response.text
    person.refresh_from_db()
    assert person.first_name == "Nadia"
