"""The description of the API, made from the constants that the API itself reads, so that it cannot say otherwise.

Source of the form: OpenAPI Specification 3.1.
"""

from typing import Any

from search import address
from search.labels import TITLES, kinds
from search.question import FACETS, MAX_LENGTH, MAX_PAGE, PAGE_SIZE, SORTS

VERSION = "1.0.0"
PROBLEM = {
    400: "Question mal posée",
    405: "Méthode refusée",
    429: "Trop de questions",
    503: "Recherche en panne",
}
# What the page does not say of its facets.
ABOUT = {
    "type": "Ce que l’on cherche.",
    "theme": "La fin de l’adresse d’un thème, par exemple « emploi ».",
    "competence": "Une compétence ou un domaine, par exemple « digcomp-3.0:1.2 » ou « digcomp-3.0:1 ».",
    "niveau": "Pour qui commence, ou pour qui sait déjà.",
    "duree": "Le temps qu’il faut.",
    "public": "Pour apprendre soi-même, ou pour animer un atelier.",
    "langue": "La langue des pages. Sans ce choix : le français.",
    "licence": "Par exemple « cc-by-sa-4-0 ».",
    "mot-cle": "Un mot-clé, tel que « facettes » le donne.",
}


def parameters() -> list[dict[str, Any]]:
    """Every parameter of a question, in the order of an address."""
    return [
        _parameter(address.TYPED, "Les mots cherchés.", {"type": "string", "maxLength": MAX_LENGTH, "default": ""}),
        *(_parameter(key, ABOUT[key], {"type": "array", "items": _values(key)}) for key in FACETS),
        _parameter(
            address.SORT, "L’ordre des résultats.", {"type": "string", "enum": list(SORTS), "default": SORTS[0]}
        ),
        _parameter(
            address.PAGE,
            f"Le numéro de la page, de {PAGE_SIZE} résultats.",
            {"type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": 1},
        ),
    ]


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "in": "query", "description": description, "schema": schema}
    if schema["type"] == "array":
        made |= {"style": "form", "explode": True}
    return made


def _values(key: str) -> dict[str, Any]:
    if key == "type":
        return {"type": "string", "enum": sorted(kinds())}
    if key in address.FIXED:
        return {"type": "string", "enum": list(address.FIXED[key])}
    return {"type": "string"}


TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
ADDRESS: dict[str, Any] = {"type": "string", "format": "uri"}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return schema | {"type": [schema["type"], "null"]}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _list_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def schemas() -> dict[str, Any]:
    facet_lists = {key: {"type": "array", "items": TEXT, "description": str(TITLES[key])} for key in FACETS}
    return {
        "Reponse": _object(
            {
                "question": _object({"q": TEXT, **facet_lists, "tri": TEXT, "page": NUMBER}, optional=FACETS),
                "total": NUMBER,
                "pages": NUMBER,
                "par_page": NUMBER,
                "resultats": _list_of("Resultat"),
                "facettes": _list_of("Facette"),
                "compris": _or_null(TEXT),
                "suggestions": {"type": "array", "items": TEXT},
                "liens": _object({"soi": ADDRESS, "precedente": _or_null(ADDRESS), "suivante": _or_null(ADDRESS)}),
            }
        ),
        "Resultat": _object(
            {
                "titre": TEXT,
                "adresse": ADDRESS,
                "type": TEXT,
                "langue": TEXT,
                "resume": TEXT,
                "extrait": TEXT,
                "minutes": _or_null(NUMBER),
                "niveau": _or_null(TEXT),
                "licence": _or_null(TEXT),
                "publie_le": _or_null(TEXT | {"format": "date-time"}),
            }
        ),
        "Facette": _object({"cle": TEXT, "nom": TEXT, "valeurs": _list_of("Valeur")}),
        "Valeur": _object(
            {
                "valeur": TEXT,
                "nom": TEXT,
                "nombre": NUMBER,
                "choisie": {"type": "boolean"},
                "valeurs": _list_of("Valeur"),
            },
            optional=("valeurs",),
        ),
        "Probleme": _object(
            {
                "type": TEXT,
                "status": NUMBER,
                "title": TEXT,
                "detail": TEXT,
                "erreurs": {
                    "type": "array",
                    "items": _object({"parametre": TEXT, "valeur": TEXT, "detail": TEXT}, optional=("valeur",)),
                },
            },
            optional=("erreurs",),
        ),
    }


def document(base: str) -> dict[str, Any]:
    """The whole description, for the site at `base`."""
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/Reponse"}}}
    mistake = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleme"}}}
    responses: dict[str, Any] = {
        "200": {"description": "Une page de résultats.", "content": answer},
        "304": {"description": "Rien n’a été publié depuis la réponse que vous avez déjà."},
    }
    for status, title in PROBLEM.items():
        if status != 405:
            responses[str(status)] = {"description": f"{title}.", "content": mistake}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Pas à pas : recherche",
            "version": VERSION,
            "summary": "Tout ce qui est publié ici, par mots et par facettes.",
            "description": "Lecture seule, sans clé. Chaque page porte sa licence.",
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": {
            "/api/v1/recherche/": {
                "get": {
                    "operationId": "rechercher",
                    "summary": "Chercher des modules, des parcours, des mots, des compétences.",
                    "parameters": parameters(),
                    "responses": responses,
                }
            }
        },
        "components": {"schemas": schemas()},
    }
