"""Adapting a plan, in a real browser: copy it, see its original change, take the change, read the versions."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checkers
from tests.browser.server import Server, run, running
from tests.browser.test_accounts import Enter, computer, sign_in
from tests.browser.test_every_kind_of_page import TOO_WIDE

__all__ = ["computer"]
PLANS = "/mediateurs/seances/"
# What the author of the original does meanwhile.
CHANGE = """
from trainers.models import PlanPage
plan = PlanPage.objects.get(slug={slug!r}, live=True).get_latest_revision_as_object()
plan.minutes += 15
plan.summary = "Un résumé que l'autrice vient de changer."
plan.equipment += "\\n1 minuteur visible de tous."
plan.body[-1].value["title"] = "Un titre neuf"
plan.save_revision().publish()
"""


@pytest.fixture(scope="module")
def village(prepared_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(prepared_site, tmp_path_factory.mktemp("adapting"), host="localhost") as server:
        yield server


def adapted(page: Page, slug: str) -> str:
    """One's own copy of a plan; its number."""
    sign_in(page, "mediatrice@demo.example")
    page.wait_for_url("**/compte/")
    page.goto(f"{PLANS}{slug}/")
    page.get_by_role("link", name="Adapter", exact=True).click()
    expect(page.locator(".adapt__steps li")).to_have_count(4)
    page.get_by_role("button", name="Copier et adapter").click()
    expect(page.locator(".account-said")).to_contain_text("La copie est dans")
    found = re.search(r"/seances/(\d+)/sujet/", page.url)
    assert found
    return found[1]


def changed(village: Server, slug: str) -> None:
    run("manage.py", "shell", "-c", CHANGE.format(slug=slug), folder=village.folder)


@pytest.mark.parametrize(
    ("javascript", "slug"),
    [(True, "mot-de-passe-solide"), (False, "premiere-piece-jointe")],
    ids=["with JavaScript", "without JavaScript"],
)
def test_one_adapts_a_plan_and_takes_a_change_of_its_original(
    computer: Enter, village: Server, javascript: bool, slug: str
) -> None:
    page = computer(java_script_enabled=javascript)
    number = adapted(page, slug)
    changed(village, slug)
    page.goto("/compte/seances/")
    page.get_by_role("link", name="L’original a changé").first.click()
    duration = page.get_by_role("group", name="Durée totale")
    expect(duration.locator("ins")).to_be_visible()
    duration.get_by_label("Prendre ce changement").check()
    page.get_by_role("group", name="Résumé").get_by_label("Ne pas le prendre").check()
    page.get_by_role("button", name="Enregistrer mes choix").click()
    expect(page.locator(".account-said")).to_contain_text("1 changement pris.")
    expect(page.get_by_role("group", name="Durée totale")).to_have_count(0)
    expect(page.get_by_role("group", name="Résumé")).to_have_count(0)
    page.get_by_role("button", name="Tout prendre").click()
    expect(page.get_by_text("Rien de nouveau")).to_be_visible()

    page.goto(f"/compte/seances/{number}/versions/")
    latest = page.locator(".versions__one").first
    expect(latest).to_contain_text("Matériel")
    latest.get_by_role("link", name="Voir ce qui change").click()
    expect(page.locator(".differences ins", has_text="minuteur visible")).to_be_visible()
    expect(page.locator(".differences")).not_to_contain_text("Résumé")
    page.locator(".versions__one").last.get_by_role("button", name="Revenir à cette version").click()
    expect(page.locator(".account-said")).to_contain_text("C’est fait")
    page.goto(f"/compte/seances/{number}/sujet/")
    expect(page.get_by_label("Résumé en une phrase")).not_to_have_value(re.compile("autrice"))


@pytest.mark.checkers
def test_judges_find_nothing_wrong_with_the_pages(computer: Enter, village: Server, tmp_path: Path) -> None:
    slug = "reconnaitre-un-message-frauduleux"
    page = computer(viewport={"width": 320, "height": 640})
    number = adapted(page, slug)
    page.get_by_label("Résumé en une phrase").fill("Mon résumé à moi.")
    page.get_by_role("button", name="Enregistrer", exact=False).last.click()
    changed(village, slug)
    mine = f"/compte/seances/{number}"
    found, sources = {}, {}
    for address in (
        f"{PLANS}{slug}/",
        f"{mine}/original/",
        f"{mine}/versions/",
        f"{mine}/versions/?de=&a=",
        "/compte/seances/",
    ):
        page.goto(address)
        found[address] = checkers.axe(page) + page.evaluate(TOO_WIDE)
        sources[re.sub(r"\W+", "-", address)] = page.request.get(address).body()
    assert not {address: problems for address, problems in found.items() if problems}
    checkers.save(sources, tmp_path)
    assert checkers.html_validate(tmp_path) == []
    assert checkers.vnu(tmp_path) == []
