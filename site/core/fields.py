"""Model fields shared by all packages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from wagtail.fields import StreamField

from core.localize import SegmentExtractor


class BodyField(StreamField):
    """A StreamField that migrations see as a JSON column.

    Blocks are code, not schema: changing one must not make a migration. A data migration reads and writes the raw
    list of blocks, so nothing is lost there either.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        # `default` and `encoder` come back from a migration's JSONField when Django clones this field.
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        if kwargs.get("default") is list:
            kwargs.pop("default")
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        # Skip StreamField.deconstruct, which would write every block into the migration.
        name, _path, args, kwargs = models.Field.deconstruct(self)
        kwargs["default"] = list
        return name, "django.db.models.JSONField", list(args), kwargs

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Asked by Wagtail Localize."""
        return SegmentExtractor(self, include_overridables=True).handle_stream_block(value)


class ChoiceSetField(models.CharField):
    """Some of a few words, as boxes to tick; stored as `,one,two,` so that one word can be asked for on any database.

    The words are code, not schema: migrations do not see them.
    """

    def __init__(self, *args: Any, options: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        self.options = list(options)
        kwargs.setdefault("max_length", 250)
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", list(args), kwargs

    @staticmethod
    def words(value: str | None) -> list[str]:
        return [word for word in (value or "").split(",") if word]

    def joined(self, words: Iterable[str]) -> str:
        """`words` as they are stored, in the order of the options."""
        chosen = [str(value) for value, _label in self.options if value in set(words)]
        return f",{','.join(chosen)}," if chosen else ""

    def labels(self, value: str | None) -> list[str]:
        names = {str(value): str(label) for value, label in self.options}
        return [names[word] for word in self.words(value) if word in names]

    def holding(self, word: str) -> Q:
        """The rows that have `word`."""
        return Q(**{f"{self.name}__contains": f",{word},"})

    def formfield(self, **kwargs: Any) -> forms.Field:
        return ChoiceSetFormField(
            self,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
        )


class ChoiceSetFormField(forms.MultipleChoiceField):
    """Ticked boxes to the stored text, and back."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, field: ChoiceSetField, **kwargs: Any) -> None:
        self.field = field
        super().__init__(choices=field.options, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return self.field.words(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return self.field.joined(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.field.joined(self.prepare_value(initial or "")) != self.field.joined(data or ())
