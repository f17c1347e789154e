"""The OpenDocument file of a plan, opened again: what one finds in it to change."""

import io
import zipfile

import odfdo
import pytest

from tests.trainers.downloads.samples import ADDRESS, RICH, a_document, a_moment
from trainers.downloads.document import RichText
from trainers.downloads.odt import odt_of
from trainers.downloads.odt_styles import BOXES, BULLETS, NUMBERS


@pytest.fixture(scope="module")
def content():
    return odt_of(a_document())


@pytest.fixture(scope="module")
def opened(content):
    return odfdo.Document(io.BytesIO(content))


def texts(opened, path):
    return [element.inner_text for element in opened.body.xpath(path)]


def run_table(opened):
    return next(t for t in opened.body.tables if "Moment" in t.xpath(".//table:table-cell")[0].inner_text)


def test_it_says_first_that_it_is_an_opendocument_text(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"


def test_titles_and_lists_have_true_styles(opened):
    assert texts(opened, "//text:p[@text:style-name='Title']") == ["Fabriquer un mot de passe"]
    assert "Le déroulé" in texts(opened, "//text:h[@text:style-name='Heading_20_1' and @text:outline-level='1']")
    assert "Un titre" in texts(opened, "//text:h[@text:style-name='Heading_20_2' and @text:outline-level='2']")
    assert texts(opened, f"//text:list[@text:style-name='{BOXES}']//text:p") == [
        "1 livre par personne.",
        "La personne réécrit sa phrase.",
    ]
    assert texts(opened, f"//text:list[@text:style-name='{BULLETS}']//text:list//text:p") == ["Dedans", "Dedans"]


def test_every_style_that_the_text_names_exists(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles, text = archive.read("styles.xml").decode(), archive.read("content.xml").decode()
    import re

    named = set(re.findall(r'(?:text|table):style-name="([^"]+)"', text))
    made = set(re.findall(r'style:name="([^"]+)"', styles + text))
    assert named <= made
    assert "LISTS" not in styles
    assert "FOOT" not in styles


def test_the_run_is_a_table_whose_header_comes_again_and_whose_rows_are_not_cut(opened):
    run = run_table(opened)
    header = run.xpath(".//table:table-header-rows//table:table-cell")
    assert [cell.inner_text.strip() for cell in header] == ["Moment", "Vous", "Les participants"]
    rows = run.xpath("./table:table-row")
    assert len(rows) == 2
    style = opened.get_style("table-row", rows[0].get_attribute("table:style-name"))
    assert style.xpath(".//style:table-row-properties")[0].get_attribute("fo:keep-together") == "always"
    first, mediator, participants = rows[0].xpath("./table:table-cell")
    assert [p.inner_text for p in first.xpath("./text:p")] == [
        "0:00 – 0:15",
        "Fabriquer sa phrase",
        "15 minutes · pratique",
    ]
    assert "Plus vite\u00a0:" in mediator.inner_text
    assert participants.xpath("./text:list")[0].get_attribute("text:style-name") == NUMBERS


def test_a_list_starts_where_its_author_says(opened):
    assert [i.get_attribute("text:start-value") for i in opened.body.xpath("//text:list-item[@text:start-value]")] == [
        "3",
        "3",
    ]


def test_the_words_in_bold_the_line_breaks_and_the_links_are_there(opened):
    assert "gras" in texts(opened, "//text:span[@text:style-name='Strong_20_Emphasis']")
    assert "italique" in texts(opened, "//text:span[@text:style-name='Emphasis']")
    assert opened.body.xpath("//text:line-break")
    links = {a.get_attribute("xlink:href") for a in opened.body.xpath("//text:a")}
    assert {ADDRESS, "http://localhost:8000/modules/trier/"} <= links


def test_the_file_says_its_language_its_authors_and_its_licence(opened):
    meta = opened.meta
    assert (meta.title, meta.language, meta.creator) == ("Fabriquer un mot de passe", "fr-FR", "L’équipe")
    assert meta.user_defined_metadata["Licence"].startswith("CC BY-SA 4.0 https://")
    default = opened.get_part("styles.xml").xpath(
        "//style:default-style[@style:family='paragraph']/style:text-properties"
    )[0]
    assert (default.get_attribute("fo:language"), default.get_attribute("fo:country")) == ("fr", "FR")


def test_the_source_stays_with_its_code(opened):
    assert len(texts(opened, "//text:p[@text:style-name='Source']")) == 2
    (kept,) = opened.get_part("styles.xml").xpath("//style:style[@style:name='Source']/style:paragraph-properties")
    assert kept.get_attribute("fo:keep-with-next") == "always"


def test_the_square_code_has_a_text(opened):
    (described,) = opened.body.xpath("//draw:frame/svg:desc")
    assert "pas-a-pas.example/mediateurs/seances/mot-de-passe" in described.text


def test_the_sheet_is_a4_with_page_numbers_and_the_handouts_start_a_page(opened):
    styles = opened.get_part("styles.xml")
    layout = styles.xpath("//style:page-layout-properties")[0]
    assert (layout.get_attribute("fo:page-width"), layout.get_attribute("fo:page-height")) == ("21cm", "29.7cm")
    assert styles.xpath("//style:footer//text:page-number")
    assert styles.xpath("//style:footer//text:page-count")
    assert texts(opened, "//text:h[@text:style-name='Feuille']") == ["Ma phrase de passe"]


def test_a_table_in_a_cell_is_kept():
    opened = odfdo.Document(io.BytesIO(odt_of(a_document(run=(a_moment(mediator=RichText(RICH)),)))))
    assert "L’adresse" in run_table(opened).xpath(".//table:table-cell//table:table")[0].inner_text


def test_the_same_plan_makes_the_same_document(content):
    first, second = zipfile.ZipFile(io.BytesIO(content)), zipfile.ZipFile(io.BytesIO(odt_of(a_document())))
    assert first.read("content.xml") == second.read("content.xml")
    assert first.read("meta.xml") == second.read("meta.xml")


def test_an_empty_plan_can_be_written():
    empty = a_document(
        facts=(), goals=(), before=(), notes=(), run=(), modules=(), attachments=(), sheets=(), lineage=""
    )
    assert odfdo.Document(io.BytesIO(odt_of(empty))).meta.title == "Fabriquer un mot de passe"


def test_signs_of_xml_and_spaces_side_by_side_are_kept():
    opened = odfdo.Document(io.BytesIO(odt_of(a_document(title='Un <b>&"titre"', summary="LISTS FOOT  deux"))))
    assert texts(opened, "//text:p[@text:style-name='Title']") == ['Un <b>&"titre"']
    (summary,) = opened.body.xpath("//text:p[@text:style-name='Subtitle']")
    assert summary.xpath(".//text:s")
