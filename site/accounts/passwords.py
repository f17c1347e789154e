"""How hard a password is to guess, as the French data protection authority counts it.

Source: CNIL, délibération 2022-100 of 21 July 2022: a password alone holds at least 80 bits. Its examples: 12 signs of
the four kinds; 14 signs without special ones; a sentence of seven words. Guessing is also slowed down: ACCOUNT_RATE_LIMITS.
"""

import math
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 12
# The CNIL counts 12 signs out of 99 as 80 bits; to the decimal they are 79.55.
BITS = 79.5
WORDS = 7
# The kinds of signs with how many there are of each; any sign beyond letters and digits is « special ».
KINDS = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"[0-9]", 10), (r"[^a-zA-Z0-9]", 37))


def bits(password: str) -> float:
    """Entropy of a password of this length drawn from the kinds of signs that it shows.

    Signs that repeat (aaaa, abab) do not lengthen it: twice each is the most that counts.
    """
    alphabet = sum(size for pattern, size in KINDS if re.search(pattern, password))
    length = min(len(password), 2 * len(set(password)))
    return length * math.log2(alphabet) if alphabet else 0.0


def is_strong(password: str) -> bool:
    words = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", password)}
    return len(password) >= SHORTEST and (bits(password) >= BITS or len(words) >= WORDS)


class CnilValidator:
    """For AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: Any = None) -> None:
        if not is_strong(password):
            raise ValidationError(
                _("Ce mot de passe se devine trop vite. Allongez-le. Ou mélangez mieux les signes."),
                code="password_too_weak",
            )

    def get_help_text(self) -> str:
        return _(
            "12 signes au moins : majuscules, minuscules, chiffres et ponctuation. "
            "Ou une phrase de sept mots, plus facile à retenir."
        )
