"""Letters never break a page, are never lost, and are not kept once sent."""

import logging
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.outbox import sending
from accounts.outbox.models import FIRST_PAUSE, KEPT, LONGEST_PAUSE, Letter, pause
from accounts.outbox.sending import Sender, send_due
from accounts.views import data_of, erase_account
from tests.accounts.conftest import PASSWORD, a_person
from tests.accounts.smtp import mail_server
from tests.browser.server import ROOT, environment

pytestmark = pytest.mark.django_db
SECRET = "http://testserver/compte/mot-de-passe/oublie/1-un-secret/"


@pytest.fixture
def server():
    with mail_server() as server:
        yield server


@pytest.fixture
def _outbox(settings):
    """As in production: what is sent waits first, then goes to a real server."""
    settings.EMAIL_BACKEND = "accounts.outbox.backend.Outbox"
    settings.LETTERS_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "127.0.0.1", False, False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = closed_port(), 0.5


@pytest.fixture
def online(settings, server, _outbox):
    settings.EMAIL_PORT = server.port
    return server


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write(to="nadia@exemple.fr", subject="Votre lien", body=f"Ouvrez {SECRET}"):
    send_mail(subject, body, None, [to])
    return Letter.objects.latest("pk")


def later(**delay):
    """As if time had passed: for who waits, it is the same."""
    for letter in Letter.objects.all():
        Letter.objects.filter(pk=letter.pk).update(
            next_try_at=letter.next_try_at - timedelta(**delay), written_at=letter.written_at - timedelta(**delay)
        )


@pytest.mark.parametrize(
    ("tries", "expected"),
    [(1, FIRST_PAUSE), (2, 2 * FIRST_PAUSE), (4, 8 * FIRST_PAUSE), (9, LONGEST_PAUSE), (5000, LONGEST_PAUSE)],
)
def test_a_letter_rests_longer_after_each_try(tries, expected):
    assert pause(tries) == expected


@pytest.mark.usefixtures("_outbox")
def test_what_waits_cannot_be_read_in_a_copy_of_the_database():
    letter = write()
    row = " ".join(str(value) for value in Letter.objects.values_list().get())
    assert "nadia" not in row
    assert "secret" not in row
    assert letter.message().to == ["nadia@exemple.fr"]
    assert SECRET in letter.message().body


def test_a_letter_arrives_as_it_was_written(online):
    message = EmailMultiAlternatives(
        "Été à l’EPN", "Bonjour,\n\nà bientôt.", "EPN <epn@exemple.fr>", ["nadia@exemple.fr"], reply_to=["r@exemple.fr"]
    )
    message.attach_alternative("<p>Bonjour</p>", "text/html")
    message.send()
    send_due()
    [received] = online.received
    assert (received["Subject"], received["From"]) == ("Été à l’EPN", "EPN <epn@exemple.fr>")
    assert (received["To"], received["Reply-To"]) == ("nadia@exemple.fr", "r@exemple.fr")
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["Message-ID"].endswith("@localhost>")
    assert "à bientôt." in received.get_body(("plain",)).get_content()
    assert "<p>Bonjour</p>" in received.get_body(("html",)).get_content()


def test_once_sent_nothing_is_kept(online):
    write()
    write("karim@exemple.fr")
    assert send_due().sent == 2
    assert not Letter.objects.exists()
    assert online.sessions == 1


@pytest.mark.usefixtures("_outbox")
def test_a_letter_about_what_is_undone_is_not_written():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


@pytest.mark.usefixtures("_outbox")
def test_a_letter_holds_no_file_and_one_without_a_reader_is_none():
    with pytest.raises(NotImplementedError):
        EmailMessage("Un fichier", "", None, ["a@exemple.fr"], attachments=[("a.txt", "a", "text/plain")]).send()
    assert EmailMessage("Personne", "").send() == 0
    assert not Letter.objects.exists()


