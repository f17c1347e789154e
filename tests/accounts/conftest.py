"""People with accounts, and a browser for each."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User

PASSWORD = "Trois-fleurs-bleues-7"

SignIn = Callable[..., object]


def a_person(email: str = "nadia@exemple.fr", password: str = PASSWORD, **fields: object) -> User:
    """Somebody whose address is verified."""
    user = User.objects.create_user(email, password, **{"first_name": "Nadia", "last_name": "Belkacem"} | fields)
    user.trust_address()
    return user


def sign_in(client: Client, email: str = "nadia@exemple.fr", password: str = PASSWORD, **extra: object) -> object:
    return client.post("/compte/connexion/", {"login": email, "password": password}, **extra)


def link_in_last_letter() -> str:
    """The address that the last e-mail gives, without its host."""
    return re.search(r"http://testserver(/compte/\S+)", mail.outbox[-1].body)[1]


@pytest.fixture
def person(home):
    return a_person()


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client
