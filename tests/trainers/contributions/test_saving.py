"""Nothing that somebody typed is lost: saved as one goes, signed out meanwhile, changed elsewhere meanwhile."""

import json

import pytest
from django.test import Client
from wagtail.models import Comment

from core.cache import content_version
from tests.accounts.conftest import PASSWORD
from tests.trainers.contributions.conftest import JSON, SAME, Writer, address, fields_in
from tests.trainers.factories import a_handout, a_plan, an_activity
from tests.trainers.membership.test_joining import a_member, a_place, an_editor
from trainers.contributions.drafts import keep
from trainers.models import PlanPage

pytestmark = pytest.mark.django_db


def save(writer, plan, step, data, **changes):
    """What the script sends."""
    return writer.client.post(address(plan, step), data | changes, headers=JSON)


def test_the_script_learns_when_it_was_saved_and_what_is_advised(karim, draft):
    found = karim.add(draft, "sujet", "objective", text="Trier")
    answer = save(karim, draft, "sujet", karim.open(draft), **{f"objective-{found}-text": "Savoir trier et ranger"})
    said = answer.json()
    assert said["message"].startswith("Enregistré à ")
    assert said["faults"] == {}
    assert "Deux verbes" in " ".join(said["advice"][f"objectives.{found}.text"])
    assert karim.read(draft).objectives[0].value["text"] == "Savoir trier et ranger"


def test_a_page_saves_again_and_again_with_what_it_was_told(karim, draft):
    data = karim.open(draft)
    for title in ("Un", "Deux", "Trois"):
        said = save(karim, draft, "sujet", data, title=title).json()
        data["was"] = said["was"]
        assert not said["elsewhere"]
    assert karim.read(draft).title == "Trois"
    assert karim.read(draft).revisions.count() == 1


def test_the_script_is_told_what_is_not_kept(karim, draft):
    said = save(karim, draft, "public", karim.open(draft, "public"), minutes="0", audience_note="Débutants").json()
    assert said["faults"] == {"minutes": "Écrivez un nombre de 10 à 480."}
    plan = karim.read(draft)
    assert (plan.minutes, plan.audience_note) == (120, "Débutants")


def test_saving_moves_nothing_that_is_public(karim, draft):
    before = content_version()
    karim.write(draft, title="Autre titre")
    karim.add(draft, "deroule", "activity", title="Accueil", minutes="5")
    assert content_version() == before


# Two tabs


def test_two_tabs_on_two_steps_keep_both(karim, draft):
    one, two = karim.open(draft, "sujet"), karim.open(draft, "materiel")
    karim.send(draft, "sujet", one | {"title": "Un titre"})
    karim.send(draft, "materiel", two | {"room": "Une salle calme"})
    plan = karim.read(draft)
    assert (plan.title, plan.room) == ("Un titre", "Une salle calme")


def test_two_tabs_on_two_fields_keep_both(karim, draft):
    one, two = karim.open(draft), karim.open(draft)
    karim.send(draft, "sujet", one | {"title": "Un titre"})
    said = save(karim, draft, "sujet", two, summary="Un résumé.").json()
    assert said["elsewhere"]
    again = save(karim, draft, "sujet", two, summary="Un autre.", was=said["was"])
    assert again.status_code == 200
    plan = karim.read(draft)
    assert (plan.title, plan.summary) == ("Un titre", "Un autre.")


def test_both_texts_are_shown_when_one_field_changed_twice(karim, draft):
    mine = karim.open(draft) | {"title": "Mon titre", "summary": "Mon résumé."}
    an = Writer(an_editor())
    an.write(draft, title="Le titre de l’équipe")
    before = karim.read(draft).latest_revision_id
    page = karim.send(draft, "sujet", mine)
    assert page.status_code == 409
    for text in ("Mon titre", "Le titre de l’équipe", "Par Nadia Belkacem", "Mon résumé."):
        assert text in page.text
    assert karim.read(draft).latest_revision_id == before
    assert save(karim, draft, "sujet", mine).json()["conflict"]
    again = karim.client.post(address(draft), mine | {"winner": "mine", "do": "stay"}, headers=SAME)
    assert again.status_code == 302
    plan = karim.read(draft)
    assert (plan.title, plan.summary) == ("Mon titre", "Mon résumé.")
    assert PlanPage.objects.get(pk=draft.pk).revisions.get(pk=before).content["title"] == "Le titre de l’équipe"


