"""What lists of plans say of the sessions that were run."""

from django import template

from trainers.feedback.words import how_often

register = template.Library()
register.filter(how_often)
