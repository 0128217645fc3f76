"""What the lookup desk knows and changes.

This is what one attempt costs, item by item, whatever comes of it:

=====================================================  ===========================  =====  ======
Item                                                   call                          read   write
=====================================================  ===========================  =====  ======
receipts ``EVENT#<event_key>``/``lookup``              GetItem, eventual              0.5
``PERSON#<person>``/``ASKING``                         UpdateItem                              1
``DAY#<date>#<person>``/``#``                          UpdateItem                              1
``PAGE#<page>#<date>``/``#``                           UpdateItem                              1
``LIVE``/``#``, ``CARD#<digest>``/``#``                BatchGetItem, eventual         1
``PERSON#<person>``/``TRY#<digest>``                   in the same batch              0.5
``ASKED#<digest>``/``#`` (or ``KNOWN``)                in the same batch; PutItem     0.5      1
receipt, and ``PERSON#<person>``/``TRY#<digest>``      TransactWriteItems                     4
offices of the unit (table ``content``)                Query, once in 60 s           (0.5)
=====================================================  ===========================  =====  ======

So 2.5 read units, 3 with the offices, and 8 write units: a unit reads 4 KB consistently or 8 KB eventually, and writes
1 KB, twice the price in a transaction. No item here exceeds 1 KB. What is read eventually is written on condition of
what was read, and read consistently after a lost race; the card alone may be seconds old. Everything but the receipt
lies in the table ``idcards`` and expires.
"""

from dataclasses import dataclass
from typing import Protocol

from dutydesk.errands import LookupMessage
from dutydesk.messages import Reply
from functions.lookup.status.rules import Asked, Counted, Known, Tried

WORKER = "lookup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """What an attempt leaves behind for one person and one number."""

    digest: str
    tried: Tried


class LookupBook(Protocol):
    """What the dialogue knows and changes."""

    def owed(self, event_key: str, *, surely: bool = False) -> tuple[Reply, ...] | None:
        """Return what a handled event owes, or None: never handled, or (unless ``surely``) only just now."""

    def asking(self, person_id: str, digest: str) -> str:
        """Remember which number the person asks about, and return it.

        With an empty ``digest``, return the one remembered within 15 minutes, or nothing.
        """

    def stop(self, person_id: str) -> None:
        """Forget which number the person asks about."""

    def answered(self, person_id: str) -> str:
        """Return the number for which the person last gave the right date, within a day, or nothing."""

    def count(self, message: LookupMessage, digest: str) -> Counted:
        """Count an attempt on its person's day and its page's."""

    def known(self, person_id: str, digest: str, *, surely: bool = False) -> Known:
        """Return what is known of this person and this number."""

    def note(self, digest: str, asked: Asked, *, stranger: bool) -> None:
        """Remember how strangers fare with a number; about somebody who is none, nothing.

        Raises:
            Conflict: somebody else's try was noted meanwhile.
        """

    def commit(self, message: LookupMessage, replies: tuple[Reply, ...], left: Try | None = None) -> None:
        """Put the receipt, and with it what an attempt leaves behind.

        Raises:
            Conflict: the event, or another of this person about this number, was handled meanwhile.
        """
