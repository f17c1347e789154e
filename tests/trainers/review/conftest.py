import pytest

from tests.trainers.review.people import a_draft, a_moderator, an_author


@pytest.fixture
def author(home):
    return an_author()


@pytest.fixture
def moderator(home):
    return a_moderator()


@pytest.fixture
def plan(home, author, moderator):
    """A draft of the author, where moderators read what is sent."""
    return a_draft(home, author)
