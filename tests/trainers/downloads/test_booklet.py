"""The booklet of a module as PDF: drawings that do not speak, exercises for a pen, answers apart."""

import io
import re

import pytest
from pypdf import PdfReader

from learning.models import ModulePage
from tests.factories import a_module
from trainers.downloads import booklet, files

pytestmark = pytest.mark.pdf


def test_the_drawings_are_there_and_no_screen_reader_announces_them(module):
    html = (
        '<svg class="pictogram" aria-hidden="true" focusable="false"><use href="/static/img/pictograms.svg#tip"/></svg>'
    )
    shown = booklet.with_pictograms(f"<p>{html} Astuce</p>")
    assert re.fullmatch(
        r'<p><span class="pictogram" style="background-image: url\(data:image/svg\+xml,[^")]+\)"></span> Astuce</p>',
        shown,
    )


def test_collected_names_lead_to_the_same_drawings():
    html = '<svg class="pictogram" aria-hidden="true"><use href="/static/img/pictograms.0a1b2c3d4e5f.svg#tip"/></svg>'
    assert "data:image/svg" in booklet.with_pictograms(html)


def test_a_module_without_exercises_has_no_answers(home):
    assert not booklet.has_answers(a_module(home))


def test_the_booklet_is_built_again_only_when_the_module_changes(module):
    name = files.booklet_pdf(module).name
    assert files.booklet_pdf(ModulePage.objects.get(pk=module.pk)).name == name
    module.title = "Un autre titre"
    assert files.booklet_pdf(module).name != name


def test_it_is_tagged_and_numbered(module):
    reader = PdfReader(io.BytesIO(files.booklet_pdf(module).build()))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert f"1 / {len(reader.pages)}" in reader.pages[0].extract_text()
    assert reader.metadata.title == "Reconnaître un site"


@pytest.mark.usefixtures("module")
def test_every_stylesheet_that_it_names_exists(module):
    assert files.pdf.sources(booklet.stylesheets(module))
