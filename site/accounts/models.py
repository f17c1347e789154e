"""Who signs in. Learners do not: they have a carnet (see `learning`)."""

from typing import Any

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.outbox.models import Letter

__all__ = ["Letter", "User"]


class UserManager(BaseUserManager["User"]):
    """People are known by their e-mail address: nobody has a user name to invent, nor to forget."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An administrator, from the server's own shell: who has it need not prove that the address is theirs."""
        with transaction.atomic():
            user = self.create_user(email, password, **{"is_staff": True, "is_superuser": True} | fields)
            user.trust_address()
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").lower())


class User(AbstractUser):
    """A member of staff or a mediator."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("adresse e-mail"), unique=True, error_messages={"unique": _("Cette adresse a déjà un compte.")}
    )
    first_name = models.CharField(_("prénom"), max_length=80, blank=True)
    last_name = models.CharField(_("nom"), max_length=80, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        if not self.password:  # made by the admin: the person chooses it, with « Mot de passe oublié »
            self.set_unusable_password()
        super().save(*args, **kwargs)

    @property
    def author_name(self) -> str:
        """How somebody signs what they share; never the e-mail address."""
        return self.get_full_name() or str(_("Une personne du réseau"))

    def trust_address(self) -> None:
        """Take the address as verified, because somebody else answers for it."""
        from allauth.account.models import EmailAddress

        EmailAddress.objects.update_or_create(user=self, email=self.email, defaults={"verified": True, "primary": True})
