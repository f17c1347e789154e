"""The admin as an editor opens it: every page answers, in French, with only what an editor may do."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from accounts.roles import MODERATORS
from core.models import BasePage
from home.models import HomePage, StandardPage
from home.welcome import tasks
from learning.models import GlossaryPage, ModuleIndexPage, ModulePage
from paths.models import PathIndexPage, PathPage, ThemePage
from tests.factories import a_module, a_page


def page_types(of=BasePage):
    for kind in of.__subclasses__():
        if not kind._meta.abstract:
            yield kind
        yield from page_types(kind)


TYPES = list(dict.fromkeys(page_types()))


pytestmark = pytest.mark.usefixtures("wagtail_templates")


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_page_says_what_it_is_for_in_a_sentence(kind):
    assert kind.get_page_description().endswith((".", "…"))


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_page_has_the_same_three_tabs(kind):
    headings = [str(tab.heading) for tab in kind.get_edit_handler().children]
    assert headings == ["Contenu", "Adresse et mots-clés", "Remarques"]


@pytest.mark.parametrize("name", ["wagtailadmin_home", "modules:index", "parcours:index", "wagtailadmin_explore_root"])
def test_the_pages_that_an_editor_starts_from_answer(as_editor, home, name):
    a_module(home)
    assert as_editor.get(reverse(name)).status_code == 200


def test_only_the_home_page_stands_at_the_root(home):
    root = Page.get_first_root_node()
    assert [kind for kind in TYPES if kind.can_create_at(root)] == [HomePage]


def test_a_page_of_text_holds_only_pages_of_text(home):
    page = a_page(home)
    assert [kind for kind in TYPES if kind.can_create_at(page)] == [StandardPage]


@pytest.mark.parametrize(
    ("kind", "parent"),
    [(ModulePage, ModuleIndexPage), (ThemePage, PathIndexPage), (PathPage, ThemePage), (StandardPage, HomePage)],
)
def test_the_form_of_a_new_page_answers(as_editor, home, kind, parent):
    above = home
    for step in {HomePage: [], ModuleIndexPage: [ModuleIndexPage], PathIndexPage: [PathIndexPage]}.get(
        parent, [PathIndexPage, ThemePage]
    ):
        above = above.add_child(instance=step(title=step.__name__))
    address = reverse("wagtailadmin_pages:add", args=(kind._meta.app_label, kind._meta.model_name, above.pk))
    assert as_editor.get(address).status_code == 200


def test_there_is_one_list_of_modules_a_home_page(home):
    home.add_child(instance=ModuleIndexPage(title="Les modules"))
    assert not ModuleIndexPage.can_create_at(home)
    assert GlossaryPage.can_create_at(home)


def test_the_first_page_offers_what_one_comes_for(as_editor, editor, home):
    a_module(home)
    paths = home.add_child(instance=PathIndexPage(title="Les parcours"))
    paths.add_child(instance=ThemePage(title="Un thème"))
    offered = list(tasks(editor))
    assert [task.title for task in offered] == ["Écrire un module", "Assembler un parcours", "Importer un fichier"]
    page = as_editor.get(reverse("wagtailadmin_home")).content.decode()
    for task in offered:
        assert f'href="{task.url}"' in page
        assert as_editor.get(task.url, follow=True).status_code == 200


def test_a_word_is_explained_from_the_first_page(as_editor, editor, home):
    home.add_child(instance=GlossaryPage(title="Les mots", slug="glossaire"))
    (task,) = tasks(editor)
    assert task.title == "Expliquer un mot"
    assert "Définition" in as_editor.get(task.url).content.decode()


def test_nothing_is_offered_where_there_is_nothing_to_write_under(editor, home):
    assert list(tasks(editor)) == []


def test_somebody_who_may_not_write_is_offered_nothing(home):
    a_module(home)
    assert list(tasks(get_user_model().objects.create_user("lectrice"))) == []


def test_the_admin_does_not_send_to_pages_in_english(as_editor):
    assert "guide.wagtail.org" not in as_editor.get(reverse("wagtailadmin_home")).content.decode()


def form_of(page, **changes):
    """What the edit form of a page of text posts."""
    body = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "text", "body-0-id": ""}
    texts = {"title": page.title, "slug": page.slug, "summary": page.summary, "body-0-value": "Une phrase."}
    comments = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    return body | texts | comments | changes


def test_saving_tells_how_many_remarks_there_are_and_never_blocks(as_editor, home):
    page = a_page(home, body="Court.")
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    answer = as_editor.post(address, form_of(page, **{"body-0-value": "mot " * 30}), follow=True)
    assert "2 remarques sur le texte" in answer.content.decode()
    page.refresh_from_db()
    assert len(list(page.get_latest_revision_as_object().remarks())) == 2


def test_saving_by_itself_tells_nothing(as_editor, home):
    page = a_page(home)
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    answer = as_editor.post(address, form_of(page), headers={"Accept": "application/json"})
    assert answer.json()["success"]
    assert "remarque" not in as_editor.get(reverse("wagtailadmin_home")).content.decode().partition("Que voulez")[0]


def test_an_editor_submits_and_a_moderator_publishes(as_editor, home):
    page = a_page(home)
    page.live = False
    page.save()
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert "Soumettre à la relecture" in as_editor.get(address).content.decode()
    as_editor.post(address, form_of(page, **{"action-submit": "1"}))
    state = page.current_workflow_task_state
    moderator = get_user_model().objects.create_user("moderateur")
    moderator.groups.add(Group.objects.get(name=MODERATORS))
    as_editor.force_login(moderator)
    action = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state.pk))
    as_editor.post(action, {"comment": "Très clair, merci."})
    page.refresh_from_db()
    assert page.live
    state.refresh_from_db()
    assert state.comment == "Très clair, merci."
