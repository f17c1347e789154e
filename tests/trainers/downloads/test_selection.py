"""« Ma sélection » as one folder: whole plans, modules, and pieces as small documents that keep their source."""

import io
import zipfile

import docx
import pypdf
import pytest
from wagtail.models import PageViewRestriction

from tests.factories import a_module
from trainers.downloads.selection import piece_document
from trainers.models import PlanPage
from trainers.plans.selection import PARTS, piece_of

pytestmark = pytest.mark.pdf


def address(plan, query):
    rooms = plan.get_parent().get_parent()
    return f"{rooms.url}selection/zip/?{query}"


def test_pieces_of_a_plan_are_documents_of_their_own(client, plan):
    activity = next(block.id[:8] for block in PlanPage.objects.get(pk=plan.pk).body if block.block_type == "activity")
    response = client.get(address(plan, f"p={plan.pk}.deroule&p={plan.pk}.{activity}"))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    names = [name for name in archive.namelist() if "extraits" in name]
    assert names == [
        f"ma-selection/extraits/{stem}.{ending}"
        for stem in ("01-le-deroule", "02-accueil")
        for ending in ("pdf", "odt", "docx")
    ]
    opened = docx.Document(io.BytesIO(archive.read("ma-selection/extraits/02-accueil.docx")))
    assert opened.paragraphs[0].text == "Accueil"
    assert (
        "Fabriquer un mot de passe" in archive.read("ma-selection/LICENCE.txt").decode()
        or opened.paragraphs[1].text == plan.title
    )
    assert "http://testserver/mediateurs/seances/mot-de-passe/" in archive.read("ma-selection/LICENCE.txt").decode()


def test_a_selection_is_sent_as_it_is_made_and_is_never_in_memory(client, plan, module):
    response = client.get(address(plan, f"s={plan.pk}&m={module.pk}"))
    assert response.streaming
    assert response.headers["Content-Disposition"].startswith('attachment; filename="ma-selection.zip"')


@pytest.mark.parametrize("query", ["", "s=99999", "s=x&p=1.rien"])
def test_an_empty_selection_is_no_folder(client, plan, query):
    assert client.get(address(plan, query)).status_code == 404


def test_a_private_plan_is_not_in_a_selection(client, plan):
    PageViewRestriction.objects.create(page=plan, restriction_type="login")
    assert client.get(address(plan, f"s={plan.pk}&p={plan.pk}.deroule")).status_code == 404


@pytest.mark.parametrize("name", PARTS)
def test_each_part_of_a_plan_can_be_taken_alone(plan, name):
    document = piece_document(piece_of(plan, name))
    assert document.address.endswith("/mot-de-passe/")
    assert document.credits.licence == "CC BY-SA 4.0"
    held = [document.goals, document.before, document.run, document.evaluation.lines, document.sheets]
    assert len([part for part in held if part]) <= 1


def test_a_selection_is_one_pdf_too(client, home, plan):
    module = a_module(home, "Choisir un mot de passe", steps=["Une phrase longue"])
    rooms = plan.get_parent().get_parent()
    response = client.get(f"{rooms.url}selection/pdf/?s={plan.pk}&m={module.pk}")
    assert response.headers["Content-Type"] == "application/pdf"
    assert 'filename="ma-selection.pdf"' in response.headers["Content-Disposition"]
    read = pypdf.PdfReader(io.BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in read.pages)
    assert plan.title in text
    assert "Une phrase longue" in text
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    again = client.get(
        response.request["PATH_INFO"],
        {"s": plan.pk, "m": module.pk},
        headers={"If-None-Match": response.headers["ETag"]},
    )
    assert again.status_code == 304


def test_an_empty_selection_is_no_pdf(client, plan):
    assert client.get(f"{plan.get_parent().get_parent().url}selection/pdf/?s=999999").status_code == 404
