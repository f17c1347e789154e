"""The summary in words. Pure functions."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.templatetags.paths_tags import duration
from trainers.feedback.summary import Summary, Usual


def how_often(count: int) -> str:
    """« testée 12 fois »; empty when nobody ran it."""
    if not count:
        return ""
    return ngettext("testée %(count)d fois", "testée %(count)d fois", count) % {"count": count}


def headline(summary: Summary) -> str:
    """« Testée 12 fois : 1 h 50 en moyenne, 8 personnes. »"""
    count = how_often(summary.count)
    return _("%(tested)s : %(minutes)s, %(people)s.") % {
        "tested": f"{count[:1].upper()}{count[1:]}",
        "minutes": how_long(summary.minutes, is_usual=summary.is_usual),
        "people": how_many(summary.people),
    }


def how_long(minutes: Usual, *, is_usual: bool) -> str:
    if not minutes.is_one:
        return _("de %(least)s à %(most)s") % {"least": duration(minutes.least), "most": duration(minutes.most)}
    length = duration(minutes.least)
    if not is_usual:
        return length
    return (_("%(length)s en moyenne") if minutes.is_mean else _("%(length)s le plus souvent")) % {"length": length}


def how_many(people: Usual) -> str:
    if not people.is_one:
        return _("%(least)d à %(most)d personnes") % {"least": people.least, "most": people.most}
    return ngettext("%(count)d personne", "%(count)d personnes", people.least) % {"count": people.least}


def advice(summary: Summary, announced: int) -> str:
    """« Prévoyez 20 minutes de plus que les 1 h 30 annoncées. »; empty when what is announced is right."""
    values = {"announced": duration(announced), "minutes": duration(abs(summary.extra))}
    if summary.extra > 0:
        return _("Prévoyez %(minutes)s de plus : la fiche annonce %(announced)s.") % values
    if summary.extra < 0:
        return _("Comptez %(minutes)s de moins : la fiche annonce %(announced)s.") % values
    return ""
