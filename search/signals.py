"""When the read model is written: whatever changes a public page, or what a public page shows."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageViewRestriction, Site
from wagtail.signals import page_published, post_page_move

from competencies.loading import frameworks_loaded
from competencies.models import Area, AreaText, Competence, CompetenceTag, CompetenceText
from core.cache import gather
from core.models import Keyword
from core.signals import page_saved
from search.models import SearchDocument
from search.places import written_at
from search.reading import dependents, findable_ids
from search.writing import forget, refresh
from trainers.places.models import Place
from trainers.places.signals import places_imported

# Saving only these does not change what is public.
EDITING = {
    "latest_revision",
    "latest_revision_created_at",
    "draft_title",
    "has_unpublished_changes",
    "locked",
    "locked_by",
    "locked_at",
    COMMENTS_RELATION_NAME,
}


def _refresh_with_dependents(page_ids: set[int]) -> None:
    refresh(page_ids, with_dependents=True)


def _changed(page_ids: Iterable[int]) -> None:
    gather(_refresh_with_dependents, page_ids)


def _below(path: str) -> list[int]:
    return list(Page.objects.filter(path__startswith=path).order_by("path").values_list("pk", flat=True))


def _saved(page: Page, update_fields: Any = None, **_kwargs: Any) -> None:
    if update_fields is not None and EDITING.issuperset(update_fields):
        return
    below = SearchDocument.objects.filter(page__path__startswith=page.path)
    if below.exclude(url__startswith=page.url or "/").exists():
        # Its address changed, and theirs with it.
        _changed(_below(page.path))
    elif getattr(page, "findable", None) and (page.live or below.filter(page=page.pk).exists()):
        _changed([page.pk])


def _published(instance: Page, **_kwargs: Any) -> None:
    # A bulk import writes the rows itself, and saves nothing: without this its pages would not be known.
    if getattr(instance, "findable", None) and not SearchDocument.objects.filter(page=instance.pk).exists():
        _changed([instance.pk])


def _moved(instance: Page, **_kwargs: Any) -> None:
    _changed(_below(instance.path))


def _before_deletion(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    if issubclass(sender, Page):
        instance.search_dependents = dependents([instance.pk])
        forget([instance.pk])
    elif issubclass(sender, Keyword):
        instance.search_dependents = set(instance.page_keywords.values_list("content_object_id", flat=True))
    elif issubclass(sender, Place):
        # They only lose its name.
        instance.search_dependents = written_at([instance.pk])


def _deleted(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    if found := vars(instance).get("search_dependents"):
        gather(refresh, found)


def _place_saved(instance: Place, created: bool, **_kwargs: Any) -> None:
    if not created:
        _places_changed([instance.pk])


def _places_changed(places: Iterable[int], **_kwargs: Any) -> None:
    if found := written_at(places):
        gather(refresh, found)


def _restricted(instance: PageViewRestriction, **_kwargs: Any) -> None:
    _changed(_below(instance.page.path))


def _site_changed(**_kwargs: Any) -> None:
    gather(refresh, [*findable_ids(), *SearchDocument.objects.values_list("page_id", flat=True)])


def _keyword_changed(instance: Keyword, **_kwargs: Any) -> None:
    gather(refresh, instance.page_keywords.values_list("content_object_id", flat=True))


def _competence_changed(instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, CompetenceText):
        same = {"competence": instance.competence_id}
    elif isinstance(instance, AreaText):
        same = {"competence__area": instance.area_id}
    else:
        same = {"competence__area" if isinstance(instance, Area) else "competence": instance.pk}
    gather(refresh, CompetenceTag.objects.filter(**same).values_list("page_id", flat=True))


def _frameworks_loaded(**_kwargs: Any) -> None:
    gather(refresh, CompetenceTag.objects.values_list("page_id", flat=True))


def connect() -> None:
    # Unpublishing saves the page; Wagtail's signal for it also comes before a deletion, when there is nothing to read.
    page_saved.connect(_saved, dispatch_uid="search.saved")
    page_published.connect(_published, dispatch_uid="search.published")
    post_page_move.connect(_moved, dispatch_uid="search.moved")
    frameworks_loaded.connect(_frameworks_loaded, dispatch_uid="search.frameworks")
    pre_delete.connect(_before_deletion, dispatch_uid="search.before_deletion")
    post_delete.connect(_deleted, dispatch_uid="search.deleted")
    places_imported.connect(_places_changed, dispatch_uid="search.places_imported")
    post_save.connect(_place_saved, sender=Place, dispatch_uid="search.place")
    post_save.connect(_keyword_changed, sender=Keyword, dispatch_uid="search.keyword")
    for model, receiver in (
        (PageViewRestriction, _restricted),
        (Site, _site_changed),
        (Area, _competence_changed),
        (Competence, _competence_changed),
        (CompetenceText, _competence_changed),
        (AreaText, _competence_changed),
    ):
        post_save.connect(receiver, sender=model, dispatch_uid=f"search.{model.__name__}.saved")
        post_delete.connect(receiver, sender=model, dispatch_uid=f"search.{model.__name__}.deleted")
