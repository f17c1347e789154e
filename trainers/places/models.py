"""A place where people are helped with digital matters, field for field as the national standard describes it."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any, Self

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.cache import changes_public_pages
from core.pieces import lines_of
from trainers.places.contact import is_personal_email, is_personal_phone, without_personal_emails
from trainers.places.counting import done
from trainers.places.departments import clock_of, departments
from trainers.places.derived import LONGEST_FOUND_BY, RESERVED, derived, free_slug, slug_base
from trainers.places.standard import UnexpectedError, by_attribute, fields

# A place that nobody looked at again for a year may have moved or closed.
STALE_AFTER = datetime.timedelta(days=365)


class LinesField(forms.CharField):
    """Several values, one a line."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        return tuple(lines_of(super().to_python(value) or ""))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tuple(initial or ()) != self.to_python(data)


class PipedField(models.TextField):
    """Several values as a tuple, kept as `|a|b|` so that `contains=whole("a")` finds one of them on any database."""

    def from_db_value(self, value: str | None, *_args: Any) -> tuple[str, ...]:
        return self.to_python(value)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            return _parts(value)
        return tuple(value or ())

    def get_prep_value(self, value: Any) -> str:
        values = self.to_python(value)
        return f"|{'|'.join(values)}|" if values else ""

    def formfield(self, **options: Any) -> forms.Field:  # type: ignore[override]
        """Boxes to tick for a closed vocabulary, else one value a line."""
        words = by_attribute()[self.name].choices
        texts: dict[str, Any] = {"label": self.verbose_name, "help_text": self.help_text, "required": False}
        if words:
            return forms.MultipleChoiceField(
                choices=[(word, word) for word in words], widget=forms.CheckboxSelectMultiple, **texts
            )
        return LinesField(widget=forms.Textarea(attrs={"rows": 2}), **texts)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, ...]:
    """Many places offer the same services to the same people."""
    return tuple(part for part in text.split("|") if part)


def whole(value: str) -> str:
    """What to look for in a PipedField, so that « Gratuit » is not « Gratuit sous condition »."""
    return f"|{value}|"


def _several(name: Any, **options: Any) -> PipedField:
    return PipedField(name, blank=True, default=tuple, **options)


def _text(name: Any, length: int, *, blank: bool = True, **options: Any) -> models.CharField:
    return models.CharField(
        name, max_length=length, blank=blank, default="" if blank else models.NOT_PROVIDED, **options
    )


class PlaceQuerySet(models.QuerySet["Place"]):
    def listed(self) -> Self:
        """Those that the directory shows: a place that has left its list keeps its page, with a warning."""
        return self.filter(missing_since=None)

    def by_department(self) -> dict[str, int]:
        """How many places each département has, in one query."""
        rows = self.order_by("department").values_list("department").annotate(count=Count("pk"))
        return {code: count for code, count in rows if code}

    def stale(self, today: datetime.date) -> Self:
        return self.filter(updated_on__lt=today - STALE_AFTER)

    def used_slugs(self, base: str) -> set[str]:
        """`base` if a place has it, with those that are `base` and a number."""
        if base not in RESERVED and not self.filter(slug=base).exists():
            return set()
        return set(self.filter(slug__startswith=base).values_list("slug", flat=True))


