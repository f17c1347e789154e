"""What an editor finds on Monday morning: the few things that wait for somebody, each with where to go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.images import get_image_model
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from competencies.coverage import coverage
from competencies.frameworks import Framework
from trainers.models import PlanPage

# What was true a year ago (a menu, a name, an amount) may not be true any more.
OLD = timedelta(days=365)
SHOWN_DRAFTS = 5


@dataclass(frozen=True)
class Matter:
    """One thing to look at, the page of the admin that shows it, and some of what it is about: (title, address)."""

    sentence: str
    url: str = ""
    examples: tuple[tuple[str, str], ...] = ()


def matters(user: Any) -> Iterator[Matter]:
    """What waits, most pressing first. Nothing for somebody who changes no page."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    if not mine.exists():
        return
    yield from _drafts(mine)
    yield from _competences()
    yield from _old_pages(mine)
    yield from _pictures_without_words()


def _drafts(pages: Any) -> Iterator[Matter]:
    # The plans of mediators have a waiting line of their own.
    drafts = pages.filter(has_unpublished_changes=True).not_type(PlanPage).order_by("-latest_revision_created_at")
    if count := drafts.count():
        sentence = ngettext(
            "%(count)d page a des changements qui ne sont pas publiés.",
            "%(count)d pages ont des changements qui ne sont pas publiés.",
            count,
        )
        examples = [(p.get_admin_display_title(), _edit(p)) for p in drafts[:SHOWN_DRAFTS]]
        yield Matter(sentence % {"count": count}, examples=tuple(examples))


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def _competences() -> Iterator[Matter]:
    framework = Framework.objects.with_texts().first()
    if framework is None:
        return
    rows = coverage(framework, Locale.get_default()).rows
    if count := sum(row.is_empty for row in rows):
        sentence = ngettext(
            "%(count)d compétence sur %(total)d n’a encore rien pour l’apprendre (%(framework)s).",
            "%(count)d compétences sur %(total)d n’ont encore rien pour les apprendre (%(framework)s).",
            count,
        )
        named = {"count": count, "total": len(rows), "framework": framework.short_title}
        yield Matter(sentence % named, reverse("competence_coverage"))


def _old_pages(pages: Any) -> Iterator[Matter]:
    if count := pages.live().filter(last_published_at__lt=timezone.now() - OLD).count():
        sentence = ngettext(
            "%(count)d page n’a pas été relue depuis plus d’un an.",
            "%(count)d pages n’ont pas été relues depuis plus d’un an.",
            count,
        )
        yield Matter(sentence % {"count": count}, reverse("wagtailadmin_reports:aging_pages"))


def _pictures_without_words() -> Iterator[Matter]:
    if count := get_image_model().objects.filter(description="").count():
        sentence = ngettext(
            "%(count)d image n’a pas de description : qui ne la voit pas ne sait pas ce qu’elle montre.",
            "%(count)d images n’ont pas de description : qui ne les voit pas ne sait pas ce qu’elles montrent.",
            count,
        )
        yield Matter(sentence % {"count": count}, reverse("wagtailimages:index"))
