"""The editors' « Exporter en texte » and « Importer un fichier ».

Each view asks Wagtail what this person may do with this page. An import is shown before it is done: the text travels
back with the second button and is read again from nothing, so that what was shown is never trusted.
"""

from dataclasses import dataclass
from difflib import unified_diff
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.models import Page

from core.content.apply import apply
from core.content.document import MAX_BYTES
from core.content.drafts import Draft, Plan, Source
from core.content.errors import ContentInvalidError
from core.content.export import Export, place_of
from core.content.media import Media
from core.content.pages import compose
from core.content.plan import plan
from core.content.site_map import SiteMap


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Fichier"),
        help_text=gettext_lazy("Un fichier .md. Son nom sera la fin de l’adresse de la page."),
        widget=forms.FileInput(attrs={"accept": ".md,text/markdown"}),
    )

    def clean_file(self) -> Source:
        file = self.cleaned_data["file"]
        if PurePosixPath(file.name).suffix != ".md":
            raise forms.ValidationError(_("Choisissez un fichier dont le nom finit par .md."))
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("Ce fichier est trop grand : 1 Mo au plus."))
        return Source(file.name, file.read(), "")


class TextForm(forms.Form):
    """The same file, on its way back from the preview."""

    name = forms.CharField(max_length=255, widget=forms.HiddenInput)
    text = forms.CharField(max_length=MAX_BYTES, strip=False, widget=forms.Textarea(attrs={"hidden": True}))


@dataclass
class Preview:
    """What an import would do, as the page shows it."""

    draft: Draft
    diff: list[tuple[str, str]]


@require_GET
def export_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as it is being edited, as a file."""
    page = get_object_or_404(Page, pk=pk).specific
    export = Export()
    entry = export.site_map.by_pk.get(page.pk)
    if not getattr(page, "text_type", None) or entry is None or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    response = HttpResponse(
        export.text(page.get_latest_revision_as_object()), content_type="text/markdown; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{PurePosixPath(place_of(entry.address)).name}"'
    return response


def import_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file for page `pk` or for a page under it: first what it would change, then the change."""
    parent = get_object_or_404(Page, pk=pk).specific
    entry = SiteMap.load().by_pk.get(parent.pk)
    if entry is None or not can_import_at(parent, request.user):
        raise PermissionDenied
    if "text" in request.POST:
        back = TextForm(request.POST)
        if back.is_valid():
            source = Source(back.cleaned_data["name"], back.cleaned_data["text"].encode(), "")
            return _import(request, parent, entry.address, source)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _preview(request, parent, entry.address, form.cleaned_data["file"])
    return _show(request, parent, {"form": form})


def can_import_at(page: Page, user: Any) -> bool:
    """Whether a file may change `page` or become a page under it; the page that a file names is asked again later."""
    rights = page.permissions_for_user(user)
    may_change = bool(getattr(page, "text_type", None)) and rights.can_edit()
    return may_change or (bool(_kinds_under(page)) and rights.can_add_subpage())


def _kinds_under(page: Page) -> list[type[Page]]:
    return [model for model in page.specific_class.allowed_subpage_models() if getattr(model, "text_type", None)]


def _planned(page: Page, address: str, source: Source) -> Plan:
    """The file's own name says whether it is for `page` or for one under it; a page without pages below takes any."""
    slug = PurePosixPath(source.name).stem
    itself = not _kinds_under(page) or f"{slug}.md" == PurePosixPath(place_of(address)).name
    place = address if itself else f"{address}/{slug}"
    return plan([Source(source.name, source.data, place)], Media(None), latest=True)


def _preview(request: HttpRequest, parent: Page, address: str, source: Source) -> HttpResponse:
    result = _planned(parent, address, source)
    context: dict[str, object] = {"form": FileForm(), "errors": result.errors}
    if result.drafts:
        draft = result.drafts[0]
        _check_permissions(draft, parent, request.user)
        text = source.data.decode("utf-8-sig")
        context |= {
            "preview": Preview(draft, _diff(draft, result)),
            "back": TextForm(initial={"name": source.name, "text": text}),
            "will_publish": _can_publish(draft, parent, request.user),
        }
    return _show(request, parent, context)


def _import(request: HttpRequest, parent: Page, address: str, source: Source) -> HttpResponse:
    result = _planned(parent, address, source)
    if result.errors:
        return _show(request, parent, {"form": FileForm(), "errors": result.errors})
    draft = result.drafts[0]
    _check_permissions(draft, parent, request.user)
    user: Any = request.user
    try:
        done = apply(result, user, publish=_can_publish(draft, parent, request.user))
    except ContentInvalidError as invalid:
        return _show(request, parent, {"form": FileForm(), "errors": invalid.errors})
    page = Page.objects.get(pk=result.site_map.by_address[draft.address].pk)
    if done:
        messages.success(request, _("« %(title)s » est importée.") % {"title": page.get_admin_display_title()})
    else:
        messages.info(request, _("Le fichier dit la même chose que la page : rien n’a changé."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _check_permissions(draft: Draft, parent: Page, user: Any) -> None:
    if draft.page is None:
        allowed = parent.permissions_for_user(user).can_add_subpage() and draft.text.model.can_create_at(parent)
    else:
        rights = draft.page.permissions_for_user(user)
        allowed = rights.can_edit() and not rights.page_locked()
    if not allowed:
        raise PermissionDenied


def _can_publish(draft: Draft, parent: Page, user: Any) -> bool:
    if draft.page is None:
        return parent.permissions_for_user(user).can_publish_subpage()
    return draft.page.permissions_for_user(user).can_publish()


def _diff(draft: Draft, result: Plan) -> list[tuple[str, str]]:
    """Lines with the class that colours them; for a new page, all of it."""
    writing = result.writing(draft.language)
    after = compose(draft.as_it_will_be, writing).splitlines()
    before = compose(draft.before, writing).splitlines() if draft.before else []
    lines = list(unified_diff(before, after, lineterm="", n=3))[2:]
    kinds = {"+": "added", "-": "removed", "@": "place"}
    return [(kinds.get(line[:1], "same"), line) for line in lines]


def _show(request: HttpRequest, parent: Page, context: dict[str, object]) -> HttpResponse:
    context |= {"parent_page": parent, "page_title": _("Importer un fichier"), "header_icon": "upload"}
    return render(request, "core/admin/import.html", context)
