"""From the bank as it is kept to the bank as editors see it, and back."""

from dataclasses import asdict
from typing import Any

from dutydesk.stores.bank import BankEntry, BankState, BankVersion, Trial
from functions.admin.bank.editing import Entries
from functions.admin.bank.models import (
    EntryBody,
    EntryLine,
    EntryPage,
    EntryView,
    Live,
    NewEntry,
    RollbackView,
    TableTaken,
    TrialPage,
    TrialsTaken,
    TrialView,
    VersionPage,
    VersionView,
)
from functions.admin.bank.sheets import Plan
from functions.admin.bank.store import Rollback
from functions.admin.bank.trials import Page, Taken
from functions.admin.bank.versions import Versions


def entry_from_body(entry_id: str, body: EntryBody) -> BankEntry:
    """Read an entry that is to be."""
    return _entry(body.model_dump() | {"id": entry_id})


def entry_from_new(new: NewEntry) -> BankEntry:
    """Read a new entry."""
    return _entry(new.model_dump())


def entry_view(entry: BankEntry) -> EntryView:
    """Show an entry."""
    return EntryView(**asdict(entry) | {"variants": list(entry.variants), "pages": list(entry.pages)})


def entry_page(page: Entries) -> EntryPage:
    """Show a page of entries."""
    return EntryPage(items=[_line(entry) for entry in page.entries], next=page.following or None)


def table_taken(plan: Plan) -> TableTaken:
    """Show what a table did."""
    return TableTaken(added=plan.added, changed=plan.changed, unchanged=plan.unchanged, removed=plan.removed)


def version_view(version: BankVersion, state: BankState) -> VersionView:
    """Show a version."""
    plain = {name: value for name, value in asdict(version).items() if name in VersionView.model_fields}
    return VersionView(**plain | {"build": version.build.value, "live": version.version == state.live})


def version_page(page: Versions) -> VersionPage:
    """Show a page of versions, and what serves."""
    return VersionPage(
        live=page.state.live,
        history=list(page.state.history),
        items=[version_view(version, page.state) for version in page.versions],
        next=page.following or None,
        rollbacks=[_rollback(rollback) for rollback in page.rollbacks],
    )


def live(state: BankState) -> Live:
    """Show what serves."""
    return Live(live=state.live, history=list(state.history))


def trial_page(page: Page) -> TrialPage:
    """Show a page of trials."""
    return TrialPage(items=[_trial(trial) for trial in page.trials], next=page.following or None)


def trials_taken(taken: Taken) -> TrialsTaken:
    """Show what came of trials."""
    return TrialsTaken(added=taken.added, changed=taken.changed, unchanged=taken.unchanged)


def _entry(values: dict[str, Any]) -> BankEntry:
    return BankEntry(**values | {"variants": tuple(values["variants"]), "pages": tuple(values["pages"])})


def _line(entry: BankEntry) -> EntryLine:
    plain = {name: getattr(entry, name) for name in EntryLine.model_fields}
    return EntryLine(**plain | {"variants": len(entry.variants)})


def _trial(trial: Trial) -> TrialView:
    return TrialView(
        id=trial.trial_id,
        text=trial.text,
        expected=trial.expected,
        unit=trial.unit,
        added_by=trial.added_by,
        added_at=trial.added_at,
    )


def _rollback(rollback: Rollback) -> RollbackView:
    return RollbackView(**{name: getattr(rollback, name) for name in RollbackView.model_fields})
