"""A public page is the same bytes for everybody, kept until something public changes, and a private page never is."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from core.cache import content_version
from core.middleware import PageCacheMiddleware, mark_public
from tests.factories import a_module, a_page, a_step, an_exercise


@pytest.fixture
def page(home):
    return a_page(home, title="À propos", slug="a-propos")


def kept_pages():
    return [key for key in cache._cache if ":page:" in key]


def test_a_page_is_the_same_bytes_for_a_visitor_a_learner_and_an_administrator(page):
    visitor = Client().get(page.url)
    learner = Client(headers={"cookie": "carnet=whatever", "accept-language": "en,de;q=0.5"}).get(page.url)
    cache.clear()
    signed_in = Client()
    signed_in.force_login(get_user_model().objects.create_superuser("a", password="b"))
    staff = signed_in.get(page.url)
    assert visitor.content == learner.content == staff.content
    assert visitor.headers["ETag"] == staff.headers["ETag"]
    assert not visitor.cookies
    assert not staff.cookies


def test_a_page_does_not_vary_with_a_cookie_nor_with_the_browser_s_language(page):
    vary = Client().get(page.url).headers.get("Vary", "")
    assert "cookie" not in vary.lower()
    assert "accept-language" not in vary.lower()


def test_the_second_reader_costs_one_query(page):
    client = Client()
    first = client.get(page.url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        second = client.get(page.url)
    assert second.content == first.content
    assert len(queries) == 1
    assert "contentversion" in queries[0]["sql"]


def test_an_invented_query_does_not_fill_the_cache(page):
    for number in range(3):
        assert Client().get(f"{page.url}?x={number}").status_code == 200
    assert not kept_pages()


def test_a_browser_that_has_the_page_is_told_that_it_did_not_change(page):
    first = Client().get(page.url)
    again = Client(headers={"if-none-match": first.headers["ETag"]}).get(page.url)
    assert again.status_code == 304
    assert again.content == b""
    assert "no-cache" in first.headers["Cache-Control"]


def test_publishing_any_page_moves_the_version_and_renews_every_page(home, page):
    client = Client()
    assert client.get(page.url).status_code == 200
    before = content_version()
    home.title = "Bonjour"
    home.save_revision().publish()
    assert content_version() > before
    page.title = "Autre titre"
    page.save_revision().publish()
    assert "Autre titre" in client.get(page.url).text


@pytest.mark.parametrize("change", ["unpublish", "delete", "move"])
def test_what_takes_a_page_away_moves_the_version(home, page, change):
    client = Client()
    assert client.get(page.url).status_code == 200
    before, address = content_version(), page.url
    if change == "move":
        page.move(a_page(home, title="Ailleurs", slug="ailleurs"), pos="last-child")
    else:
        getattr(page, change)()
    assert content_version() > before
    assert client.get(address).status_code == (301 if change == "move" else 404)


def test_changing_a_picture_renews_the_pages(page):
    before = content_version()
    picture = get_image_model().objects.create(title="Bureau", file=get_test_image_file(), description="Un bureau")
    picture.description = "Un bureau avec trois icônes"
    picture.save()
    assert content_version() == before + 2


def test_a_draft_changes_nothing(page):
    before = content_version()
    page.title = "Brouillon"
    page.save_revision()
    assert content_version() == before


def test_a_version_that_is_rolled_back_is_not_seen(page):
    before = content_version()
    with transaction.atomic():
        page.save_revision().publish()
        transaction.set_rollback(True)
    assert content_version() == before


@pytest.mark.parametrize("restriction", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_a_private_page_is_never_kept_nor_offered_to_caches(page, restriction):
    PageViewRestriction.objects.create(page=page, restriction_type=restriction, password="secret")
    client = Client()
    client.force_login(get_user_model().objects.create_user("a", password="b"))
    response = client.get(page.url)
    assert "public" not in response.headers.get("Cache-Control", "")
    assert kept_pages() == []
    assert b"Du texte." not in Client().get(page.url).content


def test_a_page_that_becomes_private_is_no_longer_shown_from_the_cache(page):
    assert b"Du texte." in Client().get(page.url).content
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert b"Du texte." not in Client().get(page.url).content


def test_an_answer_to_an_exercise_is_never_kept(home):
    module = a_module(home, steps=[a_step("Une étape", an_exercise())])
    exercise = module.steps[0].value["body"][0].id
    cache.clear()
    sent = {"exercice": exercise, "r": "0"}
    response = Client().post(module.step_url(1), sent, headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert kept_pages() == []


def test_an_error_is_not_kept(home):
    assert Client().get("/rien/").status_code == 404
    assert kept_pages() == []


def test_an_address_is_kept_once(home):
    Client().get("/")
    Client().get("/")
    assert len(kept_pages()) == 1


@pytest.mark.django_db
def test_an_answer_that_sets_a_cookie_is_not_kept():
    def view(_request: HttpRequest) -> HttpResponse:
        response = mark_public(HttpResponse("personnel"))
        response.set_cookie("carnet", "abc")
        return response

    request = HttpRequest()
    request.method, request.META = "GET", {"SERVER_NAME": "testserver", "SERVER_PORT": "80"}
    PageCacheMiddleware(view)(request)
    assert kept_pages() == []


def test_the_page_cache_can_be_switched_off(page, settings):
    settings.PAGE_CACHE_SECONDS = 0
    assert Client().get(page.url).status_code == 200
    assert kept_pages() == []
