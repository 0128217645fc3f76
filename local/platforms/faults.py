"""Faults on demand: what goes wrong, on which calls, and how often.

A fault applies to the next ``count`` matching calls after the first ``skip``, or until cleared.
``when`` says whether the platform had done its work by then: with ``"after"`` the message was delivered
or the token rotated, and only the answer is late, lost or wrong.
"""

import itertools
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

type Endpoint = Literal[
    "message",
    "template",
    "broadcast",
    "article",
    "oauth",
    "user_detail",
    "user_list",
    "oa",
    "quota",
    "media",
    "webhook",
]
type When = Literal["before", "after"]
type Trick = Literal["drip", "short", "empty", "private", "loop"]
"""What a media server does to whoever follows a link: drips, ends too soon, is empty, leads astray or in a circle."""

UNLESS_NAMED: frozenset[Endpoint] = frozenset({"media", "webhook"})


class Fault(BaseModel):
    """One order for trouble, as ``POST /faults`` takes it.

    ``endpoint`` ``"*"`` means every call of the OA API and OAuth; ``media`` and ``webhook`` must be named.
    ``trick`` is for ``media``. ``drop_connection`` may carry its own ``"before"`` or ``"after"``.
    ``expire_tokens`` and ``expire_refresh_tokens`` act at once, on the page named or on all.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    endpoint: Endpoint | Literal["*"] = "*"
    page_id: str | None = None
    user_id: str | None = None
    count: int | None = Field(default=None, gt=0)
    skip: int = Field(default=0, ge=0)
    when: When = "before"
    latency_ms: int = Field(default=0, ge=0)
    http_status: int | None = Field(default=None, ge=100, le=599)
    zalo_error: int | None = None
    drop_connection: bool | When = False
    garbage_body: bool = False
    trick: Trick | None = None
    expire_tokens: bool = False
    expire_refresh_tokens: bool = False

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        answers = (
            *(self.http_status is not None, self.zalo_error is not None, self.trick is not None),
            *(self.drop_connection, self.garbage_body),
        )
        if sum(map(bool, answers)) > 1:
            raise ValueError(
                "a call has one answer: name one of http_status, zalo_error, trick, drop_connection, garbage_body"
            )
        if self.trick and self.endpoint != "media":
            raise ValueError("only media play tricks")
        if not (any(answers) or self.latency_ms or self.expire_tokens or self.expire_refresh_tokens):
            raise ValueError("this fault does nothing")
        if self.zalo_error == 0:
            raise ValueError("zalo_error 0 is success")
        return self

    @property
    def moment(self) -> When:
        """Whether the trouble comes before or after the platform did its work."""
        return self.drop_connection if isinstance(self.drop_connection, str) else self.when

    @property
    def spoils_calls(self) -> bool:
        """Whether anything is left to do once tokens are expired."""
        return bool(
            self.latency_ms
            or self.http_status
            or self.zalo_error
            or self.trick
            or self.drop_connection
            or self.garbage_body
        )

    def concerns(self, endpoint: Endpoint, page_id: str | None, user_id: str | None) -> bool:
        """Tell whether a call is one of those meant."""
        if self.endpoint == "*" and endpoint in UNLESS_NAMED:
            return False
        return self.endpoint in ("*", endpoint) and self.page_id in (None, page_id) and self.user_id in (None, user_id)


@dataclass(slots=True, kw_only=True)
class _Standing:
    number: int
    fault: Fault
    met: int = 0
    struck: int = 0


class Faults:
    """The faults in force; the oldest that concerns a call strikes it."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._standing: list[_Standing] = []

    def __bool__(self) -> bool:
        """Tell whether any fault is in force: the cheap question of the busy path."""
        return bool(self._standing)

    def add(self, fault: Fault) -> int:
        """Put a fault in force and return its number."""
        standing = _Standing(number=next(self._numbers), fault=fault)
        self._standing.append(standing)
        return standing.number

    def take(self, endpoint: Endpoint, *, page_id: str | None, user_id: str | None) -> Fault | None:
        """Return the fault that strikes this call, counted, or None."""
        for standing in self._standing:
            if not standing.fault.concerns(endpoint, page_id, user_id):
                continue
            standing.met += 1
            if standing.met <= standing.fault.skip:
                continue
            standing.struck += 1
            if standing.struck == standing.fault.count:
                self._standing.remove(standing)
            return standing.fault
        return None

    def clear(self) -> None:
        """End all faults."""
        self._standing.clear()

    def listed(self) -> list[dict[str, object]]:
        """Return what is in force, with how often each has struck."""
        return [
            {"number": each.number, "struck": each.struck, **each.fault.model_dump(exclude_defaults=True)}
            for each in self._standing
        ]
