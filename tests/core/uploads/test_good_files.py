"""What people really send is accepted, and opens as before."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from core.uploads.decision import accept
from core.uploads.kinds import DOCUMENTS, PICTURES
from core.uploads.refusals import RefusedError
from tests.core.uploads import builders as b
from tests.office import saved_by_libreoffice


def test_a_photo_is_kept_upright_without_where_it_was_taken():
    kept = accept("IMG_2031.JPG", b.photo_with_place())
    image = Image.open(io.BytesIO(kept.data))
    assert image.size == (40, 80)
    assert not image.getexif()
    assert (kept.name, kept.title, kept.kind.content_type) == ("img-2031.jpg", "IMG 2031", "image/jpeg")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_colours_is_kept(mode):
    image = Image.open(io.BytesIO(accept("p.png", b.picture(mode=mode)).data))
    assert image.size == (64, 48)


def test_a_picture_keeps_its_transparency_and_its_points():
    sent = Image.new("RGBA", (3, 1))
    sent.putdata([(255, 0, 0, 0), (0, 255, 0, 128), (0, 0, 255, 255)])
    buffer = io.BytesIO()
    sent.save(buffer, "PNG")
    kept = Image.open(io.BytesIO(accept("p.png", buffer.getvalue()).data))
    assert [kept.getpixel((x, 0)) for x in (1, 2)] == [(0, 255, 0, 128), (0, 0, 255, 255)]
    assert kept.getpixel((0, 0))[3] == 0


def test_a_picture_for_print_is_accepted_and_an_immense_photo_is_made_smaller():
    kept = Image.open(io.BytesIO(accept("p.jpg", b.picture("JPEG", (6000, 1000), mode="L")).data))
    assert kept.size == (4961, 827)


def test_a_cmyk_photo_and_a_broken_label_are_accepted():
    assert accept("p.jpg", b.picture("JPEG", mode="CMYK"))
    assert accept("p.webp", b.picture("WEBP", exif=b"Exif\0\0nothing"))


@pytest.mark.parametrize(
    ("name", "build"),
    [
        ("d.docx", b.docx),
        ("d.xlsx", b.xlsx),
        ("d.pptx", b.pptx),
        ("d.odt", b.odf),
        ("d.ods", lambda: b.odf(kind=b.ODS)),
        ("d.odp", lambda: b.odf(kind=b.ODP)),
        ("d.pdf", b.pdf),
        ("d.png", b.picture),
        ("d.jpg", lambda: b.picture("JPEG")),
        ("d.jpeg", lambda: b.picture("JPEG")),
        ("d.webp", lambda: b.picture("WEBP")),
        ("d.mp3", b.mp3),
        ("d.csv", lambda: b"nom;note\nAna;12\n"),
        ("d.txt", lambda: "Été".encode()),
        ("d.md", lambda: b"# Titre\n\n- a < b et c > d"),
    ],
)
def test_each_kind_is_accepted(name, build):
    kept = accept(name, build())
    assert kept.data
    assert kept.kind.extension == name.partition(".")[2]


def test_every_kind_is_tried_above():
    kinds = test_each_kind_is_accepted.pytestmark[0].args[1]
    assert {name.partition(".")[2] for name, _build in kinds} == set(DOCUMENTS)


def test_word_files_with_links_pictures_charts_and_notes_are_accepted():
    parts = {
        "word/_rels/document.xml.rels": b.relations(
            ("hyperlink", "https://exemple.fr/une page", True),
            ("hyperlink", "mailto:ana@exemple.fr", True),
            ("hyperlink", "#titre", True),
            ("image", "media/image1.png", False),
        ),
        "word/media/image1.png": b.picture(),
        "word/media/image2.svg": b.svg("<path d='M0 0h1'/>"),
        "word/embeddings/Microsoft_Excel_Worksheet.xlsx": b.xlsx(),
        "word/fontTable.xml": "<w:fonts xmlns:w='urn:w'/>",
        "word/fonts/font1.odttf": b"\x01\x02" * 100,
        "word/printerSettings1.bin": b"\0" * 40,
        "customXml/item1.xml": "<a/>",
    }
    field = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://exemple.fr" </w:instrText></w:r></w:p>'
    toc = '<w:p><w:r><w:instrText>TOC \\o "1-3" \\h</w:instrText></w:r><w:fldSimple w:instr=" PAGE "/></w:p>'
    assert accept("d.docx", b.docx(parts, body=field + toc + b.HELLO))


def test_a_workbook_with_ordinary_formulas_is_accepted():
    cells = "".join(
        f"<c><f>{formula}</f></c>" for formula in ("SUM(A1:B2)", "IF(A1&gt;2,1,0)", 'HYPERLINK("https://exemple.fr")')
    )
    assert accept("t.xlsx", b.xlsx(cells=cells))


def test_a_presentation_with_ordinary_clicks_is_accepted():
    assert accept("d.pptx", b.pptx(slide='<a:hlinkClick action="ppaction://hlinkshowjump?jump=nextslide"/>'))


def test_libreoffice_files_with_links_charts_and_what_it_writes_by_itself_are_accepted():
    scripts = (
        '<office:scripts><office:script script:language="ooo:Basic"><ooo:libraries/></office:script></office:scripts>'
    )
    body = (
        '<office:forms form:automatic-focus="false"/>'
        '<text:p><text:a xlink:href="https://exemple.fr/">a</text:a><text:a xlink:href="#t|outline">b</text:a></text:p>'
        '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame>'
        '<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame><text:section text:name="s"/>'
    )
    parts = {
        "Pictures/1.png": b.picture(),
        "Pictures/0e30fe44a78a3dde": b.picture("JPEG"),
        "Object 1/content.xml": "<a/>",
        "ObjectReplacements/Object 1": b"VCLMTF\1\0",
        "Thumbnails/thumbnail.png": b.picture(),
        "Configurations2/accelerator/current.xml": "",
        "meta.xml": f'<office:document-meta {b.SPACES}><meta:template xlink:href="../../modeles/x.ott"/></office:document-meta>',
        "META-INF/manifest.xml": b.manifest({"Object 1/": "application/vnd.oasis.opendocument.chart"}),
    }
    assert accept("d.odt", b.odf(parts, body=body, before=scripts))


def test_what_our_own_libraries_write_is_accepted():
    for extension, write in (("docx", b.by_python_docx), ("odt", b.by_odfdo)):
        assert accept(f"d.{extension}", write())


def test_a_pdf_that_opens_at_a_page_with_links_and_a_form_is_accepted_as_it_is():
    data = b.pdf(
        "<</S/GoTo/D[3 0 R/Fit]>>",
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://exemple.fr)>>>>",
        "<</Fields[]>>",
        catalogue="/OpenAction 4 0 R/AcroForm 6 0 R/Names<</Dests<</Names[]>>>>",
    )
    assert accept("d.pdf", data).data == data
    assert len(PdfReader(io.BytesIO(data)).pages) == 1


@pytest.mark.office
@pytest.mark.parametrize("kind", ["odt", "docx", "pdf"])
def test_what_libreoffice_writes_is_accepted(kind, tmp_path):
    source = tmp_path / "page.html"
    source.write_text("<h1>Titre</h1><p>Un <a href='https://exemple.fr'>lien</a></p><table><tr><td>a</td></tr></table>")
    assert accept(f"page.{kind}", saved_by_libreoffice(source, kind))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_of_any_french_computer_is_kept_as_utf_8(encoding):
    assert accept("t.txt", "Été à Noël\r\n« œuvre »".encode(encoding)).data.decode() == "Été à Noël\n« œuvre »"


@pytest.mark.parametrize(
    "cell", ["-5", "+33 1 23 45 67 89", "- ciseaux", "@nadia", "ana@exemple.fr", "2+2", "a = b", "bonjour ;-)"]
)
def test_an_ordinary_cell_of_a_table_stays_as_it_is(cell):
    kept = accept("t.csv", f'nom\t"note"\n{cell}\t12\n'.encode()).data.decode()
    assert kept == f"nom\tnote\r\n{cell}\t12\r\n"


def test_only_what_is_asked_for_is_accepted():
    with pytest.raises(RefusedError):
        accept("d.pdf", b.pdf(), extensions=PICTURES)


def test_a_drawing_for_a_page_is_accepted_as_it_is_when_nothing_in_it_runs():
    data = b.svg(
        "<metadata><rdf:RDF xmlns:rdf='urn:rdf'/></metadata><style>.a{fill:url(#g)}</style>"
        "<linearGradient id='g'/><use xlink:href='#a'/><image href='data:image/png;base64,iVBORw0KGgo='/>"
        "<text x='1' style='fill:red'>a</text>"
    )
    assert accept("dessin.svg", data, extensions=(*PICTURES, "svg")).data == data


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<script xlink:href='http://mal.example/x.js'/>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<rect onclick='alert(1)'/>",
        "<a xlink:href='javascript:alert(1)'><rect/></a>",
        "<use href='http://mal.example/x.svg#a'/>",
        "<image href='http://mal.example/pixel.png'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zz4='/>",
        "<style>@import url(http://mal.example/x.css);</style>",
        "<rect style='fill:url(http://mal.example/x)'/>",
        "<rect fill='url(http://mal.example/x)'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='onclick' to='alert(1)'/>",
        "<handler type='text/javascript'>alert(1)</handler>",
        "<?xml-stylesheet href='http://mal.example/x.xsl'?>",
        "<iframe src='http://mal.example/'/>",
    ],
)
def test_a_drawing_with_code_is_refused_for_pages_too(inside):
    with pytest.raises(RefusedError) as refusal:
        accept("dessin.svg", b.svg(inside), extensions=("svg",))
    assert refusal.value.code in {"active_drawing", "entity"}


@pytest.mark.parametrize(
    "whole", [b'<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + b.svg("&e;"), b"<html/>", b"x"]
)
def test_what_only_looks_like_a_drawing_is_refused(whole):
    with pytest.raises(RefusedError):
        accept("dessin.svg", whole, extensions=("svg",))
