"""A plan as a text file becomes a draft of who brings it, and nothing else."""

import html

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from wagtail.documents import get_document_model
from wagtail.models import Page, Revision

from core.content.export import Export
from tests.core.uploads import builders as b
from tests.factories import a_module
from tests.payloads import PAYLOADS
from tests.trainers.factories import a_plan
from tests.trainers.membership.test_joining import a_member, browser_of
from trainers.contributions.drafts import draft_or_404, new_draft, written_by
from trainers.models import PlanPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_disk")]
ADDRESS = "/compte/seances/importer/"
PLAN = """---
type: seance
titre: Trier ses photos
resume: Garder les bonnes.
minutes: 90
niveau: 2
public: [seniors]
groupe_min: 3
groupe_max: 6
objectifs:
  - objectif: Trier vingt photos.
    bloom: analyser
materiel:
  - 1 téléphone par personne.
mots_cles: [photo, téléphone]
epn: La Fabrique
licence: CC BY 4.0
---

Prévoyez un chargeur.

::: activite
titre: Accueil
minutes: 10
mediateur: |
  Saluez **chaque personne**.
:::

::: activite
titre: Trier
minutes: 80
pratique: oui
mediateur: Passez dans les rangs.
participants: |
  1. J'ouvre.
  2. Je trie.
:::

::: feuille
titre: Mon mémo
exemplaires: binome
texte: |
  | Photo | Gardée |
  |---|---|
  | 1 | … |
:::
"""


def bring(browser, text, name="seance.md", **extra):
    data = text.encode() if isinstance(text, str) else text
    return browser.post(ADDRESS, {"file": SimpleUploadedFile(name, data)}, **extra)


def only(user):
    return draft_or_404(user, written_by(user).get().pk)


def test_a_text_file_becomes_a_draft_with_all_that_it_says(browser, karim):
    response = bring(browser, PLAN)
    plan = only(karim)
    assert response.url == f"/compte/seances/{plan.pk}/sujet/"
    assert not plan.live
    assert (plan.title, plan.minutes, plan.level, plan.licence, plan.epn_name) == (
        "Trier ses photos",
        90,
        2,
        "CC BY 4.0",
        "La Fabrique",
    )
    assert (plan.group_min, plan.group_max, plan.audience_labels) == (3, 6, ["Personnes âgées"])
    assert [block.block_type for block in plan.body] == ["text", "activity", "activity", "handout"]
    assert "<strong>chaque personne</strong>" in plan.body[1].value["mediator"].html
    assert plan.body[2].value["hands_on"]
    assert plan.body[3].value["copies"] == "binome"
    assert plan.objectives[0].value["bloom"] == "analyser"
    assert sorted(word.name for word in plan.keywords.all()) == ["photo", "téléphone"]
    assert plan.authors == "Karim Test"
    assert all(block.id for block in plan.body)


def test_what_is_exported_is_imported_the_same(browser, karim, rooms):
    bring(browser, PLAN)
    plan = only(karim)
    text = Export().text(plan)
    bring(browser, text, "copie.md")
    copy = draft_or_404(karim, written_by(karim).exclude(pk=plan.pk).get().pk)
    again = Export().text(copy)

    def without_ids(text):
        return [line.partition(" {#")[0] for line in text.splitlines() if not line.startswith("id: ")]

    assert without_ids(again) == without_ids(text)
    assert copy.translation_key != plan.translation_key


