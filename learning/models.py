"""Modules and the learner's carnet."""

from learning.pages import ModuleIndexPage, ModulePage

__all__ = ["ModuleIndexPage", "ModulePage"]
