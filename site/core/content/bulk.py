"""Many new pages in a few queries.

`Page.add_child()` then `save_revision().publish()` cost some forty queries a page: locks, counts, checks and signals
that a bulk import does once for all. The rows written here are the ones that they would write: see
`tests/core/content/test_bulk.py`, which compares them.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import CharField, F, Max, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from modelsearch.backends import get_search_backends_with_name
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from core.pieces import in_batches

BATCH = 400


@dataclass
class NewPage:
    """A page object without a row yet, under `parent` (a page that exists or another new one)."""

    page: Page
    parent: Page
    publish: bool = True


def insert_base_rows(new: Sequence[NewPage], user: AbstractBaseUser | None) -> None:
    """Give each page its place in the tree and its number. Parents come before their children."""
    now = timezone.now()
    next_step = _Steps()
    for one in new:
        page, parent = one.page, one.parent
        page.depth, page.numchild = parent.depth + 1, 0
        page.path = next_step(parent)
        page.set_url_path(parent)
        page.draft_title, page.owner = page.title, user
        page.content_type = ContentType.objects.get_for_model(type(page), for_concrete_model=False)
        page.live, page.has_unpublished_changes = one.publish, not one.publish
        page.latest_revision_created_at = now
        if one.publish:
            page.first_published_at = page.last_published_at = now
    _number_of_children(new)
    for chunk in in_batches(_levels(new), BATCH):
        rows = [Page(**{f.attname: getattr(one.page, f.attname) for f in Page._meta.concrete_fields}) for one in chunk]
        for one, row in zip(chunk, Page._base_manager.bulk_create(rows), strict=True):
            one.page.id = one.page.pk = row.pk
            one.page._state.adding, one.page._state.db = False, row._state.db


def _levels(new: Sequence[NewPage]) -> list[NewPage]:
    return sorted(new, key=lambda one: one.page.depth)


class _Steps:
    """The tree path of each next child, after the children that exist."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}

    def __call__(self, parent: Page) -> str:
        if parent.path not in self.last:
            list(Page.objects.select_for_update().filter(path=parent.path).values_list("pk"))
            children = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
            last = children.aggregate(last=Max("path"))["last"]
            self.last[parent.path] = Page._str2int(last[-Page.steplen :]) if last else 0
        self.last[parent.path] += 1
        return Page._get_path(parent.path, parent.depth + 1, self.last[parent.path])


def _number_of_children(new: Sequence[NewPage]) -> None:
    counts: dict[int, int] = defaultdict(int)
    for one in new:
        if one.parent.pk is None:
            one.parent.numchild += 1
        else:
            counts[one.parent.pk] += 1
    for pk, count in counts.items():
        Page.objects.filter(pk=pk).update(numchild=F("numchild") + count)


def insert_details(
    new: Sequence[NewPage], user: AbstractBaseUser | None, tick: Callable[[int], None] = lambda count: None
) -> list[Revision]:
    """The rest of each page: its own table, the rows that belong to it, one revision, the log, the indexes."""
    by_model: dict[type[Page], list[Page]] = defaultdict(list)
    for one in new:
        by_model[type(one.page)].append(one.page)
    for model, pages in by_model.items():
        for page in pages:
            page.before_saving()
        for chunk in in_batches(pages, BATCH):
            rows: Any = QuerySet(model)
            rows._batched_insert(chunk, model._meta.local_concrete_fields, batch_size=None)
    _insert_children([one.page for one in new])
    revisions = _insert_revisions(new, user, tick)
    _insert_log(new, revisions, user)
    _insert_references(by_model)
    for model, pages in by_model.items():
        for _name, backend in get_search_backends_with_name(with_auto_update=True):
            for chunk in in_batches(pages, BATCH):
                backend.add_bulk(model, chunk)
    return revisions


def _insert_children(pages: Sequence[Page]) -> None:
    """Rows of child relations (tags, keywords, parts of a path) that are in memory only."""
    rows: dict[type[Model], list[Model]] = defaultdict(list)
    for page in pages:
        for relation in get_all_child_relations(type(page)):
            # What is not in memory is empty, and need not be asked for again.
            inside = page._cluster_related_objects.setdefault(relation.get_accessor_name(), [])
            for position, row in enumerate(inside):
                setattr(row, relation.field.name, page)
                if order := getattr(relation.related_model, "sort_order_field", None):
                    setattr(row, order, position)
                rows[relation.related_model].append(row)
    for model, items in rows.items():
        model._base_manager.bulk_create(items, batch_size=BATCH)


def _insert_revisions(
    new: Sequence[NewPage], user: AbstractBaseUser | None, tick: Callable[[int], None]
) -> list[Revision]:
    base = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    revisions: list[Revision] = []
    for chunk in in_batches(new, BATCH):
        made = [
            Revision(
                content_type_id=one.page.content_type_id,
                base_content_type=base,
                object_id=str(one.page.pk),
                created_at=one.page.latest_revision_created_at,
                user=user,
                object_str=str(one.page),
                content=one.page.serializable_data(),
            )
            for one in chunk
        ]
        revisions += Revision.objects.bulk_create(made)
        latest = Subquery(
            Revision.objects.filter(base_content_type=base, object_id=Cast(OuterRef("pk"), CharField()))
            .order_by("-pk")
            .values("pk")[:1]
        )
        pages = Page.objects.filter(pk__in=[one.page.pk for one in chunk])
        pages.update(latest_revision=latest)
        pages.filter(live=True).update(live_revision=F("latest_revision"))
        for one, revision in zip(chunk, made, strict=True):
            one.page.latest_revision = revision
            one.page.live_revision = revision if one.publish else None
        tick(len(chunk))
    return revisions


def _insert_log(new: Sequence[NewPage], revisions: Sequence[Revision], user: AbstractBaseUser | None) -> None:
    entries = [
        PageLogEntry(
            page_id=one.page.pk,
            content_type_id=one.page.content_type_id,
            label=str(one.page.get_admin_display_title()),
            action="wagtail.publish" if one.publish else "wagtail.create",
            timestamp=one.page.latest_revision_created_at,
            user=user,
            revision=revision,
            content_changed=True,
            uuid=uuid.uuid4(),
        )
        for one, revision in zip(new, revisions, strict=True)
    ]
    PageLogEntry.objects.bulk_create(entries, batch_size=BATCH)


def _insert_references(by_model: dict[type[Page], list[Page]]) -> None:
    base = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    rows = [
        ReferenceIndex(
            content_type_id=page.content_type_id,
            base_content_type=base,
            object_id=str(page.pk),
            to_content_type_id=to_type,
            to_object_id=to_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for pages in by_model.values()
        for page in pages
        for to_type, to_id, model_path, content_path in dict.fromkeys(
            ReferenceIndex._extract_references_from_object(page)
        )
    ]
    ReferenceIndex.objects.bulk_create(
        rows, batch_size=BATCH, ignore_conflicts=connection.features.supports_ignore_conflicts
    )
