"""What every page has, and the few tables that everything shares."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.utils.decorators import cached_classmethod

from core.blocks.markdown import set_in
from core.fields import BodyField
from core.findable import Findable
from core.panels import RemarksPanel
from core.queries import restrictions_on, visible
from core.signals import page_saved

if TYPE_CHECKING:
    from core.checks import Remark


class ContentVersion(models.Model):
    """One row: see `core.cache`."""

    number = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.number)


class Keyword(TagBase):
    """A free keyword, besides the competences."""

    free_tagging = True

    class Meta:
        verbose_name = _("mot-clé")
        verbose_name_plural = _("mots-clés")


class PageKeyword(ItemBase):
    tag = models.ForeignKey(Keyword, related_name="page_keywords", on_delete=models.CASCADE)
    content_object = ParentalKey(Page, related_name="page_keywords", on_delete=models.CASCADE)


class CustomImage(AbstractImage):
    """A picture with the name of its author; `description` is its text alternative."""

    description = models.CharField(
        _("description"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("Ce que l’image montre, en une phrase, pour qui ne la voit pas."),
    )
    credit = models.CharField(_("auteur et licence"), max_length=200, blank=True)

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"),
        ]


class BasePage(Page):
    """A public page: same bytes for everybody, one summary, free keywords, what people ask that it answers.

    Subclasses say how they are written as text with `text_type`, `text_fields` and `text_body` (see `core.content`).
    """

    summary = models.TextField(
        _("résumé"),
        max_length=300,
        blank=True,
        help_text=_("Une phrase simple, montrée dans les listes et par les moteurs de recherche."),
    )
    # One table for all page types: filter with `page_keywords__tag__name` (taggit cannot join through a parent class).
    keywords = ClusterTaggableManager(
        through=PageKeyword, blank=True, verbose_name=_("mots-clés"), help_text=_("Des mots que les gens taperaient.")
    )
    asked = models.TextField(
        _("ce que l’on demande"),
        max_length=6000,
        blank=True,
        default="",
        help_text=_(
            "Une question par ligne, avec les mots des gens. Seule la recherche les lit : elles ne sont pas montrées."
        ),
    )

    # How the page is written as text (see `core.content`); nothing by default.
    text_type: str | None = None
    text_fields: Sequence[Any] = ()
    text_body: Any = None

    # What search knows of the page (see `core.findable`); nothing by default.
    findable: Findable | None = None

    search_fields = [*Page.search_fields, index.SearchField("summary")]
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading=_("Fin de l’adresse"),
                    help_text=_(
                        "Des mots simples, sans espace ni accent. Ne la changez plus une fois la page publiée."
                    ),
                ),
                FieldPanel("seo_title", heading=_("Titre dans les moteurs de recherche")),
                FieldPanel(
                    "search_description",
                    heading=_("Phrase dans les moteurs de recherche"),
                    help_text=_("Laissez vide : le résumé convient presque toujours."),
                ),
            ],
            heading=_("Adresse et moteurs de recherche"),
        ),
        FieldPanel("keywords"),
        FieldPanel("asked"),
    ]
    show_in_menus_default = False
    parent_page_types: Sequence[str] | None = None

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls) -> Any:  # noqa: N805
        """The same three tabs for every type of page."""
        settings = [*cls.promote_panels, *cls.settings_panels]
        tabs = [
            ObjectList(cls.content_panels, heading=_("Contenu")),
            ObjectList(settings, heading=_("Adresse et mots-clés")),
            ObjectList([RemarksPanel()], heading=_("Remarques")),
        ]
        return TabbedInterface(tabs, base_form_class=cls.base_form_class).bind_to_model(cls)

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only a type that asks for it, the home page, stands beside the other home pages."""
        may_stand_there = not parent.is_root() or "wagtailcore.Page" in (cls.parent_page_types or ())
        return super().can_create_at(parent) and may_stand_there

    def remarks(self) -> "Iterable[Remark]":
        """What an editor should look at again; it never prevents from publishing."""
        from core.checks import check_page

        return check_page(self)

    def refusals(self) -> Mapping[str, str]:
        """Why it may not be published as it is, a sentence for each field at fault; a form says them, an import of files too."""
        return {}

    def clean(self) -> None:
        super().clean()
        if refusals := self.refusals():
            raise ValidationError(dict(refusals))

    def before_saving(self) -> None:
        """Fields computed from others. Put this here, not in `save`: a bulk import calls it too."""

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        self.before_saving()
        self._set_in_own_language()
        super().save(*args, **kwargs)
        page_saved.send(sender=type(self), page=self, update_fields=kwargs.get("update_fields"))

    def _set_in_own_language(self) -> None:
        """An editor whose screens are French may write English, and a translation starts from a French text."""
        if not self.locale_id:
            return
        language = self.locale.language_code[:2]
        for field in self._meta.get_fields():
            if isinstance(field, BodyField):
                data = field.value_from_object(self).get_prep_value()
                if (changed := set_in(data, language)) != data:
                    setattr(self, field.attname, field.stream_block.to_python(changed))

    @classmethod
    def to_show(cls) -> QuerySet[Any]:
        """Pages of this type with what their own page shows of others, read at once."""
        return cls.objects.all()

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        return restrictions_on(self)

    @cached_property
    def way(self) -> list[Page]:
        """The pages between the home page and this one; routing fills it in with those that it came through."""
        return list(self.get_ancestors().filter(depth__gt=2))

    @property
    def up(self) -> Page | None:
        """The page above."""
        return self.way[-1] if self.way else self.get_parent()

    def has_address(self, rest: str) -> bool:
        """Whether `rest`, which follows the address of one of its translations, follows its own too."""
        return True

    def structured_data(self) -> dict[str, Any] | None:
        """What the page is, as Schema.org JSON-LD; nothing by default."""
        return None


class OneALanguage(models.Model):
    """For a type with one page a language: others must know which address is its."""

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return super().can_create_at(parent) and not cls.objects.filter(locale_id=parent.locale_id).exists()  # type: ignore[misc,attr-defined]

    @classmethod
    def of_language(cls, locale_id: int) -> Self | None:
        return visible(cls.objects.filter(locale_id=locale_id)).order_by("path").first()  # type: ignore[attr-defined]

    @classmethod
    def address(cls, locale_id: int) -> str:
        """The full address of the page of a language, empty if it is not published; kept until something changes."""
        from core.cache import kept

        return kept(f"{cls._meta.label_lower}:{locale_id}", lambda: cls._address(locale_id))

    @classmethod
    def _address(cls, locale_id: int) -> str:
        page = cls.of_language(locale_id)
        return (page.full_url or "") if page else ""  # type: ignore[attr-defined]
