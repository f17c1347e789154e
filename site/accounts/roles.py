"""Who may do what in the editing interface. Wagtail's own groups, completed, and one review before publication."""

from collections.abc import Callable, Iterable

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.models import User

EDITORS = "Editors"
MODERATORS = "Moderators"
REVIEW = "Relecture"
# Wagtail says « Soumettre à … » before it.
WORKFLOW = "la relecture"

ON_PAGES = {
    EDITORS: ("add_page", "change_page"),
    MODERATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
ON_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
# The directory of places: what moderators keep up to date.
ON_PLACES = {EDITORS: ("view_place",), MODERATORS: ("view_place", "add_place", "change_place", "delete_place")}
EVERYWHERE = ("access_admin", "submit_translation")

NAMES = {EDITORS: _("rédaction"), MODERATORS: _("modération")}
ADMINISTRATOR = _("administration")

# Roles that do not come from a group: given by the packages that know them, as « coordonne la médiathèque ».
_more: list[Callable[[User], Iterable[str]]] = []


def register_roles(names_of: Callable[[User], Iterable[str]]) -> None:
    _more.append(names_of)


def role_names(user: User) -> list[str]:
    """What somebody is here, in words; nothing for who has only an account."""
    groups = set(user.groups.values_list("name", flat=True))
    names = [str(ADMINISTRATOR)] if user.is_superuser else []
    names += [str(name) for group, name in NAMES.items() if group in groups]
    return [*names, *(name for names_of in _more for name in names_of(user))]


def may_coordinate_everywhere(user: User) -> bool:
    """Editors and moderators answer for any EPN: see docs/roles.md."""
    return user.is_superuser or user.groups.filter(name__in=(EDITORS, MODERATORS)).exists()


# What the other packages let each group do, by the code names of their permissions.
_permissions: dict[str, set[str]] = {group: {*EVERYWHERE, *ON_PLACES[group]} for group in ON_PAGES}


def register_permissions(groups: Iterable[str], codenames: Iterable[str]) -> None:
    """`set_up_roles` gives these permissions, whose code names are unique, to these groups."""
    for group in groups:
        _permissions[group].update(codenames)


def set_up_roles() -> None:
    """Editors write, moderators publish; what editors submit waits for a moderator. Safe to run again."""
    for name, on_pages in ON_PAGES.items():
        group = Group.objects.get_or_create(name=name)[0]
        group.permissions.add(*Permission.objects.filter(codename__in=_permissions[name]))
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=on_pages):
            GroupPagePermission.objects.get_or_create(group=group, page=_tree(), permission=permission)
        for permission in Permission.objects.filter(codename__in=ON_FILES):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=Collection.get_first_root_node(), permission=permission
            )
    _set_up_review()


def _set_up_review() -> None:
    """One step, by the moderators, for the whole tree; a workflow that somebody already chose for it stays."""
    WorkflowPage.objects.filter(page=_tree(), workflow__name="Moderators approval").delete()
    if WorkflowPage.objects.filter(page=_tree()).exists():
        return
    task = Task.objects.filter(name=REVIEW).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=REVIEW)
        task.groups.add(Group.objects.get(name=MODERATORS))
    workflow = Workflow.objects.get_or_create(name=WORKFLOW)[0]
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.create(workflow=workflow, page=_tree())


def _tree() -> Page:
    root = Page.get_first_root_node()
    assert root is not None, "Wagtail's first migration makes the root page."  # noqa: S101
    return root
