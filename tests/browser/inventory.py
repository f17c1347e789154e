"""One address for each kind of page and each kind of block of a step, found in the imported content.

Printed as JSON by `python -m tests.browser.inventory`; the tests name the kinds that they want with `KINDS`.
"""

import json
from collections.abc import Iterator

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


FIXED = {"carnet": "/carnet/", "a page that does not exist": "/cette-page-n-existe-pas/"}

if __name__ == "__main__":
    django.setup()
    print(json.dumps(dict(addresses()) | FIXED))
