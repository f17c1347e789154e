"""After a file is received: where to go, for a page and for the script that sends it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse


def go(request: HttpRequest, name: str, *args: object) -> HttpResponse:
    """A redirection; for the script an address, so that the page it opens still has its message to show."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"next": reverse(name, args=args)})
    return redirect(name, *args)
