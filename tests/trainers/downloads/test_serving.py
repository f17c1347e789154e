"""The addresses of the downloads: type, name, cache, and who may have what."""

import io
import re
import zipfile

import pytest
from django.core.cache import cache, caches
from django.test import Client
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from tests.trainers.factories import a_plan, a_sequence
from trainers.downloads import files, pdf
from trainers.downloads.serving import FORMATS

pytestmark = pytest.mark.pdf

CONTENT_TYPES = [(name, found.content_type) for name, found in FORMATS.items()]


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def light(home):
    """A plan without modules, quick to build."""
    return a_plan(home, title="L'été : écrire", slug="ete")


@pytest.mark.parametrize(("name", "content_type"), CONTENT_TYPES)
def test_each_format_has_its_type_and_its_name(client, light, name, content_type):
    response = client.get(f"{light.url}{name}/")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == content_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith(
        f'attachment; filename="l-ete-ecrire.{name}"; filename*=UTF-8'
    )
    assert response.headers["Link"] == f'<{light.full_url}>; rel="canonical"'
    assert not response.cookies
    assert body(response)


@pytest.mark.parametrize("name", FORMATS)
def test_it_is_public_and_a_browser_that_has_it_downloads_nothing(client, light, name):
    first = client.get(f"{light.url}{name}/")
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = client.get(f"{light.url}{name}/", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, body(again)) == (304, b"")


@pytest.mark.parametrize("name", ["pdf", "odt", "docx"])
def test_it_is_built_once_and_again_only_when_the_plan_changes(client, light, home, name, monkeypatch):
    first = client.get(f"{light.url}{name}/").content
    for writer, function in ((pdf, "pdf_of"), (files.odt, "odt_of"), (files.docx, "docx_of")):
        monkeypatch.setattr(writer, function, lambda *_args: pytest.fail("built again"))
    a_plan(home, title="Une autre", slug="autre").save_revision().publish()
    assert client.get(f"{light.url}{name}/").content == first


def test_a_change_of_the_plan_is_in_the_next_download(client, light):
    before = client.get(f"{light.url}pdf/")
    light.title = "Un titre nouveau"
    light.save_revision().publish()
    after = client.get(f"{light.url}pdf/", headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert PdfReader(io.BytesIO(after.content)).metadata.title == "Un titre nouveau"


def test_asking_about_a_file_builds_nothing(client, light, monkeypatch):
    monkeypatch.setattr(pdf, "pdf_of", lambda *_args: pytest.fail("built"))
    response = client.head(f"{light.url}pdf/")
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Content-Type"] == "application/pdf"
    assert b"".join(client.head(f"{light.url}zip/").streaming_content) == b""


def test_what_a_visitor_invents_is_not_kept(client, light):
    first = client.get(f"{light.url}odt/").headers["ETag"]
    shelf = len(caches["downloads"]._cache)
    for number in range(3):
        assert client.get(f"{light.url}odt/?x={number}").headers["ETag"] == first
    assert len(caches["downloads"]._cache) == shelf
    assert not [key for key in cache._cache if ":page:" in key and "odt" in key]


@pytest.mark.parametrize("rest", ["exe/", "PDF/", "pdf/x/", "pdf/../md/", "rtf/"])
def test_another_format_does_not_exist(client, light, rest):
    assert client.get(f"{light.url}{rest}").status_code == 404


def test_a_file_is_read_not_sent_to(light):
    response = Client(enforce_csrf_checks=True).post(f"{light.url}pdf/", headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 405


@pytest.mark.parametrize("name", FORMATS)
def test_a_private_plan_is_for_who_may_read_it(client, light, name, admin_client):
    PageViewRestriction.objects.create(page=light, restriction_type="login")
    assert client.get(f"{light.url}{name}/").status_code == 302
    response = admin_client.get(f"{light.url}{name}/")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"] or "private" in response.headers["Cache-Control"]
    assert "public" not in response.headers["Cache-Control"]
    if name == "zip":
        assert "l-ete-ecrire/ete.pdf" in zipfile.ZipFile(io.BytesIO(body(response))).namelist()


def test_a_sequence_is_one_folder_or_one_file_to_print(client, home, light):
    private = a_plan(home, title="Privée", slug="privee")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    next_plan = a_plan(home, title="La suite", slug="suite"), {"after": light}
    sequence = a_sequence(home, plans=[light, next_plan, private], body=[("text", "Une par semaine.")])
    assert zipfile.ZipFile(io.BytesIO(body(client.get(f"{sequence.url}zip/")))).testzip() is None
    reader = PdfReader(io.BytesIO(client.get(f"{sequence.url}pdf/").content))
    shown = [page.extract_text() for page in reader.pages]
    assert len(shown) == 3
    programme, first, second = (re.sub(r"\s+", " ", text) for text in shown)
    assert "Faire." in programme
    assert "Seulement après la séance 1." in programme
    assert "Une par semaine." in programme
    assert "1 / 3" in programme
    assert "Privée" not in programme
    assert "écrire" in first
    assert "La suite" in second
    assert client.get(f"{sequence.url}odt/").status_code == 404


def test_a_sequence_without_a_plan_has_nothing_to_print(client, home):
    assert client.get(f"{a_sequence(home).url}pdf/").status_code == 404


def test_a_machine_that_makes_no_pdf_says_so_and_gives_the_rest(client, light, monkeypatch):
    def missing():
        raise pdf.PdfUnavailableError

    monkeypatch.setattr(pdf, "_engine", missing)
    response = client.get(f"{light.url}pdf/")
    assert response.status_code == 503
    assert "Prenez l’ODT" in response.content.decode()
    assert client.get(f"{light.url}odt/").status_code == 200
    names = zipfile.ZipFile(io.BytesIO(body(client.get(f"{light.url}zip/")))).namelist()
    assert not [name for name in names if name.endswith(".pdf")]


def test_a_compressed_file_is_not_compressed_again(client, light):
    response = client.get(f"{light.url}odt/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in response.headers
    assert client.get(light.url, headers={"accept-encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
