"""The PDF of a plan, opened again: what a screen reader, a printer and a telephone find in it."""

import io
from urllib.parse import urljoin

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from core.uploads.pictures import decide
from core.uploads.refusals import RefusedError
from tests.trainers.downloads.samples import ADDRESS, a_document, a_moment
from trainers.downloads import files, pdf
from trainers.downloads.document import RichText, Sheet

pytestmark = pytest.mark.pdf

LONG = tuple(
    a_moment(f"Activité {number}", "Une phrase assez longue pour prendre de la place. " * 12) for number in range(9)
)


@pytest.fixture(scope="module")
def content():
    return files.plan_pdf(a_document()).build()


@pytest.fixture(scope="module")
def reader(content):
    return PdfReader(io.BytesIO(content))


def kinds(element, found=None):
    """The tags of the structure tree, in reading order."""
    found = [] if found is None else found
    element = element.get_object()
    if isinstance(element, list):
        for one in element:
            kinds(one, found)
    elif isinstance(element, dict):
        if "/S" in element:
            found.append(element["/S"])
        if "/K" in element:
            kinds(element["/K"], found)
    return found


def links(reader):
    annotations = [a.get_object() for page in reader.pages for a in page.get("/Annots", ())]
    return {a["/A"]["/URI"] for a in annotations if "/A" in a and "/URI" in a["/A"]}


def pages(content):
    with pypdfium2.PdfDocument(content) as document:
        return [document[number].render(scale=3).to_pil() for number in range(len(document))]


def test_it_is_tagged_in_french_and_shows_its_title(reader):
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "fr-FR"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Fabriquer un mot de passe"
    assert reader.metadata.author == "L’équipe"


def test_headings_lists_and_the_run_are_tagged_as_such(reader):
    found = kinds(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert found.count("/H1") == 1
    assert {"/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= set(found)


def test_each_sheet_is_a4_and_says_its_number(reader):
    count = len(reader.pages)
    assert count >= 2
    for number, page in enumerate(reader.pages, 1):
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        assert f"{number} / {count}" in page.extract_text()


def test_it_links_to_its_source_its_licence_and_what_it_comes_from(reader):
    assert links(reader) >= {
        ADDRESS,
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "https://pas-a-pas.example/mediateurs/seances/premiers-pas/",
        "https://pas-a-pas.example/modules/choisir/",
    }


def test_a_telephone_reads_the_square_code(content):
    found = zxingcpp.read_barcodes(pages(content)[0])
    assert [code.text for code in found] == [ADDRESS]


def test_the_header_of_the_run_comes_again_on_each_sheet():
    reader = PdfReader(io.BytesIO(files.plan_pdf(a_document(run=LONG)).build()))
    shown = [page.extract_text() for page in reader.pages]
    with_run = [text for text in shown if "Activité" in text]
    assert len(with_run) >= 2
    assert all("Les participants" in text for text in with_run)


def test_each_sheet_to_hand_out_starts_a_page():
    sheets = tuple(Sheet(f"Feuille {n}", "un par personne", RichText("<p>Écrivez.</p>")) for n in (1, 2))
    reader = PdfReader(io.BytesIO(files.sheets_pdf(a_document(sheets=sheets)).build()))
    assert [text.splitlines()[0] for text in (page.extract_text() for page in reader.pages)] == [
        "Feuille 1",
        "Feuille 2",
    ]


def test_every_character_is_drawn(reader):
    text = "".join(page.extract_text() for page in reader.pages)
    assert "☐" in text
    assert "\ufffd" not in text


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/secret.png",
        "https://ailleurs.example/x.png",
        "/media/../../../etc/passwd",
        "/static/../pyproject.toml",
        "ftp://127.0.0.1/x",
        "data:text/html,x",
    ],
)
def test_the_engine_reads_neither_the_disk_nor_the_network(address, settings):
    """Even if markup got through the cleaning one day."""
    with pytest.raises(ValueError, match=r"not one of our files|cannot be read|disallowed"):
        pdf._fetcher().fetch(urljoin(settings.BASE_URL, address))


def test_hostile_markup_in_a_plan_reads_nothing(tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>SECRET</text></svg>')
    attack = f'<img src="file://{secret}" alt="x"><link rel="attachment" href="file://{secret}"><style>@import "file://{secret}";</style>'
    content = files.plan_pdf(a_document(notes=(RichText(attack),), title="<script>alert(1)</script>")).build()
    reader = PdfReader(io.BytesIO(content))
    assert "SECRET" not in "".join(page.extract_text() for page in reader.pages)
    assert not reader.attachments
    assert "<script>" in reader.pages[0].extract_text()


def test_our_own_files_are_read_where_they_are(settings):
    with pdf.open_own(f"{settings.BASE_URL}/static/img/pictograms.svg") as file:
        assert b"<symbol" in file.read()


def test_without_the_library_of_the_system_everything_else_works(monkeypatch):
    """`import weasyprint` fails with OSError on a machine without Pango."""
    import builtins

    plain = builtins.__import__

    def without_pango(name, *rest, **more):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return plain(name, *rest, **more)

    pdf._engine.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without_pango)
    try:
        assert not pdf.is_available()
        with pytest.raises(pdf.PdfUnavailableError):
            pdf.pdf_of("<p>", ())
    finally:
        pdf._engine.cache_clear()


def test_a_server_starts_even_when_the_engine_cannot_be_made_ready(monkeypatch, caplog):
    monkeypatch.setattr(files, "PLAN_SHEETS", ("no-such-sheet",))
    files.warm()
    assert "could not be made ready" in caplog.text


def test_an_engine_that_is_ready_has_read_its_stylesheets():
    files.warm()
    assert pdf._stylesheet.cache_info().currsize >= len(files.PLAN_SHEETS)


def test_once_pdfs_are_made_half_a_photo_is_still_refused():
    """WeasyPrint makes Pillow lenient for the whole process when it is imported."""
    assert pdf.is_available()
    photo = io.BytesIO()
    Image.new("RGB", (400, 400)).save(photo, "JPEG")
    with pytest.raises(RefusedError):
        decide(photo.getvalue()[:2000], "jpg")
