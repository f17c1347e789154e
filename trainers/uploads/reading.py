"""Who may read a contributed file: everybody once a public page shows it; before, whoever may write the plan."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from accounts.roles import may_coordinate_everywhere
from trainers.contributions.drafts import written_by
from trainers.membership.roles import is_mediator
from trainers.uploads.files import was_contributed
from trainers.uploads.using import is_named_by_latest, is_public


def may_read(user: Any, document: Any) -> bool:
    """For a file that is not public: the team, and mediators who sent it or whose plan has it."""
    if not user.is_authenticated:
        return False
    if may_coordinate_everywhere(user):
        return True
    if not is_mediator(user):
        return False
    return document.uploaded_by_user_id == user.pk or is_named_by_latest(written_by(user), document.pk)


def serve_to_those_who_may(document: Any, request: HttpRequest) -> HttpResponse | None:
    """Before Wagtail serves a document. What is public asks nothing of who reads: no cookie is looked at."""
    if not was_contributed(document) or is_public(document):
        return None
    if not may_read(request.user, document):
        raise Http404
    with document.open_file() as file:
        response = HttpResponse(file.read(), content_type=document.content_type)
    response.headers["Content-Disposition"] = document.content_disposition
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
