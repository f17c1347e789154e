"""What the socle adds to the editing interface: pages as text files, one save at a time."""

from collections.abc import Iterator

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from core.content.admin import can_import_at, export_page, import_file

# What the editing form lacks: see each script.
EDITOR_SCRIPTS = tuple(
    f"js/admin/{name}.js" for name in ("keep-comments", "save-by-hand", "save-again", "preview-mode")
)


@hooks.register("insert_editor_js")
def editor_scripts() -> SafeString:
    return format_html_join(
        "\n", '<script type="module" src="{}"></script>', ((static(name),) for name in EDITOR_SCRIPTS)
    )


@hooks.register("register_admin_urls")
def text_urls() -> list[URLPattern]:
    return [
        path("contenus/<int:pk>/exporter/", export_page, name="export_page_as_text"),
        path("contenus/<int:pk>/importer/", import_file, name="import_text_file"),
    ]


@hooks.register("register_page_header_buttons")
def text_buttons(page: Page, user: object, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    page = page.specific
    if getattr(page, "text_type", None) and page.permissions_for_user(user).can_edit():
        url = reverse("export_page_as_text", args=[page.pk])
        yield Button(_("Exporter en texte"), url, icon_name="download", priority=80)
    if page.depth > 1 and can_import_at(page, user):
        url = reverse("import_text_file", args=[page.pk])
        yield Button(_("Importer un fichier"), url, icon_name="upload", priority=81)
