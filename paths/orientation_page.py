"""`/par-ou-commencer/`: some plain questions, one path. Nothing is stored: the address holds the answers."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StructValue

from core.content import Stream
from core.fields import BodyField
from core.findable import site_page
from core.models import BasePage
from paths.blocks import OrientationQuestionBlock
from paths.orientation import PREFIX, Answer, Question, chosen, recommend
from paths.pages import PathPage

SUBMITTED = "voir"


class OrientationPage(BasePage):
    page_description = _("Quelques questions simples, qui mènent au parcours qui convient.")
    text_type = "orientation"
    text_body = Stream("questions")
    findable = site_page()

    questions = BodyField([("question", OrientationQuestionBlock())], verbose_name=_("questions"), blank=True)

    max_count_per_parent = 1
    subpage_types: list[str] = []
    template = "paths/orientation.html"
    content_panels = [*BasePage.content_panels, FieldPanel("questions")]

    class Meta:
        verbose_name = _("aide au choix d’un parcours")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        if request.GET:
            # There are as many addresses as ways to answer: only the bare page is worth keeping.
            response.headers["Cache-Control"] = "no-store"
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        paths = {path.translation_key: path for path in self._paths()}
        questions = self.rules(paths)
        answers = chosen(request.GET, questions)
        result = recommend(answers, questions)
        ranked = [paths[key] for key in result.ranked]
        return super().get_context(request, *args, **kwargs) | {
            "form": _form(questions, answers),
            "submitted": bool(answers) or SUBMITTED in request.GET,
            "answered": bool(answers),
            "best": ranked[0] if ranked else None,
            "others": [*ranked[1:], *(path for key, path in paths.items() if key not in result.ranked)],
            "reasons": result.reasons,
        }

    def rules(self, paths: Container[UUID]) -> tuple[Question, ...]:
        """The questions as plain values. A path is known by its translation key; only `paths` can be recommended."""
        return tuple(_question(block.value, paths) for block in self.questions)

    def _paths(self) -> Iterable[PathPage]:
        return PathPage.objects.live().filter(locale=self.locale_id).with_card().order_by("path")


def _question(value: StructValue, paths: Container[UUID]) -> Question:
    answers = tuple(Answer(answer["text"], _weights(answer["weights"], paths)) for answer in value["answers"])
    return Question(value["question"], answers, value["help"] or "")


def _weights(weights: Iterable[StructValue], paths: Container[UUID]) -> dict[Hashable, int]:
    named = [(item["path"].translation_key, item["weight"] or 0) for item in weights if item["path"]]
    return {key: weight for key, weight in named if key in paths}


def _form(questions: Sequence[Question], answers: Mapping[int, int]) -> list[dict[str, Any]]:
    """The questions as the template shows them: field names, values, and what is chosen."""
    return [
        {
            "name": f"{PREFIX}{number + 1}",
            "title": question.title,
            "help": question.help,
            "choices": [
                {"value": position + 1, "text": answer.text, "checked": answers.get(number) == position}
                for position, answer in enumerate(question.answers)
            ],
        }
        for number, question in enumerate(questions)
    ]
