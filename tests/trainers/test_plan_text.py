"""A session plan as one Markdown file: written, read, written again, with faults said where they are."""

import pytest
from django.core.management import call_command
from wagtail.models import Revision

from core.content.apply import apply
from core.content.errors import ContentInvalidError
from core.content.export import Export
from tests.core.content.conftest import HOME, MODULE, MODULES, Folder, folder  # noqa: F401
from trainers.models import PlanPage, SequencePage

ROOMS = "---\ntype: mediateurs\ntitre: Médiateurs\n---\n"
PLANS = "---\ntype: seances\ntitre: Séances\n---\n"
SEQUENCES = "---\ntype: sequences\ntitre: Séquences\n---\n"
PLAN = """---
type: seance
titre: Un mot de passe
resume: Une phrase à soi.
minutes: 60
niveau: 2
public: [seniors, emploi]
precision_public: À l'aise avec le clavier.
groupe_min: 3
groupe_max: 6
objectifs:
  - objectif: Composer une phrase de passe.
    bloom: creer
    competence: digcomp-3.0:4.2
  - objectif: Changer un mot de passe.
    bloom: appliquer
competences:
  - competence: digcomp-3.0:4.2
    niveau: 1
    role: travaillee
materiel:
  - 1 livre par personne.
evaluation:
  - Chacun réécrit sa phrase.
modules: [lire]
pieces_jointes:
  - titre: Un modèle
    fichier: modele.txt
    licence: CC0
    a_imprimer: oui
licence: CC BY 4.0
---

Personne ne dit le sien.

::: activite
titre: Accueil
minutes: 15
mediateur: Accueillez.
:::

::: activite
titre: Fabriquer
minutes: 45
pratique: oui
internet: oui
mediateur: |
  Montrez **une fois**.
participants: Ils lancent les dés.
sans_internet: Sur papier.
:::

::: feuille
titre: Ma phrase
exemplaires: binome
texte: |
  | 1 | … |
  |---|---|
:::
"""
SEQUENCE = """---
type: sequence
titre: Premiers pas
but: Protéger ses comptes.
niveau: 1
seances:
  - seance: un
  - seance: deux
    apres: un
    facultatif: oui
---
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(folder: Folder) -> Folder:  # noqa: F811
    call_command("load_frameworks", verbosity=0)
    for place, text in {
        "fr/index.md": HOME,
        "fr/modules.md": MODULES,
        "fr/modules/lire.md": MODULE,
        "fr/mediateurs.md": ROOMS,
        "fr/mediateurs/seances.md": PLANS,
        "fr/mediateurs/seances/un.md": PLAN,
        "fr/mediateurs/seances/deux.md": PLAN.replace("Un mot de passe", "Deux"),
        "fr/mediateurs/sequences.md": SEQUENCES,
        "fr/mediateurs/sequences/pas.md": SEQUENCE,
        "media/modele.txt": "Bonjour",
    }.items():
        folder.write(place, text)
    return folder


def exported() -> dict[str, str]:
    export = Export()
    return dict(export.files(export.entries(), drafts=True))


def errors(site: Folder, old: str, new: str) -> list[str]:
    assert old in PLAN
    return site.write("fr/mediateurs/seances/un.md", PLAN.replace(old, new, 1)).errors()


ADAPTED = PLAN.replace("Un mot de passe", "Le nôtre").replace(
    "licence: CC BY 4.0", "licence: {licence}\nadaptee_de: un"
)


@pytest.mark.parametrize("known", [False, True], ids=["with its original", "after its original"])
@pytest.mark.parametrize(
    ("original", "licence", "sentence"),
    [
        ("CC BY-ND 4.0", "CC BY-ND 4.0", "L’original est sous la licence « CC BY-ND 4.0 » : on ne peut pas publier de version adaptée."),
        ("CC BY-SA 4.0", "CC BY 4.0", "L’original demande de garder sa licence : CC BY-SA 4.0."),
    ],
)  # fmt: skip
def test_an_adaptation_that_its_original_does_not_allow_is_refused_with_its_line(
    site, known, original, licence, sentence
):
    site.write("fr/mediateurs/seances/un.md", PLAN.replace("licence: CC BY 4.0", f"licence: {original}"))
    if known:
        site.load()
    site.write("fr/mediateurs/seances/le-notre.md", ADAPTED.format(licence=licence))
    line = ADAPTED.splitlines().index("licence: {licence}") + 1
    assert [error.replace("\u00a0", " ") for error in site.errors()] == [
        f"fr/mediateurs/seances/le-notre.md, ligne {line}, « licence » : {sentence}"
    ]


def test_an_adaptation_that_changes_its_licence_is_refused_before_anything_is_written(site):
    site.write("fr/mediateurs/seances/un.md", PLAN.replace("licence: CC BY 4.0", "licence: CC BY-SA 4.0"))
    site.write("fr/mediateurs/seances/le-notre.md", ADAPTED.format(licence="CC BY-SA 4.0")).load()
    site.write("fr/mediateurs/seances/le-notre.md", ADAPTED.format(licence="CC0"))
    (error,) = site.errors()
    assert "« licence »" in error.replace("\u00a0", " ")
    with pytest.raises(ContentInvalidError):
        apply(site.plan())
    assert PlanPage.objects.get(slug="le-notre").licence == "CC BY-SA 4.0"


def test_a_file_becomes_a_plan(site):
    site.load()
    plan = PlanPage.objects.get(slug="un")
    assert plan.live
    assert (plan.minutes, plan.level, plan.group_min, plan.group_max) == (60, 2, 3, 6)
    assert plan.audiences == ",emploi,seniors,"
    assert [(o.text, o.bloom, o.verb) for o in plan.shown_objectives] == [
        ("Composer une phrase de passe.", "creer", "Composer"),
        ("Changer un mot de passe.", "appliquer", "Changer"),
    ]
    assert plan.shown_objectives[0].competence.identifier == "digcomp-3.0:4.2"
    assert plan.shown_objectives[1].competence is None
    assert [(a.title, a.start, a.end, a.hands_on, a.online, a.has_plan_b) for a in plan.run] == [
        ("Accueil", 0, 15, False, False, False),
        ("Fabriquer", 15, 60, True, True, True),
    ]
    assert "<strong>une fois</strong>" in plan.run[1].value["mediator"].html
    assert [handout.copies_label for handout in plan.handouts] == ["un pour deux"]
    assert plan.internet == "plan_b"
    assert [module.slug for module in plan.continuing_modules] == ["lire"]
    assert plan.print_list == ["Ma phrase (un pour deux)", "Un modèle"]
    (attachment,) = plan.files
    assert attachment["file"].file.read() == b"Bonjour"
    assert attachment["licence"] == "CC0"


def test_a_file_becomes_a_sequence(site):
    site.load()
    sessions = SequencePage.objects.get().sessions
    assert [(s.plan.slug, s.optional, s.after) for s in sessions] == [("un", False, 0), ("deux", True, 1)]


def test_importing_what_was_exported_changes_nothing(site):
    site.load()
    first = exported()
    before = Revision.objects.count()
    assert len(site.load().same) == 9
    for place, text in first.items():
        site.write(place, text)
    again = site.load()
    assert (len(again.new), len(again.changed)) == (0, 0)
    assert Revision.objects.count() == before
    assert exported() == first
    assert "objectif: Composer une phrase de passe." in first["fr/mediateurs/seances/un.md"]
    assert "fichier: modele" in first["fr/mediateurs/seances/un.md"]


def test_changing_one_objective_keeps_the_ids_of_the_others(site):
    site.load()
    ids = [block.id for block in PlanPage.objects.get(slug="un").objectives]
    site.write("fr/mediateurs/seances/un.md", PLAN.replace("Changer un mot", "Remplacer un mot"))
    assert [draft.address for draft in site.load().changed] == ["fr/mediateurs/seances/un"]
    plan = PlanPage.objects.get(slug="un")
    assert [block.id for block in plan.objectives] == ids
    assert plan.objectives[1].value["text"] == "Remplacer un mot de passe."


def test_a_plan_that_adapts_another_says_so(site):
    adapted = PLAN.replace(
        "licence: CC BY 4.0", "adaptee_de: un\nversion_originale: 3, 2026-11-21\ncredit_original: D'un autre."
    )
    site.write("fr/mediateurs/seances/deux.md", adapted).load()
    plan = PlanPage.objects.get(slug="deux")
    assert plan.adapted_from.slug == "un"
    assert plan.source_version == "3, 2026-11-21"
    assert "adaptee_de: un\n" in exported()["fr/mediateurs/seances/deux.md"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("bloom: creer", "bloom: crer", 13, "« creer » peut-être"),
        ("competence: digcomp-3.0:4.2", "competence: digcomp-3.0:9.9", 14, "un code de compétence"),
        ("public: [seniors", "public: [senior", 7, "« seniors » peut-être"),
        ("fichier: modele.txt", "fichier: rien.txt", 28, "un fichier de content/media/"),
        ("minutes: 15", "minutes: 0", 38, "1"),
        ("minutes: 60", "minutes: 900", 5, "480"),
        ("exemplaires: binome", "exemplaires: deux", 55, "personne"),
        ("modules: [lire]", "modules: [ecrire]", 25, "l’adresse d’une page"),
        ("pratique: oui", "pratiqe: oui", 45, "« pratique » peut-être"),
        ("  - objectif: Changer un mot de passe.", "  - objectif: ''", 15, "une valeur"),
        ("licence: CC BY 4.0", "licence: CC BY-XX", 31, "CC BY"),
    ],
)
def test_a_fault_is_said_with_its_line(site, old, new, line, said):
    found = errors(site, old, new)
    assert len(found) == 1, found
    assert f"ligne {line}," in found[0]
    assert said in found[0].replace("\u00a0", " ")
