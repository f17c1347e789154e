"""Who may do what: the one table. `python -m tests.accounts.rights` writes docs/roles.md from it.

A right is a sentence, what somebody does to use it, and the roles that may. To add one, add a line: the test walks it with
every role, and checks that no address of an account is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.test import Client

ANONYMOUS, ACCOUNT, MEDIATOR, COORDINATOR = "visiteur", "compte", "médiateur", "coordinateur"
EDITOR, MODERATOR, ADMINISTRATOR = "rédacteur", "modérateur", "administrateur"
ROLES = (ANONYMOUS, ACCOUNT, MEDIATOR, COORDINATOR, EDITOR, MODERATOR, ADMINISTRATOR)
EVERYBODY = frozenset(ROLES)
WITH_ACCOUNT = EVERYBODY - {ANONYMOUS}
TEAM = frozenset({EDITOR, MODERATOR, ADMINISTRATOR})
WITH_EPN = WITH_ACCOUNT - {ACCOUNT}
ANSWERING = TEAM | {COORDINATOR}
WRITING = TEAM | {MEDIATOR, COORDINATOR}
PUBLISHING = frozenset({MODERATOR, ADMINISTRATOR})

DESCRIPTIONS = {
    ANONYMOUS: "Toute personne qui vient. Pour apprendre, il ne faut pas de compte : le carnet suffit.",
    ACCOUNT: "Une personne qui a créé un compte et vérifié son adresse, sans faire encore partie d’un EPN.",
    MEDIATOR: "Membre d’un EPN : quelqu’un de l’EPN ou de l’équipe a accepté sa demande.",
    COORDINATOR: "Membre d’un EPN à qui l’équipe a confié la coordination : accepte les demandes de ce lieu, et de lui seul.",
    EDITOR: "Membre de l’équipe, groupe « Editors » : écrit les contenus, répond pour tous les EPN.",
    MODERATOR: "Membre de l’équipe, groupe « Moderators » : relit et publie.",
    ADMINISTRATOR: "Règle tout : les comptes, les groupes, l’identité du site.",
}


@dataclass(frozen=True)
class Right:
    """`use` receives a browser and the addresses of a small world; `names` are the views that it opens."""

    area: str
    sentence: str
    allowed: frozenset[str]
    use: Callable[[Client, dict[str, Any]], HttpResponse]
    names: tuple[str, ...] = ()


def opens(address: str) -> Callable[[Client, dict[str, Any]], HttpResponse]:
    return lambda browser, world: browser.get(address.format(**world))


def sends(address: str, **data: str) -> Callable[[Client, dict[str, Any]], HttpResponse]:
    headers = {"sec-fetch-site": "same-origin"}
    return lambda browser, world: browser.post(address.format(**world), data, headers=headers)


def _r(area: str, sentence: str, allowed: frozenset[str], use: Any, *names: str) -> Right:
    return Right(area, sentence, allowed, use, names)


PUBLIC, SELF, EPN, CONTENT, SITE = "Le site", "Son compte", "Son EPN", "Les contenus", "Les réglages"
PLANS = "Les séances"
MFA = "/compte/securite/"

RIGHTS = [
    _r(PUBLIC, "Lire ce qui est publié", EVERYBODY, opens("{published}")),
    _r(PUBLIC, "Ouvrir un carnet", EVERYBODY, opens("/carnet/")),
    _r(SELF, "Se connecter", EVERYBODY, opens("/compte/connexion/"), "account_login", "mfa_login_webauthn"),
    _r(
        SELF, "Créer un compte", EVERYBODY, opens("/compte/creer/"), "account_signup", "account_email_verification_sent"
    ),
    _r(
        SELF,
        "Vérifier une adresse avec le lien reçu",
        EVERYBODY,
        opens("/compte/adresse/verification/un-lien/"),
        "account_confirm_email",
    ),
    _r(
        SELF,
        "Remplacer un mot de passe oublié",
        EVERYBODY,
        opens("/compte/mot-de-passe/oublie/"),
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    ),
    _r(SELF, "Se déconnecter", WITH_ACCOUNT, opens("/compte/deconnexion/"), "account_logout"),
    _r(SELF, "Voir son compte", WITH_ACCOUNT, opens("/compte/"), "account"),
    _r(SELF, "Changer son nom", WITH_ACCOUNT, opens("/compte/nom/"), "account_name"),
    _r(SELF, "Changer son adresse", WITH_ACCOUNT, opens("/compte/adresse/"), "account_email"),
    _r(
        SELF,
        "Changer son mot de passe",
        WITH_ACCOUNT,
        opens("/compte/mot-de-passe/"),
        "account_change_password",
        "account_set_password",
    ),
    _r(SELF, "Voir la sécurité de son compte", WITH_ACCOUNT, opens(MFA), "mfa_index", "mfa_list_webauthn"),
    _r(
        SELF,
        "Installer une application de codes ou une clé (après avoir redonné son mot de passe)",
        WITH_ACCOUNT,
        opens(MFA + "application/"),
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    ),
    _r(SELF, "Recevoir toutes ses données", WITH_ACCOUNT, opens("/compte/mes-donnees/"), "account_export"),
    _r(
        SELF,
        "Effacer son compte (après avoir redonné son mot de passe)",
        WITH_ACCOUNT,
        opens("/compte/effacer/"),
        "account_erase",
    ),
    _r(EPN, "Demander à rejoindre un EPN", WITH_ACCOUNT, opens("/compte/rejoindre/?q=ponts"), "membership_join"),
    _r(
        EPN,
        "Quitter l’EPN d’une autre personne",
        frozenset(),
        opens("/compte/epn/{member}/quitter/"),
        "membership_leave",
    ),
    _r(EPN, "Voir les demandes et les membres", ANSWERING, opens("/compte/demandes/"), "membership_requests"),
    _r(EPN, "Répondre à une demande de son EPN", ANSWERING, opens("/compte/demandes/{asked}/"), "membership_decide"),
    _r(EPN, "Répondre à une demande d’un autre EPN", TEAM, opens("/compte/demandes/{asked_elsewhere}/")),
    _r(
        EPN, "Retirer un membre de son EPN", ANSWERING, opens("/compte/demandes/{member}/retirer/"), "membership_remove"
    ),
    _r(EPN, "Retirer un membre d’un autre EPN", TEAM, opens("/compte/demandes/{member_elsewhere}/retirer/")),
    _r(
        EPN,
        "Confier la coordination d’un EPN",
        TEAM,
        sends("/compte/demandes/{member}/coordination/"),
        "membership_coordinator",
    ),
    _r(PUBLIC, "Signaler un problème d’une séance", EVERYBODY, opens("{run_url}signaler/")),
    _r(PLANS, "Voir ce que l’on a animé", WITH_ACCOUNT, opens("/compte/essais/"), "trial_list"),
    _r(PLANS, "Dire que l’on a animé une séance", WITH_EPN, opens("/compte/essais/{run}/"), "trial_new"),
    _r(
        PLANS,
        "Corriger ou effacer ce qu’une autre personne a animé",
        frozenset(),
        opens("/compte/essais/{run}/{trial}/effacer/"),
        "trial_edit",
        "trial_delete",
    ),
    _r(PLANS, "Voir les problèmes signalés de ses séances", WITH_ACCOUNT, opens("/compte/problemes/"), "problem_list"),
    _r(
        PLANS,
        "Dire qu’un problème de la séance d’une autre personne est réglé",
        TEAM,
        opens("/compte/problemes/{problem}/"),
        "problem_solve",
    ),
    _r(PLANS, "Voir tous les problèmes signalés", TEAM, opens("/admin/problemes/")),
    _r(PLANS, "Cacher ce que quelqu’un dit d’une séance animée", PUBLISHING, opens("/admin/seances-animees/")),
    _r(EPN, "Voir la liste de tous les membres", TEAM, opens("/admin/membres/")),
    _r(SELF, "Voir ses séances", WITH_ACCOUNT, opens("/compte/seances/"), "contribution_list"),
    _r(
        SELF,
        "Se connecter de nouveau sans perdre ce que l’on écrit",
        WITH_ACCOUNT,
        opens("/compte/seances/connexion/"),
        "contribution_signed_in",
    ),
    _r(CONTENT, "Proposer une séance", WRITING, sends("/compte/seances/nouvelle/"), "contribution_new"),
    _r(
        CONTENT,
        "Écrire dans la séance d’une autre personne, ou l’envoyer à la relecture",
        TEAM,
        opens("/compte/seances/{plan}/sujet/"),
        "contribution_step",
        "contribution_submit",
        "contribution_withdraw",
    ),
    _r(
        CONTENT,
        "Voir l’aperçu de la séance d’une autre personne",
        TEAM,
        opens("/compte/seances/{plan}/apercu/"),
        "contribution_preview",
    ),
    _r(
        CONTENT,
        "Effacer le brouillon d’une autre personne depuis « Mes séances »",
        frozenset(),
        opens("/compte/seances/{plan}/effacer/"),
        "contribution_delete",
    ),
    _r(
        CONTENT,
        "Répondre aux remarques sur la séance d’une autre personne",
        TEAM,
        opens("/compte/seances/{plan}/commentaires/{remark}/"),
        "review_comment",
    ),
    _r(CONTENT, "Voir les séances qui attendent une relecture", TEAM, opens("/admin/relecture/")),
    _r(
        CONTENT,
        "Accepter une séance, ou demander des changements",
        PUBLISHING,
        opens("/admin/pages/workflow/action/{waiting}/reject/{task}/"),
    ),
    _r(
        CONTENT,
        "Voir et changer les pièces jointes de la séance d’une autre personne",
        TEAM,
        opens("/compte/seances/{plan}/pieces/"),
        "attachment_list",
        "attachment_change",
        "attachment_remove",
        "attachment_move",
    ),
    _r(CONTENT, "Importer une séance d’un fichier", WRITING, opens("/compte/seances/importer/"), "contribution_import"),
    _r(
        CONTENT,
        "Télécharger le modèle de séance à remplir",
        EVERYBODY,
        opens("/compte/seances/importer/modele.docx"),
        "contribution_template",
    ),
    _r(CONTENT, "Lire une pièce jointe du brouillon d’une autre personne", TEAM, opens("{attached}")),
    _r(CONTENT, "Entrer dans l’atelier des contenus", TEAM, opens("/admin/")),
    _r(CONTENT, "Lire le brouillon d’une autre personne", TEAM, opens("/admin/pages/{draft}/view_draft/")),
    _r(CONTENT, "Lire un brouillon à son adresse publique", frozenset(), opens("{draft_url}")),
    _r(CONTENT, "Modifier le brouillon d’une autre personne", TEAM, opens("/admin/pages/{draft}/edit/")),
    _r(CONTENT, "Lire un fichier texte d’un brouillon", TEAM, opens("/admin/contenus/{draft}/exporter/")),
    _r(CONTENT, "Écrire une page", TEAM, opens("/admin/pages/add/home/standardpage/{home}/")),
    _r(CONTENT, "Retirer une page publiée", PUBLISHING, opens("/admin/pages/{page}/unpublish/")),
    _r(CONTENT, "Effacer une page publiée", PUBLISHING, opens("/admin/pages/{page}/delete/")),
    _r(
        CONTENT,
        "Copier une séance publique pour l’adapter",
        ANSWERING | {MEDIATOR},
        sends("/compte/seances/adapter/{public_plan}/"),
        "plan_adapt",
    ),
    _r(
        CONTENT,
        "Prendre les changements de l’original dans la séance d’une autre personne",
        TEAM,
        opens("/compte/seances/{plan}/original/"),
        "plan_source",
    ),
    _r(
        CONTENT,
        "Comparer les versions de la séance d’une autre personne, et revenir à l’une d’elles",
        TEAM,
        opens("/compte/seances/{plan}/versions/"),
        "plan_versions",
    ),
    _r(SITE, "Voir les comptes", frozenset({ADMINISTRATOR}), opens("/admin/users/")),
    _r(SITE, "Changer les groupes", frozenset({ADMINISTRATOR}), opens("/admin/groups/")),
    _r(SITE, "Changer l’identité du site", frozenset({ADMINISTRATOR}), opens("/admin/settings/home/brand/{site}/")),
]

# Addresses that only an unfinished sign-in, or the person who is asked again for a password, comes to.
ON_THE_WAY = {
    "mfa_authenticate",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_inactive",
}

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "roles.md"
INTRODUCTION = """# Qui peut faire quoi

Ce tableau est écrit par `python -m tests.accounts.rights`, et `tests/accounts/test_rights.py` le parcourt : chaque ligne est
essayée avec chaque rôle. Il ne peut donc pas dire autre chose que ce que fait le site.
"""


def document() -> str:
    """docs/roles.md."""
    lines = [INTRODUCTION, "## Les rôles", "| rôle | qui |", "|---|---|"]
    lines += [f"| {role} | {DESCRIPTIONS[role]} |" for role in ROLES]
    for area in dict.fromkeys(right.area for right in RIGHTS):
        lines += ["", f"## {area}", f"| | {' | '.join(ROLES)} |", "|---|" + ":-:|" * len(ROLES)]
        lines += [
            f"| {right.sentence} | {' | '.join('oui' if role in right.allowed else '–' for role in ROLES)} |"
            for right in RIGHTS
            if right.area == area
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
