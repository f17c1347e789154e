"""Every right of the table, with every role: see `tests.accounts.rights`."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import get_resolver
from wagtail.documents import get_document_model
from wagtail.models import Comment, Site

from accounts.roles import EDITORS, MODERATORS, set_up_roles
from accounts.urls import urlpatterns as account_patterns
from home.models import StandardPage
from tests.accounts.conftest import a_person
from tests.accounts.rights import (
    ACCOUNT,
    ADMINISTRATOR,
    ANONYMOUS,
    COORDINATOR,
    DOCUMENT,
    EDITOR,
    MEDIATOR,
    MODERATOR,
    ON_THE_WAY,
    PUBLISHING,
    RIGHTS,
    ROLES,
    document,
)
from tests.factories import a_home_page, a_page
from tests.trainers.factories import a_plan
from tests.trainers.membership.test_joining import a_member, a_place
from trainers.adapting.models import Adaptation
from trainers.adapting.urls import urlpatterns as adapting_patterns
from trainers.contributions.urls import urlpatterns as contribution_patterns
from trainers.feedback.models import Problem, Trial
from trainers.feedback.urls import urlpatterns as feedback_patterns
from trainers.importing.urls import urlpatterns as import_patterns
from trainers.membership.models import State
from trainers.membership.urls import urlpatterns as membership_patterns
from trainers.review.urls import urlpatterns as review_patterns
from trainers.uploads.urls import urlpatterns as upload_patterns
from trainers.versions.urls import urlpatterns as version_patterns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wagtail_templates")]
GROUPS = {EDITOR: EDITORS, MODERATOR: MODERATORS}


@pytest.fixture(scope="module")
def world(made_once):
    """Two EPNs with a member and a request each, a page, and the draft of somebody else."""
    home = a_home_page()
    set_up_roles()
    here, elsewhere = a_place(), a_place("Ailleurs", "Brest")
    author = a_person("autrice@exemple.fr")
    author.groups.add(Group.objects.get(name=EDITORS))
    page = a_page(home)
    draft = a_page(home, title="Brouillon", slug="brouillon", live=False, owner=author)
    draft.save_revision(user=author)
    attached = get_document_model().objects.create(title="Une affiche", file=ContentFile(b"a", "seances/a/affiche.txt"))
    pieces = [{"type": "attachment", "value": {"title": "Une affiche", "file": attached.pk}}]
    plan = a_plan(home, live=False, owner=author, attachments=pieces)
    plan.save_revision(user=author)
    waiting = a_plan(home, "En attente", slug="en-attente", live=False, owner=author)
    waiting.save_revision(user=author)
    waiting.get_workflow().start(waiting, author)
    run = a_plan(home, title="Publiée", owner=author)
    teller = a_person("ailleurs@exemple.fr")
    trial = Trial.objects.create(plan=run, user=teller, held_on="2026-03-12", people=8, minutes=90)
    problem = Problem.objects.create(page=run, kind="erreur", texts="Une faute.")
    public_plan = a_plan(home, "Publique")
    Adaptation.objects.create(plan=plan, licence=public_plan.licence)
    return {
        "run": run.pk,
        "run_url": run.url,
        "trial": trial.pk,
        "problem": problem.pk,
        "here": here,
        "home": home.pk,
        "page": page.pk,
        "published": page.url,
        "draft": draft.pk,
        "waiting": waiting.pk,
        "task": waiting.current_workflow_task_state.pk,
        "plan": plan.pk,
        "attached": attached.url,
        "public_plan": public_plan.pk,
        "remark": Comment.objects.create(
            page=plan, user=a_person("relit@exemple.fr"), text="?", contentpath="title"
        ).pk,
        "draft_url": "/brouillon/",
        "site": Site.objects.get().pk,
        "member": a_member(here, "membre@exemple.fr").pk,
        "asked": a_member(here, "demande@exemple.fr", state=State.ASKED).pk,
        "member_elsewhere": a_member(elsewhere, "membre-ailleurs@exemple.fr").pk,
        "asked_elsewhere": a_member(elsewhere, "demande-ailleurs@exemple.fr", state=State.ASKED).pk,
    }


def browser_of(role, world):
    browser = Client()
    if role == ANONYMOUS:
        return browser
    if role in (MEDIATOR, COORDINATOR):
        user = a_member(world["here"], f"{role}@exemple.fr", is_coordinator=role == COORDINATOR).user
    else:
        user = a_person(f"{role}@exemple.fr", is_superuser=role == ADMINISTRATOR)
        user.groups.set(Group.objects.filter(name=GROUPS.get(role, "")))
    browser.force_login(user)
    return browser


def was_allowed(response):
    """Shown, done, or asked to prove again who one is; not sent to sign in, nor to the first page of the admin, nor refused."""
    if response.status_code == 302:
        refused = response.url.startswith(("/compte/connexion/", "/admin/login/")) or response.url in {"/admin/", "/"}
        return not refused
    return response.status_code == 200


@pytest.mark.parametrize("right", RIGHTS, ids=lambda right: right.sentence)
def test_each_role_may_do_what_the_table_says_and_nothing_else(right, world):
    answers = {role: right.use(browser_of(role, world), world) for role in ROLES}
    seen = {role: (answer.status_code, answer.headers.get("Location")) for role, answer in answers.items()}
    assert {role for role, answer in answers.items() if was_allowed(answer)} == right.allowed, seen


def test_every_address_of_an_account_is_in_the_table():
    walked = {name for right in RIGHTS for name in right.names} | ON_THE_WAY
    patterns = [
        *account_patterns,
        *membership_patterns,
        *review_patterns,
        *contribution_patterns,
        *upload_patterns,
        *feedback_patterns,
    ]
    patterns += [*adapting_patterns, *version_patterns, *import_patterns]
    assert {pattern.name for pattern in patterns} == walked
    under_compte = [name for name in get_resolver().reverse_dict if isinstance(name, str) and name in walked]
    assert len(under_compte) == len(walked)


def test_the_document_says_what_the_table_says():
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "run `python -m tests.accounts.rights`"


@pytest.mark.parametrize("role", ROLES)
def test_only_moderators_publish_a_draft(role, world):
    texts = {"title": "Brouillon", "slug": "brouillon", "summary": "", "action-publish": "1", "body-count": "0"}
    comments = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    browser_of(role, world).post(f"/admin/pages/{world['draft']}/edit/", texts | comments)
    assert StandardPage.objects.get(pk=world["draft"]).live is (role in PUBLISHING)


def test_a_right_is_lost_with_the_role(world):
    user = a_person("partie@exemple.fr")
    user.groups.add(Group.objects.get(name=MODERATORS))
    browser = Client()
    browser.force_login(user)
    assert browser.get("/compte/demandes/").status_code == 200
    user.groups.clear()
    assert browser.get("/compte/demandes/").status_code == 403
    assert browser.get("/admin/").status_code == 302


def test_account_only_is_a_role_without_any_group():
    assert ACCOUNT in ROLES
    assert ACCOUNT not in GROUPS
