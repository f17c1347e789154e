"""The Word file of a plan, opened again: what one finds in it to change."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from tests.trainers.downloads.samples import ADDRESS, a_document
from trainers.downloads.docx import docx_of
from trainers.downloads.docx_styles import RUN_TABLE, TICK


@pytest.fixture(scope="module")
def content():
    return docx_of(a_document())


@pytest.fixture(scope="module")
def opened(content):
    return docx.Document(io.BytesIO(content))


def styled(opened, style):
    return [paragraph.text for paragraph in opened.paragraphs if paragraph.style.name == style]


def test_titles_and_lists_have_true_styles(opened):
    assert styled(opened, "Title") == ["Fabriquer un mot de passe"]
    assert "Le déroulé" in styled(opened, "Heading 1")
    assert "Un titre" in styled(opened, "Heading 2")
    assert {"Un", "Deux"} <= set(styled(opened, "List Bullet"))
    assert styled(opened, "List Bullet 2") == ["Dedans", "Dedans"]
    assert styled(opened, TICK) == ["1 livre par personne.", "La personne réécrit sa phrase."]


def test_the_run_is_a_table_whose_header_comes_again_and_whose_rows_are_not_cut(opened):
    run = next(table for table in opened.tables if table.cell(0, 0).text == "Moment")
    assert run.style.name == RUN_TABLE
    assert [cell.text for cell in run.rows[0].cells] == ["Moment", "Vous", "Les participants"]
    assert run.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in run.rows)
    assert len(run.rows) == 3
    first, mediator, participants = run.rows[1].cells
    assert first.text.splitlines() == ["0:00 – 0:15", "Fabriquer sa phrase", "15 minutes · pratique"]
    assert mediator.text.splitlines() == ["Lisez la consigne.", "Plus vite\u00a0:", "Ajoutez un chiffre."]
    assert [p.style.name for p in participants.paragraphs] == ["List Number", "List Number"]


def test_each_numbered_list_starts_again(opened):
    numbers = {p._p.pPr.numPr.numId.val for p in opened.paragraphs if p.style.name == "List Number"}
    numbering = opened.part.numbering_part.element
    starts = [
        num.find(qn("w:lvlOverride")).find(qn("w:startOverride")).get(qn("w:val"))
        for num in numbering.findall(qn("w:num"))
        if int(num.get(qn("w:numId"))) in numbers
    ]
    assert starts == ["3", "3"]


def test_the_words_in_bold_the_line_breaks_and_the_links_are_there(opened):
    paragraph = next(p for p in opened.paragraphs if p.text.startswith("Du gras"))
    assert [run.text for run in paragraph.runs if run.bold] == ["gras"]
    assert [run.text for run in paragraph.runs if run.italic] == ["italique"]
    assert "\n" in paragraph.text
    assert [link.address for link in paragraph.hyperlinks] == ["http://localhost:8000/modules/trier/"]
    addresses = {link.address for p in opened.paragraphs for link in p.hyperlinks}
    assert ADDRESS in addresses


def test_the_file_says_its_language_its_authors_and_its_licence(opened):
    properties = opened.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Fabriquer un mot de passe",
        "L’équipe",
        "fr-FR",
    )
    assert properties.comments.startswith("CC BY-SA 4.0 https://creativecommons.org/")
    defaults = opened.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "fr-FR"


def test_an_english_plan_is_in_english():
    opened = docx.Document(io.BytesIO(docx_of(a_document(language="en"))))
    assert opened.core_properties.language == "en-GB"


def test_the_source_stays_with_its_code(opened):
    at = next(n for n, paragraph in enumerate(opened.paragraphs) if "en ligne" in paragraph.text)
    assert [one.paragraph_format.keep_with_next for one in opened.paragraphs[at - 1 : at + 2]] == [True, True, None]


def test_the_square_code_has_a_text(opened):
    (shape,) = opened.inline_shapes
    assert ADDRESS.partition("://")[2].rstrip("/") in shape._inline.docPr.get("descr")


def test_the_sheet_is_a4_with_page_numbers_and_the_handouts_start_a_page(opened):
    section = opened.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fields = [f.get(qn("w:instr")) for f in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    handout = next(p for p in opened.paragraphs if p.text == "Ma phrase de passe")
    assert handout.paragraph_format.page_break_before


def test_a_table_in_a_cell_is_kept_and_word_can_open_the_cell():
    from tests.trainers.downloads.samples import RICH, a_moment
    from trainers.downloads.document import RichText

    opened = docx.Document(io.BytesIO(docx_of(a_document(run=(a_moment(mediator=RichText(RICH)),)))))
    run = next(table for table in opened.tables if table.cell(0, 0).text == "Moment")
    cell = run.rows[1].cells[1]
    assert cell.tables[0].cell(1, 0).text == "L’adresse"
    # Word refuses a cell that ends with a table.
    assert cell._tc[-1].tag == qn("w:p")


def test_the_same_plan_makes_the_same_document(content):
    again = docx_of(a_document())
    first, second = zipfile.ZipFile(io.BytesIO(content)), zipfile.ZipFile(io.BytesIO(again))
    assert {name: first.read(name) for name in first.namelist()} == {
        name: second.read(name) for name in second.namelist()
    }


def test_an_empty_plan_can_be_written():
    empty = a_document(
        facts=(), goals=(), before=(), notes=(), run=(), modules=(), attachments=(), sheets=(), lineage=""
    )
    assert styled(docx.Document(io.BytesIO(docx_of(empty))), "Title") == ["Fabriquer un mot de passe"]
