"""What a review holds about somebody, and what becomes of it when they go."""

from typing import Any

from wagtail.models import Comment, CommentReply, WorkflowState

from accounts.models import User
from accounts.sections import Section
from trainers.plans.pages import PlanPage
from trainers.review.states import last_reviews


def data(user: User) -> list[dict[str, Any]]:
    """What they said and answered while plans were read."""
    said = Comment.objects.filter(user=user).select_related("page").order_by("created_at", "pk")
    answers = CommentReply.objects.filter(user=user).select_related("comment__page").order_by("created_at", "pk")
    rows = [
        *({"séance": row.page.title, "remarque": row.text, "le": row.created_at} for row in said),
        *({"séance": row.comment.page.title, "réponse": row.text, "le": row.created_at} for row in answers),
    ]
    return sorted(rows, key=lambda row: row["le"])


def erase(user: User, keep_name: bool) -> None:
    """Nobody reads any more, for publication, what its author has taken away. Remarks and answers go with the account."""
    plans = PlanPage.objects.filter(owner=user).values_list("pk", flat=True)
    for review in last_reviews(plans).values():
        if review.status in (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES):
            review.cancel(user=user)


SECTION = Section("relectures", "", order=5, data=data, erase=erase)
