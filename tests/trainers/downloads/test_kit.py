"""A kit, opened again: everything is there, answers apart, nothing private, no name that leads elsewhere."""

import io
import re
import zipfile

import docx
import pytest
from pypdf import PdfReader
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from tests.core.content.conftest import Folder
from tests.trainers.factories import a_plan, a_sequence
from trainers.downloads.kit import Kit
from trainers.models import PlanModule

pytestmark = pytest.mark.pdf


def opened(*pages, title="Un dossier"):
    content = b"".join(Kit(title, "http://testserver/x/", pages).stream())
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return archive


def names_of(*pages, title="Un dossier"):
    """What would be in the folder, without building it."""
    kit = Kit(title, "http://testserver/x/", pages)
    return [f"{kit.folder}/{one.path}" for one in kit.entries]


def read_me_of(*pages):
    kit = Kit("Un dossier", "http://testserver/x/", pages)
    return b"".join(kit.entries[0].chunks()).decode("utf-8-sig")


def text_of(archive, name):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(archive.read(name))).pages)


FILES = [
    "LISEZ-MOI.txt",
    "LICENCE.txt",
    "mot-de-passe.pdf",
    "mot-de-passe.odt",
    "mot-de-passe.docx",
    "feuilles-a-distribuer.pdf",
    "mot-de-passe.md",
    "pieces-jointes/l-affiche.odt",
    "modules/reconnaitre.pdf",
    "reponses/reconnaitre-reponses.pdf",
]


def test_everything_of_a_plan_is_in_one_folder_and_each_file_opens(plan):
    kit = opened(plan)
    assert kit.namelist() == [f"un-dossier/{name}" for name in FILES]
    assert "Fabriquer un mot de passe" in text_of(kit, "un-dossier/mot-de-passe.pdf")
    assert docx.Document(io.BytesIO(kit.read("un-dossier/mot-de-passe.docx"))).paragraphs
    assert kit.read("un-dossier/mot-de-passe.md").startswith(b"---\n")
    assert kit.read("un-dossier/pieces-jointes/l-affiche.odt") == b"l'affiche"
    booklet = text_of(kit, "un-dossier/modules/reconnaitre.pdf")
    answers = text_of(kit, "un-dossier/reponses/reconnaitre-reponses.pdf")
    assert "Où tapez-vous" in booklet
    assert "Les réponses" not in booklet
    assert "Les réponses" in answers
    assert "Dans la barre" in answers


def test_the_notices_name_every_author_every_licence_and_every_file(plan):
    kit = Kit("Un dossier", "http://testserver/x/", [plan])
    read_me, licence = (b"".join(one.chunks()).decode("utf-8-sig") for one in kit.entries[:2])
    for words in (
        "L’équipe",
        "CC BY-SA 4.0",
        "Nadia",
        "L'affiche",
        "Valbourg",
        "CC0",
        "http://testserver/mediateurs/seances/mot-de-passe/",
    ):
        assert words in licence
    for name in FILES[2:]:
        assert f"- {name}\r\n" in read_me


def test_a_private_module_and_a_private_file_stay_private(plan, module, document):
    PageViewRestriction.objects.create(page=module, restriction_type="login")
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    assert not [name for name in names_of(plan) if "reconnaitre" in name or "affiche" in name]
    assert "ce fichier" in read_me_of(plan)


def test_a_private_or_unpublished_plan_is_not_in_a_selection(home, plan):
    private = a_plan(home, title="Privée", slug="privee")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    draft = a_plan(home, title="Brouillon", slug="brouillon", live=False)
    names = names_of(plan, private, draft)
    assert not [name for name in names if "privee" in name or "brouillon" in name]
    assert "un-dossier/01-mot-de-passe/mot-de-passe.pdf" in names


def test_a_file_that_is_gone_is_said_and_the_rest_is_there(plan, document):
    document.file.storage.delete(document.file.name)
    assert not [name for name in names_of(plan) if "affiche" in name]
    assert "L'affiche" in read_me_of(plan)


def test_a_sequence_is_one_folder_with_its_plans_in_order_and_each_module_once(home, plan, module):
    other = a_plan(home, title="Seconde", slug="seconde")
    PlanModule.objects.create(page=other, module=module)
    names = names_of(a_sequence(home, plans=[other, plan]))
    assert names.index("un-dossier/01-seconde/seconde.pdf") < names.index("un-dossier/02-mot-de-passe/mot-de-passe.pdf")
    assert len([name for name in names if name.endswith("modules/reconnaitre.pdf")]) == 1


def test_the_programme_stands_before_the_plans_of_a_sequence(home, plan):
    sequence = a_sequence(home, "Dix heures", plans=[plan], goal="Se débrouiller.", prerequisites="Savoir lire.")
    kit = opened(sequence)
    assert kit.namelist()[2:4] == ["un-dossier/programme.pdf", "un-dossier/programme.md"]
    text = text_of(kit, "un-dossier/programme.pdf")
    for expected in (
        "Dix heures",
        "Se débrouiller.",
        "Savoir lire.",
        "Fabriquer un mot de passe",
        "Peut se suivre seule.",
    ):
        assert expected in text
    assert "type: sequence" in kit.read("un-dossier/programme.md").decode()
    assert "Dix heures" in kit.read("un-dossier/LICENCE.txt").decode()


def test_a_private_sequence_leaves_no_programme_in_a_folder(home, plan):
    sequence = a_sequence(home, plans=[plan])
    PageViewRestriction.objects.create(page=sequence, restriction_type="login")
    assert not [name for name in names_of(sequence, plan) if "programme" in name]


def test_a_selection_holds_plans_sequences_and_modules_each_once(home, plan, module):
    names = names_of(module, plan, a_sequence(home, plans=[plan]))
    assert len(names) == len(set(names))
    assert [name for name in names if name.endswith("/mot-de-passe.pdf")] == [
        "un-dossier/01-mot-de-passe/mot-de-passe.pdf"
    ]


def test_no_name_leads_out_of_the_folder(home, plan):
    plan.slug, plan.title = "x", "../../../etc/cron.d/x"
    for name in names_of(plan, title="../../x\\..\\y"):
        assert ".." not in name
        assert not name.startswith("/")
        assert name.isascii()


def test_the_kit_is_sent_as_it_is_made(plan):
    stream = Kit("Un dossier", "http://testserver/x/", [plan]).stream()
    first = next(stream)
    assert len(first) < 2000
    assert first.startswith(b"PK")


def test_importing_the_text_of_the_kit_changes_nothing(plan, tmp_path):
    (text,) = [one for one in Kit("x", "http://testserver/", [plan]).entries if one.path.endswith(".md")]
    source = b"".join(text.chunks()).decode()
    folder = Folder(tmp_path / "content").write("fr/mediateurs/seances/mot-de-passe.md", source)
    folder.write(f"media/{re.search('fichier: (.*)', source)[1]}", b"l'affiche")
    planned = folder.load()
    assert [len(drafts) for drafts in (planned.new, planned.changed, planned.same)] == [0, 0, 1]
