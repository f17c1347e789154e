"""The files that somebody sent: in their data, and gone with their account when nothing uses them."""

from typing import Any

from accounts.models import User
from accounts.sections import Section
from trainers.uploads.files import contributed
from trainers.uploads.using import forget_later


def data(user: User) -> list[dict[str, Any]]:
    return [
        {
            "titre": one.title,
            "fichier": one.filename,
            "octets": one.file_size,
            "envoyé le": one.created_at,
            "adresse": one.url,
        }
        for one in contributed().filter(uploaded_by_user=user).order_by("created_at", "pk")
    ]


def erase(user: User, keep_name: bool) -> None:
    """After the drafts, which go first: see `trainers.contributions.section`."""
    forget_later(contributed().filter(uploaded_by_user=user).values_list("pk", flat=True))


SECTION = Section("pièces jointes", "", order=25, data=data, erase=erase)
