"""A bulk import writes the rows that one page at a time would, in few queries."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from core.content import apply as applying
from core.content.site_map import text_models
from core.models import BasePage
from learning.models import ModulePage
from tests.core.content.conftest import MODULE, Folder

CHANGING = {
    "id",
    "pk",
    "path",
    "url_path",
    "slug",
    "translation_key",
    "draft_title",
    "latest_revision",
    "live_revision",
    "page_ptr",
    "revision",
}
DATES = {"first_published_at", "last_published_at", "latest_revision_created_at"}


def one_by_one(folder: Folder) -> None:
    planned = folder.plan()
    importer = applying.Importer(planned, None, True, lambda count: None)
    for draft in planned.new:
        page, parent = importer.page_and_parent(draft)
        importer.fill(draft, page)
        parent.add_child(instance=page)
        page.save_revision().publish()


def without(data: Any, keys: set[str]) -> Any:
    if isinstance(data, dict):
        return {key: without(value, keys) for key, value in data.items() if key not in keys}
    return [without(item, keys) for item in data] if isinstance(data, list) else data


def test_the_rows_are_those_of_add_child_and_publish(site: Folder):
    site.load()
    site.write("fr/modules/a.md", MODULE).load()
    site.write("fr/modules/b.md", MODULE)
    one_by_one(site)
    bulk, loop = ModulePage.objects.get(slug="a"), ModulePage.objects.get(slug="b")
    kept = CHANGING | DATES | {"steps", "content_object", "page"}
    words = [{row["tag"] for row in page.serializable_data()["page_keywords"]} for page in (bulk, loop)]
    assert words[0] == words[1]
    kept.add("page_keywords")
    assert without(bulk.serializable_data(), kept) == without(loop.serializable_data(), kept)
    for date in DATES:
        assert abs((getattr(bulk, date) - getattr(loop, date)).total_seconds()) < 60
    for page in (bulk, loop):
        revision = page.latest_revision
        assert page.live_revision_id == page.latest_revision_id
        assert (revision.object_id, revision.object_str) == (str(page.pk), page.title)
        assert revision.as_object().title == page.title
        assert revision.as_object().steps.raw_data[0] == page.steps.raw_data[0]
        assert {keyword.name for keyword in revision.as_object().keywords.all()} == {"adresse", "École"}
    assert [entry.action for entry in PageLogEntry.objects.filter(page=bulk.pk)] == ["wagtail.publish"]
    references = [
        [
            *ReferenceIndex.objects.filter(object_id=str(page.pk))
            .order_by("model_path")
            .values_list("model_path", flat=True)
        ]
        for page in (bulk, loop)
    ]
    assert references[0] == references[1]
    assert Page.find_problems() == ([], [], [], [], [])
    found = {page.slug for page in Page.objects.search("adresse")}
    assert {"a", "b"} <= found


@pytest.mark.django_db
def test_twenty_pages_more_cost_few_queries_more(site: Folder):
    def queries(count: int, prefix: str) -> int:
        for n in range(count):
            site.write(f"fr/modules/{prefix}{n}.md", MODULE)
        planned = site.plan()
        with CaptureQueriesContext(connection) as context:
            applying.apply(planned)
        return len(context)

    queries(1, "a")
    few = queries(2, "b")
    many = queries(22, "c")
    per_page = (many - few) / 20
    assert per_page <= 3, per_page


@pytest.mark.django_db
def test_reading_pages_again_costs_the_same_number_of_queries_for_two_and_for_twenty(site: Folder):
    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            site.plan()
        return len(context)

    site.write("fr/modules/a.md", MODULE).load()
    few = queries()
    for n in range(20):
        site.write(f"fr/modules/b{n}.md", MODULE)
    site.load()
    assert queries() - few <= 20 * 3


def test_no_page_type_hides_work_in_save():
    """A bulk import does not call `save`; what it computes belongs in `before_saving`."""
    for model in text_models().values():
        assert model.save is BasePage.save, model


def test_revisions_are_as_many_as_pages(site: Folder):
    site.load()
    assert Revision.objects.count() == 3
