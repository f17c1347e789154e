"""Small themes and paths for tests."""

from collections.abc import Iterable
from typing import Any

from home.models import HomePage
from learning.models import ModulePage
from paths.models import OrientationPage, PathIndexPage, PathModule, PathPage, ThemePage


def a_theme(home: HomePage, title: str = "Chercher un emploi", **fields: Any) -> ThemePage:
    index = PathIndexPage.objects.child_of(home).first() or home.add_child(
        instance=PathIndexPage(title="Les parcours", slug="parcours")
    )
    return index.add_child(instance=ThemePage(**{"title": title, "summary": "Un thème."} | fields))


def a_path(
    theme: ThemePage,
    title: str = "Premiers pas",
    modules: Iterable[ModulePage | tuple[ModulePage, bool]] = (),
    **fields: Any,
) -> PathPage:
    """A published path; `(module, True)` is an optional module."""
    path = theme.add_child(instance=PathPage(**{"title": title, "goal": "Savoir faire.", "summary": "Un."} | fields))
    for order, item in enumerate(modules):
        module, optional = item if isinstance(item, tuple) else (item, False)
        PathModule.objects.create(page=path, module=module, optional=optional, sort_order=order)
    return path


def an_orientation(home: HomePage, *questions: tuple[str, dict[str, dict[PathPage, int]]]) -> OrientationPage:
    """`("Que voulez-vous ?", {"Du travail": {path: 3}})`."""
    raw = [
        {
            "type": "question",
            "value": {
                "question": title,
                "answers": [
                    {"text": text, "weights": [{"path": path.pk, "weight": n} for path, n in weights.items()]}
                    for text, weights in answers.items()
                ],
            },
        }
        for title, answers in questions
    ]
    page = OrientationPage(title="Par où commencer ?", slug="par-ou-commencer", questions=raw)
    return home.add_child(instance=page)
