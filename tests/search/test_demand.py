"""What was searched in vain is counted, without anything that says who asked, and forgotten in time."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test.client import closing_iterator_wrapper
from django.urls import reverse
from django.utils import timezone

from accounts.roles import EDITORS, set_up_roles
from search import demand
from search.demand import VainSearch, first_month_kept, impersonal, is_a_person
from tests.factories import a_module

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def reader(client, home):
    client.defaults["HTTP_USER_AGENT"] = BROWSER
    a_module(home, "Écrire un courriel")
    return client


def counted() -> list[tuple[str, str, int]]:
    return list(VainSearch.objects.order_by("text").values_list("text", "language", "count"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Prime   d'Activité ", "prime d'activité"),
        ("formulaire 2042", "formulaire 2042"),
        ("jeanne@exemple.fr", ""),
        ("appeler 06 12 34 56 78", ""),
        ("né le 12/03/1961", ""),
        ("n° ٠١٢٣٤٥", ""),
        ("x" * 300, "x" * 80),
        ("", ""),
    ],
)
def test_what_may_say_something_of_a_person_is_not_kept(typed, kept):
    assert impersonal(typed) == kept


@pytest.mark.parametrize(
    ("agent", "person"),
    [
        (BROWSER, True),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", False),
        ("curl/8.5.0", False),
        ("python-requests/2.32", False),
        ("", False),
    ],
)
def test_machines_that_say_so_are_not_counted(agent, person):
    assert is_a_person(agent) is person


def test_a_search_in_vain_is_counted_by_month_and_language(reader):
    for typed in ("zzyzx", " ZZYZX "):
        reader.get("/recherche/", {"q": typed})
    reader.get("/en/recherche/", {"q": "zzyzx"})
    assert sorted(counted()) == [("zzyzx", "en", 1), ("zzyzx", "fr", 2)]
    assert VainSearch.objects.values_list("month", flat=True).distinct().get() == timezone.localdate().replace(day=1)


def test_what_finds_or_filters_or_turns_pages_is_not_counted(reader):
    reader.get("/recherche/", {"q": "courriel"})
    reader.get("/recherche/", {"q": "zzyzx", "niveau": "expert"})
    reader.get("/recherche/", {"q": "zzyzx", "page": "2"})
    reader.get("/recherche/", {"niveau": "expert"})
    reader.head("/recherche/", {"q": "zzyzx"})
    reader.get("/recherche/", {"q": "zzyzx"}, headers={"user-agent": "SomeBot/1.0"})
    reader.get("/recherche/", {"q": "zzyzx"}, headers={"sec-purpose": "prefetch;prerender"})
    reader.get("/recherche/suggestions/", {"q": "zzyzx"})
    assert counted() == []


def test_the_answer_leaves_before_the_count(reader):
    """The row is written when the server closes the answer, which it does once the reader has it."""
    response = demand.AnsweredFirst("ok", then=lambda: VainSearch.objects.add("a", "fr", date(2026, 1, 1)))
    assert counted() == []
    # As the test client reads an answer: closing it otherwise would close the connection of the test.
    assert b"".join(closing_iterator_wrapper(response, response.close)) == b"ok"
    assert counted() == [("a", "fr", 1)]


def test_one_source_cannot_fill_the_table(reader, monkeypatch):
    monkeypatch.setattr(demand, "QUESTIONS", demand.Limit("few", per_source=3, overall=10))
    for number in range(6):
        reader.get("/recherche/", {"q": f"zzyzx{number}"})
    assert len(counted()) == 3


def test_the_table_has_an_end_every_month(db, monkeypatch):
    monkeypatch.setattr(demand, "ROWS_A_MONTH", 2)
    for text in ("a", "b", "c", "a"):
        VainSearch.objects.add(text, "fr", date(2026, 1, 1))
    assert counted() == [("a", "fr", 2), ("b", "fr", 1)]


def test_thirteen_months_are_kept_the_current_one_included():
    assert first_month_kept(date(2026, 11, 22)) == date(2025, 11, 1)
    assert first_month_kept(date(2026, 12, 31)) == date(2025, 12, 1)
    assert first_month_kept(date(2027, 1, 1)) == date(2026, 1, 1)


def test_the_daily_job_forgets_what_is_older(db, capsys):
    limit = first_month_kept(timezone.localdate())
    older = date(limit.year - (limit.month == 1), (limit.month - 2) % 12 + 1, 1)
    VainSearch.objects.add("gardé", "fr", limit)
    VainSearch.objects.add("oublié", "fr", older)
    call_command("clean_searches")
    assert [text for text, _language, _count in counted()] == ["gardé"]
    assert "1 searches forgotten" in capsys.readouterr().out


@pytest.fixture
def editor(client, home):
    set_up_roles()
    user = get_user_model().objects.create_user("e", password="e", is_staff=True)
    user.groups.set(Group.objects.filter(name=EDITORS))
    client.force_login(user)
    return client


def test_a_synonym_begins_with_what_was_searched(admin_client, home):
    VainSearch.objects.add("boulot", "fr", timezone.localdate().replace(day=1))
    html = admin_client.get(reverse("vain_searches")).content.decode()
    address = re.search(r'href="([^"]*)">Ajouter un synonyme', html).group(1).replace("&amp;", "&")
    assert "boulot</textarea>" in re.sub(r"\s+<", "<", admin_client.get(address).content.decode())


def test_editors_see_what_was_searched_in_vain_most_often_first(editor):
    this_month = timezone.localdate().replace(day=1)
    for _time in range(2):
        VainSearch.objects.add("prime d'activité", "fr", this_month)
    VainSearch.objects.add("prime d'activité", "fr", first_month_kept(timezone.localdate()))
    VainSearch.objects.add("visa", "en", this_month)
    html = editor.get(reverse("vain_searches")).content.decode()
    assert html.index("prime d&#x27;activité") < html.index("visa")
    assert "/recherche/?q=prime+d%27activit%C3%A9" in html
    assert "/en/recherche/?q=visa" in html
    rows = editor.get(reverse("vain_searches"), {"export": "csv"}).getvalue().decode().splitlines()
    assert len(rows) == 3
    assert rows[1].startswith("prime d'activité,fr,3,")
    only = editor.get(reverse("vain_searches"), {"language": "en"}).content.decode()
    assert "visa" in only
    assert "prime d" not in only


def test_the_report_is_for_people_who_write(client, home):
    user = get_user_model().objects.create_user("x", password="x")
    client.force_login(user)
    assert client.get(reverse("vain_searches")).status_code == 302


def test_the_report_is_in_the_menu_of_reports(editor):
    assert reverse("vain_searches") in editor.get(reverse("wagtailadmin_home")).content.decode()
