"""E-mails: written once as plain text, sent as text and as simple HTML, once what they tell of is committed (`accounts.outbox`)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language


def letter(
    name: str, to: Sequence[str], context: Mapping[str, Any], request: HttpRequest | None = None
) -> EmailMultiAlternatives:
    """`<name>_subject.txt` and `<name>_message.txt`, whose paragraphs are parted by an empty line."""
    values = dict(context) | {"language": (get_language() or settings.LANGUAGE_CODE)[:2]}
    subject = " ".join(render_to_string(f"{name}_subject.txt", values, request).split())
    body = render_to_string(f"{name}_message.txt", values, request).strip()
    paragraphs = [text.strip() for text in body.split("\n\n") if text.strip()]
    message = EmailMultiAlternatives(subject, "\n\n".join(paragraphs) + "\n", to=list(to))
    html = render_to_string(
        "account/email/frame.html", values | {"subject": subject, "paragraphs": paragraphs}, request
    )
    message.attach_alternative(html, "text/html")
    return message


def send(name: str, to: Sequence[str], context: Mapping[str, Any], request: HttpRequest | None = None) -> None:
    """One e-mail to each address: nobody sees who else was written to."""
    for address in to:
        letter(name, [address], context, request).send()