def test_my_own_two_texts_are_both_in_the_versions(karim, draft):
    one, two = karim.open(draft), karim.open(draft)
    karim.send(draft, "sujet", one | {"title": "Premier"})
    assert "Par vous, dans un autre onglet" in karim.send(draft, "sujet", two | {"title": "Second"}).text
    karim.client.post(address(draft), two | {"title": "Second", "winner": "mine", "do": "stay"}, headers=SAME)
    titles = [revision.content["title"] for revision in draft.revisions.order_by("pk")]
    assert titles[-2:] == ["Premier", "Second"]


def test_an_activity_that_changed_twice_is_shown_by_its_number(karim, draft):
    ids = [karim.add(draft, "deroule", "activity", title=title, minutes="5") for title in "ab"]
    mine = karim.open(draft, "deroule") | {f"activity-{ids[1]}-minutes": "20"}
    karim.write(draft, "deroule", **{f"activity-{ids[1]}-minutes": "30"})
    page = karim.send(draft, "deroule", mine)
    assert "Activité 2, Minutes" in page.text
    assert "<p>20</p>" in page.text
    assert "<p>30</p>" in page.text


def test_two_tabs_on_two_paragraphs_of_one_text_keep_both(karim, draft):
    identity = karim.add(draft, "deroule", "activity", title="a", minutes="5", mediator="Un.\n\nDeux.\n\nTrois.")
    name = f"activity-{identity}-mediator"
    one, two = karim.open(draft, "deroule"), karim.open(draft, "deroule")
    karim.send(
        draft, "deroule", one | {name: "Un, ici.\r\n\r\nDeux.\r\n\r\nTrois.", f"activity-{identity}-minutes": "9"}
    )
    page = karim.send(draft, "deroule", two | {name: "Un.\r\n\r\nDeux.\r\n\r\nTrois, là."})
    assert page.status_code == 302
    value = karim.read(draft).body[0].value
    assert (value["mediator"].source, value["minutes"]) == ("Un, ici.\n\nDeux.\n\nTrois, là.", 9)


def test_the_other_text_may_win_and_only_where_both_changed(karim, draft):
    mine = karim.open(draft) | {"title": "Mon titre", "summary": "Mon résumé."}
    karim.write(draft, title="L’autre titre")
    assert karim.send(draft, "sujet", mine).status_code == 409
    karim.client.post(address(draft), mine | {"winner": "theirs", "do": "stay"}, headers=SAME)
    plan = karim.read(draft)
    assert (plan.title, plan.summary) == ("L’autre titre", "Mon résumé.")


def test_of_a_long_text_only_what_differs_is_shown_with_marks(karim, draft):
    same = "Une phrase qui est pareille des deux côtés, et qui est longue."
    text = f"{same}\n\n{same} Bis.\n\nOn accueille les personnes, puis on ouvre le tiroir pour prendre les cartes."
    identity = karim.add(draft, "deroule", "activity", title="a", minutes="5", mediator=text)
    name = f"activity-{identity}-mediator"
    mine = karim.open(draft, "deroule") | {name: text.replace("tiroir", "placard")}
    karim.write(draft, "deroule", **{name: text.replace("tiroir", "buffet")})
    page = karim.send(draft, "deroule", mine).text
    shown = page[page.index("<section") : page.index("</section>")]
    assert same not in shown
    assert "… 2 lignes pareilles des deux côtés" in shown
    for own in ("placard", "buffet"):
        assert f"</span>{own}<span" in shown
    assert shown.count("<mark>") == 2
    assert "seulement\u00a0:" in shown


