"""YAML as a person would type it, always the same for the same values.

One key a line, lists of short words between brackets, long texts after `|`, quotes only where they are needed. What
comes out reads back as the same texts with any YAML parser.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

INDENT = "  "
FLOW_WIDTH = 100
# Only these may stand in a text without quotes or in a literal block.
_PRINTABLE = re.compile(r"[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_SAFE_START = re.compile(r"[^\W_]|[«(/$.€…’+]")
_RESOLVER = yaml.SafeLoader("")


def write_yaml(fields: Mapping[str, Any]) -> str:
    """Lines of YAML for a mapping of texts, integers, lists and mappings; ends with a line break unless empty."""
    return "".join(f"{line}\n" for key, value in fields.items() for line in _entry(f"{key}:", value))


def _entry(head: str, value: Any) -> list[str]:
    """`head` (a key or a dash) followed by the value, on as many lines as it takes."""
    if isinstance(value, Mapping):
        return [head, *_indented(_mapping(value))] if value else [f"{head} {{}}"]
    if isinstance(value, str) and "\n" in value and _can_be_literal(value):
        return [f"{head} |", *_indented(value.split("\n"))]
    if isinstance(value, Sequence) and not isinstance(value, str):
        flow = _flow(value)
        return [f"{head} {flow}"] if flow is not None else [head, *_indented(_items(value))]
    return [f"{head} {scalar(value)}".rstrip(" ") if value != "" else f'{head} ""']


def _mapping(fields: Mapping[str, Any]) -> list[str]:
    return [line for key, value in fields.items() for line in _entry(f"{key}:", value)]


def _items(values: Sequence[Any]) -> list[str]:
    lines: list[str] = []
    for value in values:
        if isinstance(value, Mapping) and value:
            first, *rest = _mapping(value)
            lines += [f"- {first}", *_indented(rest)]
        else:
            lines += _entry("-", value)
    return lines


def _indented(lines: Sequence[str]) -> list[str]:
    return [INDENT + line if line else line for line in lines]


def _flow(values: Sequence[Any]) -> str | None:
    """`[a, b]` when all are short words; None when they deserve a line each."""
    if any(not isinstance(value, (str, int)) or (isinstance(value, str) and "\n" in value) for value in values):
        return None
    text = f"[{', '.join(scalar(value, flow=True) for value in values)}]"
    return text if len(text) <= FLOW_WIDTH else None


def _can_be_literal(text: str) -> bool:
    return bool(_PRINTABLE.fullmatch(text)) and text[0] not in " \n" and text[-1] != "\n" and bool(text.strip())


def scalar(value: Any, flow: bool = False) -> str:
    if isinstance(value, int):
        return str(value)
    return value if _is_plain(value, flow) else _quoted(value)


def _is_plain(text: str, flow: bool) -> bool:
    if not text or text != text.strip(" \u00a0\u202f") or "\n" in text or not _PRINTABLE.fullmatch(text):
        return False
    if not _SAFE_START.match(text) or ": " in text or text.endswith(":") or " #" in text or text.startswith("..."):
        return False
    if flow and re.search(r"[,\[\]{}:]", text):
        return False
    return _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str"


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04X}", json.dumps(text, ensure_ascii=False))
