"""The rehearsal: a crowd is told something as officers do it, and what came of it is put beside what was expected."""

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from dutydesk.clock import Clock, from_iso, utc_now
from dutydesk.quiet_hours import evening_after, is_night
from local.errors import LocalError
from local.rehearsal.asked import Asked
from local.rehearsal.people import enter, forget, identity, members
from local.rehearsal.stage import Stage

AUTHOR, FIRST, SECOND = "editor", "supervisor", "administrator"
"""Who drafts, who approves, and who approves as the second."""
LOOK_EVERY_S = 1.0
COUNT_WITHIN_S = 600.0
SLOWEST, GRACE_S = 4.0, 300.0
"""A rehearsal is given up after so many times the expected duration, and this on top."""
OVER = frozenset({"done", "cancelled"})
BOOKS = ("target", "sent", "failed", "skipped", "unknown", "pending")
REASON = "diễn tập / rehearsal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a rehearsal showed; durations in seconds, ``took_s`` from the plan's begin to the last message."""

    expected_s: int
    took_s: float
    reach: int
    books: Mapping[str, int]
    arrived: int
    duplicates: int
    requests: int
    limit_errors: int
    state: str
    reason: str

    def lines(self) -> Iterator[str]:
        """Yield it for a person to read."""
        rate = self.books["sent"] / self.took_s if self.took_s else 0.0
        share = self.limit_errors / self.requests if self.requests else 0.0
        yield f"  expected      {_duration(self.expected_s)} for the {self.reach:,} people who can be reached"
        yield f"  took          {_duration(self.took_s)}, {rate:,.1f} a second"
        yield "  books         " + ", ".join(f"{name} {self.books[name]:,}" for name in BOOKS)
        balanced = self.books["target"] == sum(self.books[name] for name in BOOKS[1:])
        yield f"                {'they balance' if balanced else 'THEY DO NOT BALANCE'}"
        yield f"  arrived       {self.arrived:,} people have it, {self.duplicates:,} of them twice"
        yield f"  limit errors  {self.limit_errors:,} of {self.requests:,} requests ({share:.2%})"
        yield f"  ended as      {self.state}{f' ({self.reason})' if self.reason else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """Plays one broadcast on a stage."""

    stage: Stage
    say: Callable[[str], None] = print
    clock: Clock = utc_now
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _tokens: dict[str, str] = field(default_factory=dict, repr=False)

    def play(self, asked: Asked) -> Outcome:
        """Play it, and leave nothing behind but the broadcast in the officers' list.

        Raises:
            LocalError: the desk or the simulator refused something, or it took far too long.
        """
        tag = f"tag:dien-tap-{secrets.token_hex(4)}"
        stage = self.stage
        with stage.at(per_minute=asked.per_minute, latency_ms=asked.latency_ms), self._crowd(asked, tag):
            before = stage.limits()
            broadcast_id, counted = self._drafted(asked, tag)
            shown = self._sent(broadcast_id, counted["seconds"])
            after, tally = stage.limits(), stage.asked("GET", f"{stage.crowd}/tally")
        refused = after["refused"] - before["refused"]
        return Outcome(
            expected_s=counted["seconds"],
            took_s=_seconds(shown["started_at"], shown["ended_at"]),
            reach=sum(counted["reach"].values()),
            books={name: shown["books"][name] for name in BOOKS},
            arrived=tally["recipients"],
            duplicates=tally["duplicates"],
            requests=after["taken"] - before["taken"] + refused,
            limit_errors=refused,
            state=shown["state"],
            reason=shown["reason_words"],
        )

    @contextmanager
    def _crowd(self, asked: Asked, tag: str) -> Iterator[None]:
        """Have a crowd follow the page for a while; a former crowd of the page is gone."""
        stage = self.stage
        self.say(f"{asked.people:,} people follow {stage.page['page_id']} …")
        wanted = {
            "count": asked.people,
            "seed": secrets.randbelow(10_000),
            "outside_window": round(1 - asked.window_share, 6),
        }
        people: list[str] = []
        try:
            stage.asked("POST", stage.crowd, wanted)
            known = [
                identity(stage.page, member, stage.person_id(member.user_id), tag=tag, now=self.clock())
                for member in members(stage.http, stage.crowd, asked.people)
            ]
            people += [item["person_id"] for item in known]
            enter(stage.dynamodb, stage.tables["identities"], known)
            yield
        finally:
            forget(stage.dynamodb, stage.tables["identities"], people)
            stage.asked("DELETE", stage.crowd)

    def _drafted(self, asked: Asked, tag: str) -> tuple[str, dict[str, Any]]:
        """Draft and count; return the broadcast's id and its pre-flight."""
        draft = {
            "title": f"Diễn tập {asked.people}",
            "text": asked.text,
            "unit": self.stage.page["unit"],
            "audience": {"pages": [self.stage.page["page_id"]], "segments": [tag]},
        }
        if self._runs_into_the_night(asked):
            self.say("It is night, or will be before it is through: it is rehearsed as an emergency.")
            draft |= {"priority": "emergency", "night_reason": REASON}
        broadcast_id: str = self._called("POST", "", draft, by=AUTHOR)["id"]
        self._called("POST", f"/{broadcast_id}/preflight", {}, by=AUTHOR)
        until = self.now() + COUNT_WITHIN_S
        while not (counted := self._called("GET", f"/{broadcast_id}", by=AUTHOR)["preflight"]):
            self._wait(until, "the audience was not counted")
        self.say(f"Counted: {counted['people']:,} people, reach {counted['reach']}, passed by {counted['passed_by']}.")
        return broadcast_id, counted

    def _sent(self, broadcast_id: str, expected_s: float) -> dict[str, Any]:
        """Have it approved and wait until it is over; whatever goes wrong, it is not left running."""
        try:
            shown = self._called("POST", f"/{broadcast_id}/approve", {}, by=FIRST)
            if shown["state"] == "draft":
                shown = self._called("POST", f"/{broadcast_id}/approve", {}, by=SECOND)
            self.say(f"Approved by {' and '.join(shown['approved_by'])}; it should take {_duration(expected_s)}.")
            until = self.now() + SLOWEST * expected_s + GRACE_S
            while shown["state"] not in OVER and shown["state"] != "paused":
                self._wait(until, "it takes far too long; it was cancelled")
                shown = self._called("GET", f"/{broadcast_id}", by=FIRST)
        except BaseException:
            self._cancel(broadcast_id)
            raise
        if shown["state"] == "paused":
            self._cancel(broadcast_id)
        return shown

    def _cancel(self, broadcast_id: str) -> None:
        self._answered("POST", f"/{broadcast_id}/cancel", {}, by=FIRST)

    def _runs_into_the_night(self, asked: Asked) -> bool:
        now = self.clock()
        takes = timedelta(minutes=2 * asked.people / (asked.per_minute or asked.people) + 10)
        return is_night(now) or now + takes > evening_after(now)

    def _wait(self, until: float, otherwise: str) -> None:
        if self.now() > until:
            raise LocalError(otherwise)
        self.sleep(LOOK_EVERY_S)

    def _called(self, method: str, path: str, body: object = None, *, by: str) -> dict[str, Any]:
        answer = self._answered(method, path, body, by=by)
        if not answer.is_success:
            raise LocalError(f"the desk answered {answer.status_code} to {by}: {answer.text}")
        shown: dict[str, Any] = answer.json()
        return shown

    def _answered(self, method: str, path: str, body: object, *, by: str) -> Any:
        """Call the admin API as an officer, who signs in again when a token has run out."""
        answer = None
        for _ in range(2):
            token = self._tokens.setdefault(by, "") or self.stage.token(by)
            self._tokens[by] = token
            url = f"{self.stage.api}/admin/broadcasts{path}"
            answer = self.stage.http.request(method, url, json=body, headers={"authorization": f"Bearer {token}"})
            if answer.status_code != HTTPStatus.UNAUTHORIZED:
                break
            self._tokens[by] = ""
        return answer


def _seconds(begun: str, ended: str) -> float:
    return (from_iso(ended) - from_iso(begun)).total_seconds() if begun and ended else 0.0


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
