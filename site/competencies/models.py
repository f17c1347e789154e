"""Competency frameworks as versioned data, and the tag that every content page carries."""

from competencies.frameworks import (
    Area,
    AreaText,
    Competence,
    CompetenceText,
    Crosswalk,
    Framework,
    FrameworkLevel,
    FrameworkText,
    LevelText,
    Statement,
)
from competencies.pages import FrameworksPage
from competencies.tags import CompetencePageMixin, CompetenceTag, Role

__all__ = [
    "Area",
    "AreaText",
    "Competence",
    "CompetencePageMixin",
    "CompetenceTag",
    "CompetenceText",
    "Crosswalk",
    "Framework",
    "FrameworkLevel",
    "FrameworkText",
    "FrameworksPage",
    "LevelText",
    "Role",
    "Statement",
]