@pytest.mark.usefixtures("_outbox")
def test_while_the_server_is_away_letters_wait_and_go_when_it_is_back(settings, server, caplog):
    write()
    write("karim@exemple.fr")
    assert send_due().away
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "2 letter(s) wait" in caplog.text
    settings.EMAIL_PORT = server.port
    assert send_due().sent == 1, "the first one rests, the other was not tried"
    later(minutes=3)
    assert send_due().sent == 1
    assert {message["To"] for message in server.received} == {"nadia@exemple.fr", "karim@exemple.fr"}


@pytest.mark.parametrize(
    "said",
    [
        {"CONNECT": None},
        {"CONNECT": ""},
        {"CONNECT": "554 no"},
        {"EHLO": None},
        {"MAIL": "421 closing"},
        {"DATA": None},
        {"END": None},
        {"END": ""},
    ],
    ids=str,
)
def test_a_server_that_hangs_dies_or_closes_costs_a_moment_and_loses_nothing(online, said):
    online.said = said
    write()
    write("karim@exemple.fr")
    begun = time.monotonic()
    assert send_due().away
    assert time.monotonic() - begun < 4
    assert Letter.objects.count() == 2
    online.said = {}
    later(minutes=3)
    assert send_due().sent == 2


def test_tried_twice_it_is_the_same_letter(online):
    numbers = []
    for said in ({"END": "451 later"}, {}):
        online.said = said
        write() if not numbers else later(minutes=3)
        numbers.append(Letter.objects.get().message().extra_headers["Message-ID"])
        send_due()
    assert numbers[0] == numbers[1] == online.received[0]["Message-ID"]


def test_a_reader_who_is_refused_for_now_does_not_hold_up_the_others(online):
    online.said = {"RCPT": "450 4.2.1 come back later"}
    write()
    assert send_due().refused == 1
    online.said = {}
    write("karim@exemple.fr")
    assert send_due().sent == 1
    assert Letter.objects.count() == 1


def test_an_address_that_does_not_exist_is_given_up_at_once_without_naming_it_in_the_log(online, caplog):
    online.said = {"RCPT": "550 5.1.1 <nadia@exemple.fr> nobody here"}
    write()
    outcome = send_due()
    assert (outcome.given_up, Letter.objects.count()) == (1, 0)
    assert "is given up" in caplog.text
    assert "5.1.1" in caplog.text
    assert "nadia" not in caplog.text


@pytest.mark.usefixtures("_outbox")
def test_after_three_days_a_letter_is_given_up_and_the_operator_told(caplog):
    write()
    caplog.set_level(logging.ERROR)
    for _day in range(3 * 24):
        send_due()
        later(hours=1)
    assert not Letter.objects.exists()
    [line] = [record.message for record in caplog.records]
    assert "is given up" in line
    assert "nadia" not in line
    assert timedelta(days=3) == KEPT


@pytest.mark.usefixtures("_outbox")
def test_a_letter_that_cannot_be_opened_any_more_is_given_up(settings, caplog):
    write()
    settings.SECRET_KEY = "another one"
    assert send_due().given_up == 1
    assert "SECRET_KEY has changed" in caplog.text


def test_a_letter_sealed_with_the_key_before_is_sent(settings, online):
    write()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    assert send_due().sent == 1


@pytest.mark.usefixtures("_outbox")
def test_the_command_says_what_it_did_and_fails_while_the_server_is_away(settings, server, capsys):
    write()
    with pytest.raises(CommandError, match="ne répond pas"):
        call_command("send_letters")
    assert "0 partie(s), 1 en attente" in capsys.readouterr().out
    settings.EMAIL_PORT = server.port
    call_command("send_letters")
    assert "0 partie(s), 1 en attente" in capsys.readouterr().out
    call_command("send_letters", "--now")
    assert "1 partie(s), 0 en attente" in capsys.readouterr().out


