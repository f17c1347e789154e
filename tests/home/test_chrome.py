"""What surrounds every page: menus that follow the language, languages offered, at a cost that does not grow."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page, Site

from home.brand import Brand
from home.chrome import Chrome
from tests.factories import a_page


def link(page, title=""):
    return ("link", {"page": page, "title": title})


@pytest.fixture
def brand(home):
    return Brand.for_site(Site.objects.get(is_default_site=True))


def chrome_at(page, path=None):
    request = RequestFactory().get(path or page.get_url())
    request.user = AnonymousUser()
    return Chrome(request, page)


def in_english(page, english, title):
    """The published translation of a page, its parents translated first."""
    parent = page.get_parent().specific
    if not parent.is_root() and not parent.has_translation(english):
        in_english(parent, english, f"{parent.title} (en)")
    copy = page.copy_for_translation(english)
    copy.title = title
    copy.save_revision().publish()
    return copy


def test_the_menu_shows_the_text_of_a_link_or_the_title_of_its_page(brand, home):
    brand.menu = [link(a_page(home, "Mentions légales")), link(a_page(home, "À propos du site"), "À propos")]
    brand.save()
    assert [item.title for item in chrome_at(home).menu] == ["Mentions légales", "À propos"]


def test_a_page_that_is_not_published_or_is_gone_leaves_the_menu(brand, home):
    shown, draft, gone = a_page(home, "Un"), a_page(home, "Deux"), a_page(home, "Trois")
    brand.menu = [link(draft), link(gone), link(shown)]
    brand.save()
    Page.objects.filter(pk=draft.pk).update(live=False)
    gone.delete()
    assert [item.title for item in chrome_at(home).menu] == ["Un"]


def test_a_page_for_some_people_only_is_not_in_the_menu(brand, home):
    private = a_page(home, "Privée")
    private.view_restrictions.create(restriction_type="login")
    brand.menu = [link(private)]
    brand.save()
    assert chrome_at(home).menu == []


def test_the_menu_is_in_the_language_of_the_address(brand, home, english):
    page, only_french = a_page(home, "Mentions légales"), a_page(home, "Adresses")
    brand.menu = [link(page, "Mentions"), link(only_french)]
    brand.footer = [link(page)]
    brand.save()
    copy = in_english(page, english, "Legal notice")
    with translation.override("en"):
        chrome = chrome_at(copy)
        assert [(item.title, item.url) for item in chrome.menu] == [("Legal notice", copy.get_url())]
        assert [item.title for item in chrome.footer] == ["Legal notice"]
    assert [item.title for item in chrome_at(page).menu] == ["Mentions", "Adresses"]


def test_the_link_to_where_one_is_says_so_and_its_parent_too(brand, home):
    parent = a_page(home, "Un")
    child = a_page(parent, "Deux")
    brand.menu = [link(home, "Accueil"), link(parent), link(child)]
    brand.save()
    assert [item.current for item in chrome_at(child).menu] == ["", "true", "page"]


def test_a_page_in_one_language_offers_no_other(home):
    assert chrome_at(a_page(home)).translations == []


def test_a_page_says_its_address_in_each_language(home, english, client):
    page = a_page(home, "Mentions légales")
    copy = in_english(page, english, "Legal notice")
    for shown in (page, copy):
        html = client.get(shown.get_url()).content.decode()
        links = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="http://testserver([^"]*)"', html))
        assert (links["fr"], links["en"]) == (page.get_url(), copy.get_url())


def test_a_translation_that_is_still_a_draft_is_not_offered(home, english):
    page = a_page(home)
    copy = in_english(page, english, "Legal notice")
    Page.objects.filter(pk=copy.pk).update(live=False)
    assert chrome_at(page).translations == []


def cost(page, django_assert_max_num_queries):
    with django_assert_max_num_queries(30) as counted:
        chrome = chrome_at(page)
        assert chrome.menu
        assert chrome.footer
        assert chrome.translations is not None
    return len(counted)


def test_menus_cost_the_same_with_two_links_and_with_twenty(brand, home, django_assert_max_num_queries):
    pages = [a_page(home, f"Page {number}") for number in range(20)]
    counts = []
    for number in (2, 20):
        brand.menu = brand.footer = [link(page) for page in pages[:number]]
        brand.save()
        cost(home, django_assert_max_num_queries)  # the routes of the site are read once
        counts.append(cost(Page.objects.get(pk=home.pk).specific, django_assert_max_num_queries))
    assert counts[0] == counts[1] <= 6
