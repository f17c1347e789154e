"""SEARCH_URL, read once: `elasticsearch+https://key@one:9200,two:9200/prefix?ca=/path/to/ca.pem`."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"elasticsearch+https": "https", "elasticsearch+http": "http"}
PREFIX = "pas-a-pas"
# Seconds that a question may wait for its answer; the database then still answers within one second.
PATIENCE = 0.5
OPTIONS = {"ca", "fingerprint", "verify", "patience"}
_PREFIX = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


@dataclass(frozen=True)
class Address:
    hosts: tuple[str, ...]
    prefix: str = PREFIX
    user: str = ""
    password: str = ""
    api_key: str = ""
    ca: str = ""
    fingerprint: str = ""
    verify: bool = True
    patience: float = PATIENCE

    def options(self) -> dict[str, Any]:
        """What the client takes, without its timeouts."""
        found: dict[str, Any] = {"hosts": list(self.hosts)}
        if self.api_key:
            found["api_key"] = self.api_key
        elif self.user:
            found["basic_auth"] = (self.user, self.password)
        if self.ca:
            found["ca_certs"] = self.ca
        if self.fingerprint:
            found["ssl_assert_fingerprint"] = self.fingerprint
        if not self.verify:
            found |= {"verify_certs": False, "ssl_show_warn": False}
        return found


def read(url: str) -> Address:
    """Raises `ImproperlyConfigured`, which never repeats the secrets of `url`."""
    try:
        parts = urlsplit(url)
        scheme = SCHEMES[parts.scheme]
        hosts = tuple(_host(scheme, host) for host in parts.netloc.rpartition("@")[2].split(","))
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        prefix = parts.path.strip("/") or PREFIX
        if not _PREFIX.fullmatch(prefix) or options.keys() - OPTIONS:
            raise ValueError
        return Address(hosts, prefix, **_who(parts.netloc.rpartition("@")[0]), **_how(options))
    except (KeyError, ValueError) as error:
        raise ImproperlyConfigured(
            "SEARCH_URL should look like elasticsearch+https://key@host:9200,host2:9200/prefix?ca=/path/ca.pem "
            f"(schemes: {', '.join(SCHEMES)}; options: {', '.join(sorted(OPTIONS))}; "
            "the prefix has lower case letters, digits and hyphens)."
        ) from error


def _host(scheme: str, text: str) -> str:
    """One node, with its port."""
    parts = urlsplit(f"//{text}")
    if not parts.hostname:
        raise ValueError
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{scheme}://{name}:{parts.port or 9200}"


def _who(text: str) -> dict[str, Any]:
    """A name with a password, or the key of an API as the server encodes it."""
    name, colon, password = text.partition(":")
    return {"user": unquote(name), "password": unquote(password)} if colon else {"api_key": unquote(name)}


def _how(options: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: options[name] for name in ("ca", "fingerprint") if name in options}
    if "verify" in options:
        found["verify"] = {"yes": True, "no": False}[options["verify"]]
    if "patience" in options:
        found["patience"] = float(options["patience"])
    return found
