"""From files to pages: whole or not at all, nothing when nothing changed, and what points to a block still finds it."""

import uuid

import pytest
from wagtail.models import Page, PageLogEntry, Revision, Site
from wagtail.signals import page_published

from core.cache import content_version
from core.content import bulk
from core.content.apply import apply
from core.content.errors import ContentInvalidError
from core.content.export import Export
from core.models import Keyword
from learning.models import ModulePage
from tests.core.content.conftest import MODULE, MODULES, Folder


def the_module() -> ModulePage:
    return ModulePage.objects.get(slug="lire", locale__language_code="fr")


def ids(page: ModulePage) -> list[str]:
    return [step.id for step in page.steps] + [child.id for step in page.steps for child in step.value["body"]]


def texts() -> dict[str, str]:
    export = Export()
    return dict(export.files(export.entries(), drafts=True))


def test_a_fresh_installation_becomes_the_site_of_the_files(site: Folder):
    site.load()
    root = Site.objects.get(is_default_site=True).root_page.specific
    assert root.title == "Accueil"
    assert Page.objects.filter(depth=2).count() == 1
    assert Page.find_problems() == ([], [], [], [], [])
    module = the_module()
    assert module.live
    assert module.get_parent().specific.title == "Modules"
    assert module.objective_list == ["Lire l'adresse d'un site."]
    assert [keyword.name for keyword in module.keywords.order_by("name")] == ["adresse", "École"]
    first = module.steps[0].value
    assert first["title"] == "Où se trouve l'adresse ?"
    assert [child.block_type for child in first["body"]] == ["text", "tip", "single_choice"]
    assert first["body"][2].value["choices"][0]["right"] is True


def test_importing_again_writes_nothing(site: Folder):
    site.load()
    before = (Revision.objects.count(), content_version(), PageLogEntry.objects.count(), texts())
    again = site.load()
    assert (len(again.new), len(again.changed), len(again.same)) == (0, 0, 3)
    assert (Revision.objects.count(), content_version(), PageLogEntry.objects.count(), texts()) == before


def test_an_import_moves_the_version_once_and_says_each_page_once(site: Folder):
    for n in range(5):
        site.write(f"fr/modules/m{n}.md", MODULE)
    said: list[int] = []

    def listen(instance: Page, **kwargs: object) -> None:
        said.append(instance.pk)

    page_published.connect(listen)
    try:
        before = content_version()
        site.load()
        assert content_version() == before + 1
        assert sorted(said) == sorted(set(said))
        assert len(said) == 8
        said.clear()
        site.write("fr/modules/m1.md", MODULE.replace("tout en haut", "en haut")).load()
        assert content_version() == before + 2
        assert said == [ModulePage.objects.get(slug="m1").pk]
    finally:
        page_published.disconnect(listen)


def test_one_fault_and_nothing_is_imported(site: Folder):
    site.write("fr/modules/faux.md", MODULE.replace("minutes: 12", "minutes: x"))
    planned = site.plan()
    with pytest.raises(ContentInvalidError):
        apply(planned)
    assert not ModulePage.objects.exists()


def test_a_fault_while_writing_leaves_everything_as_it_was(site: Folder, monkeypatch: pytest.MonkeyPatch):
    site.load()
    before = texts(), content_version()
    site.write("fr/modules/autre.md", MODULE).write("fr/modules/lire.md", MODULE.replace("12", "13"))

    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(bulk, "_insert_log", fail)
    with pytest.raises(RuntimeError):
        site.load()
    assert (texts(), content_version()) == before
    monkeypatch.undo()
    site.load()
    assert content_version() == before[1] + 1


def test_a_partial_import_leaves_out_what_needs_a_file_with_a_fault(site: Folder):
    site.write("fr/modules.md", MODULES.replace("titre", "titr")).write(
        "fr/a-propos.md", "---\ntype: page\ntitre: À propos\n---\n"
    )
    planned = site.plan(partial=True)
    assert [draft.address for draft in planned.new] == ["fr", "fr/a-propos"]
    assert any("/modules/" in str(error) for error in planned.errors)
    apply(planned)
    assert Page.objects.filter(slug="a-propos").exists()


