"""The brand set in the admin: colours that stay legible, a stylesheet, links and partners."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site

from home import colours
from home.brand import COOL, MARKER, Brand, is_colour
from tests.factories import a_page

BLUE, YELLOW, GREY = "#003189", "#ffdd00", "#777777"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # The examples of WCAG and of its usual checkers.
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54), ("#ff0000", "#ffffff", 4.0)],
)
def test_the_contrast_is_the_one_of_wcag_in_both_directions(one, other, ratio):
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert colours.contrast(other, one) == colours.contrast(one, other)


def test_capital_letters_do_not_change_a_colour():
    assert colours.contrast("#FFBF3F", "#ffffff") == colours.contrast("#ffbf3f", "#ffffff")


@pytest.mark.parametrize(("colour", "ink"), [(YELLOW, colours.INK), (BLUE, colours.WHITE)])
def test_the_text_on_a_colour_is_the_one_that_reads_best(colour, ink):
    assert colours.text_on(colour) == ink


@pytest.mark.parametrize("colour", [BLUE, YELLOW, GREY, COOL, MARKER, "#000000", "#ffffff", "#0000ff"])
def test_any_colour_is_made_legible_at_night(colour):
    assert colours.contrast(colours.lightened(colour), colours.DARK_PAPER) >= colours.AAA


def test_a_colour_that_is_legible_at_night_stays_as_it_is():
    assert colours.lightened(YELLOW) == YELLOW


def test_a_blue_stays_blue_at_night():
    red, green, blue = colours.channels(colours.lightened(BLUE))
    assert blue > green > red


@pytest.mark.parametrize("colour", [YELLOW, MARKER, BLUE, COOL])
@pytest.mark.parametrize(("paper", "ink"), [(colours.PAPER, colours.INK), (colours.DARK_PAPER, "#f4efe3")])
def test_text_stays_legible_on_a_wash_of_any_colour(colour, paper, ink):
    shown = colour if paper == colours.PAPER else colours.lightened(colour)
    assert colours.contrast(colours.washed(shown, paper), ink) >= colours.AAA


@pytest.mark.parametrize("text", ["#fff", "red", "#gggggg", "", "#ffbf3f;", "#ffbf3f\n", "}body{display:none"])
def test_what_is_not_six_digits_is_not_a_colour(text):
    assert not is_colour(text)


def refused(**fields):
    with pytest.raises(ValidationError) as caught:
        Brand(**fields).full_clean(exclude=["site"])
    return caught.value.message_dict


def test_links_that_would_be_hard_to_read_are_refused_with_what_to_do():
    assert refused(cool=YELLOW) == {
        "cool": [
            "Les liens se liraient mal sur du blanc\u00a0: le contraste est de 1,3, il faut 7. Choisissez-la plus foncée."
        ]
    }


def test_a_highlighter_too_dark_to_write_over_is_refused():
    assert refused(marker=BLUE) == {"marker": ["Le texte se lirait mal sur cette couleur. Choisissez-la plus claire."]}


def test_both_colours_are_looked_at_together():
    assert set(refused(marker=BLUE, cool=YELLOW)) == {"marker", "cool"}


def test_what_is_not_a_colour_is_said_once_and_never_an_error():
    assert refused(cool="bleu") == {"cool": ["Écrivez la couleur comme #ffbf3f."]}


@pytest.mark.parametrize(("marker", "cool"), [(MARKER, COOL), (YELLOW, BLUE), ("#FFDD00", "#003189")])
def test_legible_colours_are_accepted(marker, cool):
    Brand(marker=marker, cool=cool).full_clean(exclude=["site"])


@pytest.fixture
def brand(home):
    return Brand.for_site(Site.objects.get(is_default_site=True))


def test_the_colours_of_the_house_need_no_stylesheet(brand, home, client):
    assert "marque.css" not in client.get(home.url).content.decode()


def test_chosen_colours_reach_every_page_by_day_and_by_night(brand, home, client):
    client.get(home.url)  # in the cache
    brand.marker, brand.cool = YELLOW, BLUE
    brand.save()
    page = client.get(home.url).content.decode()
    address = page.partition('href="/marque.css')[2].partition('"')[0]
    sheet = client.get("/marque.css" + address)
    assert sheet["Content-Type"] == "text/css"
    day, _, night = sheet.content.decode().partition("prefers-color-scheme:dark")
    assert f"--cool:{BLUE};" in day
    assert f"--cool:{colours.lightened(BLUE)};" in night


def test_the_address_of_the_stylesheet_changes_with_the_colours(brand):
    before = brand.stylesheet_version
    brand.cool = BLUE
    assert brand.stylesheet_version != before


def test_name_footer_and_partners_are_on_every_page(brand, home, client):

    brand.name, brand.footer_text = "Le fil numérique", "Porté par la Ville de Valbourg."
    brand.partners = [("partner", {"name": "Région", "url": "https://region.example"})]
    brand.save()
    page = client.get(a_page(home).url).content.decode()
    assert page.count("Le fil numérique") >= 2
    assert "Porté par la Ville de Valbourg." in page
    assert 'href="https://region.example"' in page
    assert ">Région<" in page


def test_the_administrator_opens_the_brand_in_the_admin_and_saves_it(brand, admin_client):
    address = reverse("wagtailsettings:edit", args=("home", "brand", brand.site_id))
    page = admin_client.get(address).content.decode()
    assert 'type="color"' in page
