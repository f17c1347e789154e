"""Reading the files of frameworks: what is wrong is said with the file and the place."""

import pytest

from competencies.files import (
    DATA,
    CrosswalkData,
    FileError,
    FrameworkData,
    SentencesData,
    read_file,
    read_folder,
)
from competencies.texts import TextStatus

FRAMEWORK = """
code: essai
version: "1"
identifiant: essai-1
source: Nous
licence: CC BY 4.0
titres: {fr: {titre: Un essai, court: Essai}}
niveaux: [{numero: 1, bande: 1, fr: Facile}]
domaines:
  - code: "1"
    fr: Un domaine
    competences:
      - {code: "1.1", fr: Une compétence}
"""


@pytest.fixture
def write(tmp_path):
    def write(text, name="essai.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def shipped():
    return {data.slug: data for data in read_folder() if isinstance(data, FrameworkData)}


def test_we_ship_five_areas_and_21_competences_of_digcomp_in_both_languages(shipped):
    areas = shipped["digcomp-3.0"].areas
    competences = [competence for area in areas for competence in area.children]
    assert (len(areas), len(competences)) == (5, 21)
    assert all([text.language for text in competence.texts] == ["fr", "en"] for competence in competences)


def test_no_french_title_of_digcomp_says_that_it_is_official_and_every_english_one_does(shipped):
    nodes = [node for area in shipped["digcomp-3.0"].areas for node in (area, *area.children)]
    official = {(text.language, text.status == TextStatus.OFFICIAL) for node in nodes for text in node.texts}
    assert official == {("fr", False), ("en", True)}


def test_we_ship_five_areas_and_16_competences_of_the_crcn_with_their_official_french_titles(shipped):
    areas = shipped["crcn"].areas
    competences = [competence for area in areas for competence in area.children]
    assert (len(areas), len(competences)) == (5, 16)
    assert all(competence.texts[0].status == TextStatus.OFFICIAL for competence in competences)


def test_both_frameworks_have_eight_levels_in_four_bands(shipped):
    for data in shipped.values():
        assert [(level.number, level.band) for level in data.levels] == [(n, (n + 1) // 2) for n in range(1, 9)]


def test_every_competence_of_the_crcn_has_neighbours_that_exist_and_none_is_official(shipped):
    (crosswalk,) = (data for data in read_folder() if isinstance(data, CrosswalkData))
    codes = {slug: {c.code for area in data.areas for c in area.children} for slug, data in shipped.items()}
    assert {code for code, _target in crosswalk.pairs} == codes["crcn"]
    assert {target for _code, target in crosswalk.pairs} <= codes["digcomp-3.0"]
    assert not crosswalk.is_official


def test_each_shipped_framework_names_its_source_and_licence(shipped):
    for data in shipped.values():
        assert data.source
        assert data.licence
        assert all(text.extra["notice"] for text in data.texts)


def test_frameworks_come_before_what_speaks_of_them():
    kinds = [type(data) for data in read_folder()]
    assert kinds == sorted(kinds, key=[FrameworkData, CrosswalkData, SentencesData].index)


def test_a_missing_key_is_named_with_its_file(write):
    with pytest.raises(FileError, match=r"essai\.yaml: the key 'licence' is missing"):
        read_file(write(FRAMEWORK.replace("licence: CC BY 4.0", "")))


def test_a_code_without_quotation_marks_is_refused(write):
    with pytest.raises(FileError, match=r"code: found 1\.1, expected quotation marks"):
        read_file(write(FRAMEWORK.replace('"1.1"', "1.1")))


def test_a_code_that_comes_twice_is_refused(write):
    twice = FRAMEWORK + '      - {code: "1.1", fr: Encore}\n'
    with pytest.raises(FileError, match=r"compétence 1\.1: found 2 times, expected once"):
        read_file(write(twice))


def test_an_unknown_status_is_refused(write):
    with pytest.raises(FileError, match=r"1\.1, fr_statut: found 'faux', expected one of officiel"):
        read_file(write(FRAMEWORK.replace("fr: Une compétence", "fr: Une compétence, fr_statut: faux")))


def test_an_identifier_that_would_break_addresses_is_refused(write):
    with pytest.raises(FileError, match="identifiant: found 'Essai 1/'"):
        read_file(write(FRAMEWORK.replace("essai-1", "Essai 1/")))


@pytest.mark.parametrize("text", ["- une liste", "a: [", "", "domaines: 3"])
def test_a_file_that_is_something_else_is_refused_by_name(write, text):
    with pytest.raises(FileError, match=r"^essai\.yaml: "):
        read_file(write(text))


def test_our_sentences_are_read_by_band_in_order(write):
    data = read_file(
        write(
            '"1.1":\n  en_clair: Trouver.\n  je_sais:\n    débutant: [Un., Deux.]\n    expert: Trois.\n',
            "digcomp-3.0-je-sais.yaml",
        )
    )
    assert (data.framework_slug, data.language) == ("digcomp-3.0", "fr")
    assert data.plain == {"1.1": "Trouver."}
    assert data.statements == {"1.1": ((1, "Un."), (1, "Deux."), (4, "Trois."))}


def test_our_sentences_may_be_in_another_language(write):
    data = read_file(write('competences:\n  "1.1": {en_clair: Find.}\n', "crcn-je-sais.en.yaml"))
    assert (data.framework_slug, data.language, data.plain) == ("crcn", "en", {"1.1": "Find."})


def test_a_level_that_does_not_exist_is_refused(write):
    with pytest.raises(FileError, match=r"1\.1, je_sais: found 'moyen', expected one of debutant"):
        read_file(write('"1.1": {je_sais: {moyen: [Un.]}}', "crcn-je-sais.yaml"))


def test_the_shipped_folder_is_inside_the_package():
    assert DATA.is_dir()
