"""Do what a plan says, all of it or nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, Site
from wagtail.signals import page_published, published

from core.cache import moved_once
from core.content import bulk
from core.content.context import Pending, settled
from core.content.declarations import Keywords
from core.content.drafts import Draft, Plan
from core.content.errors import ContentError, ContentInvalidError
from core.content.pages import body_of, declared
from core.content.shapes import sentence
from core.content.site_map import Entry, address_of, languages, locale_of, parent_of

Tick = Callable[[int], None]


def apply(
    plan: Plan, user: AbstractBaseUser | None = None, *, publish: bool = True, tick: Tick = lambda count: None
) -> int:
    """Make and change the pages of `plan` in one transaction; returns how many.

    Files that change nothing write nothing. Without `publish`, everything stays a draft for somebody else to publish.
    """
    if plan.errors and not plan.drafts:
        raise ContentInvalidError(plan.errors)
    if not plan.new and not plan.changed:
        return 0
    with moved_once():
        Importer(plan, user, publish, tick).run()
    return len(plan.new) + len(plan.changed)


class Importer:
    """The steps of `apply`, with what they share."""

    def __init__(self, plan: Plan, user: AbstractBaseUser | None, publish: bool, tick: Tick) -> None:
        self.plan, self.user, self.publish, self.tick = plan, user, publish, tick
        self.pages: dict[str, Page] = {}
        self.locales = {language: locale_of(language) for language in {draft.language for draft in plan.new}}
        self.found: dict[Any, Any] = plan.found | {Keywords: _KeywordRows()}

    def run(self) -> None:
        drafts = self.plan.new
        new = [
            bulk.NewPage(*self.page_and_parent(draft), publish=self.publish and not draft.text.draft)
            for draft in drafts
        ]
        bulk.insert_base_rows(new, self.user)
        for draft, one in zip(drafts, new, strict=True):
            self.plan.site_map.add(Entry(draft.address, draft.text.model, draft.key, one.page.pk))
        for draft, one in zip(drafts, new, strict=True):
            self.fill(draft, one.page)
        revisions = bulk.insert_details(new, self.user, self.tick)
        self.welcome(new)
        for one, revision in zip(new, revisions, strict=True):
            if one.publish:
                _announce(one.page, revision)
        for draft in self.plan.changed:
            self.change(draft)
            self.tick(1)

    def page_and_parent(self, draft: Draft) -> tuple[Page, Page]:
        """A page object with what its row in the tree needs, and its parent."""
        page = draft.text.model(translation_key=draft.key, locale=self.locales[draft.language])
        page.slug = draft.address.rpartition("/")[2] if "/" in draft.address else self.home_slug(draft.language)
        for one in declared(draft.text.model):
            if one.attribute_in_tree:
                one.apply(page, draft.text.values[one.key], self.pk, self.found)
        self.pages[draft.address] = page
        return page, self.parent(draft.address)

    def parent(self, address: str) -> Page:
        above = parent_of(address)
        if above not in self.pages:
            entry = self.plan.site_map.by_address.get(above)
            self.pages[above] = Page.objects.get(pk=entry.pk) if entry else Page.get_first_root_node()
        return self.pages[above]

    @staticmethod
    def home_slug(language: str) -> str:
        return "accueil" if language == languages()[0] else f"accueil-{language}"

    def fill(self, draft: Draft, page: Page) -> None:
        """Put the file's values into the page; only those that differ from what is there."""
        with translation.override(draft.language):
            before = draft.before.values if draft.before else {}
            for one in declared(draft.text.model):
                value = draft.text.values[one.key]
                if one.key not in before or not one.same(before[one.key], value):
                    one.apply(page, value, self.pk, self.found)
            if body := body_of(draft.text.model):
                body.apply(page, settled(draft.body, self.pk))

    def change(self, draft: Draft) -> None:
        page = draft.page
        self.fill(draft, page)
        try:
            revision = page.save_revision(user=self.user, log_action=True)
            if self.publish and not draft.text.draft:
                revision.publish(user=self.user, skip_permission_checks=True)
        except ValidationError as error:
            found = ContentError(draft.source.name, 1, _("page"), page.title, sentence(error))
            raise ContentInvalidError([found]) from error

    def pk(self, value: Any) -> int | None:
        """The number of the page, picture or document that a value names."""
        if isinstance(value, Pending) and value.kind != "page":
            return value.pk or self.plan.media.pk(value.kind, value.text)
        entry = self.plan.site_map.by_address.get(address_of(str(value), languages()[0]))
        return entry.pk if entry else None

    def welcome(self, new: list[bulk.NewPage]) -> None:
        """On a fresh installation, our home takes the place of the page that Wagtail made."""
        home = next(
            (one.page for one in new if one.parent.depth == 1 and one.page.locale.language_code == languages()[0]), None
        )
        if home is None:
            return
        site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
        placeholder = site.root_page if site.root_page_id else None
        site.root_page = Page.objects.get(pk=home.pk)
        site.save()
        # Editors see the name of the root at the top of the explorer.
        Page.objects.filter(depth=1, title="Root").update(
            title=_("Toutes les pages"), draft_title=_("Toutes les pages")
        )
        if placeholder and placeholder.specific_class is Page and placeholder.depth > 1 and not placeholder.numchild:
            Page.objects.get(pk=placeholder.pk).delete()


class _KeywordRows(dict):
    """Keyword by its word whatever the case, all loaded once, made when missing."""

    def load(self, model: Any) -> None:
        if not self:
            self.update({tag.name.casefold(): tag for tag in model.objects.all()})

    def rows(self, model: Any, words: tuple[str, ...]) -> list[Any]:
        self.load(model)
        for word in words:
            if word.casefold() not in self:
                self[word.casefold()] = model.objects.create(name=word)
        return [self[word.casefold()] for word in words]


def _announce(page: Page, revision: Revision) -> None:
    page_published.send(sender=type(page), instance=page, revision=revision)
    published.send(sender=type(page), instance=page, revision=revision)
