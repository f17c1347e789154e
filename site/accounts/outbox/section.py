"""What an account says of the letters that wait for somebody."""

from typing import Any

from accounts.models import User
from accounts.outbox.models import Letter
from accounts.sections import Section


def data(user: User) -> list[dict[str, Any]]:
    letters = Letter.objects.to(user.email).order_by("written_at", "pk")
    return [{"objet": letter.contents["subject"], "écrite le": letter.written_at} for letter in letters]


def erase(user: User, keep_name: bool) -> None:
    Letter.objects.to(user.email).delete()


SECTION = Section("lettres en attente", "", order=200, data=data, erase=erase)
