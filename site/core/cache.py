"""The content version: one number that moves forward whenever something public changes.

It is part of the key of everything that is cached, so nothing stale is ever shown and nothing has to be purged.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models import F, Model
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.models import ContentVersion


def content_version() -> int:
    """The current version; 0 before anything was published."""
    return ContentVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


# Inside `moved_once`: whether something asked for a move.
_asked: ContextVar[list[bool] | None] = ContextVar("content_version_asked", default=None)


def move_content_version(**_kwargs: Any) -> None:
    """Say that something public changed. Within a transaction it takes effect with the rest."""
    if (asked := _asked.get()) is not None:
        asked.append(True)
        return
    with transaction.atomic():
        if not ContentVersion.objects.filter(pk=1).update(number=F("number") + 1):
            ContentVersion.objects.get_or_create(pk=1, defaults={"number": 1})


@contextmanager
def moved_once() -> Iterator[None]:
    """A transaction that moves the version once however many pages it publishes, and not at all if none."""
    asked: list[bool] = []
    with transaction.atomic():
        token = _asked.set(asked)
        try:
            yield
        finally:
            _asked.reset(token)
        if asked:
            move_content_version()


def changes_public_pages(model: type[Model]) -> type[Model]:
    """Class decorator for models that public pages show: saving or deleting a row renews the pages."""
    label = f"{model._meta.label}.content_version"
    post_save.connect(move_content_version, sender=model, dispatch_uid=f"{label}.save")
    post_delete.connect(move_content_version, sender=model, dispatch_uid=f"{label}.delete")
    return model


def _page_deleted(sender: type[Model], **kwargs: Any) -> None:
    if issubclass(sender, Page):
        move_content_version()


def connect() -> None:
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(move_content_version, dispatch_uid="content_version")
    post_delete.connect(_page_deleted, dispatch_uid="content_version.page_deleted")
    # Models of Wagtail's that a page shows, or that decide who sees it.
    for model in (PageViewRestriction, Site, get_image_model(), get_document_model()):
        changes_public_pages(model)
