"""Disclosure: one identity, to the officer who asked for it, once."""

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dutydesk.audit.chain import Mark
from dutydesk.audit.store import Audit, LostRace
from dutydesk.clock import Clock
from dutydesk.errors import Conflict, Forbidden, NotFound
from dutydesk.sign_in import username_of
from dutydesk.stores.identities import Identity
from dutydesk.stores.officers import Officer
from dutydesk.stores.reveals import ASKERS, DynamoReveals, RevealRequest
from functions.reveal.problems import Spent
from functions.reveal.rules import check_asker, check_words
from functions.reveal.telling import Telling

REVEAL = "identity.reveal"
"""The audit entry's ``action``."""
ALLOWED, DENIED, REFUSED = "allowed", "denied", "refused"
NOBODY_KNOWN = "nobody is known behind this case any more"

_REQUEST_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")


class Officers(Protocol):
    """Where officers are looked up."""

    def get(self, username: str) -> Officer | None:
        """Return the officer as last written, or None."""


class Identities(Protocol):
    """Where identities are looked up, one at a time."""

    def get(self, person_id: str) -> Identity | None:
        """Return who is behind the id, or None."""


class Whose(Protocol):
    """Where it is looked up whose a case is."""

    def unit(self, case_id: str, person_id: str, opened_key: str) -> str | None:
        """Return the unit of this person's case, or None when the person has no such case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revealed:
    """Who is behind a case, as far as the desk knows."""

    request_id: str
    case_id: str
    platform: str
    page_id: str
    user_id: str

    def __repr__(self) -> str:
        """Name the request only: what it tells must not reach a log by accident."""
        return f"Revealed(request_id={self.request_id!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Checks everything itself: ``admin`` only wrote down what two people said, and is not believed about the rest."""

    officers: Officers
    reveals: DynamoReveals
    whose: Whose
    identities: Identities
    audit: Audit
    telling: Telling
    client_id: str
    clock: Clock
    count: Callable[[str], None]

    def reveal(self, claims: Mapping[str, Any], request_id: str, *, source_ip: str) -> Revealed:
        """Return the identity that the request is about; the audit entry and the use are written before.

        Whoever calls after that, or again because the answer was lost, needs a new request.

        Raises:
            Unauthenticated: no identity token of this desk.
            Forbidden: not an officer in service, or without a role that may ask.
            NotFound: no such request of this officer's, in a unit where they serve.
            Conflict: the second word is missing, refused or withdrawn by time, or nobody is known there any more.
            Spent: used already, or its day is over.
            AuditUnavailable: it could not be accounted for; nothing was told, and the request is as it was.
        """
        username = username_of(claims, client_id=self.client_id)
        named = request_id if _REQUEST_ID.fullmatch(request_id) else "?"
        request = self.reveals.get(named)
        target = _target(request, named)
        mark = Mark(officer=username, action=REVEAL, target=target, outcome=ALLOWED, source_ip=source_ip)
        try:
            return self._told(self._admitted(username), request, mark)
        except (Forbidden, NotFound):
            self._note(mark, DENIED)
            raise
        except (Conflict, Spent):
            self._note(mark, REFUSED)
            raise

    def _admitted(self, username: str) -> Officer:
        officer = self.officers.get(username)
        if officer is None or not officer.active:
            raise Forbidden("not an officer in service")
        if not ASKERS & set(officer.roles):
            raise Forbidden("no role of yours allows this")
        return officer

    def _told(self, asker: Officer, asked: RevealRequest | None, mark: Mark) -> Revealed:
        case_unit = self.whose.unit(asked.case_id, asked.person_id, asked.opened_key) if asked else None
        request = check_asker(asker, asked, case_unit=case_unit)
        now = self.clock()
        check_words(request, self.officers.get(request.decided_by) if request.decided_by else None, now=now)
        identity = self.identities.get(request.person_id)
        if identity is None:
            raise Conflict(NOBODY_KNOWN)
        owed = self.telling.owed(request, at=now)
        try:
            self.audit.commit(mark, [self.reveals.use(request, at=now), *self.telling.parts(owed)])
        except LostRace:
            raise Spent("used already, or too late; ask again") from None
        self.count("IdentityRevealed")
        self.telling.send(owed)
        return Revealed(
            request_id=request.request_id,
            case_id=request.case_id,
            platform=identity.platform,
            page_id=identity.page_id,
            user_id=identity.user_id,
        )

    def _note(self, mark: Mark, outcome: str) -> None:
        self.audit.note(dataclasses.replace(mark, outcome=outcome))


def _target(request: RevealRequest | None, asked_for: str) -> str:
    return f"case {request.case_id} request {request.request_id}" if request else f"request {asked_for}"
