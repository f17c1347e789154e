"""One row for each letter that is not sent yet."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.utils import formatdate, make_msgid
from functools import cached_property
from typing import Any, Self
from urllib.parse import urlsplit

from cryptography.fernet import MultiFernet
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts import secrets

# Links to verify an address or to replace a password live as long: later, a letter would be of no use.
KEPT = timedelta(days=3)
# Between two tries; longer than the longest that a server can keep us waiting, so that no letter is tried twice at once.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=2), timedelta(hours=4)


def pause(tries: int) -> timedelta:
    """How long a letter rests after so many tries: 2 minutes, 4, 8… then 4 hours."""
    return min(FIRST_PAUSE * 2 ** min(tries - 1, 10), LONGEST_PAUSE)


def reader_of(address: str) -> str:
    """A name for an address that does not tell it: letters to somebody are found without writing whom they are for."""
    return salted_hmac("accounts.letters", address.lower(), algorithm="sha256").hexdigest()


def _box() -> MultiFernet:
    return secrets.box("accounts.letters", settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, now: datetime) -> Self:
        return self.filter(next_try_at__lte=now).order_by("next_try_at", "pk")

    def to(self, address: str) -> Self:
        return self.filter(reader=reader_of(address))

    def write(self, message: EmailMessage) -> Letter:
        """Keep a message that is to be sent; a letter holds no attached file."""
        if message.attachments:
            raise NotImplementedError("A letter that waits holds no attached file: give an address instead.")
        sealed = _box().encrypt(json.dumps(_contents(message)).encode()).decode()
        now = timezone.now()
        return self.create(sealed=sealed, reader=reader_of(message.recipients()[0]), written_at=now, next_try_at=now)

    def take(self, now: datetime) -> Letter | None:
        """The next letter to try, which no other process tries meanwhile: it rests from now on."""
        with transaction.atomic(using=self.db):
            skip = transaction.get_connection(self.db).features.has_select_for_update_skip_locked
            letter = self.due(now).select_for_update(skip_locked=skip).first()
            if letter:
                letter.tries += 1
                letter.next_try_at = now + pause(letter.tries)
                letter.save(update_fields=["tries", "next_try_at"])
        return letter


class Letter(models.Model):
    """Erased once sent. It may hold a link that opens an account: a copy of the database is not enough to read it."""

    sealed = models.TextField()
    reader = models.CharField(max_length=64, db_index=True)
    written_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(db_index=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("lettre en attente")
        verbose_name_plural = _("lettres en attente")

    def __str__(self) -> str:
        return f"n° {self.pk}"

    @property
    def is_too_old(self) -> bool:
        """Whether the next try would come too late to be of use."""
        return self.next_try_at > self.written_at + KEPT

    @cached_property
    def contents(self) -> dict[str, Any]:
        """Raises `InvalidToken` when SECRET_KEY has changed and its older value is not among the fallbacks."""
        opened: dict[str, Any] = json.loads(_box().decrypt(self.sealed.encode()))
        return opened

    def message(self) -> EmailMessage:
        values = dict(self.contents)
        alternatives = values.pop("alternatives")
        message = EmailMultiAlternatives(**values)
        for content, kind in alternatives:
            message.attach_alternative(content, kind)
        return message


def _contents(message: EmailMessage) -> dict[str, Any]:
    """Everything that is needed to send it later. Tried twice, it stays the same letter: same number, same date."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    headers = {name: str(value) for name, value in message.extra_headers.items()}
    headers.setdefault("Message-ID", make_msgid(domain=host))
    headers.setdefault("Date", formatdate())
    # Nobody's « I am away » comes back to us (RFC 3834).
    headers.setdefault("Auto-Submitted", "auto-generated")
    return {
        "subject": str(message.subject),
        "body": str(message.body),
        "from_email": str(message.from_email),
        "to": [str(address) for address in message.to],
        "cc": [str(address) for address in message.cc],
        "bcc": [str(address) for address in message.bcc],
        "reply_to": [str(address) for address in message.reply_to],
        "headers": headers,
        "alternatives": [(str(content), kind) for content, kind in getattr(message, "alternatives", [])],
    }
