"""Questions that citizens asked: what was offered to whom, and what an officer has still to learn from.

===========  =======================  ==========================  =====================================================
Item         pk                       sk                          Purpose
===========  =======================  ==========================  =====================================================
Asked        ``ASKED#<asked_id>``     ``#``                       a question and what was offered; a tap finds it
To do        ``UNIT#<unit>``          ``OPEN#<at>#<asked_id>``    not answered, or answered wrongly
Done         ``UNIT#<unit>``          ``DONE#<at>#<asked_id>``    what an officer made of it
===========  =======================  ==========================  =====================================================

``faq`` puts asked questions and to-dos; ``admin`` queries to-dos and turns them into done. Texts hold no number of
nine digits or more. ``words`` are the text's telling words (folded, abbreviations written out), so that
questions which ask the same can be found together without reading the text again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from dutydesk.messages import as_plain
from dutydesk.stores.items import known_fields, to_item

OPEN_PREFIX = "OPEN#"
DONE_PREFIX = "DONE#"
ASKED_LIFE = timedelta(days=7)
TODO_LIFE = timedelta(days=180)


class Why(StrEnum):
    """Why an officer should look at a question."""

    UNANSWERED = "unanswered"  # nothing in the bank came near
    NOT_LISTED = "not_listed"  # none of the choices was meant
    DENIED = "denied"  # the citizen said that the answer was not right
    CONFIRMED = "confirmed"  # the search was unsure; the citizen picked an entry and said that it was right
    HANDED_OFF = "handed_off"  # the citizen asked for an officer


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, and the ids of the entries offered; ``entry`` is the one that was given as the answer, if any."""

    asked_id: str
    person_id: str
    unit: str
    page_id: str
    text: str
    asked_at: str
    words: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    entry: str = ""
    version: str = ""
    dialogue_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """A question for the to-do list; ``entry`` is the entry that was denied or confirmed, or came nearest."""

    asked_id: str
    unit: str
    page_id: str
    text: str
    asked_at: str
    why: Why
    words: tuple[str, ...] = ()
    entry: str = ""
    version: str = ""


def asked_pk(asked_id: str) -> str:
    """The partition of one question."""
    return f"ASKED#{asked_id}"


def todo_pk(unit: str) -> str:
    """The partition of a unit's to-do list."""
    return f"UNIT#{unit}"


def todo_sk(todo: ToDo, prefix: str = OPEN_PREFIX) -> str:
    """The sort key: text order is time order."""
    return f"{prefix}{todo.asked_at}#{todo.asked_id}"


def asked_item(asked: Asked, *, expires_at: int) -> dict[str, Any]:
    """A question as an item."""
    plain: dict[str, Any] = as_plain(asked)
    return to_item(plain | {"pk": asked_pk(asked.asked_id), "sk": "#", "schema": 1, "expires_at": expires_at})


def asked_from(item: Mapping[str, Any]) -> Asked:
    """Read a question."""
    return Asked(**known_fields(Asked, item))


def todo_item(todo: ToDo, *, expires_at: int, prefix: str = OPEN_PREFIX) -> dict[str, Any]:
    """A to-do as an item; the same question again is written over."""
    plain: dict[str, Any] = as_plain(todo)
    keys = {"pk": todo_pk(todo.unit), "sk": todo_sk(todo, prefix), "schema": 1, "expires_at": expires_at}
    return to_item(plain | keys)


def todo_from(item: Mapping[str, Any]) -> ToDo:
    """Read a to-do."""
    values = known_fields(ToDo, item)
    return ToDo(**values | {"why": Why(values["why"])})
