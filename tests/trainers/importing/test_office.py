"""A filled template becomes the same plan, whichever program wrote it last; what the site exports comes back."""

import html
import io
import re
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from wagtail.models import Page

from core.content.export import Export
from core.uploads.decision import accept
from tests.office import saved_by_libreoffice
from tests.trainers.factories import a_plan
from tests.trainers.importing import filling
from tests.trainers.membership.test_joining import a_member, a_place
from trainers.contributions.drafts import draft_or_404, written_by
from trainers.downloads import docx as docx_export
from trainers.downloads import odt as odt_export
from trainers.downloads.document import plan_document
from trainers.importing import docx_reader, odt_reader, template_docx, template_odt
from trainers.importing.filled import filled
from trainers.importing.making import draft_from_text
from trainers.importing.office import draft_from_office, text_of
from trainers.models import PlanPage
from trainers.plans.reading import objectives_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_disk")]
ADDRESS = "/compte/seances/importer/"
READERS = {"docx": docx_reader.read, "odt": odt_reader.read}
FILLED = {"docx": filling.filled_docx, "odt": filling.filled_odt}


def bring(browser, data, extension):
    return browser.post(ADDRESS, {"file": SimpleUploadedFile(f"seance.{extension}", data)})


def only(user):
    return draft_or_404(user, written_by(user).get().pk)


def check_filled(plan):
    assert (plan.title, plan.summary, plan.minutes, plan.level) == ("Trier ses photos", "Garder les bonnes.", 90, 2)
    assert (plan.group_min, plan.group_max) == (3, 6)
    assert plan.audience_labels == ["Personnes âgées", "Parents"]
    assert plan.audience_note == "À l’aise au toucher."
    assert (plan.authors, plan.epn_name, plan.licence) == ("Awa Diallo", "La Fabrique", "CC BY 4.0")
    assert sorted(word.name for word in plan.keywords.all()) == ["photo", "téléphone"]
    assert [(one.value["text"], one.value["bloom"]) for one in plan.objectives] == [
        ("Trier vingt photos.", "analyser"),
        ("Effacer les doubles.", "appliquer"),
    ]
    assert plan.equipment_list == ["1 téléphone par personne.", "2 chargeurs."]
    assert plan.room_list == ["Tables en U."]
    assert plan.evaluation_list == ["Chacun montre dix photos."]
    note, welcome, sort, sheet = plan.body
    assert note.value.source == filling.NOTE
    assert (
        welcome.value["title"],
        welcome.value["minutes"],
        bool(welcome.value["hands_on"]),
        bool(welcome.value["online"]),
    ) == (
        "Accueil",
        10,
        False,
        False,
    )
    assert welcome.value["mediator"].source == "Saluez chaque personne."
    assert (sort.value["minutes"], sort.value["hands_on"], sort.value["online"]) == (80, True, True)
    assert sort.value["participants"].source == "- J’ouvre.\n- Je trie."
    assert [sort.value[name].source for name in ("faster", "slower", "offline")] == [
        "Aidez un voisin.",
        "Dix photos.",
        "Sur papier.",
    ]
    assert (sheet.value["title"], sheet.value["copies"], sheet.value["text"].source) == (
        "Mon mémo",
        "binome",
        filling.SHEET[1],
    )


@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_a_filled_template_becomes_the_plan_that_it_says(browser, karim, extension):
    assert bring(browser, FILLED[extension](), extension).status_code == 302
    check_filled(only(karim))


@pytest.mark.office
@pytest.mark.parametrize(("extension", "to"), [("docx", "docx"), ("odt", "odt"), ("docx", "odt"), ("odt", "docx")])
def test_the_plan_is_the_same_when_libreoffice_saved_the_document_again(browser, karim, tmp_path, extension, to):
    source = tmp_path / f"rempli.{extension}"
    source.write_bytes(FILLED[extension]())
    response = bring(browser, saved_by_libreoffice(source, to), to)
    assert response.status_code == 302, html.unescape(response.text)
    check_filled(only(karim))


