"""Middleware of the public site."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control

from core.cache import content_version, one_version

GetResponse = Callable[[HttpRequest], HttpResponse]


class UrlLocaleMiddleware(LocaleMiddleware):
    """The address alone decides the language: the same URL is the same page for everybody, in every browser."""

    def process_request(self, request: HttpRequest) -> None:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:  # type: ignore[override]
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


class PermissionsPolicyMiddleware:
    """Public pages ask for none of the device's abilities."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=()")
        return response


class CompressionMiddleware(GZipMiddleware):
    """What is compressed already leaves as it is: it would take time and gain nothing."""

    compressed = ("image/", "video/", "audio/", "font/", "application/zip", "application/pdf", "application/vnd.")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if kind.startswith(self.compressed) and not kind.startswith("image/svg"):
            return response
        return super().process_response(request, response)


class PageCacheMiddleware:
    """Whole public pages, kept under the content version.

    A view says that its answer is public with `mark_public`; only such answers are kept. The version is read before the
    page is made, so a page can be newer than its key, never older. An address with a query is kept only when the page
    knows that query (`request.query_is_known`): anybody can invent queries, and they must not fill the cache.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.method not in {"GET", "HEAD"}
            # Wagtail's preview of a page: a request made up for its public address, which may be in the cache.
            or getattr(request, "is_dummy", False)
            or request.path.startswith("/admin/")
        ):
            return self.get_response(request)
        version = content_version()
        if not settings.PAGE_CACHE_SECONDS:
            with one_version(version):
                return self.get_response(request)
        key = _page_key(version, request)
        if kept := cache.get(key):
            content, headers = kept
            response = HttpResponse(content, headers=headers)
        else:
            with one_version(version):
                response = self.get_response(request)
            invented = bool(request.GET) and not getattr(request, "query_is_known", False)
            if not is_public(response) or response.status_code != 200 or response.cookies or invented:
                return response
            response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:24]}"'
            seconds = min(
                settings.PAGE_CACHE_SECONDS, getattr(response, "true_for_seconds", settings.PAGE_CACHE_SECONDS)
            )
            cache.set(key, (response.content, dict(response.headers)), seconds)
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


def mark_public(response: HttpResponse) -> HttpResponse:
    """Say that `response` is the same for everybody: caches may keep it as long as they ask whether it changed."""
    patch_cache_control(response, public=True, no_cache=True)
    response.page_cache = True  # type: ignore[attr-defined]
    return response


def true_for(response: HttpResponse, seconds: int) -> HttpResponse:
    """Say that what `response` tells (« ouvert jusqu’à 18 h ») is true for so long: our own cache forgets it then."""
    response.true_for_seconds = seconds  # type: ignore[attr-defined]
    return response


def is_public(response: HttpResponse) -> bool:
    return bool(getattr(response, "page_cache", False))


def _page_key(version: int, request: HttpRequest) -> str:
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"page:{version}:{hashlib.sha256(address.encode()).hexdigest()}"
