"""Themes, paths, and the page that helps to choose one."""

from paths.orientation_page import OrientationPage
from paths.pages import PathModule, PathPage
from paths.themes import PathIndexPage, ThemePage

__all__ = ["OrientationPage", "PathIndexPage", "PathModule", "PathPage", "ThemePage"]
