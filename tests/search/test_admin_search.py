"""The search of the editing interface is Wagtail's own, on each database."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from home.models import HomePage
from tests.factories import a_module, a_page

pytestmark = pytest.mark.postgres


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(
        get_user_model().objects.create_superuser(email="chef@example.org", password="mot-de-passe-long")
    )
    return client


def test_an_editor_finds_a_page_by_a_word_of_its_title_or_its_beginning(home: HomePage, editor: Client) -> None:
    a_module(home, "Écrire un courriel")
    a_page(home, "Mentions légales")
    for word in ("courriel", "cour"):
        found = editor.get("/admin/pages/search/", {"q": word}).content.decode()
        assert "Écrire un courriel" in found
        assert "Mentions légales" not in found


def test_a_draft_is_found_too(home: HomePage, editor: Client) -> None:
    a_page(home, "Une aide à venir", live=False)
    assert "Une aide à venir" in editor.get("/admin/pages/search/", {"q": "venir"}).content.decode()
