"""Modules, the glossary and the learner's carnet."""

from learning.glossary import GlossaryPage, GlossaryTermPage
from learning.pages import ModuleIndexPage, ModulePage

__all__ = ["GlossaryPage", "GlossaryTermPage", "ModuleIndexPage", "ModulePage"]