def test_blocks_keep_their_ids_when_text_around_them_changes(site: Folder):
    site.load()
    before = the_module()
    changed = MODULE.replace("# Essayer", "# Un pas de plus\n\nEncore.\n\n# Essayer").replace(
        "L'adresse est **tout en haut**.", "Elle est en haut."
    )
    site.write("fr/modules/lire.md", changed.replace("Oui, tout en haut.", "Oui.")).load()
    after = the_module()
    assert [step.value["title"] for step in after.steps] == ["Où se trouve l'adresse ?", "Un pas de plus", "Essayer"]
    assert (after.steps[0].id, after.steps[2].id) == (before.steps[0].id, before.steps[1].id)
    assert [child.id for child in after.steps[0].value["body"]] == [child.id for child in before.steps[0].value["body"]]
    assert len(set(ids(after))) == len(ids(after))


def test_a_step_is_known_by_its_title_when_all_have_changed(site: Folder):
    site.load()
    before = the_module()
    changed = MODULE.replace("# Où", "# D'abord\n\nUn mot.\n\n# Où").replace("À vous.", "Allez-y.")
    site.write("fr/modules/lire.md", changed.replace("**tout en haut**", "en haut")).load()
    after = the_module()
    assert [step.id for step in after.steps][1:] == [step.id for step in before.steps]


def test_exported_ids_win_wherever_their_step_moves(site: Folder):
    site.load()
    text = texts()["fr/modules/lire.md"]
    head, first, second = (
        text.partition("\n# Où")[0],
        text[text.index("\n# Où") : text.index("\n# Essayer")],
        text[text.index("\n# Essayer") :],
    )
    before = the_module()
    site.write("fr/modules/lire.md", head + second + first + "\n# Sans identifiant\n\nNeuf.\n").load()
    after = the_module()
    assert [step.id for step in after.steps][:2] == [before.steps[1].id, before.steps[0].id]
    assert len(set(ids(after))) == len(ids(after))


def test_two_sites_that_import_the_same_files_agree_on_ids(site: Folder):
    site.load()
    keys = {page.slug: page.translation_key for page in ModulePage.objects.all()}, ids(the_module())
    for page in Page.objects.filter(depth=2):
        page.delete()
    Site.objects.all().delete()
    site.load()
    assert ({page.slug: page.translation_key for page in ModulePage.objects.all()}, ids(the_module())) == keys


def test_the_same_id_twice_in_a_file_is_a_fault(site: Folder):
    site.write(
        "fr/modules/lire.md",
        MODULE.replace("# Où se trouve l'adresse ?", "# Où ? {#a}").replace("# Essayer", "# Essayer {#a}"),
    )
    assert "un identifiant différent" in site.errors()[0]


def test_a_translation_written_by_hand_is_paired_with_its_source(site: Folder):
    site.write("en/index.md", "---\ntype: accueil\ntitre: Home\n---\n")
    site.write("en/modules.md", "---\ntype: modules\ntraduit: /modules/\ntitre: Modules\n---\n")
    site.write("en/modules/read.md", MODULE.replace("titre:", "traduit: lire\ntitre:"))
    site.load()
    french, english = the_module(), ModulePage.objects.get(slug="read")
    assert english.locale.language_code == "en"
    assert english.translation_key == french.translation_key
    assert english.url == "/en/modules/read/"
    assert Site.objects.get().root_page.get_translations().get().title == "Home"
    exported = texts()["en/modules/read.md"]
    assert f"id: {french.translation_key}\n" in exported
    assert "traduit" not in exported
    assert not site.load().changed


