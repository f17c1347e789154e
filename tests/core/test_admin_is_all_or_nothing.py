"""An editor's save is whole: what fails at its end takes back what was written before."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.signals import page_unpublished

from home.models import HomePage
from tests.factories import a_page


class PowerCutError(Exception):
    pass


def power_cut(**_kwargs: object) -> None:
    raise PowerCutError


def test_a_save_that_fails_at_its_end_changes_nothing(home: HomePage, client: Client) -> None:
    page = a_page(home, "Aide")
    client.force_login(get_user_model().objects.create_superuser("chef@example.org", "mot-de-passe-long"))
    page_unpublished.connect(power_cut)
    try:
        with pytest.raises(PowerCutError):
            client.post(f"/admin/pages/{page.pk}/unpublish/")
    finally:
        page_unpublished.disconnect(power_cut)
    page.refresh_from_db()
    assert page.live
