"""« Signaler un problème »: anybody says it, the author and the team read it, nothing is kept of who said it."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.roles import MODERATORS, set_up_roles
from tests.accounts.conftest import a_person
from tests.payloads import PAYLOADS
from tests.trainers.factories import a_plan, a_sequence
from tests.trainers.membership.test_joining import browser_of
from trainers.feedback.models import MOST_REPORTS, Problem
from trainers.feedback.reporting import REPORTS

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
SAID = {"kind": "lien", "text": "Le lien vers le mémo ne s’ouvre pas.", "spot": "", "site": ""}
OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def author():
    return a_person("autrice@exemple.fr", first_name="Awa")


@pytest.fixture
def plan(home, author):
    return a_plan(home, owner=author)


def report(page, client=None, headers=OURS, **fields):
    return (client or Client()).post(f"{page.url}signaler/", SAID | fields, headers=headers)


def a_moderator():
    set_up_roles()
    user = a_person("moderatrice@exemple.fr")
    user.groups.add(Group.objects.get(name=MODERATORS))
    return user


def test_the_form_is_the_same_bytes_for_everybody(client, plan):
    page = client.get(f"{plan.url}signaler/")
    assert page.status_code == 200
    assert not page.cookies
    assert "csrf" not in page.text
    assert "public" in page.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page.text
    assert f'href="{plan.url}signaler/"' in client.get(plan.url).text


def test_anybody_reports_and_is_thanked(client, plan):
    response = report(plan, client)
    assert (response.status_code, response.url) == (302, f"{plan.url}signaler/merci/")
    assert "Votre message est arrivé" in client.get(response.url).text
    problem = Problem.objects.get()
    assert (problem.page_id, problem.kind, problem.lines, problem.count) == (plan.pk, "lien", [SAID["text"]], 1)


def test_a_spot_of_the_plan_can_be_told(client, plan):
    key, title = re.search(r'<option value="([^"]+)">(Essayer)<', client.get(f"{plan.url}signaler/").text).groups()
    report(plan, spot=key)
    assert Problem.objects.get().spot_title == title
    assert report(plan, spot="inconnu").status_code == 422


def test_a_sequence_can_be_reported_too(client, home, plan, author):
    sequence = a_sequence(home, plans=[plan], owner=author)
    assert ">Un mot de passe<" in client.get(f"{sequence.url}signaler/").text
    report(sequence, spot=str(plan.pk), kind="licence")
    assert Problem.objects.get().spot_title == "Un mot de passe"
    assert f'href="{sequence.url}signaler/"' in client.get(sequence.url).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": ""}, "Choisissez un problème."),
        ({"kind": "piratage"}, "Choisissez un problème."),
        ({"text": "   "}, "Écrivez une phrase"),
        ({"text": "x" * 501}, "500 caractères"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(plan, fields, sentence):
    page = report(plan, **fields)
    assert page.status_code == 422
    assert page.text.count(sentence) == 2  # in the summary, and beside the field
    assert 'id="erreurs"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    if "text" not in fields:
        assert "Le lien vers le mémo" in page.text
    assert not Problem.objects.exists()


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://ailleurs.example"}, {}])
def test_another_site_cannot_report_for_its_readers(plan, headers):
    assert report(plan, headers=headers).status_code == 403
    assert not Problem.objects.exists()


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(plan):
    assert report(plan, site="https://spam.example").url.endswith("/merci/")
    assert not Problem.objects.exists()


def test_too_many_in_a_minute_are_refused_and_keep_what_was_typed(plan):
    for number in range(REPORTS.per_source):
        assert report(plan, text=f"Phrase {number}").status_code == 302
    refused = report(plan, text="La phrase de trop")
    assert refused.status_code == 429
    assert "La phrase de trop" in refused.text
    assert "Attendez une minute" in refused.text


def test_no_address_is_kept_in_clear(plan):
    report(plan, Client(REMOTE_ADDR="203.0.113.77"))
    kept = str(list(Problem.objects.values())) + str(list(getattr(cache, "_cache", {"": ""})))
    assert "203.0.113.77" not in kept


def test_the_same_problem_is_one_line_however_many_say_it(plan, author, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for text in ("Il ne s’ouvre pas.", "il ne s’ouvre PAS.", "Page introuvable."):
            report(plan, text=text)
        report(plan, kind="erreur")
    assert [(p.kind, p.count, p.lines) for p in Problem.objects.order_by("pk")] == [
        ("lien", 3, ["Il ne s’ouvre pas.", "Page introuvable."]),
        ("erreur", 1, [SAID["text"]]),
    ]
    assert [letter.to for letter in mail.outbox] == [[author.email]] * 2


def test_a_problem_cannot_grow_without_end(plan):
    for number in range(MOST_REPORTS + 5):
        cache.clear()
        report(plan, text=f"Phrase {number}")
    problem = Problem.objects.get()
    assert (problem.count, len(problem.lines)) == (MOST_REPORTS + 5, MOST_REPORTS)


def test_a_sentence_stays_one_line(plan):
    report(plan, text="Un\r\ndeux\u2028trois\x85quatre")
    assert Problem.objects.get().lines == ["Un deux trois quatre"]


def test_the_author_reads_it_in_plain_french(plan, author, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report(plan)
    letter = mail.outbox[0]
    assert letter.subject.replace("\u00a0", " ") == "Un problème signalé : « Un mot de passe »"
    assert SAID["text"] in letter.body
    assert "http://testserver/compte/problemes/" in letter.body


def test_the_author_settles_it_and_the_next_report_is_a_new_one(plan, author):
    report(plan)
    problem, browser = Problem.objects.get(), browser_of(author)
    assert SAID["text"] in browser.get("/compte/problemes/").text
    assert "1 problème signalé" in browser.get("/compte/").text or "le problème signalé" in browser.get("/compte/").text
    assert browser.post(f"/compte/problemes/{problem.pk}/").url == "/compte/problemes/"
    problem.refresh_from_db()
    assert (problem.is_open, problem.solved_by) == (False, author)
    report(plan)
    assert Problem.objects.count() == 2
    assert browser.post(f"/compte/problemes/{problem.pk}/").status_code == 404


def test_what_was_settled_by_mistake_is_open_again(plan, author):
    report(plan)
    problem, browser = Problem.objects.get(), browser_of(author)
    for _time in range(2):
        browser.post(f"/compte/problemes/{problem.pk}/")
    problem.refresh_from_db()
    assert problem.is_open
    assert problem.solved_by is None


def test_nobody_else_sees_it(plan):
    report(plan)
    problem, other = Problem.objects.get(), browser_of(a_person("autre@exemple.fr"))
    assert other.get(f"/compte/problemes/{problem.pk}/").status_code == 404
    assert other.post(f"/compte/problemes/{problem.pk}/").status_code == 404
    assert SAID["text"] not in other.get("/compte/problemes/").text


def test_moderators_have_a_list_with_states(plan, wagtail_templates):
    report(plan)
    browser, problem = browser_of(a_moderator()), Problem.objects.get()
    listed = browser.get("/admin/problemes/?etat=ouvert").text
    assert "Le lien vers le mémo" in listed
    assert f'href="{plan.url}"' in listed
    assert f'href="/admin/pages/{plan.pk}/edit/"' in listed
    assert "Le lien vers le mémo" not in browser.get("/admin/problemes/?etat=regle").text
    address = re.search(r'href="(/compte/problemes/[^"]+)"', listed)[1]
    assert browser.post(address).url == "/admin/problemes/"
    assert "Le lien vers le mémo" in browser.get("/admin/problemes/?etat=regle").text
    assert browser.get(f"/admin/problemes/edit/{problem.pk}/").status_code == 404


def test_after_twelve_months_everything_is_forgotten(plan, capsys):
    report(plan)
    report(plan, kind="erreur")
    Problem.objects.filter(kind="lien").update(last_at=timezone.now() - timedelta(days=366))
    call_command("clean_problems")
    assert [problem.kind for problem in Problem.objects.all()] == ["erreur"]
    assert "1 problem" in capsys.readouterr().out


def test_a_plan_that_is_deleted_takes_its_problems_with_it(plan):
    report(plan)
    plan.delete()
    assert not Problem.objects.exists()


def test_no_payload_runs_where_problems_are_read(plan, author, wagtail_templates):
    text = "\n".join(payload.replace("\n", " ")[:490] for payload in PAYLOADS)
    report(plan)
    quiet = browser_of(author).get("/compte/problemes/").text
    Problem.objects.update(texts=text, spot_title="<img src=x onerror=alert(1)>")
    moderator = browser_of(a_moderator())
    page, admin = browser_of(author).get("/compte/problemes/").text, moderator.get("/admin/problemes/").text
    assert page.count("<script") == quiet.count("<script")
    assert "<img src=x" not in page + admin
    assert (
        not set(re.findall(r"<\s*([a-zA-Z][\w-]*)", page))
        - set(re.findall(r"<\s*([a-zA-Z][\w-]*)", quiet))
        - {"br", "small"}
    )
