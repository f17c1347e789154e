"""What makes a fresh installation a demo: accounts that everybody knows, and menus to the starter content."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from accounts.models import User
from accounts.roles import EDITORS, MODERATORS, set_up_roles
from home.models import Brand
from trainers.demo import fill_rooms
from trainers.membership.deciding import join_at_once
from trainers.models import Place

PASSWORD = "pas-a-pas"  # noqa: S105 — the demo's accounts are public
# The starter pages of each menu, with a shorter text where the title is long for a telephone.
MENU = {
    "parcours": "Parcours",
    "modules": "Modules",
    "lieux": "Lieux",
    "glossaire": "Mots",
    "competences": "Compétences",
}
FOOTER = {"mediateurs": "", "a-propos": "", "accessibilite": "", "donnees-personnelles": "", "mentions-legales": ""}


DOMAIN = "demo.example"


@dataclass(frozen=True)
class Account:
    """`name` before the @; what somebody may do: everything, what a group may, or what an EPN's member may."""

    name: str
    role: str
    group: str = ""
    in_epn: bool = False

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"


def accounts() -> list[Account]:
    return [
        Account("editrice", _("écrit et soumet à la relecture"), EDITORS),
        Account("moderateur", _("relit et publie"), MODERATORS),
        Account("administratrice", _("règle tout")),
        Account("mediatrice", _("partage des fiches de séance"), in_epn=True),
        Account("coordinateur", _("accepte les personnes de son EPN"), in_epn=True),
    ]


def create_accounts() -> list[Account]:
    """The accounts, with the groups and the EPN that they need; one that exists keeps its password."""
    if not settings.DEMO:
        raise ImproperlyConfigured("Demo accounts are only made when DEMO is set.")
    set_up_roles()
    for account in accounts():
        everything = not account.group and not account.in_epn
        user, is_new = User.objects.get_or_create(
            email=account.email,
            defaults={"first_name": account.name.capitalize(), "is_superuser": everything, "is_staff": everything},
        )
        if is_new:
            user.set_password(PASSWORD)
            user.save()
            user.trust_address()
            user.groups.set(Group.objects.filter(name=account.group))
            if account.in_epn and (place := Place.objects.listed().order_by("standard_id").first()):
                coordinates = account.name == "coordinateur"
                join_at_once(user, place, function=account.role, is_coordinator=coordinates)
    return accounts()


def show_the_rooms() -> None:
    """What the accounts wrote and said of a session, as if they had been here for months."""
    people = {user.email: user for user in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    names = ("mediatrice", "coordinateur", "moderateur")
    fill_rooms(*(people[f"{name}@{DOMAIN}"] for name in names))


def fill_menus() -> None:
    """Point both menus at the starter pages, unless somebody has chosen already."""
    site = Site.objects.get(is_default_site=True)
    brand = Brand.for_site(site)
    if brand.menu or brand.footer:
        return
    brand.menu = _links(site, MENU)
    brand.footer = _links(site, FOOTER)
    brand.save()


def _links(site: Site, titles: dict[str, str]) -> list[tuple[str, dict[str, object]]]:
    pages = {page.slug: page for page in Page.objects.child_of(site.root_page).live().filter(slug__in=titles)}
    return [("link", {"page": pages[slug], "title": title}) for slug, title in titles.items() if slug in pages]
