"""A fault is said to the person who wrote the file: where, what was found, what was expected."""

import pytest

from core.content.errors import ContentError
from tests.core.content.conftest import HOME, MODULE, Errors, Folder

FRONT = "---\ntype: module\ntitre: Un module\n{}---\n"
STEP = FRONT.format("") + "\n# Étape\n\n{}\n"
CHOICE = "::: choix-unique\nconsigne: Où ?\nchoix:\n  - texte: Ici\n    juste: oui\n  - texte: Là\n{}:::"


def test_a_sentence_says_file_line_field_found_and_expected():
    error = ContentError("fichier.md", 12, "choix.2.juste", "peut-être", "oui ou non")
    assert (
        str(error).replace("\u00a0", " ")
        == "fichier.md, ligne 12, « choix.2.juste » : trouvé « peut-être », attendu oui ou non."
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            STEP.format(CHOICE.format("    juste: peut-être\n")),
            "ligne 14, « choix.2.juste » : trouvé « peut-être », attendu oui ou non.",
        ),
        (
            STEP.format(CHOICE.format("indise: Là\n")),
            "ligne 14, « indise » : trouvé « indise », attendu « indice » peut-être.",
        ),
        (
            STEP.format("::: astuces\nx\n:::"),
            "ligne 8, « astuces » : trouvé « astuces », attendu « astuce » peut-être.",
        ),
        (
            FRONT.format("minutes: dix\n"),
            "ligne 4, « minutes » : trouvé « dix », attendu un nombre entier.",
        ),
        (
            FRONT.format("niveau: 9\n"),
            "ligne 4, « niveau » : La valeur « 9 » n’est pas un choix valide.",
        ),
        (
            FRONT.format("objectif: [a]\n"),
            "ligne 4, « objectif » : trouvé « objectif », attendu « objectifs » peut-être.",
        ),
        (
            FRONT.format("objectifs: un seul\n"),
            "ligne 4, « objectifs » : trouvé « un seul », attendu une liste, un tiret par ligne.",
        ),
        (
            FRONT.format("competences:\n  - competence: crcn:99\n    role: travaillee\n"),
            "ligne 5, « competences.1.competence » : trouvé « crcn:99 », attendu un code de compétence,"
            " par exemple « digcomp-3.0:1.2 » ou « crcn:1.1 ».",
        ),
        (
            FRONT.format("id: abc\n"),
            "ligne 4, « id » : trouvé « abc », attendu l’identifiant écrit par l’export, ou rien.",
        ),
        ("---\ntype: module\n---\n", "ligne 2, « titre » : rien n’est écrit, attendu une valeur."),
        ("---\ntype: modul\ntitre: x\n---\n", "ligne 2, « type » : trouvé « modul », attendu « module » peut-être."),
        ("titre: x\n", "ligne 1, « fichier » : trouvé « titre: x », attendu une ligne « --- », puis la fiche."),
        ("---\ntitre: x\n", "ligne 3, « fichier » : rien n’est écrit, attendu une ligne « --- » après la fiche."),
        (
            STEP.format("::: astuce\nx"),
            "ligne 8, « astuce » : trouvé « ::: astuce », attendu une ligne « ::: » à la fin du bloc.",
        ),
        (
            STEP.format(":::"),
            "ligne 8, « ::: » : trouvé « ::: », attendu « ::: nom » pour ouvrir un bloc, « ::: » pour le fermer.",
        ),
        (
            FRONT.format("") + "Du texte.\n",
            "ligne 5, « texte » : trouvé « Du texte. », attendu d’abord un titre, « # Le titre de l’étape ».",
        ),
        (
            STEP.format("::: choix-unique\nconsigne: Où : là ?\n:::"),
            "ligne 9, « choix-unique » : trouvé « consigne: Où : là ? », attendu des guillemets autour d’un texte"
            " qui contient « : ».",
        ),
    ],
)
def test_each_fault_has_its_line_and_its_field(errors_of: Errors, text: str, sentence: str):
    typographic = sentence.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    found = [error.replace("\u202f", "\u00a0") for error in errors_of(text)]
    assert found[0].removeprefix("fr/modules/lire.md, ").replace("\u00a0", " ") == typographic.replace("\u00a0", " ")


def test_a_block_s_own_rules_are_said_with_its_line(errors_of: Errors):
    (error,) = errors_of(STEP.format(CHOICE.format("    juste: oui\n")))
    assert "ligne 8, « choix-unique »" in error.replace("\u00a0", " ")
    assert "Cochez une bonne réponse" in error
    (error,) = errors_of(STEP.format(CHOICE.format("    retour: " + "a" * 500 + "\n")))
    assert "ligne 14, « choix.2.retour »" in error.replace("\u00a0", " ")


def test_all_faults_of_all_files_are_said_at_once(site: Folder):
    site.write("fr/modules/lire.md", MODULE.replace("minutes: 12", "minutes: x").replace("juste: oui", "juste: x"))
    site.write("fr/index.md", HOME.replace("titre", "titr"))
    errors = site.errors()
    assert [error.partition(",")[0] for error in errors] == ["fr/index.md", "fr/index.md", *["fr/modules/lire.md"] * 2]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            b"---\ntype: module\ntitre: caf\xe9\n---\n",
            "ligne 3, « fichier » : trouvé « b'\\xe9\\n--' », attendu du texte en UTF-8.",
        ),
        (b"a" * 1_000_001, "1000000 octets au plus"),
        (b"---\ntype: module\ntitre: a\x00b\n---\n", "ligne 3"),
    ],
)
def test_a_file_that_is_not_text_is_refused(site: Folder, data: bytes, expected: str):
    (error,) = site.write("fr/modules/lire.md", data).errors()
    assert expected in error.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("fr/modules/Été.md", MODULE, "un nom de fichier en lettres sans accent"),
        ("fr/nulle-part/lire.md", MODULE, "une page à l’adresse /nulle-part/ d’abord"),
        ("de/index.md", HOME, "fr ou en"),
        ("fr/lire.md", MODULE, "« type » : trouvé « module »"),
        ("fr/modules/lire/plus-bas.md", MODULE, "« type » : trouvé « module »"),
        ("fr/accueil.md", HOME, "« accueil » pour index.md"),
        ("fr/suite.md", "---\ntype: modules\ntitre: x\n---\n", "cette page existe déjà à /modules/"),
    ],
)
def test_the_place_of_a_file_must_make_sense(site: Folder, place: str, text: str, expected: str):
    errors = site.write(place, text).errors()
    assert any(expected in error.replace("\u00a0", " ") for error in errors), errors
