"""The matrix: which role may do what. What is not in it, nobody may."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """A role of an officer, bound to the officer's units."""

    OFFICER = "officer"
    DUTY_OFFICER = "duty_officer"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Deed(StrEnum):
    """Something an officer asks for; the word is the audit entry's ``action``."""

    SEE_SELF = "officer.read"
    LINK_CHAT = "chat.link"
    LIST_CASES = "case.list"
    SEARCH_CASES = "case.search"
    READ_CASE = "case.read"
    ANSWER = "case.reply"
    DECIDE = "case.status"
    NOTE_CASE = "case.note"
    ASSIGN_CASE = "case.assign"
    TRANSFER_CASE = "case.transfer"
    LIST_GONE = "case.gone"
    HAND_OVER_CASE = "case.hand_over"
    COMPARE_CASES = "case.similar"
    MERGE_CASES = "case.merge"
    READ_PHRASES = "phrase.read"
    EDIT_PHRASES = "phrase.edit"
    READ_BANK = "bank.read"
    EDIT_BANK = "bank.edit"
    PUBLISH_BANK = "bank.publish"
    ROLL_BACK_BANK = "bank.rollback"
    READ_TRIALS = "trial.read"
    EDIT_TRIALS = "trial.edit"
    LIST_TODO = "todo.list"
    RESOLVE_TODO = "todo.resolve"
    LIST_BROADCASTS = "broadcast.list"
    READ_BROADCAST = "broadcast.read"
    EDIT_BROADCAST = "broadcast.edit"
    TRY_BROADCAST = "broadcast.try"
    APPROVE_BROADCAST = "broadcast.approve"
    PAUSE_BROADCAST = "broadcast.pause"
    RESUME_BROADCAST = "broadcast.resume"
    CANCEL_BROADCAST = "broadcast.cancel"
    IMPORT_CARDS = "cards.import"
    READ_IMPORTS = "cards.read"
    READ_TOPICS = "topic.read"
    EDIT_TOPICS = "topic.edit"
    TAG_PEOPLE = "person.tag"
    READ_OFFICES = "office.read"
    EDIT_OFFICES = "office.edit"
    READ_COUNTER = "counter.read"
    CALL_NEXT = "counter.next"
    WORK_TICKET = "counter.ticket"
    GIVE_NUMBER = "counter.walk_in"
    CLOSE_DAY = "counter.close"
    READ_STATISTICS = "statistics.read"
    EXPORT_STATISTICS = "statistics.export"
    ASK_REVEAL = "reveal.ask"
    LIST_REVEALS = "reveal.list"
    READ_REVEAL = "reveal.read"
    DECIDE_REVEAL = "reveal.decide"
    SHOW_CASES = "case.shown"
    READ_OWN_AUDIT = "audit.own"
    READ_AUDIT = "audit.read"
    TRACE_AUDIT = "audit.seen"
    VERIFY_AUDIT = "audit.verify"
    LIST_STAFF = "staff.list"
    EDIT_STAFF = "staff.edit"
    END_SERVICE = "staff.leave"
    READ_HEALTH = "page.health"
    LIST_LETTERS = "letter.list"
    REDRIVE_LETTERS = "letter.redrive"
    READ_UNITS = "unit.read"
    EDIT_UNITS = "unit.edit"
    REGROUP_UNITS = "unit.regroup"
    SEE_THUMB = "file.thumb"
    VIEW_FILE = "file.view"
    DOWNLOAD_FILE = "file.download"
    OPEN_ORIGINAL = "file.original"
    READ_FACTS = "file.facts"
    READ_CUSTODY = "file.custody"
    COMPARE_FILES = "file.alike"
    RETRY_FILE = "file.retry"
    KEEP_FILE = "file.keep"
    HOLD_CASE = "case.hold"
    RELEASE_CASE = "case.release"
    ERASE_CASES = "case.erase"


