"""How a page leaves: whole public answers may be kept by caches."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from wagtail import hooks
from wagtail.models import Page

from core.middleware import mark_public

Serve = Callable[[Page, HttpRequest, list[Any], dict[str, Any]], HttpResponse]


@hooks.register("on_serve_page", order=-10)
def keep_public_pages(serve: Serve) -> Serve:
    """Let the page cache keep the answer to a GET, unless the page is for some people only or says `no-store`."""

    def served(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> HttpResponse:
        response = serve(page, request, args, kwargs)
        # Outermost hook: for a page with restrictions Wagtail has already said `no-store`.
        private = "no-store" in response.headers.get("Cache-Control", "")
        if request.method in {"GET", "HEAD"} and response.status_code == 200 and not private:
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response.render()
            mark_public(response)
            # A file that brings its own ETag is kept by who made it, or is too long to be kept whole.
            response.page_cache = not response.streaming and "ETag" not in response.headers  # type: ignore[attr-defined]
        return response

    return served
