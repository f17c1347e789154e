"""Every hostile file, through the page that a mediator uses: nothing is stored, a sentence is shown."""

import html

import pytest
from wagtail.documents import get_document_model

from core.uploads.refusals import SENTENCES
from tests.core.uploads.harmless import MADE_HARMLESS
from tests.core.uploads.hostile import CASES
from trainers.contributions.drafts import draft_or_404

pytestmark = pytest.mark.django_db


def test_no_hostile_file_is_stored_and_each_refusal_says_what_to_do(send, draft, karim, on_disk):
    version = draft.latest_revision.pk
    for case in CASES:
        response = send(case.name, case.build())
        assert response.status_code == 422, case.title
        shown = html.unescape(response.text)
        # Django itself says that a file is empty, or that its name is nothing.
        if case.code not in {"empty", "mismatch", "type"}:
            assert SENTENCES[case.code].partition("%")[0] in shown, case.title
        assert 'aria-invalid="true"' in response.text
        assert "<script>alert" not in response.text
    assert not get_document_model().objects.exists()
    assert [path for path in on_disk.rglob("*") if path.is_file()] == []
    again = draft_or_404(karim, draft.pk)
    assert again.latest_revision.pk == version
    assert len(again.attachments) == 0


# Lines in a name break the request that carries it: there is no file in it.
SENDABLE = [case for case in MADE_HARMLESS if "\n" not in case.name]


@pytest.mark.parametrize("case", SENDABLE, ids=lambda case: case.title)
def test_what_is_stored_is_the_harmless_form(send, draft, browser, on_disk, case):
    assert send(case.name, case.build()).status_code == 302
    document = get_document_model().objects.get()
    assert document.filename == case.kept_name
    response = browser.get(document.url)
    assert case.gone not in response.content
    assert response.headers["Content-Disposition"].startswith("attachment")
    stored = [path for path in on_disk.rglob("*") if path.is_file()]
    assert [path.name for path in stored] == [case.kept_name]
    assert stored[0].is_relative_to(on_disk / "documents" / "seances")
