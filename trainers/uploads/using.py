"""Who uses a contributed file: published pages, the latest words of any plan, versions that were once public or sent.

A file that nothing uses any more is deleted. Old words of a draft, which nobody else read, do not keep it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision, TaskState

from core.queries import visible
from trainers.plans.pages import PlanPage
from trainers.uploads.files import contributed


def files_of(stream: Any) -> set[int]:
    """The numbers of the documents that a stream of attachments names, from the database or from a version."""
    blocks = json.loads(stream) if isinstance(stream, str) else stream
    if hasattr(blocks, "get_prep_value"):
        blocks = blocks.get_prep_value()
    values = [block.get("value", {}) for block in blocks or [] if isinstance(block, dict)]
    return {value["file"] for value in values if isinstance(value, dict) and isinstance(value.get("file"), int)}


def pages_showing(document: Any) -> QuerySet[Page]:
    """The pages whose published words name it."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(document).filter(base_content_type=pages)
    return Page.objects.filter(pk__in=[int(pk) for pk in references.values_list("object_id", flat=True)])


def is_public(document: Any) -> bool:
    """Whether a page that everybody may read shows it."""
    return visible(pages_showing(document)).exists()


def _versions_naming(pk: int) -> QuerySet[Revision]:
    """Versions of plans that name it, or whose text looks as if they did."""
    kind = ContentType.objects.get_for_model(PlanPage)
    return Revision.objects.filter(content_type=kind, content__attachments__icontains=f'"file": {pk}')


def _name_it(versions: QuerySet[Revision], pk: int) -> bool:
    contents = versions.values_list("content__attachments", flat=True).order_by("pk")
    return any(pk in files_of(attachments) for attachments in contents)


def is_named_by_latest(plans: QuerySet[PlanPage], pk: int) -> bool:
    """Whether the latest words of one of `plans` name it."""
    return _name_it(_versions_naming(pk).filter(pk__in=plans.order_by().values("latest_revision")), pk)


def is_used(document: Any) -> bool:
    """Whether somebody would miss it."""
    pages = ContentType.objects.get_for_model(Page)
    if ReferenceIndex.get_references_to(document).exclude(base_content_type=pages).exists():
        return True
    if pages_showing(document).filter(Q(live=True) | Q(first_published_at__isnull=False)).exists():
        return True
    read_by_others = (
        Q(pk__in=Page.objects.exclude(latest_revision=None).order_by().values("latest_revision"))
        | Q(pk__in=Page.objects.exclude(live_revision=None).order_by().values("live_revision"))
        | Q(pk__in=TaskState.objects.order_by().values("revision"))
        | Q(pk__in=PageLogEntry.objects.filter(action="wagtail.publish").order_by().values("revision"))
    )
    return _name_it(_versions_naming(document.pk).filter(read_by_others), document.pk)


def forget_unused(pks: Iterable[int]) -> None:
    """Delete those of these files that nothing uses; only files that were contributed."""
    for document in contributed().filter(pk__in=list(pks)).order_by("pk"):
        if not is_used(document):
            document.delete()


def forget_later(pks: Iterable[int]) -> None:
    """The same, once what stopped using them is certain."""
    numbers = list(pks)
    if numbers:
        transaction.on_commit(lambda: forget_unused(numbers))


def forget_with_plan(sender: type[PlanPage], instance: PlanPage, **kwargs: Any) -> None:
    """A plan is about to be deleted: its files go with it, unless another uses them."""
    versions = Revision.objects.for_instance(instance).order_by("pk").values_list("content__attachments", flat=True)
    found = files_of(instance.attachments).union(*(files_of(attachments) for attachments in versions))
    forget_later(sorted(found))
