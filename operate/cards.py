"""A list of card states, brought to a stack through its admin API: what an editor may do, and nothing more."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx

PATIENCE_S = 900.0
LOOK_EVERY_S = 0.25
ENDED = ("shown", "refused", "failed")
MOST_FAULTS_SHOWN = 20


class CardsRefused(Exception):
    """The desk did not take the list, or did not show it; the message says why, and holds nothing of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringer:
    """Somebody who may bring lists of cards to a stack."""

    http: httpx.Client = field(repr=False)
    api: str
    token: str = field(repr=False)

    def begin(self, size_bytes: int, *, unit: str = "", file_name: str = "") -> dict[str, Any]:
        """Announce a list; return where it is to be sent: ``id``, ``url``, ``fields``."""
        return self._call("POST", "", {"size_bytes": size_bytes, "unit": unit, "file_name": file_name})

    def send(self, form: dict[str, Any], data: bytes) -> None:
        """Send the list where the desk said, without the officer's token."""
        try:
            sent = self.http.post(form["url"], data=form["fields"], files={"file": ("cards.csv", data)})
        except httpx.HTTPError as failed:
            raise CardsRefused(f"the upload was cut short: {type(failed).__name__}") from failed
        if not sent.is_success:
            raise CardsRefused(f"the upload was refused with {sent.status_code}")

    def state(self, import_id: str) -> dict[str, Any]:
        """Return how far the desk is with it."""
        return self._call("GET", f"/{import_id}", None)

    def _call(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        headers = {"authorization": f"Bearer {self.token}"}
        try:
            answer = self.http.request(method, f"{self.api}/admin/cards/imports{path}", json=body, headers=headers)
        except httpx.HTTPError as failed:
            raise CardsRefused(f"the desk did not answer: {type(failed).__name__}") from failed
        if not answer.is_success:
            raise CardsRefused(f"the desk answered {answer.status_code} {HTTPStatus(answer.status_code).phrase}")
        told: dict[str, Any] = answer.json()
        return told


def bring(
    bringer: Bringer,
    data: bytes,
    *,
    unit: str = "",
    file_name: str = "",
    patience_s: float = PATIENCE_S,
    say: Callable[[str], None] = print,
) -> dict[str, Any]:
    """Upload a list and return the import once citizens are answered from it.

    Args:
        bringer: who does it.
        data: the list, as ``docs/operations.md`` describes it.
        unit: whose cards they are; may be left out by an officer of one unit.
        file_name: what officers see of it.
        patience_s: how long to wait for the end of it.
        say: told of each step.

    Raises:
        CardsRefused: the list is not right (each fault is named by its line), or it was not shown in time.
    """
    form = bringer.begin(len(data), unit=unit, file_name=file_name)
    bringer.send(form, data)
    say(f"import {form['id']} is being checked")
    until = time.monotonic() + patience_s
    while (found := bringer.state(form["id"]))["state"] not in ENDED:
        if time.monotonic() > until:
            raise CardsRefused(f"import {form['id']} is still {found['state']}; the desk goes on with it")
        time.sleep(LOOK_EVERY_S)
    if found["state"] != "shown":
        raise CardsRefused(_refusal(found))
    return found


def _refusal(found: dict[str, Any]) -> str:
    """Say what is wrong, of which the first faults are enough."""
    lines = [f"  line {one['line']}, {one['column']}: {one['message']}" for one in found["errors"]]
    more = found["error_count"] - len(lines[:MOST_FAULTS_SHOWN])
    rest = [f"  and {more} more"] if more > 0 else []
    head = f"import {found['id']} was {found['state']}" + (f": {found['reason']}" if found["reason"] else "")
    return "\n".join([head, *lines[:MOST_FAULTS_SHOWN], *rest])
