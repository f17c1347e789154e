"""« Une page y répond »: an editor who knows the answer to what was searched in vain says so on that page."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied, user_has_any_page_permission
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from core.models import BasePage
from core.pieces import lines_of


class AnswerForm(forms.Form):
    """`clean_page` gives the draft of the page as it is now."""

    text = forms.CharField(label=_("Ce que l’on demande"), max_length=200)
    page = forms.ModelChoiceField(Page.objects.all(), label=_("La page qui répond"), widget=AdminPageChooser)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_page(self) -> BasePage:
        page = self.cleaned_data["page"].get_latest_revision_as_object()
        rights = page.permissions_for_user(self.user)
        if not isinstance(page, BasePage) or page.findable is None:
            raise forms.ValidationError(_("La recherche ne montre pas cette page. Choisissez-en une autre."))
        if not rights.can_edit() or rights.page_locked():
            raise forms.ValidationError(_("Vous ne pouvez pas modifier cette page. Choisissez-en une autre."))
        return page

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.keys() >= {"text", "page"}:
            asked = lines_of(cleaned["page"].asked)
            cleaned["asked"] = "\n".join(dict.fromkeys([*asked, cleaned["text"]]))
            if len(cleaned["asked"]) > (BasePage._meta.get_field("asked").max_length or 0):
                self.add_error("page", _("Cette page a déjà trop de questions. Ôtez-en avant d’en ajouter."))
        return cleaned


class AnsweredView(WagtailAdminTemplateMixin, FormView):
    """Adds a line to « ce que l’on demande » of the draft of a page, which is then shown: nothing is published here."""

    form_class = AnswerForm
    template_name = "wagtailadmin/generic/form.html"
    page_title = _("Une page y répond")
    header_icon = "search"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not user_has_any_page_permission(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("vain_searches"), "label": _("Recherches sans résultat")},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.request.GET.get("text", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "action_url": self.request.get_full_path(),
            "media": context["form"].media,
            "submit_button_label": _("Ajouter à la page"),
            "submit_button_active_label": _("Ajout…"),
        }

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        page, said = form.cleaned_data["page"], form.cleaned_data["text"]
        page.asked = form.cleaned_data["asked"]
        # As a draft that saves itself: it may wait for a field.
        page.save_revision(user=self.request.user, log_action=True, clean=False)
        messages.success(
            self.request,
            _("« %(said)s » est dans le brouillon de « %(page)s ». On le trouvera ainsi quand la page sera publiée.")
            % {"said": said, "page": page.get_admin_display_title()},
        )
        return redirect("wagtailadmin_pages:edit", page.pk)


def answered_url(text: str) -> str:
    return f"{reverse('vain_search_answered')}?{urlencode({'text': text})}"
