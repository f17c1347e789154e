"""What is said to the person whose file is refused: one sentence, with what to do."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SENTENCES = {
    # The name and the kind.
    "type": gettext_noop("Ce type de fichier n’est pas accepté : envoyez %(accepted)s."),
    "program": gettext_noop("Un programme n’est pas accepté : envoyez le document ou l’image, pas ce qui l’ouvre."),
    "archive": gettext_noop("Un dossier compressé n’est pas accepté : envoyez les fichiers un par un."),
    "old_office": gettext_noop("Ce format est ancien : enregistrez le fichier en %(better)s, puis envoyez-le."),
    "macro_format": gettext_noop("Un fichier avec des macros n’est pas accepté : enregistrez-le en %(better)s."),
    "web": gettext_noop("Une page web n’est pas acceptée : imprimez-la en PDF, puis envoyez le PDF."),
    "drawing": gettext_noop("Un dessin SVG n’est pas accepté ici : exportez-le en PNG ou en PDF."),
    "picture_format": gettext_noop("Ce format d’image n’est pas accepté : enregistrez l’image en JPEG ou en PNG."),
    "empty": gettext_noop("Ce fichier est vide : vérifiez-le, puis recommencez."),
    "too_big": gettext_noop("Ce fichier est trop lourd : %(most)s au plus pour ce type, réduisez-le ou coupez-le."),
    "mismatch": gettext_noop("Le contenu n’est pas celui d’un fichier .%(extension)s : enregistrez-le à nouveau."),
    "two_in_one": gettext_noop("Ce fichier cache un autre contenu : enregistrez-le à nouveau, puis envoyez-le."),
    "damaged": gettext_noop("Ce fichier est abîmé : ouvrez-le sur votre ordinateur et enregistrez-le à nouveau."),
    "locked": gettext_noop("Ce fichier est protégé par un mot de passe : enregistrez-le sans mot de passe."),
    # Archives, which office files are.
    "bomb": gettext_noop("Ce fichier contient trop de choses : enregistrez-le en PDF, ou coupez-le en deux."),
    "unsafe_part": gettext_noop("Ce fichier contient un élément interdit : enregistrez-le en PDF."),
    # Office files.
    "macro": gettext_noop("Ce fichier contient des macros : enregistrez-le en %(better)s, sans macros."),
    "object": gettext_noop("Ce fichier contient un objet incorporé : remplacez-le par une image, ou envoyez un PDF."),
    "control": gettext_noop("Ce fichier contient un bouton ou un champ qui agit : enlevez-le, ou envoyez un PDF."),
    "template": gettext_noop("Ce fichier va chercher un modèle ailleurs : enregistrez-le en PDF."),
    "outside": gettext_noop("Ce fichier va chercher des données ailleurs : enlevez ce lien, ou envoyez un PDF."),
    "link": gettext_noop("Ce fichier a un lien qui n’est pas une adresse web : enlevez ce lien, puis recommencez."),
    "formula": gettext_noop("Ce tableau a une formule qui va chercher des données : remplacez-la par sa valeur."),
    "entity": gettext_noop("Ce fichier est écrit d’une façon dangereuse : enregistrez-le en PDF."),
    # PDF.
    "pdf_code": gettext_noop("Ce PDF contient du code : imprimez-le en PDF, et envoyez le nouveau fichier."),
    "pdf_action": gettext_noop("Ce PDF lance une action : imprimez-le en PDF, et envoyez le nouveau fichier."),
    "pdf_file": gettext_noop("Ce PDF contient un autre fichier : imprimez-le en PDF, et envoyez le nouveau fichier."),
    "pdf_media": gettext_noop("Ce PDF contient un son, une vidéo ou de la 3D : imprimez-le en PDF."),
    # Pictures.
    "pixels": gettext_noop("Cette image est trop grande : réduisez-la à %(most)s millions de points au plus."),
    "animated": gettext_noop("Une image animée n’est pas acceptée : envoyez une image fixe."),
    "active_drawing": gettext_noop("Ce dessin contient du code ou va chercher ailleurs : exportez-le en PNG."),
    # Texts.
    "binary": gettext_noop("Ce fichier n’est pas du texte : enregistrez-le en « texte brut (UTF-8) »."),
    "web_text": gettext_noop("Ce texte contient du code de page web : enlevez-le, ou envoyez un PDF."),
    "table": gettext_noop("Ce tableau a trop de lignes ou de colonnes : coupez-le, ou envoyez un fichier ODS."),
    # Sounds.
    "sound": gettext_noop("Ce son n’est pas un MP3 lisible : exportez-le à nouveau en MP3."),
}


class RefusedError(Exception):
    """`code` is a key of SENTENCES; `detail` is for the log and the tests, never shown."""

    def __init__(self, code: str, detail: str = "", **values: Any) -> None:
        self.code, self.detail, self.values = code, detail, values
        super().__init__(f"{code}: {detail}" if detail else code)

    @property
    def sentence(self) -> str:
        return _(SENTENCES[self.code]) % self.values
