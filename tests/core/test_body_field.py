"""Blocks are code, not schema: what migrations see of a body, and that they cannot harm it."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from wagtail import blocks

from core.fields import BodyField
from home.models import StandardPage
from learning.models import ModulePage
from tests.factories import a_module, a_page, a_step, a_text, an_exercise

# wagtail-localize asks the database something when its migrations are imported.
pytestmark = pytest.mark.django_db


def test_migrations_are_complete():
    output = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=output, stderr=output)
    assert "No changes" in output.getvalue()


def test_no_migration_knows_a_block():
    loader = MigrationLoader(None)
    for (app, name), migration in loader.disk_migrations.items():
        if app in {"home", "learning", "paths", "core", "trainers", "resources"}:
            text = "".join(repr(operation.deconstruct()) for operation in migration.operations)
            assert "wagtail.blocks" not in text, f"{app}.{name}"
            assert "BodyField" not in text, f"{app}.{name}"


def changes_after(field: models.Field) -> dict:
    """The migrations that replacing `StandardPage.body` by `field` would make."""
    loader = MigrationLoader(None)
    before = ProjectState.from_apps(apps)
    after = before.clone()
    state: ModelState = after.models["home", "standardpage"]
    state.fields["body"] = field
    questioner = NonInteractiveMigrationQuestioner(specified_apps={"home"}, dry_run=True)
    return MigrationAutodetector(before, after, questioner).changes(loader.graph)


def test_changing_a_block_makes_no_migration():
    new_blocks = [("paragraph", blocks.CharBlock()), ("other", blocks.StructBlock([("a", blocks.IntegerBlock())]))]
    assert (
        changes_after(BodyField(new_blocks, blank=True, verbose_name=StandardPage._meta.get_field("body").verbose_name))
        == {}
    )


def test_a_field_of_another_kind_would_be_seen():
    assert changes_after(models.TextField()) != {}


@pytest.fixture
def historical(db):
    """The models as a data migration gets them from `apps.get_model`."""
    executor = MigrationExecutor(connection)
    return executor.loader.project_state(executor.loader.graph.leaf_nodes()).apps


def test_a_data_migration_that_reads_and_saves_a_body_keeps_it(home, historical):
    steps = [
        a_step("Une étape", a_text("Du **gras**, « des guillemets » et é 🎈."), an_exercise()),
        a_step("Une autre"),
    ]
    module = ModulePage.objects.get(pk=a_module(home, steps=steps).pk)
    shown, stored = [str(step) for step in module.steps], list(module.steps.raw_data)

    old = historical.get_model("learning", "ModulePage").objects.get(pk=module.pk)
    assert isinstance(old.steps, list)
    assert old.steps == stored
    old.steps = [*old.steps]
    old.save()

    again = ModulePage.objects.get(pk=module.pk)
    assert list(again.steps.raw_data) == stored
    assert [str(step) for step in again.steps] == shown
    assert [step.id for step in again.steps] == [step.id for step in module.steps]


def test_a_data_migration_can_change_a_block(home, historical):
    page = a_page(home, body="Ancien texte.")
    old = historical.get_model("home", "StandardPage").objects.get(pk=page.pk)
    old.body[0]["value"]["source"] = "Nouveau texte."
    old.body[0]["value"]["v"] = 0
    old.save()
    again = StandardPage.objects.get(pk=page.pk)
    assert again.body[0].value.source == "Nouveau texte."
    assert "Nouveau texte." in again.body[0].value.html


def test_a_data_migration_can_make_an_empty_body(home, historical):
    page = a_page(home)
    historical.get_model("home", "StandardPage").objects.filter(pk=page.pk).update(body=[])
    assert len(StandardPage.objects.get(pk=page.pk).body) == 0
