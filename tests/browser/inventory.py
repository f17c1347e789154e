"""What the imported content offers to the tests: printed as JSON by `python -m tests.browser.inventory`.

One address for each kind of page and each kind of block of a step, and a path to walk with a question on the way.
"""

import json
from collections.abc import Iterator
from typing import Any

import django


def page_types() -> list[str]:
    """Every page type of ours that has a page of its own."""
    from django.apps import apps

    from core.models import BasePage

    return sorted(model._meta.label for model in apps.get_models() if issubclass(model, BasePage))


def step_blocks() -> list[str]:
    """Every kind of block that a step can hold, exercises included."""
    from learning.blocks import STEPS

    return sorted(STEPS[0][1].child_blocks["body"].child_blocks)


def addresses() -> Iterator[tuple[str, str]]:
    from django.apps import apps

    from learning.models import ModulePage

    for label in page_types():
        if page := apps.get_model(label).objects.live().filter(locale__language_code="fr").order_by("path").first():
            yield label, page.url
    for module in ModulePage.objects.live().filter(locale__language_code="fr").order_by("-path"):
        for number, step in enumerate(module.steps, 1):
            for block in step.value["body"]:
                yield f"step with {block.block_type}", module.step_url(number)


FIXED = {
    "carnet": "/carnet/",
    "search": "/recherche/?q=mot+de+passe",
    "search with choices": "/recherche/?type=module&niveau=debutant&competence=digcomp-3.0:1",
    "search in vain": "/recherche/?q=zzyzx",
    "API": "/api/v1/",
    "a place": "/lieux/mediatheque-des-trois-ponts-lyon/",
    "places found": "/recherche/?q=lyon&type=lieu",
    "places near a town": "/lieux/?ville=Lyon+(69)&prix=gratuit",
    "a page that does not exist": "/cette-page-n-existe-pas/",
}


def walk() -> dict[str, Any]:
    """A theme, one of its paths, and a module of it that has a single choice with a hint, as a visitor sees them."""
    from learning.answers import Exercise
    from paths.models import PathPage

    for path in PathPage.objects.live().filter(locale__language_code="fr").order_by("path"):
        for place, course_module in enumerate(path.path_modules.select_related("module")):
            module = course_module.module
            for number, step in enumerate(module.steps, 1):
                for block in step.value["body"]:
                    if block.block_type == "single_choice" and block.value["hint"]:
                        choices = Exercise.of(block).question.choices
                        return {
                            "theme": path.get_parent().title,
                            "path": path.title,
                            "module": module.title,
                            "place": place,
                            "steps": len(module.steps),
                            "step": number,
                            "exercise": block.id,
                            "right": next(choice.text for choice in choices if choice.right),
                            "wrong": next(choice.text for choice in choices if not choice.right),
                        }
    raise LookupError("no path has a module with a single choice and a hint")


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"addresses": dict(addresses()) | FIXED, "walk": walk()}))
