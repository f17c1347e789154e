"""The account page, from the admin's own."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def account_page(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("account"),
        "label": _("Adresse, mot de passe, sécurité"),
        "help_text": _("Ce qui protège votre compte, et vos données."),
    }
