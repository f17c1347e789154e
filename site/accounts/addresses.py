"""One account, one e-mail address, verified by the person who reads it."""

from collections.abc import Collection
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models.signals import post_save

from accounts.models import User


def forget_replaced_addresses(
    instance: User, created: bool, update_fields: Collection[str] | None, **_kwargs: Any
) -> None:
    """When the admin gives somebody another address, the one before opens the account no more.

    The new one is verified at the next sign-in. Changed from the account page, it is verified before it is written.
    """
    if created or (update_fields is not None and "email" not in update_fields):
        return
    addresses = list(EmailAddress.objects.filter(user=instance))
    if addresses and not any(address.email == instance.email and address.verified for address in addresses):
        EmailAddress.objects.filter(user=instance).exclude(email=instance.email).delete()


def connect() -> None:
    post_save.connect(forget_replaced_addresses, sender=User, dispatch_uid="accounts.addresses")
