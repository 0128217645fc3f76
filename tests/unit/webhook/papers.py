"""Invented papers: card numbers, receipt numbers, dates of birth and phones, in the forms that citizens type.

Made by a seeded generator. The card numbers are of nobody: 099 is the code of no province (Decree 137/2015 knows 001
to 096), so none of them can have been issued.
"""

import random
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

_FIRST_DAY, _DAYS = date(1950, 1, 1), 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """One invented person's."""

    card: str
    receipt: str
    phone: str
    born: date

    @property
    def typed(self) -> dict[str, str]:
        """Each form under the name by which ``tests/data/errands.csv`` asks for it."""
        born = self.born
        return {
            "card": self.card,
            "card_grouped": " ".join(self.card[at : at + 3] for at in range(0, 12, 3)),
            "card_wide": wide(self.card),
            "receipt": self.receipt,
            "phone": self.phone,
            "date": f"{born.day}/{born.month}/{born.year}",
            "date_dashed": f"{born:%d-%m-%Y}",
            "date_dotted": f"{born.day}.{born.month}.{born:%y}",
            "date_iso": born.isoformat(),
            "date_glued": f"{born:%d%m%Y}",
            "date_wide": wide(f"{born:%d/%m/%Y}"),
            "date_words": f"{born.day} tháng {born.month} năm {born.year}",
        }


def invented(seed: int = 0) -> Papers:
    """Return the papers of this seed, always the same."""
    drawn = random.Random(seed)
    born = _FIRST_DAY + timedelta(days=drawn.randrange(_DAYS))
    return Papers(
        card=f"099{drawn.randrange(2)}{born:%y}{drawn.randrange(10**6):06}",
        receipt=f"MAU-{born:%y%m%d}-{drawn.randrange(10**4):04}",
        phone=f"09{drawn.randrange(10**8):08}",
        born=born,
    )


def wide(text: str) -> str:
    """Return ``text`` with the digits of full width that some keyboards type."""
    return "".join(unicodedata.lookup(f"FULLWIDTH {unicodedata.name(one)}") if one.isdigit() else one for one in text)
