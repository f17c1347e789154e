"""Panels of the editing interface."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel


class RemarksPanel(Panel):
    """What `page.remarks()` says of the version being edited; it never blocks."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/admin/remarks_panel.html"

        @cached_property
        def remarks(self) -> list[Any]:
            return list(self.instance.remarks()) if self.instance.pk else []

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"remarks": self.remarks, "is_new": not self.instance.pk}
