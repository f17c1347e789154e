"""A copy of the database does not give the words."""

from learning.carnet.secret import lookup, lookups, sealed, unsealed

WORDS = ("abricot", "château", "pomme")


def stored(columns):
    return columns["lookup"], columns["nonce"], columns["seal"]


def test_the_owner_sees_the_words_again():
    assert unsealed(*stored(sealed(WORDS))) == WORDS


def test_nothing_that_is_stored_contains_a_word():
    found, nonce, seal = stored(sealed(WORDS))
    for word in WORDS:
        assert word not in found
        assert word.encode() not in nonce + seal


def test_the_same_words_are_never_sealed_twice_alike():
    assert sealed(WORDS)["seal"] != sealed(WORDS)["seal"]


def test_every_seal_has_the_same_length():
    assert len(sealed(("a", "b", "c"))["seal"]) == len(sealed(WORDS)["seal"]) == 64


def test_without_the_key_there_is_nothing_to_see(settings):
    columns = sealed(WORDS)
    settings.SECRET_KEY = "another key"
    assert unsealed(*stored(columns)) is None
    assert columns["lookup"] not in lookups(WORDS)


def test_after_a_rotation_the_old_key_still_opens(settings):
    columns = sealed(WORDS)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    assert unsealed(*stored(columns)) == WORDS
    assert columns["lookup"] in lookups(WORDS)


def test_a_seal_that_was_tampered_with_shows_nothing():
    found, nonce, seal = stored(sealed(WORDS))
    assert unsealed(found, nonce, bytes([seal[0] ^ 1]) + seal[1:]) is None


def test_the_order_of_the_words_is_part_of_the_secret():
    assert lookup(WORDS, "k") != lookup(WORDS[::-1], "k")
