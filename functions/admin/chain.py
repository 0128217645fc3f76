"""The hash chain, as this function uses it; the one implementation is ``dutydesk.audit.chain``."""

from dutydesk.audit.chain import (
    CUT_OFF,
    OVERWRITTEN,
    REMOVED,
    Entry,
    Fault,
    Mark,
    entry_from,
    genesis,
    sealed,
    verify_chain,
)

__all__ = [
    "CUT_OFF",
    "OVERWRITTEN",
    "REMOVED",
    "Entry",
    "Fault",
    "Mark",
    "entry_from",
    "genesis",
    "sealed",
    "verify_chain",
]
