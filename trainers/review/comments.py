"""What moderators say of a field, and what the author answers.

These are Wagtail's own comments: a moderator writes and reads them in the editor, beside the field. Wagtail erases a
comment that is resolved at the next save, with its answers; so « C’est fait » is an answer that begins with a tick: the
moderator sees it, checks, and resolves. What is left is resolved when the plan is accepted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Comment, CommentReply
from wagtail.users.models import UserProfile

from accounts.models import User
from trainers.contributions.steps import STEPS
from trainers.plans.pages import PlanPage
from trainers.review.addresses import comment_url, step_url
from trainers.review.where import is_asked, step_of, words

# How an answer that says « it is done » begins.
TICK = "✓"
LONGEST = 2000


@dataclass(frozen=True)
class Answer:
    """`is_author` says that it is the plan's author who speaks."""

    who: str
    when: datetime
    text: str
    is_author: bool


@dataclass(frozen=True)
class Remark:
    """`path` is Wagtail's, `where` the same in words: empty when the plan no longer has what was spoken of.

    `is_asked` says whether the form of contributions shows it.
    """

    pk: int
    plan_pk: int
    path: str
    where: str
    step: str
    is_asked: bool
    who: str
    when: datetime
    text: str
    answers: tuple[Answer, ...]

    @property
    def is_done(self) -> bool:
        return is_done([(answer.is_author, answer.text) for answer in self.answers])

    @property
    def waits(self) -> bool:
        """Whether the author has said nothing of it yet, or nothing since somebody answered."""
        return not (self.answers and self.answers[-1].is_author)

    @property
    def anchor(self) -> str:
        return f"remarque-{self.pk}"

    @property
    def url(self) -> str:
        """The step, at the field; or the remark's own page when no step shows what it speaks of."""
        if self.where and self.is_asked:
            return step_url(self.plan_pk, self.step, self.anchor)
        return comment_url(self.plan_pk, self.pk)


def is_done(answers: Iterable[tuple[bool, str]]) -> bool:
    """Whether the author ticked a remark, and nobody answered that since. Each answer: is it the author's, its text."""
    *_before, (by_author, text) = [(False, ""), *answers]
    return by_author and text.startswith(TICK)


def remarks_of(plan: PlanPage) -> list[Remark]:
    """The open remarks of others on the words of `plan`, in the order of its steps, those to do first; two queries."""
    found = [_remark(plan, comment) for comment in _open([plan.pk]) if comment.user_id != plan.owner_id]
    order = [step.slug for step in STEPS]
    return sorted(found, key=lambda remark: (remark.is_done, order.index(remark.step), remark.when, remark.pk))


def by_path(remarks: Iterable[Remark]) -> Mapping[str, list[Remark]]:
    """The same by path (`title`, `body.<block id>.minutes`)."""
    found: dict[str, list[Remark]] = {}
    for remark in remarks:
        found.setdefault(remark.path, []).append(remark)
    return found


def open_counts(page_ids: Iterable[int]) -> Mapping[int, int]:
    """How many remarks wait for the author of each page; two queries."""
    return Counter(
        comment.page_id
        for comment in _open(page_ids)
        if comment.user_id != comment.page.owner_id and not is_done(_answers(comment))
    )


def _open(page_ids: Iterable[int]) -> Iterable[Comment]:
    """The comments that no moderator has resolved, with their answers."""
    comments = Comment.objects.filter(page__in=list(page_ids), resolved_at=None)
    return comments.select_related("user", "page").prefetch_related("replies__user").order_by("created_at", "pk")


def _answers(comment: Comment) -> list[tuple[bool, str]]:
    return [(reply.user_id == comment.page.owner_id, reply.text) for reply in _in_order(comment)]


def _in_order(comment: Comment) -> list[CommentReply]:
    return sorted(comment.replies.all(), key=lambda reply: (reply.created_at, reply.pk))


def _remark(plan: PlanPage, comment: Comment) -> Remark:
    answers = tuple(
        Answer(reply.user.author_name, reply.created_at, reply.text, reply.user_id == plan.owner_id)
        for reply in _in_order(comment)
    )
    path = comment.contentpath
    return Remark(
        pk=comment.pk,
        plan_pk=plan.pk,
        path=path,
        where=words(plan, path),
        step=step_of(plan, path),
        is_asked=is_asked(plan, path),
        who=comment.user.author_name,
        when=comment.created_at,
        text=comment.text,
        answers=answers,
    )


@transaction.atomic
def answer(plan: PlanPage, comment: Comment, user: User, text: str, *, done: bool = False) -> CommentReply:
    """Keep what the author says of a remark; the moderators see it in the editor and in the page's history."""
    text = text.strip()[:LONGEST]
    if done:
        text = f"{TICK} {text or _('C’est fait.')}"
    reply = CommentReply(comment=comment, user=user, text=text)
    reply.save()
    reply.log_create(page_revision=plan.get_latest_revision(), user=user)
    if not user.has_perm("wagtailadmin.access_admin"):
        # Wagtail writes to whoever spoke in a thread, and leads to the admin, where they may not go.
        UserProfile.objects.update_or_create(user=user, defaults={"updated_comments_notifications": False})
    return reply


def resolve_all(plan: PlanPage, user: User | None) -> int:
    """What was said before a plan is accepted has been heard; the history keeps it."""
    comments = Comment.objects.filter(page=plan.pk, resolved_at=None).order_by("pk")
    revision: Any = plan.get_latest_revision()
    for comment in comments:
        comment.log_resolve(page_revision=revision, user=user)
    return comments.update(resolved_at=timezone.now(), resolved_by=user)
