"""The five steps, as a browser without scripts sends them."""

from itertools import pairwise

import pytest

from competencies.loading import load
from learning.models import ModulePage
from tests.factories import a_module
from tests.trainers.contributions.conftest import address
from trainers.contributions.steps import STEPS
from trainers.models import PlanPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", [step.slug for step in STEPS])
def test_each_step_opens_and_saved_as_it_is_changes_nothing(karim, draft, step):
    before = karim.read(draft).latest_revision
    response = karim.write(draft, step)
    assert (response.status_code, response.url) == (302, address(draft, step))
    after = karim.read(draft).latest_revision
    assert (after.pk, after.created_at) == (before.pk, before.created_at)


def test_a_plan_is_written_in_five_steps(karim, draft, home):
    load()
    module = a_module(home, title="Ranger")
    karim.write(draft, "sujet", title="Ranger ses photos", summary="On trie.")
    objective = karim.add(draft, "sujet", "objective", text="Trier dix photos", bloom="analyser")
    karim.write(
        draft, "public", audiences=["seniors", "parents"], level="2", group_min="3", group_max="6", minutes="90"
    )
    activity = karim.add(draft, "deroule", "activity", title="Accueil", minutes="15", mediator="Dites **bonjour**.")
    karim.write(draft, "materiel", equipment="Un ordinateur\nUne souris", evaluation="Elle montre.")
    handout = karim.add(draft, "materiel", "handout", title="Mémo", copies="binome", text="1. Un.")
    data = karim.open(draft, "materiel")
    karim.send(draft, "materiel", data | {f"module-{data['module'][-1]}-module": module.pk})
    karim.write(draft, "partage", authors="Karim, Léa", licence="CC BY 4.0", keywords="photo, tri")
    plan = karim.read(draft)
    assert (plan.title, plan.summary, plan.level, plan.minutes) == ("Ranger ses photos", "On trie.", 2, 90)
    assert plan.audience_labels == ["Personnes âgées", "Parents"]
    assert (plan.group_min, plan.group_max, plan.authors, plan.licence) == (3, 6, "Karim, Léa", "CC BY 4.0")
    assert plan.equipment_list == ["Un ordinateur", "Une souris"]
    assert [(block.id, block.value["text"], block.value["bloom"]) for block in plan.objectives] == [
        (objective, "Trier dix photos", "analyser")
    ]
    run = plan.run[0]
    assert (run.id, run.title, run.minutes) == (activity, "Accueil", 15)
    assert "<strong>bonjour</strong>" in run.value["mediator"].html
    assert (plan.handouts[0].id, plan.handouts[0].copies) == (handout, "binome")
    assert [row.module_id for row in plan.plan_modules.all()] == [module.pk]
    assert sorted(keyword.name for keyword in plan.keywords.all()) == ["photo", "tri"]
    plan.latest_revision.publish()
    public = PlanPage.objects.get(pk=draft.pk)
    assert public.live
    assert public.continuing_modules == [ModulePage.objects.get(pk=module.pk)]
    assert {keyword.name for keyword in public.keywords.all()} == {"photo", "tri"}


def test_save_and_continue_leads_through_the_five_steps(karim, draft):
    slugs = [step.slug for step in STEPS]
    for here, there in pairwise(slugs):
        assert karim.write(draft, here, "next").url == address(draft, there)
    assert karim.write(draft, "partage", "send").url == f"/compte/seances/{draft.pk}/envoyer/"
    assert karim.write(draft, "sujet", "close").url == "/compte/seances/"
    assert karim.write(draft, "sujet", "preview").url == f"/compte/seances/{draft.pk}/apercu/"
    assert karim.write(draft, "sujet", "goto:materiel").url == address(draft, "materiel")
    assert karim.write(draft, "sujet", "goto:ailleurs").url == address(draft, "public")


def test_what_is_valid_is_kept_what_is_not_is_shown_again_with_a_sentence(karim, draft):
    response = karim.write(draft, "public", minutes="beaucoup", group_max="7", audience_note="Débutants")
    assert response.status_code == 200
    assert 'value="beaucoup"' in response.text
    assert "Écrivez un nombre de 10 à 480." in response.text
    assert 'href="#id_minutes"' in response.text
    plan = karim.read(draft)
    assert (plan.minutes, plan.group_max, plan.audience_note) == (120, 7, "Débutants")


def test_a_text_that_is_too_long_is_given_back_whole(karim, draft):
    long = "a" * 301
    response = karim.write(draft, summary=long, title="Un titre")
    assert long in response.text
    assert "Ce texte a 301 caractères. Il en faut 300 au plus." in response.text
    plan = karim.read(draft)
    assert (plan.title, plan.summary) == ("Un titre", "")


