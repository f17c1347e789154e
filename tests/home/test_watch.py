"""« À regarder »: what waits for an editor, and nothing for somebody else."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from home.watch import matters
from tests.factories import a_module, a_page


def said(user):
    return [matter.sentence for matter in matters(user)]


def test_nothing_waits_on_a_fresh_site(editor):
    assert said(editor) == []


def test_a_draft_is_named_with_the_way_to_it(editor, home):
    page = a_page(home, title="À propos")
    page.title = "À propos de nous"
    page.save_revision()
    (matter,) = matters(editor)
    assert matter.sentence == "1 page a des changements qui ne sont pas publiés."
    assert matter.examples == (("À propos de nous", reverse("wagtailadmin_pages:edit", args=(page.pk,))),)


def test_competences_without_anything_to_learn_them_are_counted(editor):
    call_command("load_frameworks", verbosity=0)
    assert said(editor) == ["21 compétences sur 21 n’ont encore rien pour les apprendre (DigComp 3.0)."]


def test_a_page_of_last_year_is_to_read_again(editor, home):
    pages = [a_page(home, title=title) for title in ("Vieille", "Récente")]
    old = timezone.now() - timedelta(days=366)
    Page.objects.filter(pk=pages[0].pk).update(last_published_at=old)
    Page.objects.filter(pk=pages[1].pk).update(last_published_at=timezone.now())
    assert said(editor) == ["1 page n’a pas été relue depuis plus d’un an."]


def test_a_picture_without_description_is_said(editor):
    for description in ("", "Un chat"):
        get_image_model().objects.create(title="chat", file=get_test_image_file(), description=description)
    assert [sentence[:33] for sentence in said(editor)] == ["1 image n’a pas de description\u00a0: "]


def test_somebody_who_changes_no_page_is_told_nothing(editor, home):
    a_page(home).save_revision()
    assert said(get_user_model().objects.create_user("lectrice")) == []


def test_the_first_page_of_the_admin_shows_it(client, editor, home, wagtail_templates):
    page = a_page(home, title="Brouillon")
    page.save_revision()
    client.force_login(editor)
    shown = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "À regarder" in shown
    assert "1 page a des changements" in shown


def test_its_cost_does_not_grow_with_the_pages(editor, home):
    counts = []
    for total in (2, 20):
        for number in range(Page.objects.count(), total):
            a_module(home, title=f"m{number}", slug=f"m{number}").save_revision()
        with CaptureQueriesContext(connection) as queries:
            said(editor)
        counts.append(len(queries))
    assert counts[0] == counts[1]
