"""What a hostile author types: it is shown as text everywhere, to the author and to whoever reads."""

import re
from html.parser import HTMLParser
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.template.loader import render_to_string
from django.test import Client

from core import licences
from tests.payloads import PAYLOADS
from tests.trainers.contributions.conftest import SAME, Writer, address
from tests.trainers.membership.test_joining import an_editor
from trainers.contributions.fields import Words, defaults_of, fields_of, item_fields
from trainers.contributions.forms import Fault, StepForm
from trainers.contributions.sheets import Item, Sheet
from trainers.contributions.steps import STEPS

NO_CHOICES = SimpleNamespace(licences=licences.CHOICES, themes=[], places=[], modules=[], competences=[], codes=[])
# What Markdown makes of a text; links are checked by their addresses.
MARKDOWN = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "hr", "i", "kbd", "li",
    "ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


class Elements(HTMLParser):
    """The elements and attributes that a browser would make of a page."""

    def __init__(self, text):
        super().__init__()
        self.found, self.bad = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        for name, value in attrs:
            # A browser takes away what it does not see before it reads the scheme.
            scheme = re.sub(r"[\x00-\x20]", "", value or "").lower()
            leads = name in {"href", "src", "action", "formaction"}
            runs = leads and scheme.startswith(("javascript:", "data:", "vbscript:"))
            if name.startswith("on") or name == "style" or runs:
                self.bad.append((tag, name, value))


def texts_of(fields):
    return [name for name, field in fields.items() if isinstance(field, Words)]


def filled(step, text):
    """A step whose every text is `text`; what cannot be kept is a fault, which is shown too."""
    names = texts_of(fields_of(step, NO_CHOICES))
    lists = {
        one.name: (Item("x", defaults_of(one) | dict.fromkeys(texts_of(item_fields(one, NO_CHOICES)), text)),)
        for one in step.lists
    }
    sheet = Sheet({name: text if name in names else None for name in step.fields}, lists)
    faults = {name: Fault(text, [text]) for name in names}
    return render_to_string(step.template, {
        "form": StepForm(step, sheet, NO_CHOICES, faults, {name: [text] for name in names}),
        "plan": SimpleNamespace(adapted_from_id=None, source_credit="", minutes=60, run_minutes=60, pk=1),
        "closed": False,
        "comments": {},
    })  # fmt: skip


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_every_payload_in_every_field_of_every_step_is_only_text(step):
    calm = Elements(filled(step, "texte")).found
    for payload in PAYLOADS:
        wild = Elements(filled(step, payload))
        assert wild.found == calm, payload
        assert wild.bad == [], payload


PAGES = ("sujet", "public", "deroule", "materiel", "partage", "apercu", "envoyer")


def pieces(most):
    """The payloads, in texts that a field takes."""
    text = ""
    for payload in (" ".join(payload.split()) for payload in PAYLOADS if len(payload) <= most):
        if len(text) + len(payload) >= most:
            yield text
            text = ""
        text += f"{payload} "
    yield text


@pytest.mark.django_db
def test_no_payload_that_is_kept_runs_where_the_plan_is_read(karim, draft):
    def write(plan, short, line, long):
        texts = dict.fromkeys(("title", "audience_note", "authors", "epn_name", "summary"), line)
        texts |= dict.fromkeys(("prerequisites", "room", "equipment", "preparation", "to_print", "evaluation"), long)
        for step in STEPS:
            data = karim.open(plan, step.slug) | {name: texts[name] for name in step.fields if name in texts}
            for one in step.lists:
                if not one.kind:
                    continue
                found = "11111111-1111-4111-8111-111111111111" if one.name != "handout" else "2" * 36
                data |= {one.name: found}
                fields = item_fields(one, NO_CHOICES)
                for name in texts_of(fields):
                    most = fields[name].max_length
                    data[f"{one.name}-{found}-{name}"] = short if most <= 120 else line if most <= 300 else long
            assert karim.send(plan, step.slug, data).status_code == 302
        return "".join(karim.client.get(f"/compte/seances/{plan.pk}/{page}/").text for page in PAGES) + (
            karim.client.get("/compte/seances/").text
        )

    calm = Elements(write(draft, "calme", "calme", "calme")).found
    long = list(pieces(4900))
    for number, (short, line) in enumerate(zip(list(pieces(119))[:8], list(pieces(199))[:8], strict=True)):
        wild = Elements(write(draft, short, line, long[number % len(long)]))
        assert wild.found - calm - MARKDOWN == set()
        assert wild.bad == []


@pytest.mark.django_db
def test_no_payload_runs_from_a_form_that_comes_back(karim, draft):
    text = "\n".join(PAYLOADS)
    data = karim.open(draft)
    Writer(an_editor()).write(draft, title=" ".join(text.split())[:250])
    name = 'x"><img src=x onerror=alert(1)>'
    typed = data | {"title": " ".join(text.split())[1:250], "summary": text, name: text}
    mine = {"data": urlencode(typed, doseq=True), "content_type": "application/x-www-form-urlencoded", "headers": SAME}
    signed_out = Client().post(address(draft), **mine)
    conflict = karim.client.post(address(draft), **mine)
    wrong = karim.write(draft, title=text)
    assert (signed_out.status_code, conflict.status_code, wrong.status_code) == (401, 409, 200)
    for page in (signed_out, conflict, wrong):
        found = Elements(page.text)
        assert not found.bad
        assert not found.found & {"iframe", "object", "embed", "math", "base", "audio", "video", "style"}
    assert karim.read(draft).title != text


@pytest.mark.parametrize("nasty", ["\x00titre\x00", "ti\x08tre", "\ufefftitre", "ti\x7ftre", "ti\u202etre\u202c"])
@pytest.mark.django_db
def test_characters_that_nobody_types_go_away(karim, draft, nasty):
    karim.write(draft, title=nasty, summary="Une phrase.")
    assert karim.read(draft).title.replace("\ufeff", "") == "titre"


@pytest.mark.parametrize("identity", ["../../x", "a b", "<b>", "é" * 3, "x" * 65, "", "-x", "__id__"])
@pytest.mark.django_db
def test_an_invented_id_adds_nothing(karim, draft, identity):
    data = karim.open(draft, "deroule") | {"activity": identity, f"activity-{identity}-title": "Vol"}
    karim.send(draft, "deroule", data)
    assert karim.read(draft).run == []


@pytest.mark.django_db
def test_an_item_never_takes_the_place_of_another_kind(karim, draft):
    sheet = karim.add(draft, "materiel", "handout", title="Mémo", text="1. Un.")
    data = karim.open(draft, "deroule") | {
        "activity": sheet,
        f"activity-{sheet}-title": "Vol",
        f"activity-{sheet}-minutes": "5",
    }
    karim.send(draft, "deroule", data)
    plan = karim.read(draft)
    assert [handout.title for handout in plan.handouts] == ["Mémo"]
    assert plan.run == []
