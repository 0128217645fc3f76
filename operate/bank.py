"""The question bank of a stack, through its admin API: what an editor may do, and nothing more."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx

PATIENCE_S = 180.0
LOOK_EVERY_S = 0.25
MOST_FAULTS_SHOWN = 20


class BankRefused(Exception):
    """The desk did not take the bank, or did not put it in service; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Somebody who may edit a stack's question bank."""

    http: httpx.Client = field(repr=False)
    api: str
    token: str = field(repr=False)

    def get(self, path: str) -> dict[str, Any]:
        """Read below ``/admin/faq``."""
        return self._call("GET", path, None)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Write below ``/admin/faq``."""
        return self._call("POST", path, body)

    def _call(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        headers = {"authorization": f"Bearer {self.token}"}
        try:
            response = self.http.request(method, f"{self.api}/admin/faq/{path}", json=body, headers=headers)
        except httpx.HTTPError as failed:
            raise BankRefused(f"the desk did not answer: {type(failed).__name__}") from failed
        if not response.is_success:
            raise BankRefused(_refusal(response))
        answer: dict[str, Any] = response.json()
        return answer


def put_in_service(
    editor: Editor, csv: str, *, replace: bool = False, override: str = "", say: Callable[[str], None] = print
) -> dict[str, Any]:
    """Import a bank into the draft, publish the draft, and return its version once it serves.

    Args:
        editor: who does it.
        csv: the bank, with at least the columns ``id,question,variants,answer,topic``.
        replace: take out the entries of the editor's units that are not in it.
        override: why it is published even if it answers the trials worse than the one in service.
        say: told of each step.

    Raises:
        BankRefused: a row is not right (each is named), the version answers worse, or it was not built in time.
    """
    counts = editor.post("import", {"csv": csv, "replace": replace})
    told = ", ".join(f"{counts[name]} {name}" for name in ("added", "changed", "unchanged", "removed"))
    say(f"imported into the draft: {told}")
    version = str(editor.post("versions", {"override": override} if override else {})["version"])
    say(f"version {version} is being built")
    return _published(editor, version)


def _published(editor: Editor, version: str) -> dict[str, Any]:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        found = editor.get(f"versions/{version}")
        if found["build"] == "published":
            return found
        if found["build"] != "building":
            raise BankRefused(f"version {version} was {found['build']}: {found['reason']}")
        time.sleep(LOOK_EVERY_S)
    raise BankRefused(f"version {version} was not built within {PATIENCE_S:.0f} s; see the publish function's log")


def _refusal(response: httpx.Response) -> str:
    """Say what the desk answered: each fault of an import with its line, of which the first ones are enough."""
    try:
        answer = response.json()
        faults = answer.get("errors") or []
        lines = [f"  line {fault['line']}, {fault['column']}: {fault['message']}" for fault in faults]
        said = str(answer.get("message", ""))
    except (json.JSONDecodeError, AttributeError, KeyError, TypeError):
        lines, said = [], ""
    more = [f"  and {len(lines) - MOST_FAULTS_SHOWN} more"] if len(lines) > MOST_FAULTS_SHOWN else []
    head = f"the desk answered {response.status_code} {HTTPStatus(response.status_code).phrase}"
    return "\n".join([f"{head}: {said}" if said else head, *lines[:MOST_FAULTS_SHOWN], *more])
