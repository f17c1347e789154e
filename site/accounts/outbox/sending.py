"""Send what waits: in a thread after each page that writes, and again by `send_letters`.

A letter is taken before it is tried (see `LetterQuerySet.take`) and erased once the server has it. Should the process die
between the two, it goes twice, with the same number: nothing can be done about that with SMTP.
"""

from __future__ import annotations

import logging
import re
import smtplib
import threading
from contextlib import suppress
from dataclasses import dataclass

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connections
from django.utils import timezone

from accounts.outbox.models import Letter

logger = logging.getLogger(__name__)

# RFC 3463: the mailbox, or its domain, does not exist. Trying again would not make it exist.
NO_SUCH_READER = re.compile(r"\b5\.1\.(?:1|2|3|10)\b")
# RFC 5321: « service not available, closing ».
CLOSING = 421
ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")


class AwayError(Exception):
    """The mail server does not answer, or refuses us: no letter would go."""


class RefusedError(Exception):
    """This letter does not go; others may."""

    def __init__(self, cause: str, *, forever: bool = False) -> None:
        super().__init__(cause)
        self.forever = forever


@dataclass
class Outcome:
    """`away` is why the server took nothing more."""

    sent: int = 0
    refused: int = 0
    given_up: int = 0
    away: str = ""


def send_due() -> Outcome:
    """Send every letter whose time has come; stops at the first sign that the server is away."""
    outcome, server = Outcome(), _Server()
    try:
        while letter := Letter.objects.take(timezone.now()):
            _try(letter, server, outcome)
    except AwayError as error:
        outcome.away = str(error)
        waiting = Letter.objects.count()
        logger.warning("The mail server does not answer, %d letter(s) wait: %s", waiting, outcome.away)
    finally:
        server.close()
    return outcome


def _try(letter: Letter, server: _Server, outcome: Outcome) -> None:
    try:
        server.send(letter)
    except RefusedError as error:
        outcome.refused += 1
        _rest(letter, outcome, error)
    except AwayError as error:
        _rest(letter, outcome, error)
        raise
    else:
        letter.delete()
        outcome.sent += 1


def _rest(letter: Letter, outcome: Outcome, error: AwayError | RefusedError) -> None:
    """It stays for another try, unless there is no hope left."""
    if letter.is_too_old or getattr(error, "forever", False):
        logger.error("Letter %s of %s is given up, try %d: %s", letter, letter.written_at, letter.tries, error)
        letter.delete()
        outcome.given_up += 1


class _Server:
    """LETTERS_BACKEND, opened for the first letter."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None

    def send(self, letter: Letter) -> None:
        try:
            message = letter.message()
        except InvalidToken as error:
            raise RefusedError("SECRET_KEY has changed since it was written", forever=True) from error
        try:
            if self._backend is None:
                backend = get_connection(settings.LETTERS_BACKEND)
                backend.open()
                self._backend = backend
            self._backend.send_messages([message])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
            raise _said(error) from error
        except OSError as error:  # the other errors of smtplib, sockets and TLS
            raise AwayError(_without_addresses(error)) from error
        except ValueError as error:  # an address or a header that no server would take
            raise RefusedError(_without_addresses(error), forever=True) from error

    def close(self) -> None:
        if self._backend:
            with suppress(OSError):
                self._backend.close()


def _said(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> AwayError | RefusedError:
    """What a server that answers « no » means."""
    text = _without_addresses(error)
    of_this_letter = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)
    codes = (
        {code for code, _text in error.recipients.values()}
        if isinstance(error, smtplib.SMTPRecipientsRefused)
        else {error.smtp_code}
    )
    if CLOSING in codes or not isinstance(error, of_this_letter):
        return AwayError(text)
    return RefusedError(text, forever=bool(NO_SUCH_READER.search(text)))


def _without_addresses(error: Exception) -> str:
    """For the log, where nobody's address should be."""
    return f"{type(error).__name__} {ADDRESS.sub('…', str(error))}"


class Sender:
    """One thread a process, while there is something to send: no visitor waits for the mail server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._asked = False

    def begin(self) -> None:
        """Never raises: what is not sent now is sent later."""
        if not settings.LETTERS_IN_BACKGROUND:
            self._send()
            return
        with self._lock:
            self._asked = True
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="letters", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while self._is_asked():
            self._send()
            connections.close_all()

    def _is_asked(self) -> bool:
        with self._lock:
            asked, self._asked = self._asked, False
            if not asked:
                self._thread = None
            return asked

    def _send(self) -> None:
        try:
            send_due()
        except Exception:
            logger.exception("The letters that wait were not sent")


sender = Sender()
