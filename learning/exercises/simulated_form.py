"""An administrative form to fill in from a letter."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from learning.exercises.base import Answer, Grade, Remark, first
from learning.exercises.form_values import has_short_year, read_date, read_email, read_number, read_phone
from learning.exercises.text_matching import matches

KINDS = ("texte", "nombre", "date", "courriel", "telephone", "liste", "choix", "case")
TEXT, NUMBER, DATE, EMAIL, PHONE, LIST, CHOICE, TICK = KINDS
TICKED = "oui"
# What an author writes for a box to tick, in each language.
YES = ("oui", "yes")
_READERS = {NUMBER: read_number, DATE: read_date, EMAIL: read_email, PHONE: read_phone}


@dataclass(frozen=True)
class Field:
    """One field. Nothing accepted means that it must stay empty (or unticked)."""

    name: str
    kind: str = TEXT
    accepted: tuple[str, ...] = ()
    help: str = ""
    options: tuple[str, ...] = ()
    optional: bool = False
    feedback: str = ""

    @property
    def required(self) -> bool:
        return not self.optional and (self.kind != TICK or self.must_be_ticked)

    @property
    def says_optional(self) -> bool:
        """Whether « facultatif » goes with the name: not when the author wrote it, nor beside a box to tick."""
        return self.optional and self.kind != TICK and "facultati" not in self.name.casefold()

    @property
    def must_be_ticked(self) -> bool:
        return self.kind == TICK and any(matches(word, self.accepted) for word in YES)

    @property
    def is_option_list(self) -> bool:
        return self.kind in {LIST, CHOICE}

    @property
    def is_possible(self) -> bool:
        """Whether some answer is right, and what must be filled can be."""
        if self.is_option_list and self.accepted and not any(matches(option, self.accepted) for option in self.options):
            return False
        return (self.optional or self.kind == TICK or bool(self.accepted)) and self.remark(self.solution).right

    def remark(self, given: str) -> Remark:
        """Whether `given` (what was typed, the option's text, or `oui`) is right, and if not, what to change."""
        given = given.strip()
        if self.kind == TICK:
            right = (given == TICKED) == self.must_be_ticked or (self.optional and not given)
        elif not given:
            right = self.optional or not self.accepted
        else:
            right = self._says_accepted(given)
        if right:
            return Remark(True)
        return Remark(False, " ".join(filter(None, (self._what_is_wrong(given), self.feedback))))

    def _says_accepted(self, given: str) -> bool:
        if reader := _READERS.get(self.kind):
            values = [value for text in self.accepted if (value := reader(text)) is not None]
            if values:
                return reader(given) in values
        return matches(given, self.accepted)

    def _what_is_wrong(self, given: str) -> str:
        """The sentence about the shape of the answer; nothing when only its meaning is wrong."""
        if not given:
            return {TICK: "", LIST: _("Choisissez dans la liste."), CHOICE: _("Choisissez une réponse.")}.get(
                self.kind, _("Ce champ est vide. Il faut le remplir.")
            )
        if self.kind == DATE and has_short_year(given):
            return _("Écrivez l’année avec ses quatre chiffres.")
        if self.kind in _READERS and self.accepted and _READERS[self.kind](given) is None:
            return _shape(self.kind)
        return ""

    @property
    def solution(self) -> str:
        if self.kind == TICK:
            return TICKED if self.must_be_ticked else ""
        return self.accepted[0] if self.accepted else ""

    @property
    def solution_in_words(self) -> str:
        if self.kind == TICK:
            return _("case cochée") if self.must_be_ticked else _("case vide")
        return self.solution or _("(vide)")


@dataclass(frozen=True)
class SimulatedForm:
    """`c2` holds what was typed in field 2, the index of the chosen option, or `oui` for a ticked box.

    Each field is worth a point.
    """

    fields: tuple[Field, ...]

    def grade(self, answer: Answer) -> Grade:
        named = [(f"c{index}", field) for index, field in enumerate(self.fields)]
        remarks = {name: field.remark(self._given(field, first(answer, name))) for name, field in named}
        return Grade(sum(remark.right for remark in remarks.values()), len(self.fields), remarks)

    def solution(self) -> Answer:
        answer: dict[str, list[str]] = {}
        for index, field in enumerate(self.fields):
            value = field.solution
            if field.is_option_list:
                value = next((str(i) for i, option in enumerate(field.options) if matches(option, field.accepted)), "")
            if value:
                answer[f"c{index}"] = [value]
        return answer

    def correction(self) -> list[tuple[str, str]]:
        return [(field.name, field.solution_in_words) for field in self.fields]

    def _given(self, field: Field, value: str) -> str:
        if not field.is_option_list:
            return value
        return next((option for index, option in enumerate(field.options) if value == str(index)), "")


def _shape(kind: str) -> str:
    return {
        NUMBER: _("Écrivez seulement un nombre, avec des chiffres."),
        DATE: _("Écrivez le jour, le mois et l’année. Par exemple 12/03/1975."),
        EMAIL: _("Une adresse de courriel s’écrit sans espace, avec une arobase. Par exemple nom@exemple.fr."),
        PHONE: _("Un numéro de téléphone a dix chiffres."),
    }[kind]