@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_an_empty_template_asks_for_a_title_and_makes_nothing(browser, karim, extension):
    data = {"docx": template_docx.written, "odt": template_odt.written}[extension]()
    response = bring(browser, data, extension)
    assert response.status_code == 422
    assert "«\u00a0Titre\u00a0»\u00a0: rien n’est écrit, attendu le titre de la séance." in html.unescape(response.text)
    assert not written_by(karim).exists()


@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_a_template_with_only_a_title_is_a_draft(browser, karim, extension):
    facts = dict.fromkeys(filling.FACTS, "") | {"Titre": "Seulement un titre"}
    assert bring(browser, FILLED[extension](facts=facts), extension).status_code == 302
    assert only(karim).title == "Seulement un titre"


@pytest.mark.parametrize(
    ("facts", "run", "said"),
    [
        (
            {"Durée totale (minutes)": "longtemps"},
            None,
            "«\u00a0Durée totale (minutes)\u00a0»\u00a0: trouvé «\u00a0longtemps\u00a0», attendu une durée",
        ),
        ({"Niveau (de 1 à 8)": "fort"}, None, "attendu un nombre de 1 à 8"),
        ({"Groupe (de … à …)": "beaucoup"}, None, "attendu deux nombres"),
        ({"Licence": "à moi"}, None, "une des licences"),
        (
            {},
            [("dix", "Accueil", "Saluez.", *[""] * 6)],
            "«\u00a0Le déroulé, activité 1, minutes\u00a0»\u00a0: trouvé «\u00a0dix\u00a0»",
        ),
        ({}, [("10", "", "Saluez.", *[""] * 6)], "«\u00a0Le déroulé, activité 1, titre\u00a0»\u00a0: rien n’est écrit"),
        (
            {},
            [("10", "Accueil", "Saluez.", "", "parfois", *[""] * 4)],
            "trouvé «\u00a0parfois\u00a0», attendu oui ou non",
        ),
        (
            {},
            [("10", "Accueil", "Saluez.", *[""] * 6), ("5", "Vide", *[""] * 7)],
            "«\u00a0Le déroulé, activité 2, mediateur\u00a0»\u00a0: rien n’est écrit",
        ),
        ({"Titre": "a" * 300}, None, "«\u00a0Titre\u00a0»"),
    ],
)
@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_what_is_wrong_is_said_with_its_heading(browser, karim, extension, facts, run, said):
    response = bring(browser, FILLED[extension](facts=facts, run=run), extension)
    assert response.status_code == 422
    assert said in html.unescape(response.text)
    assert not written_by(karim).exists()


def test_headings_are_found_whatever_their_accents_case_spaces_and_style():
    document = docx.Document()
    document.add_paragraph("TRIER SES PHOTOS", style="Title")
    document.add_paragraph().add_run("  LE   MATERIEL : ").bold = True
    for line in ("", "• 1 téléphone", "", "- 2 chargeurs", "☐ 3 stylos", "2. Un câble"):
        document.add_paragraph(line)
    document.add_paragraph("Déroulé", style="Heading 2")
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows,
        [("TITRE", "Minutes", "ce que VOUS faites"), ("", "", ""), ("Trier", "15'", "Montrez.")],
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    out = filled(docx_reader.read(buffer.getvalue()))
    assert not out.faults
    assert out.values["titre"] == "TRIER SES PHOTOS"
    assert out.values["materiel"] == ["1 téléphone", "2 chargeurs", "3 stylos", "2. Un câble"]
    assert [(one["titre"], one["minutes"], one["mediateur"]) for one in out.activities] == [("Trier", 15, "Montrez.")]


def test_bold_italics_links_and_signs_become_our_markdown(karim):
    document = docx.Document()
    document.add_paragraph("Titre", style="Title")
    document.add_heading("Bon à savoir", 1)
    paragraph = document.add_paragraph("Un ")
    paragraph.add_run("mot").bold = True
    paragraph.add_run(" et ")
    paragraph.add_run("un autre").italic = True
    paragraph.add_run(" avec 2 * 3, a_b et <b>.")
    buffer = io.BytesIO()
    document.save(buffer)
    plan = draft_from_office(karim, buffer.getvalue(), "x.docx").plan
    assert (
        plan.body[0].value.html == "<p>Un <strong>mot</strong> et <em>un autre</em> avec 2 * 3, a_b et &lt;b&gt;.</p>"
    )


