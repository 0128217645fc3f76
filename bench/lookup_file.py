"""Lists of card states as offices would upload them: as many rows as wished, every number and date invented."""

from collections.abc import Iterator
from datetime import timedelta

from bench.lookup_ground import OFFICE_ID
from local.cards import COLUMNS, DECIDED, FIRST_BORN, STATES, invented_number, invented_receipt

BIRTHDAYS = 12_000
"""After so many rows the dates of birth begin again, so that none lies in the future."""
RECEIPT_EVERY = 5
"""Each fifth row has a receipt number in the place of a card number."""
UNFINISHED = STATES[:4]
"""Cards that have long been handed over are not written at all."""


def sheet(rows: int, *, first: int = 1) -> bytes:
    """Return a list of so many rows with one number each, counted up from ``first``; always the same one."""
    return ("\r\n".join((",".join(COLUMNS), *_rows(range(first, first + rows)), ""))).encode()


def _rows(orders: range) -> Iterator[str]:
    for order in orders:
        numbers = ("", invented_receipt(order)) if order % RECEIPT_EVERY == 0 else (invented_number(order), "")
        born, state = FIRST_BORN + timedelta(days=order % BIRTHDAYS), UNFINISHED[order % len(UNFINISHED)]
        yield ",".join((*numbers, f"{born:%d/%m/%Y}", state, OFFICE_ID, f"{DECIDED:%d/%m/%Y}"))
