"""The content version: one number that moves forward whenever something public changes.

It is part of the key of everything that is cached, so nothing stale is ever shown and nothing has to be purged.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Model
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.models import ContentVersion

# A new version has new keys, so this only bounds memory.
KEPT_SECONDS = 3600


def content_version() -> int:
    """The current version; 0 before anything was published."""
    return ContentVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


Kept = TypeVar("Kept")
# The version that the request being answered began with, so that it is read once: see `core.middleware`.
_of_request: ContextVar[int | None] = ContextVar("content_version_of_request", default=None)


@contextmanager
def one_version(number: int) -> Iterator[None]:
    """Within it, `kept` does not ask for the version again. What is read may be newer than its key, never older."""
    token = _of_request.set(number)
    try:
        yield
    finally:
        _of_request.reset(token)


def kept(name: str, read: Callable[[], Kept]) -> Kept:
    """What `read` gives, kept until something public changes."""
    version = _of_request.get()
    key = f"{name}:{content_version() if version is None else version}"
    found: Kept | None = cache.get(key)
    if found is None:
        found = read()
        cache.set(key, found, KEPT_SECONDS)
    return found


Receiver = Callable[[set[int]], object]


class _Later:
    """What is done once, at the end of `moved_once`: a move of the version, and what `gather` was given."""

    def __init__(self) -> None:
        self.move = False
        self.gathered: dict[Receiver, set[int]] = {}


_later: ContextVar[_Later | None] = ContextVar("moved_once", default=None)


def move_content_version(**_kwargs: Any) -> None:
    """Say that something public changed. Within a transaction it takes effect with the rest."""
    if later := _later.get():
        later.move = True
    else:
        _move()


def _move() -> None:
    with transaction.atomic():
        if not ContentVersion.objects.filter(pk=1).update(number=F("number") + 1):
            ContentVersion.objects.get_or_create(pk=1, defaults={"number": 1})


@contextmanager
def moved_once() -> Iterator[None]:
    """A transaction that moves the version once however many pages it publishes, and not at all if none."""
    later = _Later()
    with transaction.atomic():
        token = _later.set(later)
        try:
            yield
            # The version first: whoever locks its row and another one does it in this order: nobody waits in a ring.
            if later.move or later.gathered:
                _move()
            for receiver, numbers in later.gathered.items():
                receiver(numbers)
        finally:
            _later.reset(token)


def gather(receiver: Receiver, numbers: Iterable[int]) -> None:
    """Give `receiver` the numbers of some rows: now, or once with all the others at the end of `moved_once`."""
    if later := _later.get():
        later.gathered.setdefault(receiver, set()).update(numbers)
    else:
        receiver(set(numbers))


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
