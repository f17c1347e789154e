"""Learning pages and frameworks for machines: Schema.org with the properties of LRMI.

Source: https://schema.org/LearningResource, https://schema.org/DefinedTermSet (LRMI).
Plain values in, a dictionary out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

CONTEXT = "https://schema.org"
_CREATIVE_COMMONS = re.compile(r"^CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -](\d\.\d)$", re.IGNORECASE)
_LICENCES = {
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "licence ouverte 2.0": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}
# The property that says what a page does with a competence, by role (the words of the content files).
_PROPERTIES = {"prerequis": "competencyRequired", "travaillee": "teaches", "evaluee": "assesses"}


@dataclass(frozen=True)
class Term:
    """A competence as machines know it; `url` is its page here, when there is one."""

    code: str
    name: str
    framework: str
    role: str = ""
    url: str = ""
    framework_url: str = ""


def defined_term(term: Term) -> dict[str, Any]:
    """One competence, inside its framework."""
    data: dict[str, Any] = {"@type": "DefinedTerm", "termCode": term.code, "name": term.name}
    if term.url:
        data |= {"@id": term.url, "url": term.url}
    data["inDefinedTermSet"] = term.framework_url or {"@type": "DefinedTermSet", "name": term.framework}
    return data


def duration(minutes: int) -> str:
    """ISO 8601: 95 minutes are `PT1H35M`."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def licence_url(licence: str) -> str:
    """The address of a well-known licence, from how authors write it; empty if it is another one."""
    name = licence.strip()
    if match := _CREATIVE_COMMONS.match(name):
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    return _LICENCES.get(name.lower(), "")


def learning_resource(
    *,
    name: str,
    url: str,
    language: str,
    description: str = "",
    terms: Iterable[Term] = (),
    minutes: int | None = None,
    level_name: str = "",
    licence: str = "",
    keywords: Iterable[str] = (),
    kind: str = "",
) -> dict[str, Any]:
    """A page from which people learn. What is unknown is left out rather than said empty."""
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "LearningResource",
        "@id": url,
        "url": url,
        "name": name,
        "inLanguage": language,
        "isAccessibleForFree": True,
    }
    by_property: dict[str, list[dict[str, Any]]] = {}
    for term in terms:
        by_property.setdefault(_PROPERTIES[term.role], []).append(defined_term(term))
    optional = {
        "description": description,
        "learningResourceType": kind,
        "educationalLevel": level_name,
        "timeRequired": duration(minutes) if minutes else "",
        "license": licence_url(licence) or ({"@type": "CreativeWork", "name": licence} if licence else ""),
        "keywords": ", ".join(keywords),
        **by_property,
    }
    return data | {key: value for key, value in optional.items() if value}


def defined_term_set(
    *, name: str, url: str, description: str, language: str, licence: str, terms: Iterable[Term]
) -> dict[str, Any]:
    """A whole framework with its competences."""
    return {
        "@context": CONTEXT,
        "@type": "DefinedTermSet",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "inLanguage": language,
        **({"license": licence_url(licence)} if licence_url(licence) else {}),
        "hasDefinedTerm": [defined_term(term) for term in terms],
    }
