"""What veraPDF, the reference checker, says of our PDFs: PDF/UA-1, for people who do not see the page."""

import shutil
import subprocess

import pytest

from tests.servers.distribution import cache
from tests.servers.system import one_at_a_time
from tests.trainers.downloads.samples import a_document, a_moment
from trainers.downloads import files
from trainers.downloads.document import RichText

pytestmark = [pytest.mark.pdf, pytest.mark.verapdf]
VERSION = "1.28.2"
ARTIFACT = f"org.verapdf.apps:greenfield-apps:{VERSION}"


@pytest.fixture(scope="module")
def jar():
    if not (shutil.which("mvn") and shutil.which("java")):
        pytest.skip("needs Java and Maven")
    found = cache() / f"greenfield-apps-{VERSION}.jar"
    with one_at_a_time(cache() / "verapdf.lock"):
        if not found.exists():
            command = [
                "mvn",
                "--quiet",
                "--batch-mode",
                "dependency:copy",
                f"-Dartifact={ARTIFACT}",
                f"-DoutputDirectory={cache()}",
            ]
            subprocess.run(command, check=True, capture_output=True)
    return found


def faults(jar, path):
    command = [
        "java",
        "-cp",
        str(jar),
        "org.verapdf.apps.GreenfieldCliWrapper",
        "--flavour",
        "ua1",
        "--format",
        "text",
        "-v",
        str(path),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert said, "veraPDF said nothing"
    return [] if said.startswith("PASS") else said.splitlines()


def test_a_plan_is_pdf_ua(jar, tmp_path):
    long = tuple(a_moment(f"Activité {number}", "Une phrase assez longue. " * 20) for number in range(8))
    path = tmp_path / "plan.pdf"
    path.write_bytes(files.plan_pdf(a_document(run=long)).build())
    assert faults(jar, path) == []


def test_the_sheets_to_hand_out_are_pdf_ua(jar, tmp_path):
    path = tmp_path / "feuilles.pdf"
    path.write_bytes(files.sheets_pdf(a_document()).build())
    assert faults(jar, path) == []


def test_the_booklet_of_a_module_and_its_answers_are_pdf_ua(jar, tmp_path, module):
    for name, built in (("livret", files.booklet_pdf(module)), ("reponses", files.answers_pdf(module))):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(built.build())
        assert faults(jar, path) == []


def test_the_checker_sees_a_fault(jar, tmp_path):
    path = tmp_path / "sans-texte.pdf"
    picture = "<p><img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"></p>"
    path.write_bytes(files.plan_pdf(a_document(notes=(RichText(picture),))).build())
    assert any("7.3-1" in line for line in faults(jar, path))
