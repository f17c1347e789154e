"""The file of an attachment: a document of Wagtail, in a folder of its own that says who may read it (see `reading`)."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Collection

from accounts.models import User
from core.uploads.decision import Accepted

# Below Wagtail's own folder. It marks what was contributed: an editor who files a document elsewhere does not open it.
FOLDER = "documents/seances/"


def collection() -> Collection:
    """Where the team finds them in the admin."""
    name = _("Pièces jointes des séances")
    root = Collection.get_first_root_node()
    assert root is not None, "Wagtail's first migration makes the root collection."  # noqa: S101
    found: Collection = root.get_children().filter(name=name).first() or root.add_child(name=name)
    return found


def store(user: User, kept: Accepted, title: str) -> Any:
    """Keep a file that was decided on. Two files of one name stay apart, and nobody guesses where they are."""
    path = f"{FOLDER.removeprefix('documents/')}{secrets.token_urlsafe(9)}/{kept.name}"
    document = get_document_model()(title=title, collection=collection(), uploaded_by_user=user)
    document.file = ContentFile(kept.data, path)
    document.file_size = len(kept.data)
    document._set_file_hash()
    document.save()
    return document


def was_contributed(document: Any) -> bool:
    return str(document.file.name).startswith(FOLDER)


def contributed() -> QuerySet[Any]:
    documents: QuerySet[Any] = get_document_model().objects.filter(file__startswith=FOLDER)
    return documents