@changes_public_pages
class Place(models.Model):
    """One row of the standard. It is known by `standard_id`; its address, once given, never changes."""

    standard_id = _text(_("identifiant"), 100, blank=False, unique=True, help_text=_("Il ne change jamais."))
    pivot = _text(_("SIRET ou RNA"), 14, blank=False)
    name = _text(_("nom"), 250, blank=False)
    address = _text(_("adresse"), 250, blank=False)
    address_extra = models.TextField(_("complément d’adresse"), blank=True, default="")
    postcode = _text(_("code postal"), 5, blank=False)
    town = _text(_("commune"), 120, blank=False)
    insee_code = _text(_("code Insee de la commune"), 5)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    kinds = _several(_("typologie"), help_text=_("Un code par ligne : BIB, ASSO, CCAS, TIERS_LIEUX…"))
    phone = _text(_("téléphone"), 20, help_text=_("+33199001234, sans espace."))
    emails = _several(_("courriels"), help_text=_("Un par ligne."))
    websites = _several(_("sites web"), help_text=_("Un par ligne."))
    hours = models.TextField(
        _("horaires"),
        blank=True,
        default="",
        help_text=_("Au format d’OpenStreetMap : Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00; PH off"),
    )
    summary = _text(_("présentation courte"), 280)
    presentation = models.TextField(_("présentation"), blank=True, default="")
    source = _text(_("qui a recueilli ces informations"), 150)
    mobility = _several(_("itinérance"))
    parent = _text(_("structure parente"), 250)
    updated_on = models.DateField(_("mise à jour"), default=datetime.date.today)
    services = _several(_("services"))
    audiences = _several(_("publics accueillis"), help_text=_("Rien de coché : tout le monde."))
    special_care = _several(_("besoins particuliers pris en charge"))
    fees = _several(_("prix"))
    programmes = _several(_("dispositifs nationaux"))
    labels = _several(_("formations et labels"))
    other_labels = models.TextField(_("autres formations et labels"), blank=True, default="")
    access = _several(_("comment venir"))
    support = _several(_("accompagnement"))
    accessibility_url = models.TextField(_("fiche Accès libre"), blank=True, default="")
    booking_url = models.TextField(_("prise de rendez-vous"), blank=True, default="")

    # What follows is ours, not the standard's.
    publishes_contact = models.BooleanField(
        _("le lieu publie ces coordonnées"),
        default=False,
        help_text=_(
            "Cochez si le lieu montre lui-même ce téléphone et ces courriels. "
            "Sinon, un mobile ou le courriel d’une personne reste caché."
        ),
    )
    slug = models.SlugField(_("fin de l’adresse"), max_length=120, unique=True, editable=False)
    department = _text(_("département"), 3, editable=False, db_index=True)
    search_text = models.TextField(editable=False, default="")
    # Everything by which the search of the site finds it, the name first, each word between two spaces.
    found_by = models.CharField(max_length=LONGEST_FOUND_BY, editable=False, default="")
    # Columns of the file that the standard does not know.
    extra = models.JSONField(editable=False, default=dict)
    missing_since = models.DateField(_("absent de la liste depuis"), null=True, blank=True, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        # The search reads nothing else than this index to count and to put in order.
        indexes = [models.Index(fields=["missing_since", "found_by"])]
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")

    def __str__(self) -> str:
        return f"{self.name} ({self.town})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.before_saving()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """The rules of the standard, field by field."""
        errors: dict[str, Any] = {}
        for field in fields().values():
            try:
                field.read(field.write(getattr(self, field.attribute)))
            except UnexpectedError as unexpected:
                errors[field.attribute] = _("Attendu : %(expected)s.") % {"expected": unexpected}
        if (self.latitude is None) != (self.longitude is None):
            errors["longitude"] = _("Donnez la latitude et la longitude, ou aucune des deux.")
        if errors:
            raise ValidationError(errors)

    def before_saving(self) -> None:
        """Fields computed from others."""
        self.department, self.search_text, self.found_by = derived(
            self.name, self.town, self.postcode, self.insee_code, self.parent, tuple(self.services)
        )
        if not self.slug:
            base = slug_base(self.name, self.town)
            self.slug = free_slug(base, Place.objects.used_slugs(base))

    @property
    def position(self) -> tuple[float, float] | None:
        return (self.latitude, self.longitude) if self.latitude is not None and self.longitude is not None else None

    @property
    def department_name(self) -> str:
        found = departments().get(self.department)
        return found.name if found else ""

    def local_now(self, now: datetime.datetime | None = None) -> datetime.datetime:
        """The time on the clock of the place, without a time zone."""
        return (now or timezone.now()).astimezone(clock_of(self.department)).replace(tzinfo=None)

    def is_stale(self, today: datetime.date) -> bool:
        return self.updated_on < today - STALE_AFTER

    @property
    def _own_names(self) -> tuple[str, ...]:
        return self.name, self.town, self.parent

    @property
    def public_phone(self) -> str:
        return self.phone if self.publishes_contact or not is_personal_phone(self.phone) else ""

    @property
    def public_emails(self) -> tuple[str, ...]:
        if self.publishes_contact:
            return self.emails
        return tuple(email for email in self.emails if not is_personal_email(email, self._own_names))

    def public_text(self, text: str) -> str:
        """A text of the place as visitors read it: without the e-mail of a person."""
        if self.publishes_contact or "@" not in text:
            return text
        return without_personal_emails(text, self._own_names, str(_("(adresse non publiée)")))

    @property
    def hides_contact(self) -> bool:
        return self.public_phone != self.phone or self.public_emails != self.emails


class PlaceImport(models.Model):
    """A file that was sent to the admin: kept between the preview and the import, then only its figures."""

    name = models.CharField(_("fichier"), max_length=255)
    # Compressed; emptied once imported.
    data = models.BinaryField(default=bytes)
    mapping = models.CharField(_("colonnes"), max_length=60, blank=True, default="")
    is_partial = models.BooleanField(_("une partie de la liste"), default=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("envoyé par"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("envoyé le"), auto_now_add=True)
    applied_at = models.DateTimeField(_("importé le"), null=True)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("import de lieux")
        verbose_name_plural = _("imports de lieux")

    def __str__(self) -> str:
        return self.name

    @property
    def sentence(self) -> str:
        return done(self.figures)