def test_each_piece_that_changed_twice_has_its_own_choice(karim, draft):
    kept, gone = (karim.add(draft, "deroule", "activity", title=title, minutes="5") for title in "ab")
    start = karim.open(draft, "deroule")
    mine = start | {
        f"activity-{kept}-minutes": "20",
        f"activity-{kept}-title": "Mon titre",
        f"activity-{gone}-title": "c",
    }
    karim.write(
        draft,
        "deroule",
        **{f"activity-{kept}-minutes": "30", f"activity-{kept}-title": "L’autre", "do": f"remove:activity:{gone}"},
    )
    page = karim.send(draft, "deroule", mine)
    assert page.status_code == 409
    assert "(retirée)" in page.text
    assert f'name="keep-activity-{gone}"' in page.text
    choice = {
        f"keep-activity-{kept}-minutes": "theirs",
        f"keep-activity-{kept}-title": "mine",
        f"keep-activity-{gone}": "theirs",
    }
    karim.client.post(address(draft, "deroule"), mine | choice | {"winner": "each", "do": "stay"}, headers=SAME)
    assert [(block.value["title"], block.value["minutes"]) for block in karim.read(draft).body] == [("Mon titre", 30)]


# The session ends


def test_a_form_sent_without_a_session_comes_back_whole(karim, draft):
    data = karim.open(draft) | {"title": "Mon <b>titre</b>", "summary": "Deux\nlignes."}
    page = Client().post(address(draft), data, headers=SAME)
    assert page.status_code == 401
    assert 'value="Mon &lt;b&gt;titre&lt;/b&gt;"' in page.text
    assert "Deux\nlignes." in page.text
    assert 'target="_blank"' in page.text
    assert "next=%2Fcompte%2Fseances%2Fconnexion%2F" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_signing_in_elsewhere_then_sending_again_keeps_everything(karim, draft):
    """As a browser does: the session cookie is new, nothing else is."""
    data = karim.open(draft) | {"title": "Mon titre"}
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(address(draft), data, headers=SAME).status_code == 401
    Client.force_login(browser, karim.user)
    assert browser.get("/compte/seances/connexion/").status_code == 200
    assert browser.post(address(draft), data | {"do": "next"}, headers=SAME).status_code == 302
    assert karim.read(draft).title == "Mon titre"


def test_the_script_is_told_that_the_session_ended(karim, draft):
    answer = Client().post(address(draft), karim.open(draft), headers=JSON)
    assert answer.status_code == 401
    assert "gardés sur cet ordinateur" in answer.json()["message"]
    assert answer.json()["sign_in"].startswith("/compte/connexion/?next=")


