"""The addresses `…/pdf/`, `…/odt/`, `…/docx/`, `…/md/` and `…/zip/` under a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path


class DownloadsMixin(RoutablePageMixin):
    """For a page that can be taken away."""

    @re_path(r"^(pdf|odt|docx|md|zip)/$", name="download")
    def download(self, request: HttpRequest, name: str) -> HttpResponseBase:
        # Late: what builds the files reads the models of the pages.
        from trainers.downloads.serving import download

        return download(self, request, name)  # type: ignore[arg-type]

    @property
    def downloads(self) -> list[Any]:
        """What `trainers/partials/downloads.html` offers."""
        from trainers.downloads.serving import formats_of

        return formats_of(self)  # type: ignore[arg-type]


class SelectionDownloadMixin(RoutablePageMixin):
    """For the page that has « ma sélection » below it."""

    @path("selection/zip/", name="download_selection")
    def download_selection(self, request: HttpRequest) -> HttpResponseBase:
        from trainers.downloads.selection import download_selection

        return download_selection(self, request)  # type: ignore[arg-type]

    @path("selection/pdf/", name="download_selection_pdf")
    def download_selection_pdf(self, request: HttpRequest) -> HttpResponseBase:
        from trainers.downloads.selection import download_selection_pdf

        return download_selection_pdf(self, request)  # type: ignore[arg-type]
