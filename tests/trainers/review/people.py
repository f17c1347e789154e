"""An author, a moderator, and a plan between them."""

from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from wagtail.models import Comment

from accounts.roles import MODERATORS, set_up_roles
from tests.accounts.conftest import a_person
from tests.trainers.factories import a_plan
from tests.trainers.membership.test_joining import a_member, a_place
from trainers.models import PlanPage
from trainers.review.sending import submit, withdraw


def an_author(email="nadia@exemple.fr", place=None):
    return a_member(place or a_place(), email).user


def a_moderator(email="moderateur@exemple.fr", **fields):
    set_up_roles()
    user = a_person(email, **{"first_name": "Moussa", "last_name": "Diop"} | fields)
    user.groups.add(Group.objects.get(name=MODERATORS))
    return user


def browser_of(user):
    client = Client()
    client.force_login(user)
    return client


def request_of(user):
    request = RequestFactory().post("/")
    request.user = user
    return request


def a_draft(home, author, title="Ma séance", **fields):
    """A contribution: unpublished, owned by its author, with a first version."""
    plan = a_plan(home, title, live=False, owner=author, authors=author.author_name, **fields)
    plan.save_revision(user=author, clean=False)
    return again(plan)


def again(plan):
    return PlanPage.objects.get(pk=plan.pk)


def published(plan, **fields):
    """`plan` with its latest words public."""
    latest = again(plan).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    latest.save_revision().publish()
    return again(plan)


def send(plan, author):
    submit(request_of(author), plan)
    return again(plan)


def take_back(plan, author):
    withdraw(request_of(author), plan)
    return again(plan)


def task_of(plan):
    return plan.current_workflow_task_state


def ask_changes(plan, moderator, comment="Encore un effort."):
    task_of(again(plan)).reject(user=moderator, comment=comment)
    return again(plan)


def accept(plan, moderator, comment=""):
    task_of(again(plan)).approve(user=moderator, comment=comment)
    return again(plan)


def a_remark(plan, moderator, path="title", text="Un titre plus court ?"):
    return Comment.objects.create(page=plan, user=moderator, contentpath=path, text=text)


def change(plan, user, **fields):
    """What the form does: the latest words, changed and kept as a new version."""
    latest = again(plan).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    latest.save_revision(user=user, clean=False)
    return again(plan)
