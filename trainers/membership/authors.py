"""Taking somebody's name off what they shared, when they ask for it."""

import re

from accounts.models import User
from core.versions import change_in_versions
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
            change_in_versions(page, "authors", name, lambda authors: without(authors, name))
