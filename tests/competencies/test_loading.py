"""`load_frameworks`: the tables say what the files say."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from competencies.files import DATA
from competencies.loading import load
from competencies.models import Competence, CompetenceTag, Crosswalk, Framework, Statement
from core.cache import content_version

OWN = """
"1.2":
  en_clair: Savoir si c'est vrai.
  je_sais: {debutant: [Je regarde qui écrit.], avance: [J'explique.]}
"""


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped files, to change. Without our sentences: each test writes its own."""
    for path in DATA.iterdir():
        if "je-sais" not in path.name:
            shutil.copy(path, tmp_path)
    return tmp_path


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_loading_twice_changes_nothing_and_renews_no_page(db, folder):
    assert load(folder)
    rows = [model.objects.count() for model in (Framework, Competence, Crosswalk)]
    version = content_version()
    assert not load(folder)
    assert [model.objects.count() for model in (Framework, Competence, Crosswalk)] == rows == [2, 37, 27]
    assert content_version() == version


def test_a_change_renews_the_public_pages_once(db, folder):
    load(folder)
    version = content_version()
    edit(folder / "crcn.yaml", "fr: Interagir", "fr: Échanger")
    changes = load(folder)
    assert (changes.created, changes.updated, changes.deleted) == (0, 1, 0)
    assert content_version() == version + 1
    assert Competence.objects.by_identifier("crcn:2.1").title == "Échanger"


def test_a_new_version_lives_beside_the_old_one_and_tags_stay(folder, frameworks, tagged):
    module = tagged("Un module", ("digcomp-3.0:1.2", "travaillee", 1))
    shutil.copy(folder / "digcomp-3.0.yaml", folder / "digcomp-3.1.yaml")
    for old, new in (('version: "3.0"', 'version: "3.1"'), ("identifiant: digcomp-3.0", "identifiant: digcomp-3.1")):
        edit(folder / "digcomp-3.1.yaml", old, new)
    edit(folder / "digcomp-3.1.yaml", "Evaluating information", "Judging information")
    load(folder)
    old, new = (Competence.objects.by_identifier(f"digcomp-{version}:1.2") for version in ("3.0", "3.1"))
    assert old != new
    assert {text.title for text in new.texts.all()} == {"Évaluer l’information", "Judging information"}
    assert "Evaluating information" in {text.title for text in old.texts.all()}
    assert module.competence_tags.get().competence == old


def test_a_competence_that_pages_carry_cannot_leave_its_framework(folder, tagged):
    tagged("Un module", ("crcn:5.2", "travaillee", 1))
    entry = '      - code: "5.2"\n        fr: Évoluer dans un environnement numérique\n'
    edit(folder / "crcn.yaml", entry, '      - code: "5.9"\n        fr: Autre chose\n')
    edit(folder / "correspondance-crcn-digcomp-3.0.yaml", '"5.2": [', '"5.9": [')
    with pytest.raises(CommandError, match=r"crcn:5\.2: no longer in the file, but pages carry it"):
        call_command("load_frameworks", data=folder)
    assert not Competence.objects.filter(code="5.9").exists()
    assert CompetenceTag.objects.get().competence.code == "5.2"


def test_a_competence_that_nobody_uses_may_leave_its_framework(db, folder):
    load(folder)
    edit(folder / "crcn.yaml", 'code: "5.2"', 'code: "5.9"')
    edit(folder / "correspondance-crcn-digcomp-3.0.yaml", '"5.2": [', '"5.9": [')
    load(folder)
    assert set(
        Competence.objects.filter(code__startswith="5.", framework__slug="crcn").values_list("code", flat=True)
    ) == {
        "5.1",
        "5.9",
    }


def test_our_sentences_are_marked_as_ours_and_follow_their_file(db, folder):
    sentences = folder / "digcomp-3.0-je-sais.yaml"
    sentences.write_text(OWN, encoding="utf-8")
    load(folder)
    competence = Competence.objects.by_identifier("digcomp-3.0:1.2")
    assert competence.text.plain == "Savoir si c'est vrai."
    assert [(s.band, s.text, s.is_own) for s in competence.statements.all()] == [
        (1, "Je regarde qui écrit.", True),
        (3, "J'explique.", True),
    ]
    edit(sentences, ", avance: [J'explique.]", "")
    assert load(folder).deleted == 1
    assert Statement.objects.count() == 1
    assert not load(folder)


def test_an_area_is_said_in_plain_words_where_competences_are_listed(db, folder):
    sentences = folder / "digcomp-3.0-je-sais.yaml"
    sentences.write_text("domaines:\n  - {code: '1', en_clair: Trouver et ranger.}\n", encoding="utf-8")
    load(folder)
    areas = Framework.objects.get(slug="digcomp-3.0").areas.all()
    assert [area.text.plain for area in areas] == ["Trouver et ranger.", "", "", "", ""]
    edit(sentences, "Trouver et ranger.", "Chercher et garder.")
    assert load(folder).updated == 1
    assert not load(folder)


def test_a_sentence_for_an_area_that_does_not_exist_is_refused(db, folder):
    (folder / "crcn-je-sais.yaml").write_text("domaines: {'9': {en_clair: Rien.}}\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"crcn:9: found no such code, expected one of 1, 2, 3, 4, 5"):
        call_command("load_frameworks", data=folder)


def test_sentences_of_somebody_else_are_left_alone(db, folder):
    (folder / "digcomp-3.0-je-sais.yaml").write_text(OWN, encoding="utf-8")
    load(folder)
    competence = Competence.objects.by_identifier("digcomp-3.0:1.2")
    Statement.objects.create(
        competence=competence, language="fr", band=2, position=0, text="Autre.", is_own=False, source="JRC"
    )
    assert not load(folder)


def test_one_wrong_file_and_nothing_is_written(db, folder):
    edit(folder / "correspondance-crcn-digcomp-3.0.yaml", '"5.4"', '"9.9"')
    with pytest.raises(CommandError, match=r"digcomp-3\.0:9\.9: found no such code"):
        call_command("load_frameworks", data=folder)
    assert not Framework.objects.exists()


def test_the_command_says_what_it_did(db, capsys):
    call_command("load_frameworks")
    assert capsys.readouterr().out.startswith("2 frameworks, 37 competences: ")
