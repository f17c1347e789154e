"""Fields of the forms that anybody may fill in."""

import pytest

from accounts.forms import SignUpForm
from core.forms import Readable
from trainers.feedback.forms import ReportForm, TrialForm
from trainers.membership.forms import JoinForm


@pytest.mark.parametrize(
    "nasty", ["\x00Ana\x00", "An\x08a", "An\x7fa", "An\u202ea\u202c", "\u2066Ana\u2069", "\ud800Ana"]
)
def test_what_nobody_reads_is_left_out(nasty):
    assert Readable().clean(nasty) == "Ana"


def test_lines_and_tabs_stay():
    assert Readable().clean("Un\n\tdeux") == "Un\n\tdeux"
    assert Readable().clean("Un\u2028deux") == "Un\ndeux"


def test_nothing_is_nothing():
    assert Readable(required=False).clean(None) == ""


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (SignUpForm, "first_name"),
        (SignUpForm, "last_name"),
        (TrialForm, "worked"),
        (TrialForm, "to_change"),
        (ReportForm, "text"),
        (JoinForm, "place_name"),
        (JoinForm, "function"),
        (JoinForm, "message"),
    ],
)
def test_names_and_remarks_are_readable(form, name):
    assert isinstance(form.base_fields[name], Readable)
