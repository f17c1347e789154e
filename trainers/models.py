"""The mediators' rooms. Each subpackage keeps its own models."""

from trainers.places.models import Place, PlaceImport

__all__ = ["Place", "PlaceImport"]
