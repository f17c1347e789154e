"""A list without words is sorted without reading the texts of its pages."""

import pytest
from django.db import connection

from search.engines.database import ORDERS


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("condition", ["", "WHERE +d.id IN (SELECT value FROM json_each('[1, 2]'))"])
def test_sorting_reads_a_narrow_index(sort: str, condition: str) -> None:
    sql = f"SELECT d.page_id FROM search_searchdocument AS d {condition} ORDER BY {ORDERS[sort]} LIMIT 20"  # noqa: S608 — ours
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = [row[3] for row in cursor.fetchall()]
    assert "SCAN d USING COVERING INDEX search_order" in plan