@pytest.mark.parametrize(
    ("step", "field", "value"),
    [
        ("public", "level", "12"),
        ("public", "audiences", ["martiens"]),
        ("sujet", "theme", "99999"),
        ("partage", "licence", "Tout permis"),
        ("partage", "place", "1e9"),
        ("partage", "keywords", ", ".join(f"mot {number}" for number in range(16))),
        ("partage", "keywords", "x" * 51),
        ("public", "group_min", "-1"),
        ("public", "minutes", "9" * 400),
    ],
)
def test_no_value_from_outside_the_lists_is_kept(karim, draft, step, field, value):
    response = karim.write(draft, step, **{field: value})
    assert response.status_code == 200
    assert 'class="wrong"' in response.text
    before, after = PlanPage.objects.get(pk=draft.pk), karim.read(draft)
    for name in ("level", "audiences", "theme_id", "licence", "place_id", "group_min", "minutes"):
        assert getattr(before, name) == getattr(after, name)


def test_buttons_without_scripts_add_move_duplicate_and_take_away(karim, draft):
    ids = [karim.add(draft, "deroule", "activity", title=title, minutes="5") for title in "abc"]
    for do, expected in (
        (f"down:activity:{ids[0]}", "bac"),
        (f"up:activity:{ids[2]}", "bca"),
        (f"up:activity:{ids[1]}", "bca"),
        (f"duplicate:activity:{ids[2]}", "bcca"),
        (f"remove:activity:{ids[1]}", "cca"),
    ):
        assert karim.write(draft, "deroule", do).status_code == 302
        assert "".join(activity.title for activity in karim.read(draft).run) == expected
    run = karim.read(draft).run
    assert len({activity.id for activity in run}) == 3
    assert run[-1].id == ids[0]


def test_what_was_taken_away_can_be_put_back(karim, draft):
    ids = [karim.add(draft, "deroule", "activity", title=title, minutes="5", hands_on="on") for title in "abc"]
    karim.write(draft, "deroule", f"remove:activity:{ids[1]}")
    assert 'value="restore"' in karim.client.get(address(draft, "deroule")).text
    karim.write(draft, "deroule", "restore")
    run = karim.read(draft).run
    assert [(activity.id, activity.title, activity.hands_on) for activity in run] == [
        (identity, title, True) for identity, title in zip(ids, "abc", strict=True)
    ]
    assert 'value="restore"' not in karim.client.get(address(draft, "deroule")).text


def test_a_button_saves_what_was_typed_before_it_acts(karim, draft):
    found = karim.add(draft, "deroule", "activity", title="a", minutes="5")
    karim.write(draft, "deroule", "add:activity", **{f"activity-{found}-title": "Accueil"})
    assert [activity.title for activity in karim.read(draft).run] == ["Accueil", ""]


def test_sixty_activities_and_no_more(karim, draft):
    data = karim.open(draft, "deroule")
    ids = [f"11111111-1111-4111-8111-{number:012}" for number in range(61)]
    data["activity"] = ids
    for number, found in enumerate(ids):
        data |= {f"activity-{found}-title": f"Activité {number}", f"activity-{found}-minutes": "1"}
    response = karim.send(draft, "deroule", data)
    assert "60 au plus" in response.text
    assert len(karim.read(draft).run) == 60


def test_the_competences_of_the_objectives_are_added_in_one_click(karim, draft):
    load()
    karim.add(draft, "sujet", "objective", text="Trier", bloom="analyser", competence="digcomp-3.0:1.2")
    assert karim.write(draft, "public", "competences").url == f"{address(draft, 'public')}#liste-tag"
    karim.write(draft, "public", "competences")
    tags = [(tag.competence.identifier, tag.role, tag.level) for tag in karim.read(draft).competence_tags.all()]
    assert tags == [("digcomp-3.0:1.2", "travaillee", None)]


def test_a_request_that_lost_its_end_changes_nothing(karim, draft):
    data = karim.open(draft)
    del data["fin"]
    assert karim.send(draft, "sujet", data | {"title": "Coupé"}).status_code == 400
    assert karim.read(draft).title == "Trier ses photos"


def test_what_is_missing_leads_to_its_field(karim, draft):
    found = karim.add(draft, "deroule", "activity", title="Chercher", minutes="10", online="on", mediator="Dites.")
    page = karim.client.get(address(draft, "partage")).text
    assert f'href="{address(draft, "deroule")}#id_activity-{found}-offline"' in page
    assert f'href="{address(draft, "sujet")}#id_summary"' in page
    assert f'href="{address(draft, "sujet")}#liste-objective"' in page
    assert f'href="{address(draft, "public")}#liste-tag"' in page
    assert f'id="id_activity-{found}-offline"' in karim.client.get(address(draft, "deroule")).text


def test_an_objective_is_advised_beside_its_field(karim, draft):
    karim.add(draft, "sujet", "objective", text="Connaître les photos", bloom="memoriser")
    page = karim.client.get(address(draft)).text
    assert "« Connaître » ne se voit pas" in page
    assert "Essayez : nommer, citer" in page
