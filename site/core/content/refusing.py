"""What a page refuses as a whole, such as a licence that its original does not allow: `BasePage.refusals`, asked before anything is
written of a page that holds what its file says."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Page

from core.content.declarations import Choice, Flag, Number, PageRef, Text
from core.content.drafts import Draft
from core.content.errors import At
from core.content.pages import declared
from core.content.site_map import SiteMap, address_of, languages
from core.models import BasePage

# Fields that need nothing else than their own value.
_PLAIN = {Text, Number, Choice, Flag}


def check_whole(draft: Draft, drafts: Mapping[str, Draft], site_map: SiteMap) -> None:
    """`drafts` are all those of the import, by address."""
    model = draft.text.model
    if model.refusals is BasePage.refusals:  # type: ignore[attr-defined]
        return
    page = _holding(draft)
    for one in declared(model):
        value = draft.text.values[one.key]
        if type(one) is PageRef and value != "":
            address = address_of(str(value), languages()[0])
            if named := drafts.get(address):
                setattr(page, one.attribute, _holding(named))
            elif entry := site_map.by_address.get(address):
                setattr(page, f"{one.attribute}_id", entry.pk)
    for attribute, sentence in page.refusals().items():
        key = next(one.key for one in declared(model) if isinstance(one, Text) and one.attribute == attribute)
        at = At(draft.text.lines.get(key, 2), (key,))
        draft.reading.faults.add(at, str(draft.text.values[key]), sentence.rstrip("."), is_remark=True)


def _holding(draft: Draft) -> Any:
    """A page in memory with the plain values of a file."""
    page: Page = draft.text.model(pk=draft.page.pk if draft.page else None)
    for one in declared(draft.text.model):
        if type(one) in _PLAIN:
            one.apply(page, draft.text.values[one.key], lambda value: None, {})
    return page
