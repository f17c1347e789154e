"""The square code of the printed card."""

import io
from collections.abc import Sequence

import segno
from django.utils.safestring import SafeString, mark_safe

from learning.carnet.words import folded


def qr_code(address: str, words: Sequence[str]) -> SafeString:
    """An SVG element for `address` with the words behind the `#`: a browser never sends that part to a server.

    Black on white in every mode, since phones read nothing else; no style attribute, which our policy forbids.
    """
    code = segno.make(f"{address}#{'-'.join(map(folded, words))}", error="m", micro=False)
    out = io.BytesIO()
    code.save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        nl=False,
        omitsize=True,
        border=3,
        svgclass="qr",
        lineclass=None,
        dark="#000",
        light="#fff",
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 — drawn by segno, which shows none of the text
