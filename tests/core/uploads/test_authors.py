"""A file is kept without who wrote, commented and changed it; its title and its talk stay."""

import io
import zipfile

import pypdfium2
import pytest
from pypdf import PdfReader
from weasyprint import HTML

from core.uploads.decision import accept
from tests.core.uploads import builders as b
from tests.office import saved_by_libreoffice

PERSON = "Camille Exemple"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f"<dc:title>Un &lt;mot&gt; &amp; deux</dc:title><dc:creator>{PERSON}</dc:creator>"
    f"<cp:lastModifiedBy>{PERSON}</cp:lastModifiedBy></cp:coreProperties>"
)
OTHERS = "http://schemas.openxmlformats.org/officeDocument/2006"


def _said_in(data: bytes) -> str:
    """All the parts of an office file, those of the workbooks in it too."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = [(name, file.read(name)) for name in file.namelist()]
    return "".join(_said_in(part) if name.endswith(".xlsx") else part.decode("latin-1") for name, part in parts)


def test_a_word_file_keeps_its_title_and_forgets_who_wrote_it():
    properties = {
        "docProps/core.xml": CORE,
        "docProps/app.xml": f'<Properties xmlns="{OTHERS}/extended-properties"><Manager>{PERSON}</Manager></Properties>',
        "docProps/custom.xml": f'<Properties xmlns="{OTHERS}/custom-properties"><property>{PERSON}</property></Properties>',
    }
    inside = {"word/embeddings/Classeur.xlsx": b.xlsx({"docProps/core.xml": CORE})}
    kept = accept("d.docx", b.docx(properties | inside)).data
    said = _said_in(kept)
    assert PERSON not in said
    assert said.count("<dc:title>Un &lt;mot&gt; &amp; deux</dc:title>") == 2
    assert "Bonjour" in said
    assert accept("d.docx", kept).data == kept


def test_a_libreoffice_file_keeps_its_title_and_forgets_who_wrote_it():
    meta = (
        f'<office:document-meta {b.SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:meta>'
        f"<meta:initial-creator>{PERSON}</meta:initial-creator><dc:title>Un titre</dc:title><dc:creator>{PERSON}</dc:creator>"
        f'<meta:user-defined meta:name="a">{PERSON}</meta:user-defined></office:meta></office:document-meta>'
    )
    signature = (
        '<s:document-signatures xmlns:s="urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0">'
        f"{PERSON}</s:document-signatures>"
    )
    kept = accept("d.odt", b.odf({"meta.xml": meta, "META-INF/documentsignatures.xml": signature})).data
    said = _said_in(kept)
    assert PERSON not in said
    assert "<dc:title>Un titre</dc:title>" in said
    assert 'office:version="1.2"' in said
    assert accept("d.odt", kept).data == kept


OTHER = "Dominique Autre"
MICROSOFT = "http://schemas.microsoft.com/office"


def test_a_word_file_forgets_who_commented_and_changed_it_and_its_talk_stays_readable():
    body = f'<w:p><w:ins w:id="1" w:author="{OTHER}" w:date="2026-01-01T10:00:00Z"><w:r><w:t>Un ajout</w:t></w:r></w:ins></w:p>'
    comments = (
        f'<w:comments xmlns:w="{b.W}"><w:comment w:id="0" w:author="{PERSON}" w:initials="CE" w:date="2026-01-01T10:00:00Z">'
        f'<w:p><w:r><w:t>Bien&#160;?</w:t></w:r></w:p></w:comment><w:comment w:id="1" w:author="{OTHER}"/></w:comments>'
    )
    people = (
        f'<w15:people xmlns:w15="{MICROSOFT}/word/2012/wordml"><w15:person w15:author="{PERSON}">'
        '<w15:presenceInfo w15:providerId="AD" w15:userId="camille@exemple.fr"/></w15:person></w15:people>'
    )
    kept = accept("d.docx", b.docx({"word/comments.xml": comments, "word/people.xml": people}, body=body)).data
    said = _said_in(kept)
    assert not [word for word in (PERSON, OTHER, "CE", "camille@", "2026-01-01") if word in said]
    assert 'w:author="Personne 1"><w:r><w:t>Un ajout' in said
    assert 'w:id="0" w:author="Personne 2" w:initials="P2"' in said
    assert '<w15:person w15:author="Personne 2"/>' in said
    assert accept("d.docx", kept).data == kept


def test_a_workbook_and_slides_forget_who_commented_them():
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kept = accept(
        "t.xlsx",
        b.xlsx(
            {
                "xl/comments1.xml": f'<comments xmlns="{sheet}"><authors><author>{PERSON}</author></authors></comments>',
                "xl/persons/person.xml": f'<personList xmlns="{MICROSOFT}/spreadsheetml/2018/threadedcomments">'
                f'<person displayName="{PERSON}" id="{{1}}" userId="camille@exemple.fr" providerId="AD"/></personList>',
                "xl/workbook.xml": f'<workbook xmlns="{sheet}"><fileSharing userName="{PERSON}"/>'
                f'<x15ac:absPath xmlns:x15ac="{MICROSOFT}/spreadsheetml/2010/11/ac" url="C:\\Users\\camille\\"/></workbook>',
            }
        ),
    ).data
    slides = accept(
        "d.pptx",
        b.pptx(
            {
                "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="urn:p"><p:cmAuthor name="{PERSON}" initials="CE"/></p:cmAuthorLst>'
            }
        ),
    ).data
    said = _said_in(kept) + _said_in(slides)
    assert not [word for word in (PERSON, "camille", 'CE"') if word in said]
    assert said.count("Personne 1") == 4
    assert 'id="{1}"' in said


def test_a_libreoffice_file_forgets_who_commented_and_changed_it_but_not_who_wrote_a_book():
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    who = f"<dc:creator {dc}>{PERSON}</dc:creator><dc:date {dc}>2026-01-01T10:00:00</dc:date>"
    body = (
        f'<text:tracked-changes><text:changed-region text:id="a"><text:insertion><office:change-info>{who}</office:change-info>'
        "</text:insertion></text:changed-region></text:tracked-changes>"
        f"<text:p>Bonjour<office:annotation>{who}<meta:creator-initials>CE</meta:creator-initials><text:p>Bien</text:p></office:annotation>"
        f' fin<text:bibliography-mark text:author="{OTHER}"/></text:p>'
    )
    kept = accept("d.odt", b.odf(body=body)).data
    said = _said_in(kept)
    assert not [word for word in (PERSON, ">CE<", "2026-01-01") if word in said]
    assert said.count(">Personne 1</dc:creator>") == 2
    assert [word in said for word in ("Bien", "</office:annotation> fin", OTHER)] == [True] * 3
    assert accept("d.odt", kept).data == kept


@pytest.mark.office
@pytest.mark.parametrize("kind", ["odt", "docx"])
def test_what_forgot_its_author_opens_again_in_libreoffice(kind, tmp_path):
    written = {"odt": b.by_odfdo, "docx": b.by_python_docx}[kind]()
    source = tmp_path / f"lettre.{kind}"
    source.write_bytes(accept(source.name, written).data)
    pages = PdfReader(io.BytesIO(saved_by_libreoffice(source, "pdf"))).pages
    assert {"odt": "Bonjour", "docx": "Titre"}[kind] in pages[0].extract_text()


def drawn(data: bytes) -> bytes:
    """The first page as another reader than ours draws it."""
    with pypdfium2.PdfDocument(data) as document:
        return document[0].render().to_pil().tobytes()


def a_tagged_pdf(**how) -> bytes:
    page = (
        f"<html lang=fr><title>Une affiche</title><meta name=author content='{PERSON}'>"
        "<meta name=generator content='MonOrdinateur'><h1>Titre</h1><ul><li>Un<li>Deux</ul>"
    )
    return HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", **how)


@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_keeps_its_title_its_pages_and_its_promises_and_forgets_who_wrote_it(packed):
    sent = a_tagged_pdf(uncompressed_pdf=not packed)
    assert PdfReader(io.BytesIO(sent)).metadata.author == PERSON
    kept = accept("affiche.pdf", sent).data
    reader = PdfReader(io.BytesIO(kept), strict=True)
    assert dict(reader.metadata) == {"/Title": "Une affiche"}
    about = reader.root_object["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "Une affiche" in about
    assert not [word for word in (PERSON, "MonOrdinateur", "WeasyPrint") if word in about or word.encode() in kept]
    assert {"/StructTreeRoot", "/MarkInfo", "/Lang"} <= set(reader.root_object)
    assert drawn(kept) == drawn(sent)
    assert len(kept) < len(sent) + 3000
    assert accept("affiche.pdf", kept).data == kept


def test_a_pdf_forgets_who_commented_signed_and_changed_it_but_not_the_names_of_its_fields():
    comment = f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T({PERSON})/M(D:20260101)/Contents(Bien)>>"
    field = f"<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/FT/Tx/T(prenom)/PieceInfo<</A<</Private({PERSON})>>>>>>"
    signed = f"<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/FT/Sig/T(signature)/V<</Type/Sig/Name({PERSON})>>>>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[4 0 R 5 0 R 6 0 R]>>"
    sent = b.pdf(comment, field, signed, catalogue="/AcroForm<</Fields[5 0 R 6 0 R]>>").replace(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>", page.encode()
    )
    later = sent + b"4 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"
    for version in (sent, later):
        kept = accept("d.pdf", version).data
        assert PERSON.encode() not in kept
        assert [word in kept for word in (b"prenom", b"signature", b"Bien")] == [True, True, version is sent]
