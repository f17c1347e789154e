"""How often something may be tried. Counts live in the cache only, for the time of the limit.

An address is counted under a keyed hash, never kept as it is. With the in-process cache each worker counts for
itself: a site with several workers sets CACHE_URL.
"""

import hashlib
import hmac
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600
GLOBAL_MISSES_PER_HOUR = 300


@dataclass(frozen=True)
class Limit:
    """At most `per_source` in `seconds` from one address, and `overall` from everybody."""

    name: str
    per_source: int
    overall: int
    seconds: int = HOUR

    def reached(self, source: str) -> bool:
        counts = cache.get_many(keys := self._keys(source))
        return any(counts.get(key, 0) >= most for key, most in zip(keys, (self.per_source, self.overall), strict=True))

    def count(self, source: str) -> None:
        for key in self._keys(source):
            cache.add(key, 0, self.seconds)
            try:
                cache.incr(key)
            except ValueError:  # it ran out in between
                cache.set(key, 1, self.seconds)

    def _keys(self, source: str) -> list[str]:
        return [f"limit:{self.name}:{source}", f"limit:{self.name}"]


# A room of twelve computers has one address: the limits leave room for a whole workshop.
MISSES = Limit("carnet-misses", per_source=20, overall=GLOBAL_MISSES_PER_HOUR)
OPENINGS = Limit("carnet-openings", per_source=300, overall=10_000)
IMPORTS = Limit("carnet-imports", per_source=30, overall=1000)


def source_of(request: HttpRequest) -> str:
    """Who asks, as a short keyed hash. An IPv6 reader owns a whole /64 network: it counts as one."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # behind our own proxy, whose last entry is the one that it saw
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    try:
        if ip_address(address).version == 6:
            address = str(ip_network(f"{address}/64", strict=False))
    except ValueError:
        address = "unknown"
    return hmac.new(settings.SECRET_KEY.encode(), f"limit:{address}".encode(), hashlib.sha256).hexdigest()[:24]