# What the site exports, and takes back. See docs/seances.md for what is lost on the way.


@pytest.fixture
def demo(db):
    Page.objects.filter(depth=2).delete()
    call_command("load_frameworks", verbosity=0)
    call_command("import_content", str(Path(settings.BASE_DIR) / "content" / "fr"), verbosity=0)
    return list(PlanPage.objects.filter(live=True, locale__language_code="fr").order_by("path"))


def words(text):
    return re.sub(r"[\W_]+", " ", text.replace("\u00a0", " ")).strip().casefold()


@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_our_own_exports_of_the_demo_come_back(demo, extension):
    karim = a_member(a_place()).user
    assert len(demo) == 6
    write = {"docx": docx_export.docx_of, "odt": odt_export.odt_of}[extension]
    for source in demo:
        kept = accept(f"x.{extension}", write(plan_document(source)))
        copy = draft_from_office(karim, kept.data, f"x.{extension}").plan
        same_facts(source, copy)
        same_run(source, copy)
        for name in ("equipment", "preparation", "room", "prerequisites", "evaluation", "to_print"):
            assert words(getattr(copy, name)) == words(getattr(source, name)), (source.slug, name)
        mine, theirs = objectives_of(copy), objectives_of(source)
        assert [(words(one.text), one.bloom_label, one.competence) for one in mine] == [
            (words(one.text), one.bloom_label, one.competence) for one in theirs
        ]
        assert [(words(one.title), one.copies_label) for one in copy.handouts] == [
            (words(one.title), one.copies_label) for one in source.handouts
        ]
        assert [words(strip(one.text.html)) for one in copy.handouts] == [
            words(strip(one.text.html)) for one in source.handouts
        ]
        assert [words(strip(one.value.html)) for one in copy.notes] == [
            words(" ".join(strip(one.value.html) for one in source.notes))
        ][: len(source.notes)]
        assert {row.module_id for row in copy.plan_modules.all()} == {
            row.module_id for row in source.plan_modules.all()
        }


@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_a_document_downloaded_from_somebody_else_comes_back_as_an_adaptation(browser, karim, home, extension):
    source = a_plan(home, "De Léa", authors="Léa Test", licence="CC BY-SA 4.0")
    write = {"docx": docx_export.docx_of, "odt": odt_export.odt_of}[extension]
    assert bring(browser, write(plan_document(source)), extension).status_code == 302
    plan = only(karim)
    assert (plan.adapted_from_id, plan.authors) == (source.pk, "Karim Test")


def strip(text):
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def same_facts(source, copy):
    for name in ("minutes", "level", "group_min", "group_max", "audiences", "licence"):
        assert getattr(copy, name) == getattr(source, name), (source.slug, name)
    for name in ("title", "summary", "audience_note", "authors"):
        assert words(getattr(copy, name)) == words(getattr(source, name)), (source.slug, name)


def same_run(source, copy):
    def said(plan):
        rows = []
        for one in plan.run:
            texts = [
                words(strip(one.value[name].html))
                for name in ("mediator", "participants", "faster", "slower", "offline")
            ]
            rows.append((words(one.title), one.minutes, one.hands_on, one.online, *texts))
        return rows

    assert said(copy) == said(source), source.slug


def test_our_own_text_exports_of_the_demo_come_back_whole(demo):
    karim = a_member(a_place()).user
    for source in demo:
        text = Export().text(source)
        copy = draft_from_text(karim, text.encode(), "x.md")
        assert copy.left_out == []

        def plain(text):
            return [
                line.partition(" {#")[0] for line in text.splitlines() if not line.startswith(("id: ", "brouillon: "))
            ]

        assert plain(Export().text(copy.plan)) == plain(text)


def test_the_text_between_is_a_content_file(karim):
    out = filled(READERS["docx"](filling.filled_docx()))
    assert text_of(out).startswith("---\ntype: seance\n")
