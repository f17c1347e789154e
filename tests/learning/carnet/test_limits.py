"""How often something may be tried."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from learning.carnet.limits import Limit, source_of


def source(address="192.0.2.7", **headers):
    return source_of(RequestFactory().get("/", REMOTE_ADDR=address, **headers))


def test_a_limit_holds_for_one_address_and_leaves_the_others_alone():
    limit = Limit("t", per_source=2, overall=10)
    for _ in range(2):
        assert not limit.reached("a")
        limit.count("a")
    assert limit.reached("a")
    assert not limit.reached("b")


def test_many_addresses_together_reach_the_overall_limit():
    limit = Limit("t", per_source=5, overall=3)
    for address in "abc":
        limit.count(address)
    assert limit.reached("d")


def test_the_address_is_not_kept_as_it_is():
    assert "192.0.2.7" not in source()
    assert source() == source()
    assert source() != source("192.0.2.8")


def test_an_ipv6_network_counts_as_one_reader():
    assert source("2001:db8::1") == source("2001:db8::ffff:1")
    assert source("2001:db8::1") != source("2001:db8:0:1::1")


def test_behind_our_proxy_only_the_last_entry_is_believed(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert source("10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 192.0.2.7") == source(
        "10.0.0.2", HTTP_X_FORWARDED_FOR="192.0.2.7"
    )


def test_without_a_proxy_the_header_is_not_believed():
    assert source(HTTP_X_FORWARDED_FOR="1.2.3.4") == source()


@pytest.mark.parametrize("address", ["", "unix:", "not an address"])
def test_an_address_that_is_not_one_is_still_counted(address):
    limit = Limit("t", per_source=1, overall=10)
    limit.count(source(address))
    assert limit.reached(source(address))
    assert cache.get("limit:t") == 1
