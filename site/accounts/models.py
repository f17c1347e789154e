"""Who signs in. Learners do not: they have a carnet (see `learning`)."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff or a mediator; our own model from the first migration, so that it can grow."""
