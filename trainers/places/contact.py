"""Which contact data are a place's and which are a person's.

The standard asks for the place's general telephone and e-mail, yet lists often give a colleague's own. What looks like a person's
is shown to nobody but the staff, until the place says that it publishes it.
"""

import re
from collections.abc import Iterable

from trainers.places.text import folded

# Words that name a function or a kind of place before the @.
_GENERAL = frozenset(
    """
    accueil administration agence asso association atelier ateliers bib bibliotheque bonjour bus bureau cafe cci
    centre ccas cias club cnfs college commune communication communaute conseil conseiller conseillers contact
    coordination csc cybercentre departement direction equipe epn espace fablab fabrique formation formations france
    franceservices fs gestion hello info infos information informations inscription inscriptions lieu mairie maison
    mediateur mediateurs mediation mediatheque mission mjc mobile msap multimedia municipal numerique permanence
    pimms point pole public publics reception relais reservation residence salut secretariat secretaire service
    services social societe solidarite tierslieu tiers usagers ville webmaster
    """.split()  # noqa: SIM905 — easier to read as a text
)
# French mobile numbers: 06 and 07, and those of overseas.
_MOBILE = re.compile(r"\+(33[67]|590690|590691|594694|596696|596697|262692|262693|262639)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def is_personal_email(email: str, names: Iterable[str] = ()) -> bool:
    """Whether an address looks like a person's. `names` are the place's own: its name, its town."""
    local = email.partition("@")[0].partition("+")[0]
    words = set(folded(local.replace("_", " ").replace(".", " ")).split())
    together = folded(local).replace(" ", "")
    own = {word for name in names for word in folded(name).split() if len(word) > 3}
    if words & (_GENERAL | own):
        return False
    return not any(word in together for word in {*_GENERAL, *own} if len(word) > 4)


def is_personal_phone(phone: str) -> bool:
    """Whether a number is a mobile telephone's, which is most often somebody's own."""
    return bool(_MOBILE.match(phone))


def without_personal_emails(text: str, names: Iterable[str], replacement: str) -> str:
    """A presentation with the addresses of persons replaced."""
    names = tuple(names)
    return _EMAIL.sub(lambda found: replacement if is_personal_email(found[0], names) else found[0], text)
