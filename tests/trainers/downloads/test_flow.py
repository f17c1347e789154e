"""A cleaned text becomes the paragraphs, lists and tables of a word processor, and loses no word."""

from html import unescape

import pytest
from django.utils.html import strip_tags

from core.markdown import render_markdown
from trainers.downloads.flow import Grid, Heading, Items, Paragraph, Rule, Run, flow_of


def words(html):
    """Every word of the flow, in order."""

    def of(block):
        if isinstance(block, Paragraph | Heading):
            return "".join(run.text for run in block.runs)
        if isinstance(block, Items):
            return " ".join(of(inner) for item in block.items for inner in item)
        if isinstance(block, Grid):
            return " ".join("".join(run.text for run in cell) for row in (block.header, *block.rows) for cell in row)
        return ""

    return " ".join(" ".join(of(block) for block in flow_of(html)).split())


def test_bold_inside_a_link_inside_italics_keeps_all_three():
    (paragraph,) = flow_of('<p><em>Voir <a href="/x/"><strong>ici</strong></a></em>.</p>', "https://a.example/b/")
    assert paragraph.runs == (
        Run("Voir ", italic=True),
        Run("ici", italic=True, bold=True, href="https://a.example/x/"),
        Run("."),
    )


def test_a_line_that_ends_in_the_source_is_a_space_and_br_is_a_line():
    (paragraph,) = flow_of("<p>Un\ndeux <br> \n trois</p>")
    assert paragraph.runs == (Run("Un deux"), Run("\n"), Run("trois"))


def test_a_space_between_two_styles_stays_once():
    (paragraph,) = flow_of("<p><strong>Un </strong> <em> deux</em></p>")
    assert paragraph.text == "Un deux"


def test_no_break_spaces_are_characters():
    (paragraph,) = flow_of("<p>«\u00a0Bravo\u202f!\u00a0»</p>")
    assert paragraph.text == "«\u00a0Bravo\u202f!\u00a0»"


def test_a_list_in_a_list_stays_inside_its_item():
    (items,) = flow_of("<ul><li>Un<ul><li>Dedans</li></ul></li><li>Deux</li></ul>")
    first, second = items.items
    assert first[0] == Paragraph((Run("Un"),))
    assert first[1] == Items(((Paragraph((Run("Dedans"),)),),))
    assert second == (Paragraph((Run("Deux"),)),)


def test_a_list_starts_where_its_author_says():
    (items,) = flow_of('<ol start="3"><li>Trois</li></ol>')
    assert (items.ordered, items.start) == (True, 3)


def test_a_table_has_a_header_only_when_it_says_something():
    (grid,) = flow_of("<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>")
    assert grid.header == ((Run("A"),),)
    (bare,) = flow_of("<table><thead><tr><th></th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>")
    assert (bare.header, bare.rows) == ((), (((Run("1"),),),))


def test_a_glossary_word_is_a_word_on_paper():
    (paragraph,) = flow_of(render_markdown("Ouvrez le [[navigateur]].").html)
    assert paragraph.runs == (Run("Ouvrez le navigateur."),)


def test_quotes_code_definitions_and_rules_say_what_they_are():
    found = flow_of("<blockquote><p>Cité</p></blockquote><pre>a\n b</pre><hr><dl><dt>Mot</dt><dd>Sens</dd></dl>")
    assert [getattr(block, "kind", type(block)) for block in found] == ["quote", "verbatim", Rule, "term", "definition"]


@pytest.mark.parametrize(
    "source",
    [
        "# Titre\n\nUn *deux* **trois**\n\n- a\n- b\n\n    1. c\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n> dit\n",
        "Un paragraphe\n- collé à un tiret\n\n***\n\n`code` et ~~rien~~",
        "<div>Un <p>cassé</div> <b>gras",
    ],
)
def test_no_word_is_lost(source):
    html = render_markdown(source).html
    assert words(html).split() == unescape(strip_tags(html.replace("<", " <"))).split()
