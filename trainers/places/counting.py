"""What an import does or would do, in a sentence: « 1 lieu à créer, 39 à changer. »"""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def will_do(figures: Mapping[str, int]) -> str:
    """For a dry run."""
    new, changed, same, gone, back = (figures[key] for key in ("new", "changed", "same", "gone", "back"))
    parts = [
        ngettext("%(count)d lieu à créer", "%(count)d lieux à créer", new) % {"count": new},
        _("%(count)d à changer") % {"count": changed},
        _("%(count)d déjà à jour") % {"count": same},
    ]
    if gone:
        parts.append(
            ngettext("%(count)d à signaler comme disparu", "%(count)d à signaler comme disparus", gone)
            % {"count": gone}
        )
    return _sentence([*parts, *_back(back)])


def done(figures: Mapping[str, int]) -> str:
    """For what was imported."""
    new, changed, same, gone, back = (figures.get(key, 0) for key in ("new", "changed", "same", "gone", "back"))
    parts = [
        ngettext("%(count)d lieu créé", "%(count)d lieux créés", new) % {"count": new},
        ngettext("%(count)d changé", "%(count)d changés", changed) % {"count": changed},
        _("%(count)d déjà à jour") % {"count": same},
    ]
    if gone:
        parts.append(
            ngettext("%(count)d signalé comme disparu", "%(count)d signalés comme disparus", gone) % {"count": gone}
        )
    return _sentence([*parts, *_back(back)])


def _back(count: int) -> list[str]:
    return [ngettext("%(count)d revenu", "%(count)d revenus", count) % {"count": count}] if count else []


def _sentence(parts: list[str]) -> str:
    return f"{', '.join(parts)}."
