"""Who is heard: how often somebody may try a number and a date, and what an answer changes. Pure, and clock-less.

A person who has once answered a number's date correctly is *known* to that number and is heard always. To every other
number the same person is a stranger, and a stranger is heard unless

* the person has answered this number wrongly five times: locked for 24 hours after the fifth;
* the person has asked about ten other numbers today, or the page has been asked 5,000 times today: capped;
* strangers have answered this number wrongly ten times within 30 days, and one was heard within six hours: slowed.

Whoever is not heard is told what a wrong answer is told, and nothing is compared.
"""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from dutydesk.clock import from_iso, iso
from functions.lookup.cards import Slot

WRONG_UNTIL_LOCKED = 5
LOCKED_FOR = timedelta(hours=24)
NUMBERS_A_DAY = 10
PAGE_A_DAY = 5_000
WRONG_UNTIL_BESIEGED = 10
BESIEGED_WITHIN = timedelta(days=30)
STRANGERS_EVERY = timedelta(hours=6)


class Outcome(StrEnum):
    """What became of a try; the citizen can tell the first from all others, and the others not from each other."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"
    CAPPED = "capped"
    SLOWED = "slowed"


class Sign(StrEnum):
    """A pattern that somebody should look at; the name of the metric that is counted."""

    ENUMERATION = "LookupEnumeration"  # many numbers from one person
    BESIEGED = "NumberBesieged"  # one number from many
    PAGE_CAP = "LookupPageCap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What is remembered of one person and one number. ``version`` counts the writes; moments are ISO-8601 or empty.

    ``right_at``: when this person last answered correctly, which makes the person known to the number.
    """

    version: int = 0
    wrong: int = 0
    wrong_at: str = ""
    right_at: str = ""

    @property
    def known(self) -> bool:
        """Whether the person has answered correctly before."""
        return bool(self.right_at)

    def wrong_lately(self, now: datetime) -> int:
        """Count the wrong answers, forgotten 24 hours after the last."""
        return self.wrong if self.wrong_at and now < from_iso(self.wrong_at) + LOCKED_FOR else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How strangers fare with a number: when the last ten wrong answers came, oldest first, and when one is next heard.

    ``version`` counts the writes; moments are ISO-8601 or empty.
    """

    version: int = 0
    wrong_at: tuple[str, ...] = ()
    next_at: str = ""

    def besieged(self, now: datetime) -> bool:
        """Whether there were ten wrong answers lately."""
        return len(self.wrong_at) == WRONG_UNTIL_BESIEGED and from_iso(self.wrong_at[0]) > now - BESIEGED_WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Today's counts with this try in them: how many numbers of this person (None: one too many), how many tries."""

    numbers: int | None
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the table holds about one person and one number; ``slot`` is what citizens may see of the card."""

    slot: Slot | None
    tried: Tried
    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a try comes to, and what is to be remembered; ``slot`` is set if it was right, and only then."""

    outcome: Outcome
    slot: Slot | None
    tried: Tried
    asked: Asked
    signs: frozenset[Sign]


def judge(known: Known, counted: Counted, birth: str, now: datetime) -> Judgement:
    """Decide a try whose answer was ``birth`` (``IndexKey.birth_digest``)."""
    is_right = hmac.compare_digest(known.slot.birth if known.slot else "", birth) and known.slot is not None
    refused = None if known.tried.known else _refused(known, counted, now)
    outcome = refused or (Outcome.RIGHT if is_right else Outcome.WRONG)
    tried = _tried(known.tried, outcome, now)
    asked = known.asked if known.tried.known else _asked(known.asked, outcome, now)
    return Judgement(
        outcome=outcome,
        slot=known.slot if outcome is Outcome.RIGHT else None,
        tried=replace(tried, version=known.tried.version + 1),
        asked=replace(asked, version=known.asked.version + 1),
        signs=frozenset(_signs(counted, asked, outcome, now)),
    )


def _refused(known: Known, counted: Counted, now: datetime) -> Outcome | None:
    if known.tried.wrong_lately(now) >= WRONG_UNTIL_LOCKED:
        return Outcome.LOCKED
    if counted.numbers is None or counted.page > PAGE_A_DAY:
        return Outcome.CAPPED
    if known.asked.besieged(now) and known.asked.next_at and now < from_iso(known.asked.next_at):
        return Outcome.SLOWED
    return None


def _tried(tried: Tried, outcome: Outcome, now: datetime) -> Tried:
    if outcome is Outcome.RIGHT:
        return replace(tried, wrong=0, wrong_at="", right_at=iso(now))
    if outcome is Outcome.WRONG and not tried.known:
        return replace(tried, wrong=tried.wrong_lately(now) + 1, wrong_at=iso(now))
    return tried


def _asked(asked: Asked, outcome: Outcome, now: datetime) -> Asked:
    """Remember a stranger's try; one that was not heard changes nothing."""
    if outcome is Outcome.WRONG:
        asked = replace(asked, wrong_at=(*asked.wrong_at, iso(now))[-WRONG_UNTIL_BESIEGED:])
    heard = outcome in {Outcome.RIGHT, Outcome.WRONG}
    return replace(asked, next_at=iso(now + STRANGERS_EVERY)) if heard and asked.besieged(now) else asked


def _signs(counted: Counted, asked: Asked, outcome: Outcome, now: datetime) -> set[Sign]:
    found = {
        Sign.ENUMERATION: counted.numbers is None or counted.numbers == NUMBERS_A_DAY,
        Sign.PAGE_CAP: counted.page > PAGE_A_DAY,
        Sign.BESIEGED: outcome in {Outcome.WRONG, Outcome.SLOWED} and asked.besieged(now),
    }
    return {sign for sign, holds in found.items() if holds}
