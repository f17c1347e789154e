"""`make demo`: from an empty folder to the site with its starter content, on this machine."""

import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.utils.translation import override

from core.address import name_the_site
from home.demo import PASSWORD, create_accounts, fill_menus, show_the_rooms
from trainers.places.demo import load_demo_places


class Command(BaseCommand):
    help = "Prépare la démonstration (base, contenus, comptes) et la sert. Relancée, elle garde ce qui a été fait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-server", action="store_true", help="Prépare sans servir.")

    def handle(self, *args: Any, port: int, no_server: bool, **options: Any) -> None:
        if not settings.DEMO:
            self.fail("Cette commande crée des comptes que tout le monde connaît. Elle demande DEMO=1.")
        if not no_server and not is_free(port):
            self.fail(f"Le port {port} est déjà pris. Choisissez-en un autre : make demo PORT={port + 1}")
        with override("fr"):
            self.prepare()
        if not no_server:
            name_the_site(address(port))
            self.present(port)
            serve(port)

    def prepare(self) -> None:
        # The second core collects the static files while this one fills the database.
        collect = subprocess.Popen(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=settings.BASE_DIR
        )
        self.stdout.write("Base de données…")
        call_command("migrate", verbosity=0)
        call_command("load_frameworks", verbosity=0)
        call_command("import_content")
        load_demo_places()
        create_accounts()
        show_the_rooms()
        fill_menus()
        if collect.wait():
            self.fail("Les fichiers statiques n'ont pas pu être rassemblés.")

    def present(self, port: int) -> None:
        self.stdout.write(f"\n  Le site :    http://localhost:{port}/\n  L'atelier :  http://localhost:{port}/admin/\n")
        for account in create_accounts():
            self.stdout.write(f"    {account.email:30} {PASSWORD}   {account.role}")
        self.stdout.write("\n  Ctrl+C arrête le site ; ce que vous avez fait est gardé.\n")
        self.stdout.flush()

    def fail(self, sentence: str) -> None:
        """Stop with a sentence, without a trace."""
        self.stderr.write(sentence)
        sys.exit(1)


def address(port: int) -> str:
    return f"http://localhost:{port}"


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def serve(port: int) -> None:
    """Become the server: one process, so that its page cache serves everybody; threads, since SQLite waits on disk."""
    os.environ["BASE_URL"] = address(port)
    server = [
        "gunicorn",
        "config.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
        "--log-level",
        "warning",
        "--no-control-socket",
    ]
    os.execv(sys.executable, [sys.executable, "-m", *server])  # noqa: S606
