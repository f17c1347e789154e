"""Licences that an author may choose, and what each one lets others do.

Plain functions on the words that pages store (« CC BY-SA 4.0 »). Source of the rules: the Creative Commons deeds and
the « compatible licenses » list of each licence; Licence Ouverte 2.0 (Etalab).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_CC = "https://creativecommons.org"


@dataclass(frozen=True)
class Licence:
    """`code` is what pages store and files say; `summary` says in a sentence what one may do."""

    code: str
    url: str
    summary: str
    may_adapt: bool = True
    must_credit: bool = True
    # An adaptation keeps the same licence.
    share_alike: bool = False
    commercial: bool = True


BY_SA = "CC BY-SA 4.0"
BY = "CC BY 4.0"
CC0 = "CC0"
BY_NC = "CC BY-NC 4.0"
BY_NC_SA = "CC BY-NC-SA 4.0"
BY_ND = "CC BY-ND 4.0"
BY_NC_ND = "CC BY-NC-ND 4.0"
OPEN = "Licence Ouverte 2.0"
RESERVED = "Tous droits réservés"
DEFAULT = BY_SA

_LICENCES = (
    Licence(
        BY_SA,
        f"{_CC}/licenses/by-sa/4.0/",
        gettext_noop("On peut copier et adapter, en citant les auteurs et avec la même licence."),
        share_alike=True,
    ),
    Licence(BY, f"{_CC}/licenses/by/4.0/", gettext_noop("On peut copier et adapter, en citant les auteurs.")),
    Licence(
        CC0,
        f"{_CC}/publicdomain/zero/1.0/",
        gettext_noop("On peut tout faire, sans rien demander."),
        must_credit=False,
    ),
    Licence(
        OPEN,
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        gettext_noop("On peut copier et adapter, en citant la source et sa date."),
    ),
    Licence(
        BY_NC,
        f"{_CC}/licenses/by-nc/4.0/",
        gettext_noop("On peut copier et adapter sans but commercial, en citant les auteurs."),
        commercial=False,
    ),
    Licence(
        BY_NC_SA,
        f"{_CC}/licenses/by-nc-sa/4.0/",
        gettext_noop("On peut copier et adapter sans but commercial, en citant les auteurs et avec la même licence."),
        share_alike=True,
        commercial=False,
    ),
    Licence(
        BY_ND,
        f"{_CC}/licenses/by-nd/4.0/",
        gettext_noop("On peut copier tel quel, en citant les auteurs. On ne diffuse pas de version modifiée."),
        may_adapt=False,
    ),
    Licence(
        BY_NC_ND,
        f"{_CC}/licenses/by-nc-nd/4.0/",
        gettext_noop("On peut copier tel quel sans but commercial. On ne diffuse pas de version modifiée."),
        may_adapt=False,
        commercial=False,
    ),
    Licence(RESERVED, "", gettext_noop("Il faut demander aux auteurs."), may_adapt=False, commercial=False),
)
LICENCES = {licence.code: licence for licence in _LICENCES}
CHOICES: list[tuple[str, Any]] = [(code, code) for code in LICENCES]


def licence_of(code: str) -> Licence | None:
    """A known licence, however its letters are typed; nothing for a licence that only its author knows."""
    wanted = _key(code)
    return next((licence for licence in _LICENCES if _key(licence.code) == wanted), None)


def _key(code: str) -> str:
    return " ".join(code.replace("-", " ").casefold().removesuffix(" 1.0").split())


def licence_url(code: str) -> str:
    licence = licence_of(code)
    return licence.url if licence else ""


def licence_summary(code: str) -> str:
    """What one may do, as a sentence in the reader's language; empty for a licence that we do not know."""
    licence = licence_of(code)
    return _(licence.summary) if licence else ""


def may_adapt(code: str) -> bool:
    """Whether somebody else may publish a changed version. What is not known to be allowed is not."""
    licence = licence_of(code)
    return licence.may_adapt if licence else False


def adaptation_licences(code: str) -> tuple[str, ...]:
    """The licences that a changed version may carry, the closest to the original first; none when it may not be."""
    source = licence_of(code)
    if source is None or not source.may_adapt:
        return ()
    if source.share_alike:
        return (source.code,)
    wider = [
        licence.code
        for licence in _LICENCES
        # The non-commercial condition goes on to what is made from the work; credit is due in any case.
        if licence.code != source.code
        and licence.may_adapt
        and (source.commercial or not licence.commercial)
        and (not source.must_credit or licence.must_credit)
    ]
    return (source.code, *wider)


def may_be_adapted_as(source: str, result: str) -> bool:
    """Whether a changed version of something under `source` may be published under `result`."""
    found = licence_of(result)
    return bool(found and found.code in adaptation_licences(source))


def credit_line(title: str, authors: Sequence[str] | str, licence: str, place: str = "") -> str:
    """« Titre », Auteurs, Lieu, licence: what an adaptation says of what it comes from."""
    names = authors if isinstance(authors, str) else ", ".join(authors)
    parts = [_("« %(title)s »") % {"title": title}, names, place, licence]
    return ", ".join(part for part in parts if part)
