"""What makes the site somebody's own: name, logo, colours, menu, partners. Set in the admin."""

import hashlib
import re
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Site

from core.cache import changes_public_pages
from core.fields import BodyField
from home.colours import AA, AAA, DARK_PAPER, INK, PAPER, contrast, lightened, text_on, washed

MARKER = "#ffbf3f"
COOL = "#0a5468"
HEX_COLOUR = RegexValidator(re.compile(r"^#[0-9a-fA-F]{6}$"), _("Écrivez la couleur comme #ffbf3f."))


def is_colour(text: str) -> bool:
    return bool(re.fullmatch(HEX_COLOUR.regex, text))


def tokens(marker: str, cool: str, *, focus: str, paper: str) -> str:
    """The declarations of the stylesheets that two colours decide."""
    values = {
        "marker": marker,
        "on-marker": text_on(marker),
        "marker-soft": washed(marker, paper),
        "cool": cool,
        "cool-soft": washed(cool, paper),
        "focus": focus,
    }
    return ";".join(f"--{name}:{value}" for name, value in values.items())


class LinkBlock(blocks.StructBlock):
    """A page of the site; its title unless another text is given."""

    page = blocks.PageChooserBlock(label=_("Page"))
    title = blocks.CharBlock(
        label=_("Texte du lien"),
        required=False,
        max_length=60,
        help_text=_("Vide : le titre de la page. Dans les autres langues, c’est toujours leur titre."),
    )

    class Meta:
        icon = "link"
        label = _("Lien")
        label_format = "{page}"


class PartnerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Nom"), max_length=80)
    logo = ImageChooserBlock(label=_("Logo"), required=False)
    url = blocks.URLBlock(label=_("Site"), required=False)

    class Meta:
        icon = "group"
        label = _("Partenaire")
        label_format = "{name}"


def _colour_panel(name: str) -> FieldPanel:
    """The browser's own chooser of colours."""
    return FieldPanel(name, widget=forms.TextInput(attrs={"type": "color"}))


@changes_public_pages
@register_setting(icon="view")
class Brand(BaseSiteSetting):
    """One row per site."""

    name = models.CharField(_("nom du site"), max_length=60, default="Pas à pas")
    logo = models.ForeignKey(
        "core.CustomImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    marker = models.CharField(
        _("couleur chaude"),
        max_length=7,
        default=MARKER,
        validators=[HEX_COLOUR],
        help_text=_("Le surligneur : « vous êtes ici » et le bouton principal."),
    )
    cool = models.CharField(
        _("couleur froide"),
        max_length=7,
        default=COOL,
        validators=[HEX_COLOUR],
        help_text=_("Les liens. Elle doit rester lisible sur du blanc."),
    )
    footer_text = models.CharField(_("phrase du pied de page"), max_length=200, blank=True)
    menu = BodyField([("link", LinkBlock())], verbose_name=_("menu principal"), blank=True, collapsed=True)
    footer = BodyField([("link", LinkBlock())], verbose_name=_("menu du pied de page"), blank=True, collapsed=True)
    partners = BodyField([("partner", PartnerBlock())], verbose_name=_("partenaires"), blank=True, collapsed=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("logo"), FieldRowPanel([_colour_panel("marker"), _colour_panel("cool")])],
            heading=_("Identité"),
        ),
        FieldPanel("menu"),
        MultiFieldPanel([FieldPanel("footer_text"), FieldPanel("footer")], heading=_("Pied de page")),
        FieldPanel("partners"),
    ]

    class Meta:
        verbose_name = _("identité du site")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, site: Site) -> Self:
        """That of a site, or the default one: unlike `for_site`, reading a page never writes."""
        return cls.objects.filter(site=site).first() or cls(site=site)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        # Titles are written over it, as with a highlighter.
        if is_colour(self.marker) and contrast(self.marker, INK) < AA:
            errors["marker"] = _("Le texte se lirait mal sur cette couleur. Choisissez-la plus claire.")
        if is_colour(self.cool) and (ratio := contrast(self.cool, PAPER)) < AAA:
            errors["cool"] = _(
                "Les liens se liraient mal sur du blanc : le contraste est de %(ratio)s, il faut %(least)d. "
                "Choisissez-la plus foncée."
            ) % {"ratio": number_format(ratio, 1), "least": AAA}
        if errors:
            raise ValidationError(errors)

    @property
    def has_own_colours(self) -> bool:
        return (self.marker.lower(), self.cool.lower()) != (MARKER, COOL)

    @property
    def stylesheet(self) -> str:
        """The tokens that the colours change, by day and by night."""
        day = tokens(self.marker, self.cool, focus=self.cool, paper=PAPER)
        marker, cool = lightened(self.marker), lightened(self.cool)
        night = tokens(marker, cool, focus=marker, paper=DARK_PAPER)
        return f"@layer tokens{{:root{{{day}}}@media (prefers-color-scheme:dark){{:root{{{night}}}}}}}"

    @property
    def stylesheet_version(self) -> str:
        return hashlib.sha256(self.stylesheet.encode()).hexdigest()[:10]
