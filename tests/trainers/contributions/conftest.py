"""Somebody of an EPN, their draft, and a form that is filled as a browser does."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.trainers.factories import a_plan
from tests.trainers.membership.test_joining import a_member, a_place
from trainers.contributions.drafts import draft_or_404, new_draft

SAME = {"sec-fetch-site": "same-origin"}
JSON = SAME | {"accept": "application/json"}


class _Fields(HTMLParser):
    """What a browser would send of the form that saves a step: names and values, in order."""

    def __init__(self):
        super().__init__()
        self.data, self.inside, self.select, self.area, self.template = {}, False, None, None, 0

    def add(self, name, value):
        self.data.setdefault(name, []).append(value)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = "writing" in attrs.get("class", "").split()
        if tag == "template":
            self.template += 1
        if not self.inside or self.template or (not attrs.get("name") and tag != "option"):
            return
        if tag == "input" and attrs.get("type") in {"checkbox", "radio"}:
            if "checked" in attrs:
                self.add(attrs["name"], attrs.get("value", "on"))
        elif tag == "input":
            self.add(attrs["name"], attrs.get("value", ""))
        elif tag == "textarea":
            self.area = attrs["name"]
            self.add(self.area, "")
        elif tag == "select":
            self.select = attrs["name"]
            self.add(self.select, "")
        elif tag == "option" and self.select and "selected" in attrs:
            self.data[self.select][-1] = attrs.get("value", "")

    def handle_endtag(self, tag):
        if tag == "template":
            self.template -= 1
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False

    def handle_data(self, data):
        if self.inside and self.area and not self.template:
            text = self.data[self.area][-1] + data
            self.data[self.area][-1] = text.removeprefix("\n")


def fields_in(page):
    """The values of the form of a page, as a browser sends them."""
    parser = _Fields()
    parser.feed(page.text)
    return parser.data


def address(plan, step="sujet"):
    return f"/compte/seances/{plan.pk}/{step}/"


class Writer:
    """A person at a computer who writes a plan."""

    def __init__(self, user):
        self.user, self.client = user, Client()
        self.client.force_login(user)

    def open(self, plan, step="sujet"):
        return fields_in(self.client.get(address(plan, step)))

    def send(self, plan, step, data, do="stay", headers=SAME):
        return self.client.post(address(plan, step), data | {"do": do}, headers=headers)

    def write(self, plan, step="sujet", do="stay", *, headers=SAME, **changes):
        """Open a step, change some fields, save."""
        data = self.open(plan, step)
        return self.send(
            plan, step, data | {name.replace("__", "-"): value for name, value in changes.items()}, do, headers
        )

    def read(self, plan):
        return draft_or_404(self.user, plan.pk)

    def add(self, plan, step, name, **values):
        """Add an item to a list, then fill it; returns its id."""
        self.write(plan, step, f"add:{name}")
        data = self.open(plan, step)
        found = data[name][-1]
        self.send(plan, step, data | {f"{name}-{found}-{key}": value for key, value in values.items()})
        return found


@pytest.fixture
def published(home):
    """The mediators' rooms, with one published plan."""
    return a_plan(home)


@pytest.fixture
def karim(published):
    return Writer(a_member(a_place()).user)


@pytest.fixture
def draft(karim):
    return new_draft(karim.user, title="Trier ses photos")
