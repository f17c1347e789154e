"""Whatever an author types, what comes out of `render_markdown` cannot run, load, imitate or leave the page.

The result is read by another parser than the one that cleaned it. `tests/browser` shows the same payloads to a browser.
"""

import html
from urllib.parse import urlsplit

import html5lib
import pytest

from core.blocks.markdown import MarkdownBlock
from core.markdown import ATTRIBUTES, TAGS, plain_text, render_markdown
from core.templatetags.core_tags import json_ld
from tests.payloads import PAYLOADS

HARMLESS_SCHEMES = {"", "http", "https", "mailto", "tel"}


def elements(markup: str):
    """Every element that a browser would make of `markup` inside a page."""
    fragment = html5lib.parseFragment(markup, container="div", treebuilder="etree", namespaceHTMLElements=False)
    return [element for element in fragment.iter() if element is not fragment]


def dangers(markup: str) -> list[str]:
    found = []
    for element in elements(markup):
        if not isinstance(element.tag, str) or element.tag not in TAGS:
            found.append(f"<{element.tag}>")
            continue
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES.get(element.tag, ()):
                found.append(f"{element.tag} {name}={value}")
            # Browsers drop tabs and line breaks inside an address, and spaces and controls around it.
            bare = "".join(c for c in value if c > " ")
            if name == "href" and urlsplit(bare).scheme.lower() not in HARMLESS_SCHEMES:
                found.append(f"href={value}")
            if name == "class" and value != "term":
                found.append(f"class={value}")
    return found


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_payload_leaves_nothing_that_runs(payload):
    assert dangers(render_markdown(payload).html) == []


@pytest.mark.parametrize(
    "source",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](\x01javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:alert(1))",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "![x](https://ailleurs.example/pixel.png)",
        "![x](x onerror=alert(1))",
        '[x](https://a.example "\\" onmouseover=alert(1) \\"")',
        "[[<img src=x onerror=alert(1)>]]",
        '[[x|"><script>alert(1)</script>]]',
        '*[abc]: "><script>alert(1)</script>\n\nabc',
        "| a |\n|---|\n| <svg onload=alert(1)> |",
        "`<script>alert(1)</script>`",
        "```\n<script>alert(1)</script>\n```",
        "    <script>alert(1)</script>",
        "<a href='https://a.example' class='button' style='position:fixed' target='_blank' id='contenu'>x</a>",
        "<form action='/compte/'><input name=password></form>",
        "<!-- <script>alert(1)</script> -->",
        "<<script>script>alert(1)<</script>/script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\x02wzxhzdk:0\x03",
    ],
)
def test_markdown_s_own_ways_to_markup_are_safe(source):
    assert dangers(render_markdown(source).html) == []


def test_the_judge_of_these_tests_sees_a_danger():
    assert dangers("<p onclick=x>a</p><img src=x><a href='java\nscript:x'>b</a>") == [
        "p onclick=x",
        "<img>",
        "href=java\nscript:x",
    ]


@pytest.mark.parametrize("payload", PAYLOADS[::7])
def test_plain_text_is_text(payload):
    assert elements(html.escape(plain_text(render_markdown(payload).html))) == []


def test_a_stored_rendering_cannot_be_typed():
    """A form posts a source; only the database may hand a rendering over."""
    value = MarkdownBlock().value_from_form('{"html": "<script>alert(1)</script>", "v": 1}')
    assert "<script>" not in value.html


def test_structured_data_cannot_close_its_script():
    written = json_ld({"name": "</script><script>alert(1)</script><!--"})
    assert written.count("<") == 2
    assert written.endswith("</script>")


def test_a_corner_of_a_table_left_empty_heads_nothing():
    table = render_markdown("| | Mon mot |\n|---|---|\n| 1 | … |").html
    assert table.count("<th ") == 1
    assert '<th scope="col">Mon mot</th>' in table
