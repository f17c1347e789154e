"""A mediator with a draft, somebody else, and files where production keeps them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.core.uploads.conftest import on_disk  # noqa: F401
from tests.trainers.factories import a_plan
from tests.trainers.membership.test_joining import a_member, a_place, browser_of
from trainers.contributions.drafts import draft_or_404, new_draft


@pytest.fixture
def rooms(home):
    """The mediators' rooms, with one published plan."""
    return a_plan(home)


@pytest.fixture
def here(rooms):
    return a_place()


@pytest.fixture
def karim(here):
    return a_member(here).user


@pytest.fixture
def browser(karim):
    return browser_of(karim)


@pytest.fixture
def draft(karim):
    return draft_or_404(karim, new_draft(karim, title="Trier ses photos").pk)


@pytest.fixture
def send(browser, draft):
    """Send a file to the draft, as the form does."""

    def sent(name, data, **fields):
        values = {"title": "", "licence": "CC BY-SA 4.0", "credit": ""} | fields
        return browser.post(f"/compte/seances/{draft.pk}/pieces/", values | {"file": SimpleUploadedFile(name, data)})

    return sent
