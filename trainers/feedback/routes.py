"""What a page that readers may comment gains: `…/signaler/`, and for a plan what those who ran it say."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class ReportableMixin(RoutablePageMixin):
    """A page of which readers may report a problem."""

    # Late, all of them: what answers reads the models of the pages.
    @path("signaler/", name="report")
    def report(self, request: HttpRequest) -> HttpResponse:
        from trainers.feedback.reporting import report

        return report(self, request)  # type: ignore[arg-type]

    @path("signaler/merci/", name="reported")
    def reported(self, request: HttpRequest) -> HttpResponse:
        from trainers.feedback.reporting import thank

        return thank(self, request)  # type: ignore[arg-type]


class RunMixin(ReportableMixin):
    """A plan: people run it, and say how it went."""

    @cached_property
    def feedback(self) -> Any:
        """What its public page says of the sessions that were run: see `trainers.feedback.reading`."""
        from trainers.feedback.reading import feedback_of

        return feedback_of(self)  # type: ignore[arg-type]
