"""The drawn screen, as it is shown."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from core import screens
from core.blocks.screen import DEVICES, KINDS, PLACES, ScreenBlock


def shown(**value):
    block = ScreenBlock()
    return block.render(block.to_python({"title": "Un écran", "device": "navigateur", "elements": []} | value))


def test_a_note_is_a_number_on_the_drawing_and_a_line_below():
    html = shown(elements=[{"kind": "lien", "text": "État civil", "note": "C'est ici."}])
    assert re.search(r'class="el__n">.*?1</span>', html)
    assert re.search(r"<ol.*État civil</strong> C’est ici\.</li>", html, re.DOTALL)


def test_what_is_drawn_is_text_and_not_a_control():
    html = shown(elements=[{"kind": kind, "text": "Mot"} for kind in screens.KINDS])
    assert not re.search(r"<(a|button|input|select|label)\b", html)
    assert "<figcaption" in html


def test_what_the_eye_sees_by_shape_is_said_in_words():
    html = shown(elements=[{"kind": "bouton", "text": "Envoyer"}])
    assert re.search(r'visually-hidden">Bouton', html)


@pytest.mark.parametrize("device", screens.DEVICES)
def test_every_device_can_show_every_kind_everywhere(device):
    elements = [
        {"kind": kind, "text": f"{kind} {place}", "place": place} for kind in screens.KINDS for place in screens.PLACES
    ]
    html = shown(device=device, elements=elements)
    for element in elements:
        assert element["text"] in html


def test_what_an_author_types_is_never_markup():
    assert "<b>x" not in shown(
        title="<b>x", address="https://<b>x", elements=[{"kind": "champ", "text": "<b>x", "note": "<b>x"}]
    )


def test_the_choices_of_the_editor_are_the_words_of_the_text_format():
    for choices, words in ((DEVICES, screens.DEVICES), (KINDS, screens.KINDS), (PLACES, screens.PLACES)):
        assert tuple(value for value, _label in choices) == words


def test_every_icon_that_is_used_is_drawn():
    drawn = set(
        re.findall(r'<symbol id="([\w-]+)"', (Path(settings.BASE_DIR) / "static/img/screen-icons.svg").read_text())
    )
    used = set(screens.DRAWINGS)
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        used.update(re.findall(r'screen_icon "([\w-]+)"', path.read_text()))
    assert used | {"repondre", "classer", "signaler", "garder"} <= drawn


def test_the_tab_shows_the_title_of_the_page():
    html = render_to_string(
        "screens/device.html", {"screen": screens.Screen("navigateur", "Mairie"), "mode": "picture"}
    )
    assert re.search(r'device__tab">Mairie<', html)
