"""What moderators say of a field, and what the author answers."""

import pytest
from wagtail.models import Comment, CommentReply, PageLogEntry

from tests.trainers.membership.test_joining import a_place
from tests.trainers.review.people import a_draft, a_remark, again, an_author, browser_of, send
from trainers.review import comments, where
from trainers.review.comments import TICK, by_path, is_done, remarks_of

pytestmark = pytest.mark.django_db


def activity_of(plan):
    return plan.body[1]


def address(plan, comment):
    return f"/compte/seances/{plan.pk}/commentaires/{comment.pk}/"


@pytest.mark.parametrize(
    ("answers", "done"),
    [
        ([], False),
        ([(True, "Pourquoi ?")], False),
        ([(True, f"{TICK} C’est fait.")], True),
        ([(True, f"{TICK} C’est fait."), (False, "Pas tout à fait.")], False),
        ([(False, f"{TICK} Bien.")], False),
    ],
)
def test_a_remark_is_done_when_the_author_ticked_it_last(answers, done):
    assert is_done(answers) is done


def test_remarks_are_found_by_the_path_of_their_field(plan, moderator):
    block = activity_of(plan).id
    a_remark(plan, moderator)
    a_remark(plan, moderator, f"body.{block}.minutes", "C’est long.")
    found = by_path(remarks_of(plan))
    assert set(found) == {"title", f"body.{block}.minutes"}
    inside = found[f"body.{block}.minutes"][0]
    assert inside.where == "Déroulé et feuilles – Activité « Essayer » – Minutes"
    assert (inside.step, inside.who, inside.text) == ("deroule", "Moussa Diop", "C’est long.")


def test_remarks_come_in_the_order_of_the_steps_those_to_do_first(plan, author, moderator):
    done = a_remark(plan, moderator, "title", "Fait")
    for path in ("licence", "body", "summary"):
        a_remark(plan, moderator, path, path)
    comments.answer(plan, done, author, "", done=True)
    assert [remark.text for remark in remarks_of(plan)] == ["summary", "body", "licence", "Fait"]


def test_before_sending_again_the_author_sees_the_remarks_without_an_answer(plan, author, moderator):
    done = a_remark(plan, moderator, "title", "Plus court.")
    told = a_remark(plan, moderator, "licence", "Pourquoi celle-ci ?")
    a_remark(plan, moderator, "summary", "Une seule phrase.")
    comments.answer(plan, done, author, "", done=True)
    comments.answer(plan, told, author, "C’est celle de l’original.")
    page = browser_of(author).get(f"/compte/seances/{plan.pk}/envoyer/").text
    assert "Une remarque de l’équipe attend votre réponse" in page
    assert [text in page for text in ("Une seule phrase.", "Plus court.", "Pourquoi celle-ci")] == [True, False, False]
    assert "Bravo" not in page


def test_a_remark_on_a_block_that_was_taken_away_is_still_shown(plan, moderator):
    a_remark(plan, moderator, "body.not-there.minutes")
    [remark] = remarks_of(plan)
    assert remark.where == ""
    assert not where.words(plan, "body.not-there")
    assert not where.words(plan, "no-such-field")
    assert where.words(plan, f"body.{activity_of(plan).id}")


def test_a_note_of_the_author_is_no_remark_for_the_author(plan, author):
    a_remark(plan, author)
    assert not remarks_of(plan)


def test_a_remark_on_what_no_step_shows_is_read_on_its_own_page(plan, moderator):
    said = [a_remark(plan, moderator, path) for path in ("slug", "body.not-there", "title")]
    urls = {remark.pk: remark.url for remark in remarks_of(plan)}
    assert [urls[comment.pk] for comment in said[:2]] == [address(plan, comment) for comment in said[:2]]
    assert urls[said[2].pk] == f"/compte/seances/{plan.pk}/sujet/#remarque-{said[2].pk}"


def test_the_author_answers_and_the_moderator_reads_it_in_the_page_s_history(plan, author, moderator):
    remark = a_remark(send(plan, author), moderator)
    browser = browser_of(author)
    page = browser.get(address(plan, remark)).text
    assert "Un titre plus court" in page
    sent = browser.post(address(plan, remark), {"text": "Oui, lequel ?"})
    assert sent.status_code == 302
    assert sent.url.endswith(f"#remarque-{remark.pk}")
    [reply] = CommentReply.objects.all()
    assert (reply.user, reply.text) == (author, "Oui, lequel ?")
    assert PageLogEntry.objects.filter(page=plan.pk, action="wagtail.comments.create_reply", user=author).exists()
    assert not remarks_of(again(plan))[0].is_done


def test_it_is_done_needs_no_words_and_an_answer_does(plan, author, moderator):
    remark = a_remark(plan, moderator)
    browser = browser_of(author)
    assert "Écrivez votre réponse." in browser.post(address(plan, remark), {"text": " "}).text
    assert not CommentReply.objects.exists()
    browser.post(address(plan, remark), {"text": "", "done": "1"})
    assert CommentReply.objects.get().text == "✓ C’est fait."
    assert remarks_of(plan)[0].is_done


def test_what_was_typed_is_shown_without_its_tags(plan, author, moderator):
    remark = a_remark(plan, moderator, text="<script>alert(1)</script>")
    browser = browser_of(author)
    browser.post(address(plan, remark), {"text": "<img src=x onerror=alert(1)>"})
    page = browser.get(address(plan, remark)).text
    assert "&lt;script&gt;" in page
    assert "<img src=x" not in page


def test_a_remark_that_was_resolved_or_is_of_another_plan_is_not_there(plan, author, moderator, home):
    browser = browser_of(author)
    other = a_draft(home, an_author("karim@exemple.fr", a_place("Ailleurs")), "Une autre", slug="autre")
    theirs, mine = a_remark(other, moderator), a_remark(plan, moderator)
    assert browser.get(address(other, theirs)).status_code == 404
    assert browser.get(address(plan, theirs)).status_code == 404
    comments.resolve_all(plan, moderator)
    assert browser.post(address(plan, mine), {"done": "1"}).status_code == 404
    assert Comment.objects.get(pk=mine.pk).resolved_by == moderator