def test_a_file_never_touches_another_page_nor_says_whose_it_is(browser, karim, rooms, home):
    lea = a_member(karim.memberships.get().place, "lea@exemple.fr").user
    theirs = a_plan(home, title="De Léa", slug="de-lea", owner=lea)
    before = {page.pk: (page.title, page.live, page.owner_id, page.latest_revision_id) for page in Page.objects.all()}
    lines = f"id: {theirs.translation_key}\nau_menu: oui\ntitre_moteurs: Achetez\nbrouillon: non"
    response = bring(browser, PLAN.replace("type: seance", f"type: seance\n{lines}"))
    assert response.status_code == 302
    plan = only(karim)
    assert (plan.owner, plan.live, plan.show_in_menus, plan.seo_title) == (karim, False, False, "")
    assert plan.translation_key != theirs.translation_key
    after = {
        page.pk: (page.title, page.live, page.owner_id, page.latest_revision_id)
        for page in Page.objects.exclude(pk=plan.pk)
    }
    assert after == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("minutes: 90", "minutes: beaucoup"),
            "seance.md, ligne 5, «\u00a0minutes\u00a0»\u00a0: trouvé «\u00a0beaucoup\u00a0»",
        ),
        (("minutes: 10", "minutes: 0"), "minutes"),
        (("bloom: analyser", "bloom: admirer"), "«\u00a0objectifs.1.bloom\u00a0»"),
        (("::: feuille", "::: feuile"), "feuille"),
        (("type: seance", "type: module"), "«\u00a0type\u00a0»"),
        (("type: seance", "type: page"), "attendu seance"),
        (("titre: Trier ses photos\n", ""), "«\u00a0titre\u00a0»"),
        (("licence: CC BY 4.0", "licence: À moi"), "«\u00a0licence\u00a0»"),
        (("titre: Trier ses photos", "titre: &a Trier"), "ligne 3"),
        (("titre: Trier ses photos", "titre: " + "a" * 300), "titre"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_and_nothing_is_made(browser, karim, change, said):
    response = bring(browser, PLAN.replace(*change))
    assert response.status_code == 422
    assert said in html.unescape(response.text)
    assert "Rien n’est enregistré" in html.unescape(response.text)
    assert not written_by(karim).exists()


def test_what_is_not_here_is_left_out_and_said(browser, karim, home):
    module = a_module(home, title="Lire", slug="lire")
    text = PLAN.replace(
        "epn:", "theme: nulle-part\nmodules: [lire, parti]\npieces_jointes:\n  - titre: A\n    fichier: perdu.odt\nepn:"
    )
    response = browser.get(bring(browser, text).url)
    shown = html.unescape(response.text)
    assert "nulle-part (ligne" in shown
    assert "parti (ligne" in shown
    assert "perdu.odt (ligne" in shown
    plan = only(karim)
    assert [row.module_id for row in plan.plan_modules.all()] == [module.pk]
    assert len(plan.attachments) == 0


def test_a_page_that_is_not_public_is_not_found_by_a_file(browser, karim, home):
    a_module(home, title="Secret", slug="secret", live=False)
    bring(browser, PLAN.replace("epn:", "modules: [secret]\nepn:"))
    assert not only(karim).plan_modules.exists()


def test_a_file_attaches_what_its_bearer_may_read_and_nothing_of_others(browser, karim, here, draft_of):
    own, other = draft_of(karim), draft_of(a_member(here, "lea@exemple.fr").user)
    public = get_document_model().objects.create(title="P", file=ContentFile(b"a", "public.txt"))
    names = {"mien.txt": own, "sien.txt": other}
    for name, plan in names.items():
        browser_of(plan.owner).post(
            f"/compte/seances/{plan.pk}/pieces/", {"licence": "CC0", "file": SimpleUploadedFile(name, b"a")}
        )
    pieces = "".join(f"\n  - titre: {name}\n    fichier: {name}" for name in (*names, public.filename))
    bring(browser, PLAN.replace("epn:", f"pieces_jointes:{pieces}\nepn:"))
    plan = draft_or_404(karim, written_by(karim).exclude(pk=own.pk).get().pk)
    assert [block.value["title"] for block in plan.attachments] == ["mien.txt", "public.txt"]


def test_a_plan_downloaded_from_somebody_else_comes_back_as_an_adaptation(browser, karim, home, rooms):
    lea = a_member(karim.memberships.get().place, "lea@exemple.fr").user
    run = [("Trier", 40), ("Bilan", 20)]
    source = a_plan(home, "De Léa", run, owner=lea, authors="Léa Test", licence="CC BY-SA 4.0")
    text = Export().text(source).replace("Bilan", "Notre bilan").replace("CC BY-SA 4.0", "CC BY 4.0")
    page = bring(browser, text, follow=True).text
    plan = only(karim)
    assert (plan.adapted_from, plan.authors, plan.licence) == (source, "Karim Test", "CC BY-SA 4.0")
    assert "Léa Test" in plan.source_credit
    assert "Elle adapte «\u00a0De Léa\u00a0»" in page
    assert [block.id == theirs.id for block, theirs in zip(plan.body, source.body, strict=True)] == [True, False]
    # What changes in the original from now on is offered.
    assert plan.adaptation.known["title"] == "De Léa"


def test_a_downloaded_plan_whose_licence_forbids_it_does_not_come_back(browser, karim, home, rooms):
    lea = a_member(karim.memberships.get().place, "lea@exemple.fr").user
    source = a_plan(home, "De Léa", owner=lea, licence="CC BY-ND 4.0")
    page = bring(browser, Export().text(source))
    assert page.status_code == 422
    assert "ne permet pas d’adapter cette séance" in page.text
    assert not written_by(karim).exists()
    # To its own author, nothing is said.
    PlanPage.objects.update(owner=karim)
    assert bring(browser, Export().text(source)).status_code == 302


@pytest.fixture
def draft_of(rooms):
    return lambda user: new_draft(user, title="Une autre")


@pytest.mark.parametrize(("licence", "kept"), [("CC BY-SA 4.0", True), ("CC0", False)])
def test_a_plan_that_says_what_it_adapts_keeps_to_its_licence(browser, karim, home, licence, kept):
    source = a_plan(home, title="Source", slug="source", licence="CC BY-SA 4.0")
    response = bring(browser, PLAN.replace("licence: CC BY 4.0", f"licence: {licence}\nadaptee_de: source"))
    assert (response.status_code == 302) is kept
    assert [draft_or_404(karim, one.pk).adapted_from_id for one in written_by(karim)] == [source.pk] * kept


def test_a_competence_is_kept_by_its_code(browser, karim):
    call_command("load_frameworks", verbosity=0)
    bring(browser, PLAN.replace("bloom: analyser", "bloom: analyser\n    competence: digcomp-3.0:1.3"))
    assert only(karim).objectives[0].value["competence"] == "digcomp-3.0:1.3"


def test_every_hostile_text_is_shown_as_text_or_refused(browser, karim):
    """Each payload of DOMPurify in the title, the texts and a table."""
    for start in range(0, len(PAYLOADS), 40):
        some = [payload.replace("\r", " ").replace("\n", " ") for payload in PAYLOADS[start : start + 40]]
        blocks = "".join(f"\n::: activite\ntitre: T\nminutes: 1\nmediateur: |\n  {payload}\n:::\n" for payload in some)
        response = bring(browser, PLAN + blocks)
        # A text that has code of a web page is refused whole; see core.uploads.texts.
        assert response.status_code in {302, 422}
        assert "<script>alert" not in response.text
    for plan in written_by(karim):
        for block in draft_or_404(karim, plan.pk).body:
            text = block.value["mediator"].html if block.block_type == "activity" else ""
            assert "<script" not in text.lower()
            assert "onerror" not in text.lower() or "<img" not in text.lower()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("seance.pdf", b.pdf(), "Envoyez un fichier .docx, .odt ou .md."),
        ("seance.doc", b"\xd0\xcf\x11\xe0", "enregistrez le fichier en .docx"),
        ("seance.md", b"", "vide"),
        ("seance.md", b"\0\1\2", "pas du texte"),
        ("seance.md", b"---\n" + b"a" * 1_000_001, "trop lourd"),
        ("seance.md", b"Bonjour", "la fiche"),
        ("seance.docx", b.docx({"word/vbaProject.bin": b"x"}), "macros"),
        ("seance.odt", b.odf({"Basic/x.xml": "<a/>"}), "macros"),
        ("seance.docx", b.docx(), "Titre"),
        ("seance.odt", b.odf(), "Titre"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_a_sentence(browser, karim, name, data, said):
    response = bring(browser, data, name)
    assert response.status_code == 422
    assert said in html.unescape(response.text)
    assert not written_by(karim).exists()
    assert not get_document_model().objects.exists()


def test_without_a_file_one_is_told_so(browser):
    response = browser.post(ADDRESS, {})
    assert response.status_code == 422
    assert "Choisissez un fichier." in response.text


def test_the_script_is_told_where_to_go_and_the_message_waits_there(browser, karim):
    response = bring(browser, PLAN, headers={"accept": "application/json, text/html"})
    address = response.json()["next"]
    assert address == f"/compte/seances/{only(karim).pk}/sujet/"
    assert "Votre séance est importée." in browser.get(address).text


def test_an_import_makes_one_page_and_one_or_two_versions(browser, karim):
    pages, versions = Page.objects.count(), Revision.objects.count()
    bring(browser, PLAN)
    assert (Page.objects.count() - pages, Revision.objects.count() - versions) == (1, 1)
    assert PlanPage.objects.get(owner=karim).slug == "trier-ses-photos"


@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_the_template_is_given_to_whoever_asks(browser, extension):
    response = browser.get(f"{ADDRESS}modele.{extension}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="modele-de-seance.{extension}"'
    assert browser.get(f"{ADDRESS}modele.exe").status_code == 404
