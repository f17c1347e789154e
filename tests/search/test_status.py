"""The team is told when the search engine is away; the public page says nothing of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from search import finding, status
from search.engines import database_engine
from search.engines.base import EngineError
from search.engines.fallback import FallbackEngine
from search.models import Push
from search.question import Question
from tests.factories import a_module


class Away:
    """A remote engine that nobody reaches."""

    name, remote = "away", True

    def search(self, question):
        raise EngineError("away")


@pytest.fixture
def fallback(home, monkeypatch) -> FallbackEngine:
    engine = FallbackEngine(Away(), database_engine, catch_up=False)
    for module in (status, finding):
        monkeypatch.setattr(module, "engine", lambda: engine)
    return engine


def test_the_database_alone_has_nothing_to_tell(home):
    Push.objects.create(page_id=1, version=1)
    assert status.status() == ""


def test_an_engine_that_is_away_is_told_to_the_team_and_not_to_readers(fallback, client, admin_client, home):
    assert status.status() == ""
    a_module(home, "Écrire un courriel")
    page = client.get("/recherche/?q=courriel").content.decode()
    assert "Écrire un <mark>courriel</mark>" in page
    assert "moteur" not in page
    assert "ne répond pas" in status.status()
    assert status.status() in admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_what_waits_for_long_is_told(fallback):
    Push.objects.create(page_id=1, version=1)
    assert status.status() == ""
    Push.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    assert status.status().startswith("1 page attend")
    assert fallback.search(Question()).engine != "away"
