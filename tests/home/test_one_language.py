"""What is in one language only."""

from tests.factories import a_module, a_page, a_step
from tests.home.test_english import switcher


def test_a_step_that_the_translation_does_not_have_leads_to_its_first_page(home, english, client):
    french = a_module(home, steps=["Un", "Deux", "Trois"])
    shorter = french.copy_for_translation(english, copy_parents=True)
    shorter.steps = [a_step("One")]
    shorter.save_revision().publish()
    assert switcher(client.get(f"{french.url}3/").text) == {"en": shorter.url}
    assert switcher(client.get(f"{french.url}1/").text) == {"en": f"{shorter.url}1/"}


def test_a_translation_that_is_only_a_draft_is_not_offered(home, english, client):
    page = a_page(home)
    page.copy_for_translation(english, copy_parents=True)
    assert switcher(client.get(page.url).text) == {}


def test_a_french_home_page_without_themes_does_not_send_to_itself(home, client):
    a_module(home)
    html = client.get("/").text
    assert "Commencez ici" in html
    assert "Aller sur le site en français" not in html
