"""Fields of the forms that anybody may fill in."""

import re
from typing import Any

from django import forms

# Everything that is not a character to read: a text has lines and tabs, nothing else of the kind. The marks that turn the
# reading direction would show a name, or the subject of a letter, as something else.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# What other systems end a line with.
_BREAK = re.compile("[\u2028\u2029]")


class Readable(forms.CharField):
    """A text, without what nobody reads in it."""

    def to_python(self, value: Any) -> Any:
        text = _BREAK.sub("\n", str(value or ""))
        return super().to_python(_UNREADABLE.sub("", text))
