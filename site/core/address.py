"""Where the site is: Wagtail writes whole addresses (letters, PDF, open data) from its own record of the site."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections
from wagtail.models import Site

from core.cache import move_content_version
from core.models import ContentVersion

# What Wagtail's first migration writes, for want of knowing better.
UNNAMED = "localhost"


def name_the_site(base_url: str = "", using: str = "default") -> None:
    """Give the default site the address that operators chose (`BASE_URL`), until somebody names it in the admin."""
    parts = urlsplit(base_url or settings.BASE_URL)
    found = (parts.hostname or UNNAMED, parts.port or (443 if parts.scheme == "https" else 80))
    site = Site.objects.using(using).filter(is_default_site=True, hostname=UNNAMED).first()
    if site and (site.hostname, site.port) != found:
        site.hostname, site.port = found
        site.save(using=using)
        move_content_version()


def after_migrate(using: str, **kwargs: Any) -> None:
    # Some migrate one application alone.
    if {Site._meta.db_table, ContentVersion._meta.db_table} <= set(connections[using].introspection.table_names()):
        name_the_site(using=using)
