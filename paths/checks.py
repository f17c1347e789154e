"""What an editor should look at again in a path. These are remarks: nothing blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.checks import Remark, check_page, check_text

if TYPE_CHECKING:
    from paths.pages import PathPage

# A path is a goal within reach of a few evenings: see the help of its field.
FEWEST, MOST = 3, 6


def check_path(page: PathPage) -> Iterator[Remark]:
    """Remarks in reading order: the page, its goal, its modules."""
    place = _("Parcours")
    yield from check_page(page)
    yield from check_text(place, [page.goal, *page.need_list])
    if not page.competence_tags.exists():
        yield Remark(place, _("Aucune compétence n’est choisie."))
    rows = list(page.path_modules.all())
    if not rows:
        yield Remark(place, _("Il manque les modules : le parcours est vide."))
    elif not FEWEST <= len(rows) <= MOST:
        sentence = _("Il y a %(count)d modules. Visez de %(fewest)d à %(most)d.")
        yield Remark(place, sentence % {"count": len(rows), "fewest": FEWEST, "most": MOST})
    if rows and all(row.optional for row in rows):
        yield Remark(place, _("Tous les modules sont facultatifs."))
    for row in rows:
        if not row.module.live:
            yield Remark(place, _("« %(title)s » n’est pas publié : il ne se voit pas.") % {"title": row.module.title})
