"""The question bank: what the desk answers, its draft, its published versions, and the questions it is tried on.

===========  =======================  ==========================  =====================================================
Item         pk                       sk                          Purpose
===========  =======================  ==========================  =====================================================
State        ``BANK``                 ``STATE``                   which draft is edited, which version serves
Version      ``BANK``                 ``VERSION#<version>``       one publication: who, when, how good, how it ended
Entry        ``BANK#<draft>``         ``ENTRY#<id>``              one question of the draft, with its answer
Trial        ``BANK#TRIALS``          ``TRIAL#<trial_id>``        a real question (redacted) and the entry it must find
===========  =======================  ==========================  =====================================================

All in the table ``content``, written by ``admin``; the publisher writes versions and the state's ``live`` and
``history``. A draft is replaced as a whole by writing another partition and then letting the state name it. Every
change of a draft raises the state's ``revision`` in the same transaction. What a version serves lies in S3 under
``published_key``; it is never rewritten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dutydesk.messages import as_plain
from dutydesk.stores.items import known_fields, to_item

BANK_PK = "BANK"
STATE_SK = "STATE"
VERSION_PREFIX = "VERSION#"
ENTRY_PREFIX = "ENTRY#"
TRIALS_PK = "BANK#TRIALS"
TRIAL_PREFIX = "TRIAL#"
HISTORY_KEPT = 20


class Build(StrEnum):
    """How far a version got."""

    BUILDING = "building"
    PUBLISHED = "published"
    REFUSED = "refused"  # it would answer worse, which a reason overrides, or something newer was decided meanwhile
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BankEntry:
    """One question that the desk answers. Dates are ``YYYY-MM-DD`` or empty; no page means every page."""

    id: str
    question: str
    answer: str
    variants: tuple[str, ...] = ()
    topic: str = ""
    papers: str = ""
    fee: str = ""
    time: str = ""
    place: str = ""
    who: str = ""
    legal_source: str = ""
    valid_from: str = ""
    valid_to: str = ""
    last_reviewed: str = ""
    owner_unit: str = ""
    pages: tuple[str, ...] = ()
    sample: bool = False
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BankState:
    """Which draft is edited and which version serves.

    ``history`` holds earlier served ones, the latest first; what a rollback withdrew is not among them, since they
    are what is served when ``live`` cannot be read.
    """

    draft: str = ""
    revision: int = 0
    live: str = ""
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BankVersion:
    """One publication. Shares of the trials that come out right are in thousandths, -1 where there were none.

    ``version`` is a ULID: a later one is the greater text. ``was_live`` is what served when it was asked for, empty if
    nothing did. ``override`` is the reason for publishing although fewer trials come out right; ``reason`` says why a
    build was refused or failed, in words for officers.
    """

    version: str
    build: Build
    by: str
    requested_at: str
    draft: str
    revision: int = 0
    override: str = ""
    entries: int = 0
    trials: int = 0
    right_now: int = -1
    right_before: int = -1
    finished_at: str = ""
    reason: str = ""
    was_live: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A real question and the id of the entry it must find; ``none``: no entry may be sure to answer it.

    ``unit`` is whose editors may read and change it; empty for older ones, which are the administrators'.
    """

    trial_id: str
    text: str
    expected: str
    added_by: str = ""
    added_at: str = ""
    unit: str = ""


def published_key(version: str) -> str:
    """Where in the bucket a version lies."""
    return f"faq/{version}"


def draft_pk(draft: str) -> str:
    """The partition of a draft's entries."""
    return f"BANK#{draft}"


def state_item(state: BankState) -> dict[str, Any]:
    """The state as an item."""
    return _item(state, BANK_PK, STATE_SK)


def state_from(item: Mapping[str, Any]) -> BankState:
    """Read the state."""
    return BankState(**known_fields(BankState, item))


def entry_item(draft: str, entry: BankEntry) -> dict[str, Any]:
    """An entry of a draft as an item."""
    return _item(entry, draft_pk(draft), ENTRY_PREFIX + entry.id)


def entry_from(item: Mapping[str, Any]) -> BankEntry:
    """Read an entry."""
    return BankEntry(**known_fields(BankEntry, item))


def version_item(version: BankVersion) -> dict[str, Any]:
    """A version as an item."""
    return _item(version, BANK_PK, VERSION_PREFIX + version.version)


def version_from(item: Mapping[str, Any]) -> BankVersion:
    """Read a version."""
    values = known_fields(BankVersion, item)
    return BankVersion(**values | {"build": Build(values["build"])})


def trial_item(trial: Trial) -> dict[str, Any]:
    """A trial as an item."""
    return _item(trial, TRIALS_PK, TRIAL_PREFIX + trial.trial_id)


def trial_from(item: Mapping[str, Any]) -> Trial:
    """Read a trial."""
    return Trial(**known_fields(Trial, item))


def _item(value: Any, pk: str, sk: str) -> dict[str, Any]:
    plain: dict[str, Any] = as_plain(value)
    return to_item(plain | {"pk": pk, "sk": sk, "schema": 1})