def test_files_of_one_import_may_name_each_other_and_the_order_is_kept(site: Folder):
    site.write("fr/modules/autre.md", MODULE)
    site.write("fr/parcours.md", "---\ntype: parcours-index\ntitre: Parcours\n---\n")
    site.write("fr/parcours/emploi.md", "---\ntype: theme\ntitre: Emploi\ncouleur: brique\ndessin: emploi\n---\n")
    path = "---\ntype: parcours\ntitre: P\nbut: Un but.\nmodules:\n  - module: lire\n  - module: {}\n"
    path += "    facultatif: oui\n---\n"
    site.write("fr/parcours/emploi/premiers.md", path.format("autre")).load()
    from paths.models import PathPage

    page = PathPage.objects.get()
    assert [(row.module.slug, row.optional) for row in page.path_modules.all()] == [("lire", False), ("autre", True)]
    assert "  - module: lire\n  - module: autre\n    facultatif: oui\n" in texts()["fr/parcours/emploi/premiers.md"]
    assert not site.load().changed
    (error,) = site.write("fr/parcours/emploi/premiers.md", path.format("autres")).errors()
    assert "ligne 7, « modules.2.module » : trouvé « autres », attendu « autre » peut-être." in error.replace(
        "\u00a0", " "
    )


def test_a_draft_stays_a_draft(site: Folder):
    site.write("fr/modules/lire.md", MODULE.replace("titre:", "brouillon: oui\ntitre:")).load()
    module = the_module()
    assert not module.live
    assert module.has_unpublished_changes
    assert module.latest_revision is not None
    assert "brouillon: oui" in texts()["fr/modules/lire.md"]
    assert not site.load().changed
    site.write("fr/modules/lire.md", MODULE).load()
    assert the_module().live


def test_a_draft_of_a_published_page_leaves_it_published(site: Folder):
    site.load()
    site.write("fr/modules/lire.md", MODULE.replace("titre: Lire", "brouillon: oui\ntitre: Bien lire")).load()
    module = the_module()
    assert module.live
    assert module.title == "Lire une adresse"
    assert module.get_latest_revision_as_object().title == "Bien lire une adresse"
    assert not site.plan().changed


def test_an_id_belongs_to_one_page(site: Folder):
    site.load()
    key = the_module().translation_key
    errors = site.write("fr/modules/copie.md", MODULE.replace("titre:", f"id: {key}\ntitre:")).errors()
    assert "la page /modules/lire/ l’a déjà" in errors[0]
    (site.path / "fr/modules/copie.md").unlink()
    errors = site.write("fr/modules/lire.md", MODULE.replace("titre:", f"id: {uuid.uuid4()}\ntitre:")).errors()
    assert str(key) in errors[0]


def test_a_keyword_is_the_same_in_upper_and_lower_case(site: Folder):
    Keyword.objects.create(name="ÉCOLE")
    site.load()
    assert Keyword.objects.count() == 2
    assert not site.load().changed


NASTY = [
    "a  b",
    "-",
    "- a",
    "#",
    "{x}",
    "[y]",
    "a: b",
    "oui",
    "12",
    "1e3",
    "null",
    "« é » : ça ?",
    "'",
    '"',
    "\\",
    "%",
    "@",
    "👋",
    "a{#b}",
]


@pytest.mark.parametrize("text", NASTY)
def test_whatever_was_typed_in_the_admin_the_export_changes_nothing(site: Folder, text: str):
    site.load()
    module = the_module()
    module.title = module.summary = module.authors = module.licence = text
    module.objectives = f"{text}\r\n\r\n {text}\r\nfin "
    module.keywords.set([text])
    raw = module.steps.raw_data
    raw[0]["value"]["title"] = text
    raw[0]["value"]["body"][1]["value"]["text"] = {"source": f"{text}\r\n\r\n# {text}\r\n:::\r\n"}
    raw[0]["value"]["body"][2]["value"]["hint"] = text
    raw[0]["value"]["body"][2]["value"]["choices"][0]["value"]["text"] = text
    module.save_revision().publish()
    first = texts()
    site.write("fr/modules/lire.md", first["fr/modules/lire.md"])
    planned = site.plan()
    assert [str(error) for error in planned.errors] == []
    assert not planned.changed
    assert texts() == first


def test_what_the_file_does_not_say_stays(site: Folder):
    site.load()
    module = the_module()
    module.expire_at = None
    module.seo_title = ""
    module.owner_id = None
    module.save()
    site.write("fr/modules/lire.md", MODULE.replace("minutes: 12", "minutes: 13")).load()
    assert the_module().minutes == 13
    assert the_module().first_published_at == module.first_published_at
