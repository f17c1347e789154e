"""Modules, the glossary and the learner's carnet."""

from learning.carnet.models import Attempt, Carnet
from learning.glossary import GlossaryPage, GlossaryTermPage
from learning.pages import ModuleIndexPage, ModulePage

__all__ = ["Attempt", "Carnet", "GlossaryPage", "GlossaryTermPage", "ModuleIndexPage", "ModulePage"]
