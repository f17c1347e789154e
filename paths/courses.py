"""Paths as courses: what comes before and after a module (see `learning.navigation`)."""

from learning.models import ModulePage
from learning.navigation import Course
from paths.pages import PathPage


def course_for(module: ModulePage, slug: str) -> Course | None:
    """The module's place in the published path that is called `slug`, in the module's language."""
    path = PathPage.objects.live().filter(slug=slug, locale=module.locale_id).order_by("path").first()
    if path is None:
        return None
    stages = path.stages
    position = next((i for i, stage in enumerate(stages) if stage.module.pk == module.pk), None)
    if position is None:
        return None
    before = stages[position - 1] if position else None
    after = stages[position + 1] if position + 1 < len(stages) else None
    return Course(
        slug=path.slug,
        title=path.title,
        url=path.url or "",
        position=position + 1,
        count=len(stages),
        previous_url=before.url if before else "",
        previous_title=before.module.title if before else "",
        next_url=after.url if after else "",
        next_title=after.module.title if after else "",
    )
