"""Access: who may do what to what is a unit's. The only place that decides it, and that accounts for it.

The gateway has verified the token's signature, issuer and expiry; it lets access tokens through as well, so what kind
of token it is, and for which client, is checked here. A token only proves who is asking: roles and units are read from
``officers`` on every request, so that a removed or moved officer is refused at the next one.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from dutydesk.errors import Conflict, Forbidden, NotFound, RejectedInput
from dutydesk.stores.cases import Case
from dutydesk.stores.officers import Officer
from functions.admin.audit import Audit
from functions.admin.chain import Mark
from functions.admin.problems import NO_SUCH_CASE, Unauthenticated


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
    READ_CASE = "case.read"
    ANSWER = "case.reply"
    DECIDE = "case.status"
    READ_BANK = "bank.read"
    EDIT_BANK = "bank.edit"
    PUBLISH_BANK = "bank.publish"
    ROLL_BACK_BANK = "bank.rollback"
    READ_TRIALS = "trial.read"
    EDIT_TRIALS = "trial.edit"
    LIST_TODO = "todo.list"
    RESOLVE_TODO = "todo.resolve"


EVERYBODY = frozenset(Role)
CASE_ROLES = frozenset({Role.OFFICER, Role.DUTY_OFFICER, Role.SUPERVISOR})
EDITORS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
MATRIX: Mapping[Deed, frozenset[Role]] = {
    Deed.SEE_SELF: EVERYBODY,
    Deed.LINK_CHAT: EVERYBODY,
    Deed.LIST_CASES: CASE_ROLES,
    Deed.READ_CASE: CASE_ROLES,
    Deed.ANSWER: CASE_ROLES,
    Deed.DECIDE: CASE_ROLES,
    Deed.READ_BANK: EVERYBODY,
    Deed.EDIT_BANK: EDITORS,
    Deed.PUBLISH_BANK: EDITORS,
    Deed.ROLL_BACK_BANK: EDITORS,
    Deed.READ_TRIALS: EDITORS,
    Deed.EDIT_TRIALS: EDITORS,
    Deed.LIST_TODO: CASE_ROLES | EDITORS,
    Deed.RESOLVE_TODO: EDITORS,
}
READS = frozenset({Deed.SEE_SELF, Deed.LIST_CASES, Deed.READ_CASE, Deed.READ_BANK, Deed.READ_TRIALS, Deed.LIST_TODO})
"""Accounted for here, before anything is returned; the others account for themselves in their own transaction."""

ALLOWED = "allowed"
DENIED = "denied"
REFUSED = "refused"

_CASE_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_USERNAME = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,128}")


class Officers(Protocol):
    """Where officers are looked up."""

    def get(self, username: str) -> Officer | None:
        """Return the officer as last written, or None."""


class Cases(Protocol):
    """Where case headers are looked up."""

    def get(self, case_id: str) -> Case | None:
        """Return the header as last written, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """An officer in service, asking from somewhere."""

    officer: Officer
    source_ip: str

    def mark(self, deed: Deed, target: str, outcome: str = ALLOWED) -> Mark:
        """What the audit is to say about a deed."""
        return Mark(
            officer=self.officer.username,
            action=deed,
            target=target,
            outcome=outcome,
            source_ip=self.source_ip,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Decide, and account for what is decided."""

    officers: Officers
    cases: Cases
    audit: Audit
    client_id: str

    def admit(self, claims: Mapping[str, Any], *, source_ip: str) -> Asker:
        """Return who is asking.

        Raises:
            Unauthenticated: not an identity token issued to our client.
            Forbidden: not an officer, or not in service any more.
        """
        if claims.get("token_use") != "id" or claims.get("aud") != self.client_id:
            raise Unauthenticated("an identity token of this desk is needed")
        username = claims.get("cognito:username")
        if not isinstance(username, str) or not _USERNAME.fullmatch(username):
            raise Unauthenticated("the token names nobody")
        officer = self.officers.get(username)
        if officer is None or not officer.active:
            nobody = Officer(username=username, display="", roles=(), units=(), active=False)
            asker = Asker(officer=nobody, source_ip=source_ip)
            self.audit.note(asker.mark(Deed.SEE_SELF, "desk", DENIED))
            raise Forbidden("not an officer in service")
        return Asker(officer=officer, source_ip=source_ip)

    def units(self, asker: Asker, deed: Deed, target: str) -> tuple[str, ...]:
        """Return the units over which the asker may do this.

        Raises:
            Forbidden: no role of the asker allows it.
        """
        if not MATRIX[deed].intersection(asker.officer.roles):
            self.audit.note(asker.mark(deed, target, DENIED))
            raise Forbidden("no role of yours allows this")
        if deed in READS:
            self.audit.note(asker.mark(deed, target))
        return tuple(dict.fromkeys(asker.officer.units))

    @contextmanager
    def changing(self, asker: Asker, deed: Deed, target: str) -> Iterator[tuple[str, ...]]:
        """Give the units over which the asker may do this; when nothing comes of it, that is accounted for.

        Raises:
            Forbidden: no role of the asker allows it.
        """
        units = self.units(asker, deed, target)
        try:
            yield units
        except NotFound:
            self.audit.note(asker.mark(deed, target, DENIED))
            raise
        except (RejectedInput, Conflict):
            self.audit.note(asker.mark(deed, target, REFUSED))
            raise

    def owned(self, asker: Asker, deed: Deed, target: str, *owners: str) -> None:
        """Let pass who may do this to what these units own; what has no owner is everybody's whose role allows it.

        Raises:
            Forbidden: a role of the asker's allows it, but not there.
        """
        if not {owner for owner in owners if owner} <= set(self.units(asker, deed, target)):
            self.audit.note(asker.mark(deed, target, DENIED))
            raise Forbidden("it is another unit's")

    def case(self, asker: Asker, deed: Deed, case_id: str) -> Case:
        """Return the case that the asker may do this to.

        Raises:
            Forbidden: no role of the asker allows it, whatever the case.
            NotFound: absent or another unit's; the same answer after the same work for both.
        """
        known = bool(_CASE_ID.fullmatch(case_id))
        target = f"case {case_id}" if known else "case ?"
        if not MATRIX[deed].intersection(asker.officer.roles):
            self.audit.note(asker.mark(deed, target, DENIED))
            raise Forbidden("no role of yours allows this")
        case = self.cases.get(case_id) if known else None
        if case is None or case.unit not in asker.officer.units:
            self.audit.note(asker.mark(deed, target, DENIED))
            raise NotFound(NO_SUCH_CASE)
        if deed in READS:
            self.audit.note(asker.mark(deed, target))
        return case
