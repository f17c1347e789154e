"""Give the groups of the team what they may do: after the first `migrate`, and after each upgrade."""

from typing import Any

from django.core.management import BaseCommand

from accounts.roles import set_up_roles


class Command(BaseCommand):
    help = "Give the groups of the team what docs/roles.md says. Safe to run again: nothing is taken away."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_roles()
