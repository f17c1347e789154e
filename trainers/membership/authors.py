"""Taking somebody's name off what they shared, when they ask for it."""

import re
from typing import Any

from wagtail.models import Revision

from accounts.models import User
from trainers.plans.pages import PlanPage
from trainers.plans.sequences import SequencePage


def without(authors: str, name: str) -> str:
    """A list of authors, as somebody typed it, without this one: « Ana Silva, Karim et Léa »."""
    kept = [author for author in re.split(r"\s*(?:,|;|\bet\b|&)\s*", authors) if author and author != name]
    return authors if name not in authors else ", ".join(kept)


def forget_author(user: User) -> None:
    """In the pages of this person, and in every earlier version of them."""
    if not (name := user.get_full_name()):
        return
    kinds: tuple[type[PlanPage] | type[SequencePage], ...] = (PlanPage, SequencePage)
    for kind in kinds:
        for page in kind.objects.filter(owner=user).order_by("pk"):
            if name in page.authors:
                page.authors = without(page.authors, name)
                # A page that its own rules would refuse today is no reason to keep a name.
                page.save(clean=False)  # type: ignore[call-arg]
            for revision in Revision.objects.for_instance(page).filter(content__authors__icontains=name).order_by("pk"):
                _rewrite(revision, without(revision.content["authors"], name))


def _rewrite(revision: Any, authors: str) -> None:
    revision.content["authors"] = authors
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
