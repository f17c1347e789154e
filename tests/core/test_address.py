"""Whole addresses (in letters, PDF, open data) lead to the site, wherever it is."""

import pytest
from wagtail.models import Site

from core.address import after_migrate, name_the_site
from core.cache import content_version


@pytest.mark.parametrize(
    ("base_url", "root"),
    [
        ("https://mon-reseau.fr", "https://mon-reseau.fr"),
        ("http://localhost:8001", "http://localhost:8001"),
        ("http://mon-reseau.fr:8080/", "http://mon-reseau.fr:8080"),
    ],
)
def test_the_site_that_nobody_named_has_the_address_of_the_settings(home, settings, base_url, root):
    Site.objects.update(hostname="localhost", port=80)
    settings.BASE_URL = base_url
    before = content_version()
    after_migrate("default")
    assert Site.objects.get().root_url == root
    assert content_version() > before


def test_a_site_that_somebody_named_keeps_its_name(home):
    Site.objects.update(hostname="ma-ville.fr", port=443)
    name_the_site("https://mon-reseau.fr")
    assert Site.objects.get().root_url == "https://ma-ville.fr"