@pytest.mark.usefixtures("_outbox", "home")
def test_letters_that_wait_are_in_one_s_data_and_go_with_the_account():
    person = a_person()
    write()
    write("karim@exemple.fr")
    assert [letter["objet"] for letter in data_of(person)["lettres en attente"]] == ["Votre lien"]
    erase_account(person, keep_name=True)
    assert [letter.message().to for letter in Letter.objects.all()] == [["karim@exemple.fr"]]


@pytest.fixture
def visit(client, django_capture_on_commit_callbacks):
    """A request whose transaction is committed, as in production."""

    def post(address, data):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, data, follow=True)

    return post


@pytest.mark.parametrize("said", [{"CONNECT": None}, {"CONNECT": ""}, {"RCPT": "550 5.1.1 nobody"}], ids=str)
def test_signing_up_and_forgetting_one_s_password_answer_as_usual(home, visit, online, said):
    online.said = said
    new = {"first_name": "Ana", "last_name": "Silva", "email": "ana@exemple.fr", "password1": PASSWORD}
    assert "Regardez vos e-mails" in visit("/compte/creer/", new).text
    assert visit("/compte/mot-de-passe/oublie/", {"email": a_person().email}).status_code == 200
    assert Letter.objects.count() == (0 if "RCPT" in said else 2)


def test_a_letter_leaves_as_soon_as_its_transaction_is_committed(home, visit, online):
    person = a_person()
    visit("/compte/mot-de-passe/oublie/", {"email": person.email})
    [received] = online.received
    assert received["To"] == person.email
    assert not Letter.objects.exists()


def test_whatever_goes_wrong_while_sending_a_page_still_answers(home, visit, online, monkeypatch, caplog):
    monkeypatch.setattr(sending, "send_due", lambda: 1 / 0)
    assert visit("/compte/mot-de-passe/oublie/", {"email": a_person().email}).status_code == 200
    assert "were not sent" in caplog.text
    assert Letter.objects.count() == 1


def test_one_thread_sends_and_sends_again_what_came_meanwhile(settings, monkeypatch):
    begun, go_on, rounds = Event(), Event(), []

    def send_slowly():
        rounds.append(1)
        begun.set()
        go_on.wait(5)

    settings.LETTERS_IN_BACKGROUND = True
    monkeypatch.setattr(sending, "send_due", send_slowly)
    ours = Sender()
    ours.begin()
    assert begun.wait(5)
    thread = ours._thread
    for _letter in range(10):
        ours.begin()
    assert ours._thread is thread
    go_on.set()
    thread.join(5)
    assert len(rounds) == 2, "ten letters written meanwhile are one more round"


PREPARE = """
import django; django.setup()
from django.core.mail import EmailMessage
from django.core.management import call_command
from accounts.outbox.models import Letter
call_command("migrate", "accounts", verbosity=0, skip_checks=True)
for number in range(40):
    Letter.objects.write(EmailMessage("n", "n", None, [f"p{number}@exemple.fr"]))
"""
SEND = """
import sys, time, pathlib
import django; django.setup()
from accounts.outbox.sending import send_due
folder = pathlib.Path(sys.argv[1])
(folder / f"ready-{sys.argv[2]}").touch()
while len(list(folder.glob("ready-*"))) < 2: time.sleep(0.01)
print(send_due().sent)
"""


def test_two_processes_send_each_letter_once(tmp_path, server):
    """Two machines whose timers ring together, a server that takes its time."""
    server.pace = 0.03
    values = environment(tmp_path, EMAIL_URL=f"smtp://127.0.0.1:{server.port}", SECRET_KEY="shared")

    def run(*arguments):
        command = [sys.executable, "-c", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=values, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(PREPARE)
    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(lambda name: int(run(SEND, str(tmp_path), name)), "ab"))
    assert sum(sent) == 40
    assert all(sent), "both took their part"
    assert sorted(message["To"] for message in server.received) == sorted(f"p{n}@exemple.fr" for n in range(40))
