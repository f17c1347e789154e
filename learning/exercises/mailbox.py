"""A simulated mailbox: for each message, say what becomes of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from learning.exercises.base import Answer, Grade, Remark, first

ANSWER, FILE, REPORT, DELETE, KEEP = "repondre", "classer", "signaler", "supprimer", "garder"
ACTIONS = (ANSWER, FILE, REPORT, DELETE, KEEP)


@dataclass(frozen=True)
class Reply:
    text: str
    right: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class Message:
    """One message. `attach` names the files that the right reply carries."""

    sender: str
    address: str
    subject: str
    date: str
    text: str
    action: str
    folder: str = ""
    replies: tuple[Reply, ...] = ()
    attach: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()
    feedback: str = ""


@dataclass(frozen=True)
class Mailbox:
    """The fields of message 2 are `m2-action`, `m2-dossier` (index), `m2-reponse` (index), `m2-joindre` (indexes).

    Each message is worth one point for the action, and when it is the right one, one for each thing that goes with it:
    the folder, the reply, the attached files. What was chosen for another action does not count.
    """

    owner: str
    messages: tuple[Message, ...]
    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """Those that make sense in this mailbox; the same for every message, so that they give nothing away."""
        absent = set()
        if not any(message.replies or message.action == ANSWER for message in self.messages):
            absent.add(ANSWER)
        if not self.folders:
            absent.add(FILE)
        return tuple(action for action in ACTIONS if action not in absent)

    def grade(self, answer: Answer) -> Grade:
        points = out_of = 0
        remarks: dict[str, Remark] = {}
        for index, message in enumerate(self.messages):
            parts = list(self._parts(f"m{index}", message, answer))
            points += sum(remark.right for _key, remark in parts)
            out_of += len(parts)
            remarks |= {key: remark for key, remark in parts if remark.text}
            remarks[f"m{index}"] = Remark(all(remark.right for _key, remark in parts), message.feedback)
        return Grade(points, out_of, remarks)

    def solution(self) -> Answer:
        answer: dict[str, list[str]] = {}
        for index, message in enumerate(self.messages):
            name = f"m{index}"
            answer[f"{name}-action"] = [message.action]
            if self._files_away(message):
                answer[f"{name}-dossier"] = [str(self.folders.index(message.folder))]
            if message.action == ANSWER:
                answer[f"{name}-reponse"] = [str(i) for i, reply in enumerate(message.replies) if reply.right][:1]
                answer[f"{name}-joindre"] = [str(i) for i, file in enumerate(self.files) if file in message.attach]
        return answer

    def correction(self) -> list[tuple[str, str]]:
        """Each message with what to do of it, in a sentence."""
        return [(f"{message.sender} — {message.subject}", self._in_words(message)) for message in self.messages]

    def _parts(self, name: str, message: Message, answer: Answer) -> Iterator[tuple[str, Remark]]:
        """What is graded in one message: the parts of the right action, whatever was chosen (`out_of` never moves)."""
        acted = first(answer, f"{name}-action") == message.action
        yield f"{name}-action", Remark(acted)
        if self._files_away(message):
            right = acted and first(answer, f"{name}-dossier") == str(self.folders.index(message.folder))
            yield f"{name}-dossier", Remark(right, "" if right or not acted else _("Ce n’est pas le meilleur dossier."))
        if message.action != ANSWER:
            return
        if any(reply.right for reply in message.replies):
            yield f"{name}-reponse", self._reply_remark(message, first(answer, f"{name}-reponse"), acted)
        if self.files:
            yield f"{name}-joindre", self._files_remark(message, set(answer.get(f"{name}-joindre", ())), acted)

    def _reply_remark(self, message: Message, chosen: str, acted: bool) -> Remark:
        if not acted:
            return Remark(False)
        for index, reply in enumerate(message.replies):
            if chosen == str(index):
                return Remark(reply.right, reply.feedback)
        return Remark(False, _("Choisissez aussi une réponse."))

    def _files_remark(self, message: Message, chosen: set[str], acted: bool) -> Remark:
        expected = {str(index) for index, file in enumerate(self.files) if file in message.attach}
        if not acted or chosen == expected:
            return Remark(acted)
        if expected - chosen:
            return Remark(False, _("Il manque un fichier. Relisez ce que l’on vous demande."))
        return Remark(False, _("Il y a un fichier de trop. Joignez seulement ce qui est demandé."))

    def _files_away(self, message: Message) -> bool:
        return message.action == FILE and message.folder in self.folders

    def _in_words(self, message: Message) -> str:
        said = action_names()[message.action]
        if self._files_away(message):
            said = _("%(action)s dans « %(folder)s »") % {"action": said, "folder": message.folder}
        right = next((reply.text for reply in message.replies if reply.right), "")
        if message.action == ANSWER and right:
            said = _("%(action)s : « %(reply)s »") % {"action": said, "reply": right}
        if message.action == ANSWER and message.attach:
            said = _("%(said)s Joindre : %(files)s.") % {"said": said, "files": ", ".join(message.attach)}
        return f"{said} {message.feedback}" if said[-1:] in ".!»" else f"{said}. {message.feedback}"


def action_names() -> dict[str, str]:
    return {ANSWER: _("Répondre"), FILE: _("Classer"), REPORT: _("Signaler"), DELETE: _("Supprimer"), KEEP: _("Garder")}
