"""From what a person typed to what is looked for: the groups of a `Question`."""

from search.question import MAX_LENGTH, MAX_WORDS, Alternative, Group
from search.words import words


def understand(typed: str, language: str = "fr") -> tuple[Group, ...]:
    """A group for each word that means something, with the other ways of saying it."""
    text = typed.replace("\x00", " ")[:MAX_LENGTH]
    found = dict.fromkeys(words(text, language)[:MAX_WORDS])
    return tuple(Group(word, (Alternative((word,)),)) for word in found)
