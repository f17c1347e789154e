"""The simulations, as they are shown and as editors are warned."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.loader import render_to_string

from learning.answers import Exercise, graded
from learning.blocks.mailbox import MailboxBlock
from learning.blocks.navigation import NavigationBlock
from learning.blocks.simulated_form import SimulatedFormBlock
from learning.blocks.zone import ZoneBlock


def shown(block, answer=None, **changes):
    """The exercise with an answer: what its form shows."""
    exercise = Exercise("essai", block, block.to_python(block.meta.preview_value | changes))
    if answer is not None:
        data = QueryDict(mutable=True)
        for name, values in answer.items():
            data.setlist(name, values)
        exercise = graded(exercise, data)
    return render_to_string("exercises/frame.html", {"exercise": exercise, "step_url": "/modules/un/1/"})


def test_every_element_of_a_zone_can_be_chosen_and_the_address_bar_too():
    html = shown(ZoneBlock())
    assert re.findall(r'name="z" value="(\w+)"', html) == ["adresse", "0"]


def test_the_chosen_place_keeps_its_mark_and_says_why():
    html = shown(ZoneBlock(), {"z": ["0"]})
    assert 'value="0" checked' in html
    assert "is-wrong" in html
    assert "on cherche dans le site seulement" in html


def test_a_mailbox_offers_the_same_actions_for_every_message():
    html = shown(MailboxBlock())
    for message in ("m0", "m1"):
        actions = re.findall(rf'name="{message}-action" value="(\w+)"', html)
        assert actions == ["repondre", "classer", "signaler", "supprimer", "garder"]


def test_a_message_shows_the_whole_address_of_its_sender():
    assert "securite@banque-alerte.example" in shown(MailboxBlock())


def test_clues_wait_for_the_correction():
    clue = "Le message presse."
    assert clue not in shown(MailboxBlock())
    assert clue not in shown(MailboxBlock(), {"m0-action": ["garder"]})
    assert clue in shown(MailboxBlock(), {"m1-action": ["garder"]})


def test_a_message_to_see_again_is_open_and_a_right_one_is_closed():
    html = shown(MailboxBlock(), {"m0-action": ["garder"], "m1-action": ["signaler"]})
    first, second = re.findall(r"<details( open)?>\s*<summary class=\"mail__row\"", html)
    assert (first, second) == (" open", "")
    assert "Il reste 1 message à revoir." in html


def test_an_address_in_a_message_looks_like_a_link_but_cannot_be_followed():
    messages = [
        {"sender": "A", "address": "a@b.example", "subject": "S", "text": "Voir https://x.example.", "action": "garder"}
    ]
    html = shown(MailboxBlock(), messages=messages)
    assert '<span class="fake-link">https://x.example</span>.' in html
    assert "<a " not in html


def test_the_text_of_a_message_is_never_markup():
    messages = [
        {"sender": "A", "address": "a", "subject": "S", "text": "<script>1</script>\n\nFin", "action": "garder"}
    ]
    html = shown(MailboxBlock(), messages=messages)
    assert "<script>" not in html
    assert "<p>Fin</p>" in html


def test_a_form_lists_its_errors_with_links_to_the_fields():
    html = shown(SimulatedFormBlock(), {"c0": ["Karim"], "c1": ["03/05/1980"]})
    assert re.findall(r'href="#exercice-essai-(c\d)"', html) == ["c0", "c2", "c3"]
    for name in ("c0", "c2", "c3"):
        assert f'id="exercice-essai-{name}"' in html
    assert re.search(
        r'id="exercice-essai-c0" value="Karim"[^>]*aria-invalid="true" aria-describedby="exercice-essai-c0-erreur"',
        html,
    )


def test_a_form_never_offers_what_was_typed_elsewhere():
    assert shown(SimulatedFormBlock()).count('autocomplete="off"') == 2


def test_a_site_has_a_button_for_each_click_and_none_to_check():
    html = shown(NavigationBlock())
    assert re.findall(r'name="clic" value="([\w-]+)"', html) == ["retour", "0", "1", "b0", "b1"]
    assert "Vérifier" not in html


def test_the_trail_travels_with_the_form():
    html = shown(NavigationBlock(), {"trace": ["b1"], "clic": ["0"]})
    assert 'name="trace" value="b1-0"' in html
    assert "Papiers-Express" in html
    assert "C’est une annonce payante." in html


def test_the_arrival_is_told_and_can_be_played_again():
    html = shown(NavigationBlock(), {"trace": ["1"]})
    assert "Vous êtes arrivé, sans tomber dans un piège." in html
    assert 'name="recommencer"' in html


def test_somebody_lost_can_see_the_way():
    assert "Voir le chemin" not in shown(NavigationBlock(), {"trace": ["0-retour"]})
    assert "Voir le chemin" in shown(NavigationBlock(), {"trace": ["-".join(["0", "retour"] * 6)]})


MESSAGE = MailboxBlock().meta.preview_value["messages"][0]
PAGES = NavigationBlock().meta.preview_value["pages"]


@pytest.mark.parametrize(
    ("block", "changes"),
    [
        (ZoneBlock(), {"address_right": False}),
        (MailboxBlock(), {"folders": [], "messages": [MESSAGE | {"action": "classer", "folder": "Emploi"}]}),
        (MailboxBlock(), {"messages": [MESSAGE | {"replies": []}]}),
        (MailboxBlock(), {"files": []}),
        (SimulatedFormBlock(), {"fields": [{"name": "Date", "kind": "date", "accepted": []}]}),
        (SimulatedFormBlock(), {"fields": [{"name": "Choix", "kind": "liste", "options": ["a"], "accepted": ["b"]}]}),
        (NavigationBlock(), {"pages": PAGES[:2]}),
        (NavigationBlock(), {"pages": [*PAGES, PAGES[0]]}),
        (NavigationBlock(), {"pages": [PAGES[0], PAGES[2]]}),
    ],
)
def test_an_editor_is_told_what_makes_an_exercise_impossible(block, changes):
    with pytest.raises(ValidationError):
        block.clean(block.to_python(block.meta.preview_value | changes))
