"""The list of modules stays short however many there are."""

from learning import pages
from tests.factories import a_module


def test_a_long_list_has_pages_and_any_number_is_understood(client, home, monkeypatch):
    monkeypatch.setattr(pages, "MODULES_A_PAGE", 2)
    modules = [a_module(home, title=f"Leçon {letter}", slug=f"lecon-{letter}") for letter in "abc"]
    index = modules[0].get_parent().url
    first, second = (client.get(f"{index}?page={number}").content.decode() for number in (1, 2))
    assert "Leçon a" in first
    assert "Leçon c" not in first
    assert 'rel="next" href="?page=2"' in first
    assert "Leçon c" in second
    for junk in ("0", "-1", "99999999999999999999", "abc", "\x00"):
        assert client.get(index, {"page": junk}).status_code == 200
