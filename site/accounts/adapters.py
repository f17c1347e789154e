"""What allauth asks us: its sentences in plain French, its letters, how its secrets are kept."""

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import SignupForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import MultiFernet
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import letters, secrets
from accounts.models import User

INCORRECT_CODE = gettext_lazy("Ce code n’est pas le bon. Attendez le suivant, puis recopiez-le.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("Ce compte est fermé."),
        "duplicate_email": gettext_lazy("C’est déjà votre adresse."),
        "email_password_mismatch": gettext_lazy("L’adresse ou le mot de passe ne va pas. Vérifiez les deux."),
        "email_taken": gettext_lazy("Cette adresse a déjà un compte."),
        "enter_current_password": gettext_lazy("Ce n’est pas votre mot de passe actuel."),
        "incorrect_code": INCORRECT_CODE,
        "incorrect_password": gettext_lazy("Ce n’est pas votre mot de passe."),
        "invalid_or_expired_key": gettext_lazy("Ce lien ne sert plus."),
        "invalid_login": gettext_lazy("L’adresse ou le mot de passe ne va pas. Vérifiez les deux."),
        "invalid_password_reset": gettext_lazy("Ce lien ne sert plus. Demandez-en un autre."),
        "rate_limited": gettext_lazy("Il y a eu beaucoup d’essais. Attendez un peu."),
        "too_many_login_attempts": gettext_lazy(
            "Trop d’essais : la connexion à ce compte est bloquée. Attendez cinq minutes, ou changez de mot de passe."
        ),
        "unknown_email": gettext_lazy("Nous ne connaissons pas cette adresse."),
        "unverified_primary_email": gettext_lazy("Vérifiez d’abord votre adresse."),
    }

    def save_user(self, request: HttpRequest, user: User, form: SignupForm, commit: bool = True) -> User:
        return super().save_user(request, user, form, commit)  # type: ignore[return-value]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: Any = None
    ) -> EmailMultiAlternatives:
        to = [email] if isinstance(email, str) else email
        return letters.letter(template_prefix, to, context, request=context.get("request"))


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": gettext_lazy("Retirez d’abord la seconde vérification."),
        "cannot_delete_authenticator": gettext_lazy("Cette vérification ne peut pas être retirée."),
        "cannot_generate_recovery_codes": gettext_lazy("Installez d’abord une seconde vérification."),
        "incorrect_code": INCORRECT_CODE,
        "unverified_email": gettext_lazy("Vérifiez d’abord votre adresse e-mail."),
    }

    @cached_property
    def _box(self) -> MultiFernet:
        return secrets.box("accounts.mfa", settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)

    def encrypt(self, text: str) -> str:
        """A copy of the database is not enough to make somebody's codes."""
        return self._box.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._box.decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def build_totp_svg(self, url: str) -> str:
        return segno.make(url, error="m", micro=False).svg_inline(omitsize=True, border=4, light="#fff", dark="#000")

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # type: ignore[override] # noqa: A002
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Ma clé") if not count else _("Ma clé n° %d") % (count + 1)
