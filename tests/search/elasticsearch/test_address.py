"""SEARCH_URL says everything, and says what is wrong without repeating a secret."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines.elasticsearch.address import read


def test_several_nodes_with_a_key_and_an_authority() -> None:
    address = read("elasticsearch+https://a%3D%3D@one:9201,two,[::1]:9203/epn?ca=/etc/ca.pem&patience=0.3")
    assert address.hosts == ("https://one:9201", "https://two:9200", "https://[::1]:9203")
    assert (address.prefix, address.api_key, address.patience) == ("epn", "a==", 0.3)
    assert address.options() == {"hosts": list(address.hosts), "api_key": "a==", "ca_certs": "/etc/ca.pem"}


def test_a_name_with_a_password() -> None:
    address = read("elasticsearch+https://reader:p%40ss@one/")
    assert address.options()["basic_auth"] == ("reader", "p@ss")
    assert address.prefix == "pas-a-pas"


def test_a_certificate_may_be_known_by_its_fingerprint_or_not_at_all() -> None:
    assert read("elasticsearch+https://one/?fingerprint=ab12").options()["ssl_assert_fingerprint"] == "ab12"
    assert read("elasticsearch+https://one/?verify=no").options()["verify_certs"] is False


@pytest.mark.parametrize(
    "url",
    [
        "https://secret@one:9200/",
        "elasticsearch+https://secret@/x",
        "elasticsearch+https://secret@one:port/x",
        "elasticsearch+https://secret@one/Majuscule",
        "elasticsearch+https://secret@one/x?certificate=1",
        "elasticsearch+https://secret@one/x?verify=maybe",
        "elasticsearch+https://secret@one/x?patience=long",
    ],
)
def test_a_mistake_is_told_without_the_secret(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL should look like") as told:
        read(url)
    assert "secret" not in str(told.value)
