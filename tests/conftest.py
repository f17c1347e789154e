"""What every test has: strict templates, unordered queries in any order, and a small site when asked for."""

import os
from collections.abc import Iterator

import pytest
import pytest_django
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.template import engines
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from accounts.models import User
from accounts.roles import EDITORS, set_up_roles
from home.models import HomePage
from tests.factories import a_home_page
from tests.strict import refuse_undefined_variables, shuffle_unordered_queries

pytest_plugins = ["tests.servers.fixtures"]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Before a change lands, a skipped test is a failed one."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        reporter.write_line(f"{len(reporter.stats['skipped'])} skipped: in CI every test must run.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True, scope="session")
def _strict() -> Iterator[None]:
    refuse_undefined_variables()
    with shuffle_unordered_queries():
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    """A request for an English page leaves its thread in English."""
    with translation.override("fr"):
        yield


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """For fixtures of a module: what they write is there for each of its tests, which undo only their own changes.

    Not in a module whose tests need real commits, nor beside `home`, which makes the page that is there already.
    """
    with django_db_blocker.unblock(), translation.override("fr"), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def wagtail_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail gives defaults to variables that it leaves undefined: a strict engine would skip those defaults."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


@pytest.fixture
def home(db: None) -> HomePage:
    """The French home page, at `/`."""
    return a_home_page()


@pytest.fixture
def english(home: HomePage) -> Locale:
    """The second language."""
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def editor(home: HomePage) -> User:
    """Somebody of the team who writes, and does not publish."""
    set_up_roles()
    user = User.objects.create_user("editrice", password="a password of ours")
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def as_editor(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client