def test_a_page_of_another_site_cannot_write(karim, draft):
    answer = karim.client.post(
        address(draft), karim.open(draft) | {"title": "Vol"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403
    for name in ("envoyer", "reprendre", "effacer"):
        refused = karim.client.post(f"/compte/seances/{draft.pk}/{name}/", headers={"sec-fetch-site": "cross-site"})
        assert refused.status_code == 403
    assert karim.read(draft).title == "Trier ses photos"


def test_somebody_else_who_signs_in_meanwhile_writes_nothing(karim, draft):
    data = karim.open(draft) | {"title": "Vol"}
    other = Writer(a_member(a_place("Ailleurs"), "lea@exemple.fr").user)
    assert other.send(draft, "sujet", data).status_code == 404
    assert save(other, draft, "sujet", data).status_code == 404
    assert karim.read(draft).title == "Trier ses photos"


# What the form does not show


@pytest.fixture
def rich(home, karim):
    """A plan that the team completed in the admin: notes, an attachment, an original, everything."""
    source = a_plan(home, title="L’original")
    body = [
        ("text", "Avant : une **note**."),
        an_activity("Accueil", 10),
        ("text", "Entre les deux."),
        a_handout(),
        an_activity("Essayer", 50, {"hands_on": True}),
    ]
    plan = a_plan(home, title="Riche", body=body, owner=karim.user, adapted_from=source, source_credit="« L’original »")
    plan.save_revision(user=an_editor())
    return plan


def everything(plan):
    content = plan.latest_revision.content
    ignored = {
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "draft_title",
        "last_published_at",
    }
    return {name: value for name, value in content.items() if name not in ignored}


def test_a_plan_completed_in_the_admin_loses_nothing(karim, rich):
    before = everything(karim.read(rich))
    for step in ("sujet", "public", "deroule", "materiel", "partage"):
        karim.write(rich, step)
    assert everything(karim.read(rich)) == before
    ids = [block.id for block in karim.read(rich).body]
    karim.write(rich, "deroule", f"down:activity:{ids[1]}")
    karim.write(rich, "materiel", "add:handout")
    after = everything(karim.read(rich))
    assert [block["type"] for block in json.loads(after["body"])] == [
        "text", "activity", "text", "handout", "handout", "activity",
    ]  # fmt: skip
    assert [block.id for block in karim.read(rich).body if block.block_type != "handout"] == [
        ids[0], ids[4], ids[2], ids[1],
    ]  # fmt: skip
    assert {name for name in before if before[name] != after[name]} == {"body"}


def test_an_unchanged_text_keeps_its_rendering_and_its_spaces(karim, rich):
    plan = karim.read(rich)
    plan.room = "Une salle  \n\nau calme\n"
    keep(plan, karim.user)
    data = karim.open(rich, "materiel")
    crlf = {name: [value.replace("\n", "\r\n") for value in values] for name, values in data.items()}
    karim.send(rich, "materiel", crlf | {"equipment": "Une souris"})
    assert karim.read(rich).room == "Une salle  \n\nau calme\n"


def test_remarks_stay_beside_their_fields(karim, rich):
    activity = karim.read(rich).run[1]
    Comment.objects.create(
        page=rich, user=an_editor("relit@exemple.fr"), text="Trop long ?", contentpath=f"body.{activity.id}.minutes"
    )
    karim.write(rich, "deroule", f"up:activity:{activity.id}")
    page = karim.client.get(address(rich, "deroule"))
    assert "Trop long" in page.text
    assert karim.read(rich).run[0].id == activity.id
    assert "Trop long" in karim.client.get(address(rich, "materiel")).text, "on top of each step"


# Reading while it is in review


def test_a_plan_in_review_is_read_not_changed(karim, draft):
    an_editor()
    data = karim.open(draft) | {"title": "Trop tard"}
    draft.get_workflow().start(draft, karim.user)
    page = karim.client.get(address(draft))
    assert "vous la lisez, vous ne la changez pas" in page.text
    assert "data-writing" not in page.text
    refused = karim.send(draft, "sujet", data)
    assert refused.status_code == 409
    assert 'value="Trop tard"' in refused.text
    assert save(karim, draft, "sujet", data).status_code == 423
    karim.client.post(f"/compte/seances/{draft.pk}/reprendre/", headers=SAME)
    karim.send(draft, "sujet", data)
    assert karim.read(draft).title == "Trop tard"


def test_signing_in_leads_back_to_the_step(draft):
    answer = Client().get(address(draft, "deroule"))
    assert answer.url == f"/compte/connexion/?next={address(draft, 'deroule')}"
    assert PASSWORD


def test_a_form_read_by_the_tests_is_the_form_of_the_page(karim, draft):
    found = karim.add(draft, "deroule", "activity", title="<Accueil>", minutes="7", mediator="\n  un\n\n- deux")
    data = fields_in(karim.client.get(address(draft, "deroule")))
    assert data["activity"] == [found]
    assert data[f"activity-{found}-title"] == ["<Accueil>"]
    assert "__id__" not in "".join(data)
