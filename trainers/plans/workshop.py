"""What a mediator follows: the objectives, what to prepare, the timed run, the sheets and the attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from competencies.frameworks import Competence
from competencies.tags import CompetenceTag
from core.fields import BodyField
from core.pieces import lines_of
from trainers.plans.blocks import ATTACHMENTS, BODY, OBJECTIVES
from trainers.plans.reading import Handout, Objective, codes_of, competences, objectives_of
from trainers.plans.shared import ONE_A_LINE
from trainers.plans.timing import Activity, Internet, hands_on_share, internet_of, run_of, total


class Workshop(models.Model):
    """The texts of a plan and what its page, its downloads and its checks read in them."""

    objectives = BodyField(
        OBJECTIVES,
        verbose_name=_("objectifs"),
        blank=True,
        help_text=_("Deux ou trois : un quart d’heure au moins pour chacun."),
    )
    room = models.TextField(_("salle"), blank=True, help_text=ONE_A_LINE)
    equipment = models.TextField(_("matériel"), blank=True, help_text=_("Une chose par ligne, avec son nombre."))
    preparation = models.TextField(_("à préparer avant"), blank=True, help_text=ONE_A_LINE)
    to_print = models.TextField(
        _("à imprimer"),
        blank=True,
        help_text=_("Une chose par ligne. Les feuilles à distribuer s’ajoutent toutes seules."),
    )
    body = BodyField(
        BODY,
        verbose_name=_("déroulé et feuilles"),
        blank=True,
        help_text=_("Les activités dans l’ordre, puis les feuilles à distribuer."),
    )
    evaluation = models.TextField(
        _("vérifier ce qui est appris"),
        blank=True,
        help_text=_("Une vérification par ligne : ce que la personne montre."),
    )
    attachments = BodyField(ATTACHMENTS, verbose_name=_("pièces jointes"), blank=True, collapsed=True)
    # What the activities say, kept so that a list can be filtered by it.
    internet = models.CharField(_("Internet"), max_length=8, choices=Internet, default=Internet.NONE, editable=False)

    if TYPE_CHECKING:
        competence_tags: Any

    class Meta:
        abstract = True

    def before_saving(self) -> None:
        super().before_saving()  # type: ignore[misc]
        self.internet = internet_of(self.run)

    @property
    def run(self) -> list[Activity]:
        """The activities in order, each with the minute when it starts."""
        return run_of([block for block in self.body if block.block_type == "activity"])

    @property
    def run_minutes(self) -> int:
        """What the activities add up to."""
        return total(self.run)

    @property
    def hands_on_percent(self) -> int:
        return round(100 * hands_on_share(self.run))

    @property
    def notes(self) -> list[Any]:
        """What the author tells the mediator before the run."""
        return [block for block in self.body if block.block_type == "text"]

    @property
    def handouts(self) -> list[Handout]:
        """The sheets to hand out, which are part of the plan."""
        found = [block for block in self.body if block.block_type == "handout"]
        return [Handout.of(block, number, self.pk) for number, block in enumerate(found, 1)]

    @property
    def files(self) -> list[Any]:
        """The attachments whose file still exists."""
        return [block.value for block in self.attachments if block.value.get("file")]

    @property
    def room_list(self) -> list[str]:
        return lines_of(self.room)

    @property
    def equipment_list(self) -> list[str]:
        return lines_of(self.equipment)

    @property
    def preparation_list(self) -> list[str]:
        return lines_of(self.preparation)

    @property
    def evaluation_list(self) -> list[str]:
        return lines_of(self.evaluation)

    @property
    def print_list(self) -> list[str]:
        """Everything to print: the sheets of the plan, the attachments that say so, what the author adds."""
        sheets = [f"{handout.title} ({handout.copies_label})" for handout in self.handouts]
        files = [value["title"] for value in self.files if value.get("to_print")]
        return [*sheets, *files, *lines_of(self.to_print)]

    @cached_property
    def known_competences(self) -> dict[str, Competence]:
        """Those that its tags and its objectives name, by identifier, in one query."""
        return competences(codes_of(self), [tag.competence_id for tag in self._tags])

    @cached_property
    def _tags(self) -> list[CompetenceTag]:
        return list(self.competence_tags.all())

    @cached_property
    def shown_tags(self) -> list[CompetenceTag]:
        """As those of any page, with the competences of the objectives."""
        by_number = {competence.pk: competence for competence in self.known_competences.values()}
        for tag in self._tags:
            if tag.competence_id in by_number:
                tag.competence = by_number[tag.competence_id]
        return self._tags

    @cached_property
    def shown_objectives(self) -> list[Objective]:
        """The objectives with their competences, in a fixed number of queries."""
        return objectives_of(self)
