"""EMAIL_BACKEND: keeps each message in the transaction of whoever writes it."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from accounts.outbox.models import Letter
from accounts.outbox.sending import sender


class Outbox(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """« Sent » for whoever asked: from now on it is ours to do."""
        written = [Letter.objects.write(message) for message in email_messages if message.recipients()]
        if written:
            transaction.on_commit(sender.begin)
        return len(written)
