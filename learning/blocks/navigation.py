"""The simulated site, as an editor fills it in."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.screen import ElementBlock
from core.screens import Screen, elements_of
from learning.blocks.base import ExerciseBlock, FeedbackField, text
from learning.exercises.base import Grade
from learning.exercises.navigation import Banner, BannerButton, Navigation, SitePage, Way


class PageNameBlock(blocks.CharBlock):
    """The name by which pages lead to each other: nobody reads it, so it is not translated."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        return []

    class Meta:
        icon = "link"


class BannerButtonBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Bouton"), max_length=60)
    right = blocks.BooleanBlock(label=_("C’est un bon choix"), required=False)
    feedback = FeedbackField()

    class Meta:
        label_format = "{text}"


class BannerBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Texte du bandeau"), required=False, max_length=300)
    buttons = blocks.ListBlock(BannerButtonBlock(), label=_("Boutons"), default=[], max_num=4)


class WayBlock(ElementBlock):
    detail = blocks.CharBlock(
        label=_("Détail"), required=False, max_length=200, help_text=_("La petite ligne sous un lien.")
    )
    goes_to = PageNameBlock(
        label=_("Mène à la page"),
        required=False,
        max_length=60,
        help_text=_("Le nom court d’une page. Vide : on reste ici."),
    )
    trap = blocks.BooleanBlock(label=_("Piège"), required=False, help_text=_("Un clic qu’il vaut mieux éviter."))
    feedback = FeedbackField(help_text=_("Ce que l’on dit après le clic."))


class SitePageBlock(blocks.StructBlock):
    name = PageNameBlock(label=_("Nom court"), max_length=60, help_text=_("Pour y mener : « resultats », « mairie »…"))
    title = blocks.CharBlock(label=_("Titre"), max_length=200)
    address = blocks.CharBlock(
        label=_("Adresse"), max_length=300, help_text=_("Avec la fin q=mots, la page montre une recherche.")
    )
    banner = BannerBlock(label=_("Bandeau de cookies"), required=False)
    elements = blocks.ListBlock(WayBlock(), label=_("Éléments"), default=[], max_num=30)
    arrival = blocks.BooleanBlock(label=_("C’est l’arrivée"), required=False)

    class Meta:
        icon = "doc-empty"
        label_format = "{name} — {title}"


class NavigationBlock(ExerciseBlock):
    # Each click is an answer: there is nothing to check at the end.
    submits_itself = True

    pages = blocks.ListBlock(
        SitePageBlock(), label=_("Pages"), min_num=2, max_num=15, help_text=_("On part de la première.")
    )

    def question(self, value: blocks.StructValue) -> Navigation:
        return Navigation(tuple(_page(page) for page in value["pages"]))

    def message(self, grade: Grade) -> str:
        if grade.is_right:
            return gettext("Vous êtes arrivé, sans tomber dans un piège.")
        return gettext("Vous êtes arrivé. Un piège était sur le chemin : recommencez pour l’éviter.")

    def problem(self, question: Navigation) -> str:
        """Every link leads somewhere, and the arrival can be reached without a trap."""
        names = {page.name for page in question.pages}
        if len(names) < len(question.pages):
            return gettext("Deux pages ont le même nom court.")
        for page in question.pages:
            for way in page.ways:
                if way.goes_to and way.goes_to not in names:
                    return gettext("« %(page)s » mène à « %(name)s », qui n’existe pas.") % {
                        "page": page.name,
                        "name": way.goes_to,
                    }
        if not question.grade(question.solution()).is_right:
            return gettext("Aucun chemin sans piège ne mène à l’arrivée.")
        return ""

    class Meta:
        fence = "navigation"
        label = _("Site simulé")
        description = _("Un site inventé, où l’on clique de page en page.")
        icon = "site"
        components = ("screen",)
        preview_value = {
            "instruction": "Trouvez les horaires de la mairie.",
            "pages": [
                {
                    "name": "resultats",
                    "title": "Résultats de recherche",
                    "address": "https://recherche.example/?q=mairie+valbourg",
                    "banner": {
                        "text": "Ce site utilise des cookies.",
                        "buttons": [
                            {"text": "Tout accepter", "feedback": "C’est permis, mais vous pouvez refuser."},
                            {"text": "Tout refuser", "right": True, "feedback": "Bien. Le site marche aussi sans."},
                        ],
                    },
                    "elements": [
                        {
                            "kind": "annonce",
                            "text": "Papiers d’état civil rapides — 29 €",
                            "goes_to": "faux-site",
                            "trap": True,
                            "feedback": "C’est une annonce payante.",
                        },
                        {
                            "kind": "lien",
                            "text": "Mairie de Valbourg — site officiel",
                            "detail": "www.mairie-valbourg.example",
                            "goes_to": "mairie",
                            "feedback": "Oui, c’est le site de la mairie.",
                        },
                    ],
                },
                {
                    "name": "faux-site",
                    "title": "Papiers-Express",
                    "address": "https://papiers-express.example",
                    "elements": [{"kind": "lien", "text": "Revenir aux résultats", "goes_to": "resultats"}],
                },
                {
                    "name": "mairie",
                    "title": "Mairie de Valbourg",
                    "address": "https://www.mairie-valbourg.example",
                    "arrival": True,
                    "elements": [{"kind": "texte", "text": "Ouvert du lundi au vendredi, de 9 h à 17 h."}],
                },
            ],
        }


def _page(value: blocks.StructValue) -> SitePage:
    elements = value.get("elements") or ()
    return SitePage(
        name=text(value["name"]),
        screen=Screen("navigateur", text(value["title"]), text(value["address"]), elements_of(elements)),
        ways=tuple(Way(text(e.get("goes_to")), bool(e.get("trap")), text(e.get("feedback"))) for e in elements),
        banner=_banner(value.get("banner") or {}),
        arrival=bool(value.get("arrival")),
    )


def _banner(value: Mapping[str, Any]) -> Banner | None:
    if not text(value.get("text")):
        return None
    buttons = value.get("buttons") or ()
    return Banner(
        text(value["text"]),
        tuple(BannerButton(text(b["text"]), bool(b.get("right")), text(b.get("feedback"))) for b in buttons),
    )
