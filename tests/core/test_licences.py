"""What each licence lets others do; what is not known to be allowed is not."""

import pytest

from core.licences import (
    BY,
    BY_NC,
    BY_NC_SA,
    BY_ND,
    BY_SA,
    CC0,
    CHOICES,
    LICENCES,
    OPEN,
    RESERVED,
    adaptation_licences,
    credit_line,
    licence_of,
    licence_summary,
    licence_url,
    may_adapt,
    may_be_adapted_as,
)


@pytest.mark.parametrize(("code", "allowed"), [(BY_SA, True), (BY, True), (CC0, True), (OPEN, True), (BY_NC, True)])
def test_most_licences_let_others_adapt(code, allowed):
    assert may_adapt(code) is allowed


@pytest.mark.parametrize("code", [BY_ND, "CC BY-NC-ND 4.0", RESERVED, "", "Notre licence à nous"])
def test_these_do_not(code):
    assert not may_adapt(code)
    assert adaptation_licences(code) == ()
    assert not may_be_adapted_as(code, BY_SA)


def test_share_alike_asks_for_the_same_licence():
    assert adaptation_licences(BY_SA) == (BY_SA,)
    assert adaptation_licences(BY_NC_SA) == (BY_NC_SA,)


def test_what_is_not_commercial_stays_so():
    assert not may_be_adapted_as(BY_NC, BY)
    assert may_be_adapted_as(BY_NC, BY_NC_SA)


def test_an_adaptation_of_a_work_that_asks_for_credit_asks_for_it_too():
    assert not may_be_adapted_as(BY, CC0)
    assert may_be_adapted_as(CC0, BY)


@pytest.mark.parametrize("code", LICENCES)
def test_an_adaptation_may_keep_the_licence_and_never_one_that_forbids_it_later(code):
    allowed = adaptation_licences(code)
    assert not allowed or allowed[0] == code
    assert RESERVED not in allowed


@pytest.mark.parametrize("typed", ["cc by-sa 4.0", "CC-BY-SA-4.0", " CC BY-SA  4.0 "])
def test_letters_and_hyphens_do_not_matter(typed):
    assert licence_of(typed).code == BY_SA


def test_cc0_is_known_with_its_version_number():
    assert licence_of("CC0 1.0").code == CC0


def test_each_choice_says_what_one_may_do():
    assert all(licence_summary(code) for code, _label in CHOICES)
    assert licence_url(BY) == "https://creativecommons.org/licenses/by/4.0/"
    assert licence_url("la nôtre") == licence_summary("la nôtre") == ""


def test_a_credit_names_title_authors_place_and_licence():
    line = credit_line("Un mot de passe", ["Awa", "Luc"], BY_SA, "EPN de Valbourg")
    assert line.replace("\u00a0", " ") == "« Un mot de passe », Awa, Luc, EPN de Valbourg, CC BY-SA 4.0"
    assert credit_line("Un", "", CC0).endswith("», CC0")
