"""Keeping three words so that a copy of the database alone does not give them.

Two values are stored. `lookup` is HMAC-SHA256 of the words: it finds the carnet. `seal` is the words under a
one-time pad, HMAC-SHA512 of a random nonce: it shows them to their owner again. Both keys come from SECRET_KEY;
after a rotation the old keys in SECRET_KEY_FALLBACKS still work. Why:
`docs/decisions/three-words-for-a-carnet.md`.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator, Sequence

from django.conf import settings

from learning.carnet.words import Words

SEAL_SIZE = 64


def lookup(words: Sequence[str], key: str) -> str:
    return hmac.new(_derived(key, "lookup"), "-".join(words).encode(), hashlib.sha256).hexdigest()


def lookups(words: Sequence[str]) -> list[str]:
    """The values under which these words may be stored: by the current key first, then by the older ones."""
    return [lookup(words, key) for key in _keys()]


def sealed(words: Sequence[str]) -> dict[str, str | bytes]:
    """The columns of a new carnet with these words."""
    key, nonce = settings.SECRET_KEY, secrets.token_bytes(16)
    plain = "-".join(words).encode().ljust(SEAL_SIZE)
    if len(plain) > SEAL_SIZE:
        raise ValueError("these words are too long to be sealed")
    return {"lookup": lookup(words, key), "nonce": nonce, "seal": _masked(plain, key, nonce)}


def unsealed(stored_lookup: str, nonce: bytes, seal: bytes) -> Words | None:
    """The words, or nothing when no key of ours sealed them. The look-up value proves that they are right."""
    for key in _keys():
        text = _masked(seal, key, nonce).decode(errors="replace").rstrip()
        words = tuple(text.split("-"))
        if len(words) == 3 and hmac.compare_digest(lookup(words, key), stored_lookup):
            return words
    return None


def _keys() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from map(str, settings.SECRET_KEY_FALLBACKS)


def _derived(key: str, purpose: str) -> bytes:
    return hmac.new(key.encode(), f"learning.carnet.{purpose}".encode(), hashlib.sha256).digest()


def _masked(text: bytes, key: str, nonce: bytes) -> bytes:
    pad = hmac.new(_derived(key, "seal"), nonce, hashlib.sha512).digest()
    return bytes(a ^ b for a, b in zip(text, pad, strict=True))
