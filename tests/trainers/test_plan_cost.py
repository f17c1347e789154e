"""A plan with everything that it can show, and the list, cost the same few queries with ten rows and with a thousand."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Page

from competencies.models import Competence, CompetenceTag
from search.writing import refresh
from tests.factories import a_module
from tests.trainers.factories import a_plan
from tests.trainers.membership.test_joining import a_place
from tests.trainers.test_plan_page import objective
from trainers.models import PlanModule, PlanPage, Trial
from trainers.places.pages import PlacesPage

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LIST = "/mediateurs/seances/"


def everything(home, title="Tout", **fields):
    """Attachments, a source, a place, competences of its tags and of its objectives, modules, what people tell."""
    codes = [c.identifier for c in Competence.objects.filter(framework__code="digcomp").select_related("framework")[:4]]
    document = get_document_model().objects.create(title="D", file=ContentFile(b"x", name="d.txt"), file_size=1)
    attachment = PlanPage.attachments.field.stream_block.child_blocks["attachment"]
    plan = a_plan(
        home,
        title,
        place=a_place(),
        adapted_from=a_plan(home, "La source"),
        attachments=[
            ("attachment", attachment.normalize({"title": "Doc", "file": document, "licence": "CC BY-SA 4.0"}))
        ],
        objectives=[objective(f"Trier {code} messages.", competence=code) for code in codes],
        **fields,
    )
    for order, code in enumerate(codes[:2]):
        CompetenceTag.objects.create(page=plan, competence=Competence.objects.by_identifier(code), sort_order=order)
        PlanModule.objects.create(page=plan, module=a_module(home, f"Un module {order}", slug=f"un-module-{order}"))
    return plan


def told(plan, number):
    Trial.objects.bulk_create(
        Trial(plan=plan, place=plan.place, held_on=date(2026, 1, 1), people=8, minutes=100, worked=f"{n}")
        for n in range(number)
    )


def cost(client, address):
    # What every page keeps until something is published.
    client.get("/mediateurs/")
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured), "\n".join(query["sql"][:200] for query in captured), response.text


def test_a_plan_with_everything(client, home):
    call_command("load_frameworks", verbosity=0)
    plan = everything(home)
    home.add_child(instance=PlacesPage(title="Les lieux", slug="lieux"))
    for number in range(3):
        other = a_plan(home, f"Adaptée {number}", adapted_from=plan, place=plan.place)
    told(plan, 10)
    # The address of the directory, which every plan keeps until something is published.
    assert f'/lieux/{plan.place.slug}/"' in client.get(other.url).text
    cold, sql, _page = cost(client, plan.url)
    assert cold <= 14, sql
    few, _sql, page = cost(client, f"{plan.url}?avant=1")
    assert "La source" in page
    assert "Doc</a>" in page
    assert "Testée 10\u00a0fois" in page or "Testée 10 fois" in page
    told(plan, 990)
    many, sql, _page = cost(client, f"{plan.url}?encore=1")
    assert (few, many <= 14) == (many, True), sql


def test_the_list_of_plans(client, home):
    call_command("load_frameworks", verbosity=0)
    plan = a_plan(home, "Une séance 0")
    for number in range(1, 10):
        a_plan(home, f"Une séance {number}")
    told(plan, 10)
    addresses = [
        f"{LIST}{query}" for query in ("?tour=1", "?q=une+séance&tri=testee&tour=1", "?niveau=debutant&tour=1")
    ]
    few = [cost(client, address)[0] for address in addresses]
    many_plans(plan, 990)
    for address, before in zip(addresses, few, strict=True):
        many, sql, page = cost(client, f"{address}0")
        assert "1000 séances" in page
        assert (many, many <= 12) == (before, True), sql


def many_plans(plan, number):
    """Rows that are as that of `plan`, written by the database at once, as an import would."""
    parent, page = plan.get_parent(update=True), plan.page_ptr
    shared = {field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}
    Page.objects.bulk_create(
        Page(
            **shared
            | {"id": None, "title": f"Une séance de plus {n}", "slug": f"plus-{n}", "translation_key": uuid4()}
            | {"path": parent._get_path(parent.path, parent.depth + 1, parent.numchild + n + 1)}
        )
        for n in range(number)
    )
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + number)
    columns = ", ".join(f"{field.column}" for field in PlanPage._meta.local_concrete_fields if not field.primary_key)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO trainers_planpage (page_ptr_id, {columns}) SELECT new.id, {columns}"  # noqa: S608 — our own columns
            " FROM wagtailcore_page AS new, trainers_planpage AS one WHERE new.slug LIKE 'plus-%%' AND one.page_ptr_id = %s",
            [plan.pk],
        )
    refresh(Page.objects.filter(slug__startswith="plus-").values_list("pk", flat=True))
