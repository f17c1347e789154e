"""The account itself. Signing in and proving who one is are allauth's views, in `urls.py`."""

from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import EraseForm, NameForm
from accounts.models import User
from accounts.roles import role_names
from accounts.sections import sections


def admin_door(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in page leads to the one that counts failures and asks for the second step."""
    query = request.GET.copy()
    query.setdefault("next", reverse("wagtailadmin_home"))
    return redirect(f"{reverse('account_login')}?{query.urlencode(safe='/')}")


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, and the way to everything that I may change."""
    user = cast(User, request.user)
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    context = {
        "person": user,
        "roles": role_names(user),
        "has_app": Authenticator.Type.TOTP in kinds,
        "has_key": Authenticator.Type.WEBAUTHN in kinds,
        "parts": [render_to_string(part.template, part.show(user), request) for part in sections() if part.template],
        "may_write": user.has_perm("wagtailadmin.access_admin"),
    }
    return render(request, "account/account.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    form = NameForm(
        request.POST if request.method == "POST" else None, instance=cast(User, request.user), label_suffix=""
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Votre nom est changé."))
        return redirect("account")
    return render(request, "account/name.html", {"form": form})


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Everything that the site holds about the person who asks, as a file (RGPD, articles 15 and 20)."""
    response = JsonResponse(data_of(cast(User, request.user)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    name = f"mon-compte-{timezone.localdate().isoformat()}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def data_of(user: User) -> dict[str, Any]:
    keys = Authenticator.objects.filter(user=user).order_by("pk")
    data: dict[str, Any] = {
        "adresse e-mail": user.email,
        "prénom": user.first_name,
        "nom": user.last_name,
        "compte créé le": user.date_joined,
        "dernière connexion": user.last_login,
        "rôles": role_names(user),
        "vérifications": [
            {"sorte": key.type, "nom": str(key), "ajoutée le": key.created_at, "utilisée le": key.last_used_at}
            for key in keys
        ],
    }
    return data | {part.name: part.data(user) for part in sections() if part.data}


@reauthentication_required
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Erase one's own account, after proving who one is (RGPD, article 17)."""
    user = cast(User, request.user)
    form = EraseForm(request.POST if request.method == "POST" else None, label_suffix="")
    is_last = (
        user.is_superuser and not User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk).exists()
    )
    if request.method == "POST" and form.is_valid() and not is_last:
        logout(request)
        erase_account(user, keep_name=form.cleaned_data["keep_name"])
        return render(request, "account/erased.html")
    return render(request, "account/erase.html", {"form": form, "is_last": is_last})


def erase_account(user: User, *, keep_name: bool) -> None:
    """The whole of it or nothing. What other packages hold about this person goes first."""
    with transaction.atomic():
        for part in sections():
            if part.erase:
                part.erase(user, keep_name)
        user.delete()
