"""What pages outside of the search show of it."""

from django import template

from search import ways_on

register = template.Library()


@register.simple_tag
def search_examples() -> list[ways_on.Link]:
    """« Essayez avec… »: the keywords of most pages, in the language of the page."""
    return ways_on.common_words()
