"""Small pages for tests, as plain functions: `a_module(home, steps=["Une adresse", "Un essai"])`."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page, Site

from core.models import BasePage
from home.models import Brand, HomePage, StandardPage
from learning.blocks import STEPS
from learning.models import ModuleIndexPage, ModulePage

# A block of a stream before it is saved: its type and its value.
Block = tuple[str, Any]

CHOICE = {
    "instruction": "Où tapez-vous l'adresse d'un site ?",
    "choices": [
        {"text": "Dans la barre d'adresse", "right": True, "feedback": "Oui. Elle est tout en haut."},
        {"text": "Dans un courriel", "right": False, "feedback": "Un courriel part vers une personne."},
    ],
    "hint": "Regardez tout en haut.",
}


def a_home_page(**fields: Any) -> HomePage:
    """The home page of the default site, instead of the one that Wagtail makes."""
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(**{"title": "Accueil", "slug": "accueil"} | fields))
    site, _ = Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
    )
    # Its row is made when a page first asks for it, which renews the page cache.
    Brand.for_site(site)
    return home


def a_page(parent: Page, title: str = "Mentions légales", body: str = "Du texte.", **fields: Any) -> StandardPage:
    return parent.add_child(instance=StandardPage(title=title, body=[("text", body)], **fields))


def a_step(title: str = "Une étape", *blocks: Block) -> Block:
    """A step: a title and its blocks, one text if none is given."""
    return "step", STEPS[0][1].normalize({"title": title, "body": list(blocks) or [a_text()]})


def a_text(source: str = "L'adresse est **en haut**.") -> Block:
    return "text", source


def an_exercise(kind: str = "single_choice", value: dict[str, Any] | None = None) -> Block:
    return kind, value or CHOICE


def a_module(
    home: BasePage,
    title: str = "Reconnaître un site officiel",
    steps: Iterable[str | Block] = ("Où est l'adresse ?",),
    **fields: Any,
) -> ModulePage:
    """A published module; a step given as a text is its title."""
    index = ModuleIndexPage.objects.child_of(home).first() or home.add_child(
        instance=ModuleIndexPage(title="Les modules", slug="modules")
    )
    raw = [a_step(step) if isinstance(step, str) else step for step in steps]
    return index.add_child(instance=ModulePage(**{"title": title, "summary": "Un résumé.", "steps": raw} | fields))
