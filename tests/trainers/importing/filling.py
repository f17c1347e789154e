"""Filling our templates by code, as somebody would with a word processor."""

import io

import docx
import odfdo

from trainers.importing import template_docx, template_odt

FACTS = {
    "Titre": "Trier ses photos",
    "Résumé (une phrase)": "Garder les bonnes.",
    "Durée totale (minutes)": "1 h 30",
    "Niveau (de 1 à 8)": "2",
    "Public": "Personnes âgées, parents",
    "Précision sur le public": "À l’aise au toucher.",
    "Groupe (de … à …)": "3 à 6",
    "Auteurs": "Awa Diallo",
    "EPN": "La Fabrique",
    "Licence": "CC BY 4.0",
    "Mots-clés": "photo, téléphone",
}
OBJECTIVES = [("Trier vingt photos.", "Analyser", ""), ("Effacer les doubles.", "appliquer", "")]
LISTS = {
    "Le matériel": ["1 téléphone par personne.", "2 chargeurs."],
    "La salle": ["Tables en U."],
    "Vérifier ce qui est appris": ["Chacun montre dix photos."],
}
RUN = [
    ("10", "Accueil", "Saluez chaque personne.", "", "", "non", "", "", ""),
    (
        "80 min",
        "Trier",
        "Passez dans les rangs.",
        "J’ouvre.\nJe trie.",
        "OUI",
        "x",
        "Aidez un voisin.",
        "Dix photos.",
        "Sur papier.",
    ),
]
NOTE = "Prévoyez un chargeur."
SHEET = ("Mon mémo", "Une photo floue\u00a0: je l’efface.")


def filled_docx(facts=None, run=None) -> bytes:
    document = docx.Document(io.BytesIO(template_docx.written()))
    tables = document.tables
    for row in tables[0].rows:
        row.cells[1].text = ({**FACTS, **(facts or {})}).get(row.cells[0].text, "")
    for row, said in zip(tables[1].rows[1:], OBJECTIVES, strict=False):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    for row, said in zip(tables[2].rows[1:], run or RUN, strict=False):
        for cell, text in zip(row.cells, said, strict=True):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other, style="List Bullet")
            if others:
                cell.paragraphs[0].style = document.styles["List Bullet"]
    paragraphs = document.paragraphs
    for heading, lines in LISTS.items():
        at = next(n for n, one in enumerate(paragraphs) if one.text == heading)
        empty = [one for one in paragraphs[at + 1 : at + 5] if not one.text]
        for one, line in zip(empty, lines, strict=False):
            one.text = line
    at = next(n for n, one in enumerate(paragraphs) if one.text == "Note pour le médiateur")
    note = next(one for one in paragraphs[at + 1 :] if not one.text)
    note.style, note.text = document.styles["Normal"], NOTE
    sheet = next(one for one in paragraphs if one.text.startswith("Feuille à distribuer"))
    sheet.add_run(f" {SHEET[0]}")
    copies = next(one for one in paragraphs if one.text.startswith("Exemplaires"))
    copies.text = "Exemplaires\u00a0: un pour deux"
    paragraphs[-1].text = SHEET[1]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def filled_odt(facts=None, run=None) -> bytes:
    document = odfdo.Document(io.BytesIO(template_odt.written()))
    tables = document.body.tables
    said = {**FACTS, **(facts or {})}
    _fill(tables[0], [[label, said.get(label, "")] for label in _first_column(tables[0])], start=0)
    _fill(tables[1], OBJECTIVES)
    _fill(tables[2], run or RUN)
    children = document.body.children
    for heading, lines in LISTS.items():
        at = next(n for n, one in enumerate(children) if one.text_recursive.strip() == heading)
        items = next(one for one in children[at:] if one.tag == "text:list")
        items.clear()
        for line in lines:
            items.append(odfdo.Element.from_tag(f"<text:list-item><text:p>{line}</text:p></text:list-item>"))
    at = next(n for n, one in enumerate(children) if one.text_recursive.strip() == "Note pour le médiateur")
    items = next(one for one in children[at:] if one.tag == "text:list")
    _before(items, NOTE)
    for one in document.body.children:
        if one.text_recursive.strip().startswith("Feuille à distribuer"):
            one.append(f" {SHEET[0]}")
        if one.text_recursive.strip().startswith("Exemplaires"):
            one.text = "Exemplaires\u00a0: un pour deux"
    document.body.children[-1].text = SHEET[1]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _before(element, text):
    element.parent.insert(odfdo.Element.from_tag(f"<text:p>{text}</text:p>"), position=element.parent.index(element))


def _first_column(table):
    return [
        row.get_elements("table:table-cell")[0].text_recursive.strip() for row in table.get_elements("table:table-row")
    ]


def _fill(table, rows, start=1):
    lines = table.get_elements("table:table-row")[start:]
    for line, said in zip(lines, rows, strict=False):
        for cell, text in zip(line.get_elements("table:table-cell"), said, strict=True):
            if start == 0 and cell is line.get_elements("table:table-cell")[0]:
                continue
            paragraphs = text.split("\n")
            if len(paragraphs) == 1:
                cell.get_elements("text:p")[0].text = text
                continue
            for one in cell.get_elements("text:p"):
                cell.delete(one)
            items = "".join(f"<text:list-item><text:p>{one}</text:p></text:list-item>" for one in paragraphs)
            cell.append(odfdo.Element.from_tag(f"<text:list>{items}</text:list>"))
