"""What a session plan and a sequence say in the same way: for whom, from where, under which licence."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from competencies.levels import band_name
from core import licences
from core.fields import ChoiceSetField
from core.findable import MEDIATORS
from core.pieces import lines_of
from trainers.versions.numbers import kept, spoken


def sentence_of(labels: list[str]) -> str:
    """« Tout public, personnes âgées »."""
    first, *others = labels or [""]
    return ", ".join([first, *(label[:1].lower() + label[1:] for label in others)])


class ForMediators:
    """Reads the fields `audiences`, `licence`, `level` and `prerequisites` of a page."""

    if TYPE_CHECKING:
        _meta: Any
        audiences: Any
        licence: Any
        level: Any
        prerequisites: Any
        last_published_at: datetime | None

    # Sequences are not counted.
    version_number = 0

    @property
    def audience_labels(self) -> list[str]:
        return self._meta.get_field("audiences").labels(self.audiences)

    @property
    def audience_sentence(self) -> str:
        return sentence_of(self.audience_labels)

    @property
    def search_audiences(self) -> list[str]:
        return [MEDIATORS, *ChoiceSetField.words(self.audiences)]

    @property
    def band_name(self) -> str:
        return band_name(self.level)

    @property
    def prerequisite_list(self) -> list[str]:
        return lines_of(self.prerequisites)

    @property
    def version(self) -> str:
        """« version 3 du 12 mars 2026 », the public one; empty before the first."""
        return spoken(kept(self.version_number, self.last_published_at))

    @property
    def licence_url(self) -> str:
        return licences.licence_url(self.licence)

    @property
    def licence_summary(self) -> str:
        return licences.licence_summary(self.licence)