EVERYBODY = frozenset(Role)
CASE_ROLES = frozenset({Role.OFFICER, Role.DUTY_OFFICER, Role.SUPERVISOR})
EDITORS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
COUNTER_ROLES = CASE_ROLES | {Role.ADMINISTRATOR}
TELLERS = frozenset({Role.EDITOR, Role.SUPERVISOR, Role.DUTY_OFFICER, Role.ADMINISTRATOR})
"""Who may tell many people something; duty officers may stop all of it, and begin emergencies only."""
MATRIX: Mapping[Deed, frozenset[Role]] = {
    Deed.SEE_SELF: EVERYBODY,
    Deed.LINK_CHAT: EVERYBODY,
    Deed.LIST_CASES: CASE_ROLES,
    Deed.SEARCH_CASES: CASE_ROLES,
    Deed.READ_CASE: CASE_ROLES,
    Deed.ANSWER: CASE_ROLES,
    Deed.DECIDE: CASE_ROLES,
    Deed.NOTE_CASE: CASE_ROLES,
    Deed.ASSIGN_CASE: CASE_ROLES,
    Deed.TRANSFER_CASE: CASE_ROLES,
    Deed.LIST_GONE: CASE_ROLES,
    Deed.HAND_OVER_CASE: CASE_ROLES,
    Deed.COMPARE_CASES: CASE_ROLES,
    Deed.MERGE_CASES: CASE_ROLES,
    Deed.READ_PHRASES: CASE_ROLES | EDITORS,
    Deed.EDIT_PHRASES: EDITORS | {Role.SUPERVISOR},
    Deed.READ_BANK: EVERYBODY,
    Deed.EDIT_BANK: EDITORS,
    Deed.PUBLISH_BANK: EDITORS,
    Deed.ROLL_BACK_BANK: EDITORS,
    Deed.READ_TRIALS: EDITORS,
    Deed.EDIT_TRIALS: EDITORS,
    Deed.LIST_TODO: CASE_ROLES | EDITORS,
    Deed.RESOLVE_TODO: EDITORS,
    Deed.LIST_BROADCASTS: EVERYBODY,
    Deed.READ_BROADCAST: EVERYBODY,
    Deed.EDIT_BROADCAST: TELLERS,
    Deed.TRY_BROADCAST: TELLERS,
    Deed.APPROVE_BROADCAST: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Deed.PAUSE_BROADCAST: TELLERS,
    Deed.RESUME_BROADCAST: TELLERS,
    Deed.CANCEL_BROADCAST: TELLERS,
    Deed.IMPORT_CARDS: EDITORS | {Role.SUPERVISOR},
    Deed.READ_IMPORTS: EDITORS | {Role.SUPERVISOR},
    Deed.READ_TOPICS: EVERYBODY,
    Deed.EDIT_TOPICS: EDITORS,
    Deed.TAG_PEOPLE: EDITORS | {Role.SUPERVISOR},
    Deed.READ_OFFICES: EVERYBODY,
    Deed.EDIT_OFFICES: EDITORS | {Role.SUPERVISOR},
    Deed.READ_COUNTER: COUNTER_ROLES,
    Deed.CALL_NEXT: COUNTER_ROLES,
    Deed.WORK_TICKET: COUNTER_ROLES,
    Deed.GIVE_NUMBER: COUNTER_ROLES,
    Deed.CLOSE_DAY: COUNTER_ROLES,
    Deed.READ_STATISTICS: EVERYBODY,
    Deed.EXPORT_STATISTICS: EVERYBODY,
    Deed.ASK_REVEAL: CASE_ROLES,
    Deed.LIST_REVEALS: CASE_ROLES | {Role.AUDITOR},
    Deed.READ_REVEAL: CASE_ROLES | {Role.AUDITOR},
    Deed.DECIDE_REVEAL: frozenset({Role.SUPERVISOR}),
    Deed.SHOW_CASES: CASE_ROLES,
    Deed.READ_OWN_AUDIT: EVERYBODY,
    Deed.READ_AUDIT: frozenset({Role.AUDITOR}),
    Deed.TRACE_AUDIT: frozenset({Role.AUDITOR}),
    Deed.VERIFY_AUDIT: frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
    Deed.LIST_STAFF: frozenset({Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR}),
    Deed.EDIT_STAFF: frozenset({Role.ADMINISTRATOR}),
    Deed.END_SERVICE: frozenset({Role.ADMINISTRATOR}),
    Deed.READ_HEALTH: EVERYBODY,
    Deed.LIST_LETTERS: frozenset({Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR}),
    Deed.REDRIVE_LETTERS: frozenset({Role.ADMINISTRATOR}),
    Deed.READ_UNITS: EVERYBODY,
    Deed.EDIT_UNITS: frozenset({Role.ADMINISTRATOR}),
    Deed.REGROUP_UNITS: frozenset({Role.ADMINISTRATOR}),
    Deed.SEE_THUMB: CASE_ROLES,
    Deed.VIEW_FILE: CASE_ROLES,
    Deed.DOWNLOAD_FILE: CASE_ROLES,
    Deed.OPEN_ORIGINAL: frozenset({Role.SUPERVISOR}),
    Deed.READ_FACTS: frozenset({Role.SUPERVISOR}),
    Deed.READ_CUSTODY: CASE_ROLES,
    Deed.COMPARE_FILES: CASE_ROLES,
    Deed.RETRY_FILE: CASE_ROLES,
    Deed.KEEP_FILE: CASE_ROLES,
    Deed.HOLD_CASE: frozenset({Role.SUPERVISOR}),
    Deed.RELEASE_CASE: frozenset({Role.SUPERVISOR}),
    Deed.ERASE_CASES: frozenset({Role.SUPERVISOR}),
}
READS = frozenset(
    {
        Deed.SEE_SELF,
        Deed.LIST_CASES,
        Deed.SEARCH_CASES,
        Deed.READ_CASE,
        Deed.LIST_GONE,
        Deed.COMPARE_CASES,
        Deed.READ_PHRASES,
        Deed.READ_BANK,
        Deed.READ_TRIALS,
        Deed.LIST_TODO,
        Deed.LIST_BROADCASTS,
        Deed.READ_BROADCAST,
        Deed.READ_IMPORTS,
        Deed.READ_TOPICS,
        Deed.READ_OFFICES,
        Deed.READ_COUNTER,
        Deed.READ_STATISTICS,
        Deed.EXPORT_STATISTICS,
        Deed.READ_OWN_AUDIT,
        Deed.READ_AUDIT,
        Deed.TRACE_AUDIT,
        Deed.VERIFY_AUDIT,
        Deed.LIST_STAFF,
        Deed.READ_HEALTH,
        Deed.LIST_LETTERS,
        Deed.READ_UNITS,
        Deed.LIST_REVEALS,
        Deed.READ_REVEAL,
        Deed.SEE_THUMB,
        Deed.READ_FACTS,
        Deed.READ_CUSTODY,
        Deed.COMPARE_FILES,
    }
)
"""Accounted for here, before anything is returned; the others account for themselves in their own transaction."""


def deeds_of(roles: Iterable[str]) -> frozenset[Deed]:
    """Return what at least one of these roles allows."""
    held = frozenset(roles)
    return frozenset(deed for deed, allowed in MATRIX.items() if allowed & held)
