"""Addresses of the account. The names are those that allauth asks for; the views that need nothing more are its own."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import URLPattern, path, re_path

from accounts import views
from accounts.personal import View, personal


def _page(address: str, view: View, name: str) -> URLPattern:
    return path(address, personal(view), name=name)


urlpatterns: list[URLPattern] = [
    _page("", views.account, "account"),
    _page("nom/", views.name, "account_name"),
    _page("mes-donnees/", views.export, "account_export"),
    _page("effacer/", views.erase, "account_erase"),
    # Signing in and out
    _page("connexion/", account.login, "account_login"),
    _page("connexion/code/", mfa.authenticate, "mfa_authenticate"),
    _page("connexion/cle/", keys.login_webauthn, "mfa_login_webauthn"),
    _page("deconnexion/", account.logout, "account_logout"),
    _page("ferme/", account.account_inactive, "account_inactive"),
    _page("creer/", account.signup, "account_signup"),
    # Proving again who one is, before what matters
    _page("confirmer/", account.reauthenticate, "account_reauthenticate"),
    _page("confirmer/code/", mfa.reauthenticate, "mfa_reauthenticate"),
    _page("confirmer/cle/", keys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    # The e-mail address
    _page("adresse/", account.email, "account_email"),
    _page("adresse/verification/", account.email_verification_sent, "account_email_verification_sent"),
    _page("adresse/verification/<str:key>/", account.confirm_email, "account_confirm_email"),
    # The password
    _page("mot-de-passe/", account.password_change, "account_change_password"),
    _page("mot-de-passe/choisir/", account.password_set, "account_set_password"),
    _page("mot-de-passe/oublie/", account.password_reset, "account_reset_password"),
    _page("mot-de-passe/oublie/envoye/", account.password_reset_done, "account_reset_password_done"),
    re_path(
        r"^mot-de-passe/oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        personal(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    _page("mot-de-passe/change/", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    # The second step
    _page("securite/", mfa.index, "mfa_index"),
    _page("securite/application/", app.activate_totp, "mfa_activate_totp"),
    _page("securite/application/retirer/", app.deactivate_totp, "mfa_deactivate_totp"),
    _page("securite/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _page("securite/codes/nouveaux/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _page("securite/codes/fichier/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
    _page("securite/cles/", keys.list_webauthn, "mfa_list_webauthn"),
    _page("securite/cles/ajouter/", keys.add_webauthn, "mfa_add_webauthn"),
    _page("securite/cles/<int:pk>/nom/", keys.edit_webauthn, "mfa_edit_webauthn"),
    _page("securite/cles/<int:pk>/retirer/", keys.remove_webauthn, "mfa_remove_webauthn"),
]
