"""Invented cards, brought to the running desk by an officer; and citizens who ask for them."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from dutydesk.text import catalogue_lookup as words
from local.cards import COLUMNS, invented_receipt
from operate.cards import Bringer, bring
from tests.stack.desk import Citizen, Desk, wait_until

UNIT = "quan-mau"
DAY = "02/03/2026"
FIRST_BORN = date(1950, 1, 1)
MOST_DAYS = 20_000
PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card of nobody: its number and date were drawn for one test."""

    number: str
    receipt: str
    born: date

    def row(self, status: str) -> str:
        """Return its line of a list."""
        return ";".join((self.number, self.receipt, f"{self.born:%d/%m/%Y}", status, UNIT, DAY))


@dataclass
class Drawn:
    """Draws cards, and remembers everything by which somebody could find them."""

    cards: list[Card] = field(default_factory=list)

    def card(self) -> Card:
        """Return a card that no other run has drawn."""
        drawn = Card(
            number=f"001099{secrets.randbelow(10**6):06}",
            receipt=invented_receipt(secrets.randbelow(10**5)),
            born=FIRST_BORN + timedelta(days=secrets.randbelow(MOST_DAYS)),
        )
        self.cards.append(drawn)
        return drawn

    def traces(self) -> Iterator[str]:
        """Yield what may stand nowhere: numbers, receipts as written and as read, dates in the forms of people."""
        for card in self.cards:
            yield from (card.number, card.receipt, card.receipt.replace("-", ""))
            for form in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"):
                yield card.born.strftime(form)


def sheet(*rows: str) -> bytes:
    """Return a list of these rows."""
    return "\r\n".join((";".join(COLUMNS), *rows, "")).encode()


def bringer(desk: Desk, username: str = "editor") -> Bringer:
    """Return an officer who brings lists of cards."""
    officer = desk.officer_called(username)
    return Bringer(http=desk.http, api=desk.endpoints.api, token=officer.token)


def brought(desk: Desk, *rows: str) -> dict[str, Any]:
    """Have these rows imported; return the import once citizens are answered from it."""
    return bring(bringer(desk), sheet(*rows), unit=UNIT, patience_s=PATIENCE_S, say=lambda _: None)


def at_the_desk(desk: Desk) -> Citizen:
    """Return a citizen who has just been asked for a number and a date."""
    citizen = desk.citizen(UNIT)
    citizen.tell("tra cứu căn cước")
    citizen.await_text(words.ASK_BOTH[:40])
    return citizen


def answer(citizen: Citizen, *texts: str) -> str:
    """Have a citizen write this, and return the one answer to the last of it."""
    for text in texts:
        before = len(citizen.texts())
        citizen.tell(text)
        wait_until(lambda seen=before: len(citizen.texts()) > seen, "an answer")  # type: ignore[misc]  # bound early
    return citizen.texts()[-1]


def answers(citizen: Citizen, texts: Sequence[str]) -> list[str]:
    """Return the answer to each text in turn."""
    return [answer(citizen, text) for text in texts]
