"""The simulated mailbox, as an editor fills it in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.blocks.base import ExerciseBlock, FeedbackField, text, texts
from learning.exercises.mailbox import ANSWER, DELETE, FILE, KEEP, REPORT, Mailbox, Message, Reply

ACTIONS = [
    (ANSWER, _("Répondre")),
    (FILE, _("Classer")),
    (REPORT, _("Signaler")),
    (DELETE, _("Supprimer")),
    (KEEP, _("Garder")),
]


class ReplyBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Réponse"), rows=2)
    right = blocks.BooleanBlock(label=_("C’est une bonne réponse"), required=False)
    feedback = FeedbackField()

    class Meta:
        icon = "arrow-right"
        label_format = "{text}"


class MessageBlock(blocks.StructBlock):
    sender = blocks.CharBlock(label=_("Expéditeur"), max_length=120)
    address = blocks.CharBlock(label=_("Adresse"), max_length=200, help_text=_("Inventée, en .example."))
    subject = blocks.CharBlock(label=_("Objet"), max_length=200)
    date = blocks.CharBlock(
        label=_("Date"), max_length=60, required=False, help_text=_("Par exemple « Lundi 9 h 12 ».")
    )
    text = blocks.TextBlock(label=_("Texte du message"), rows=6)
    attachments = blocks.ListBlock(blocks.CharBlock(max_length=120), label=_("Pièces jointes reçues"), default=[])
    action = blocks.ChoiceBlock(choices=ACTIONS, label=_("Ce qu’il faut en faire"))
    folder = blocks.CharBlock(
        label=_("Dossier"),
        required=False,
        max_length=60,
        help_text=_("Pour « Classer » : un des dossiers de la boîte."),
    )
    replies = blocks.ListBlock(
        ReplyBlock(), label=_("Réponses proposées"), default=[], help_text=_("Pour « Répondre ».")
    )
    attach = blocks.ListBlock(
        blocks.CharBlock(max_length=120),
        label=_("Fichiers à joindre"),
        default=[],
        help_text=_("Parmi les fichiers de la boîte."),
    )
    clues = blocks.ListBlock(
        blocks.CharBlock(max_length=200),
        label=_("Indices du piège"),
        default=[],
        help_text=_("Montrés avec la correction."),
    )
    feedback = FeedbackField()

    class Meta:
        icon = "mail"
        label_format = "{sender} — {subject}"


class MailboxBlock(ExerciseBlock):
    owner = blocks.CharBlock(label=_("À qui est la boîte"), max_length=120)
    folders = blocks.ListBlock(blocks.CharBlock(max_length=60), label=_("Dossiers"), default=[], max_num=10)
    files = blocks.ListBlock(
        blocks.CharBlock(max_length=120),
        label=_("Fichiers de la personne"),
        default=[],
        max_num=10,
        help_text=_("Ce qu’elle peut joindre."),
    )
    messages = blocks.ListBlock(MessageBlock(), label=_("Messages"), min_num=1, max_num=12)

    def question(self, value: blocks.StructValue) -> Mailbox:
        return Mailbox(
            owner=text(value["owner"]),
            messages=tuple(_message(message) for message in value["messages"]),
            folders=texts(value.get("folders")),
            files=texts(value.get("files")),
        )

    def problem(self, question: Mailbox) -> str:
        """A message cannot be filed in a folder, or carry a file, that the mailbox does not have."""
        for message in question.messages:
            about = {"subject": message.subject}
            if message.action == FILE and message.folder not in question.folders:
                return gettext("« %(subject)s » : « Classer » demande un des dossiers de la boîte.") % about
            if message.action == ANSWER and not any(reply.right for reply in message.replies):
                return gettext("« %(subject)s » : « Répondre » demande une bonne réponse.") % about
            if not set(message.attach) <= set(question.files):
                return gettext("« %(subject)s » : un fichier à joindre n’est pas dans la liste de la personne.") % about
        return ""

    class Meta:
        fence = "messagerie"
        one_feedback = True
        label = _("Boîte aux lettres")
        description = _("Des messages à traiter : répondre, classer, signaler…")
        icon = "mail"
        blank = _("Ouvrez un message, dites ce que vous en faites, puis vérifiez.")
        preview_value = {
            "instruction": "Traitez les messages de Nadia.",
            "owner": "Nadia Ferrand",
            "folders": ["Emploi", "Logement"],
            "files": ["CV-Nadia-Ferrand.pdf", "photo-vacances.jpg"],
            "messages": [
                {
                    "sender": "Boulangerie du Pont",
                    "address": "contact@boulangerie-du-pont.example",
                    "subject": "Votre candidature",
                    "date": "Lundi 9 h 12",
                    "text": "Bonjour Madame, pouvez-vous nous envoyer votre CV ?",
                    "action": ANSWER,
                    "replies": [
                        {
                            "text": "Bonjour, voici mon CV. Cordialement, Nadia Ferrand",
                            "right": True,
                            "feedback": "C’est poli et court.",
                        },
                        {"text": "ok", "feedback": "Ajoutez « Bonjour » et votre nom."},
                    ],
                    "attach": ["CV-Nadia-Ferrand.pdf"],
                    "feedback": "La boulangerie attend votre CV.",
                },
                {
                    "sender": "Votre Banque",
                    "address": "securite@banque-alerte.example",
                    "subject": "URGENT : compte bloqué",
                    "date": "Lundi 10 h 03",
                    "text": "Cliquez vite et donnez votre code.",
                    "attachments": ["facture.zip"],
                    "action": REPORT,
                    "clues": ["L’adresse ne vient pas de la banque.", "Le message presse."],
                    "feedback": "Une banque ne demande pas un code par courriel.",
                },
            ],
        }


def _message(value: blocks.StructValue) -> Message:
    return Message(
        sender=text(value["sender"]),
        address=text(value["address"]),
        subject=text(value["subject"]),
        date=text(value.get("date")),
        text=text(value["text"]),
        action=text(value["action"]),
        folder=text(value.get("folder")),
        replies=tuple(
            Reply(text(r["text"]), bool(r.get("right")), text(r.get("feedback"))) for r in value.get("replies") or ()
        ),
        attach=texts(value.get("attach")),
        attachments=texts(value.get("attachments")),
        clues=texts(value.get("clues")),
        feedback=text(value.get("feedback")),
    )
