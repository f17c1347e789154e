"""allauth's forms in our words: labels that say what to write, no text inside the fields."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.passwords import CnilValidator
from core.forms import Readable

ADDRESS = _("Adresse e-mail")
PASSWORD = _("Mot de passe")
NEW_PASSWORD = _("Nouveau mot de passe")
CODE_ATTRIBUTES = {"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "none"}


class Plain(forms.Form):
    """Labels and sentences of ours, by the name of the field."""

    labels: dict[str, Any] = {}
    helps: dict[str, Any] = {}
    required: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.error_messages["required"] = self.required.get(name, _("Remplissez ce champ."))
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _("Cette adresse est incomplète. Exemple : nom@exemple.fr")


class WithNewPassword(Plain):
    """A new password is typed once: « Montrer » lets it be read again, and a forgotten one is replaced by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        self.fields["password1"].help_text = CnilValidator().get_help_text()


class SignInForm(Plain, account.LoginForm):
    labels = {"login": ADDRESS, "password": PASSWORD}
    required = {"login": _("Écrivez votre adresse e-mail."), "password": _("Écrivez votre mot de passe.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"


class SignUpForm(WithNewPassword, account.SignupForm):
    first_name = Readable(max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    last_name = Readable(max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))

    field_order = ("first_name", "last_name", "email", "password1")
    labels = {"first_name": _("Prénom"), "last_name": _("Nom"), "email": ADDRESS, "password1": PASSWORD}
    helps = {"email": _("Nous y envoyons un lien pour vérifier que c’est bien la vôtre.")}
    required = {
        "first_name": _("Écrivez votre prénom."),
        "last_name": _("Écrivez votre nom."),
        "email": _("Écrivez votre adresse e-mail."),
        "password1": _("Choisissez un mot de passe."),
    }

    def clean(self) -> dict[str, Any] | None:
        """allauth compares the password with the address; a name is as easy to guess."""
        values = super().clean()
        if password := self.cleaned_data.get("password1"):
            names = {name: self.cleaned_data.get(name, "") for name in ("first_name", "last_name")}
            try:
                UserAttributeSimilarityValidator(user_attributes=tuple(names)).validate(password, User(**names))
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return values


class AddressForm(Plain, account.AddEmailForm):
    labels = {"email": _("Nouvelle adresse e-mail")}
    helps = {"email": _("Nous y envoyons un lien. L’ancienne adresse sert jusque-là.")}


class ChangePasswordForm(WithNewPassword, account.ChangePasswordForm):
    labels = {"oldpassword": _("Mot de passe actuel"), "password1": NEW_PASSWORD}


class SetPasswordForm(WithNewPassword, account.SetPasswordForm):
    labels = {"password1": PASSWORD}


class NewPasswordForm(WithNewPassword, account.ResetPasswordKeyForm):
    labels = {"password1": NEW_PASSWORD}


class ForgottenForm(Plain, account.ResetPasswordForm):
    labels = {"email": ADDRESS}


class ConfirmForm(Plain, account.ReauthenticateForm):
    labels = {"password": PASSWORD}


class WithCode(Plain):
    labels = {"code": _("Code")}
    required = {"code": _("Écrivez le code.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= CODE_ATTRIBUTES

    def clean_code(self) -> str:
        """People copy a code with the space in its middle."""
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        return super().clean_code()  # type: ignore[misc]


class CodeForm(WithCode, mfa.AuthenticateForm):
    helps = {"code": _("Six chiffres. Ou un code de secours.")}


class ConfirmCodeForm(WithCode, mfa.ReauthenticateForm):
    helps = CodeForm.helps


class ActivateAppForm(WithCode, ActivateTOTPForm):
    labels = {"code": _("Code montré par l’application")}
    helps = {"code": _("Six chiffres. Ils changent toutes les trente secondes.")}


class AddKeyForm(Plain, AddWebAuthnForm):
    labels = {"name": _("Nom de cette clé"), "passwordless": _("Me connecter avec cette clé seule")}
    helps = {
        "name": _("Pour la reconnaître : « téléphone », « ordinateur du bureau »…"),
        "passwordless": _("Sans mot de passe. L’appareil demande votre empreinte, votre visage ou votre code."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class EditKeyForm(Plain, EditWebAuthnForm):
    labels = {"name": _("Nom de cette clé")}


class NameForm(forms.ModelForm):
    """How somebody is named on what they share."""

    class Meta:
        model = User
        fields = ("first_name", "last_name")
        field_classes = {"first_name": Readable, "last_name": Readable}
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }
        labels = {"first_name": _("Prénom"), "last_name": _("Nom")}


class EraseForm(forms.Form):
    keep_name = forms.BooleanField(
        label=_("Laisser mon nom sur les fiches que j’ai partagées"),
        help_text=_("Sinon, elles restent sous le nom de votre EPN."),
        required=False,
    )
