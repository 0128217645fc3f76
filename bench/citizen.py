"""Citizens of the simulated platform, as the measurements play them."""

import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from local.platforms.config import Page
from local.platforms.zalo.events import Events

LONGEST_WAIT_S = 30.0
LOOK_EVERY_S = 0.01


class NoAnswer(RuntimeError):
    """The desk did not accept a message, or owed an answer and did not give it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One message: how long the platform waited for its 200, and the citizen for the reply."""

    accepted_ms: float
    replied_ms: float


class Citizen:
    """Somebody who has just met a page."""

    def __init__(self, http: httpx.Client, *, simulator: str, api: str, page: dict[str, Any]) -> None:
        self._http = http
        self._user_id = f"84{secrets.randbelow(10**12):012}"
        self._base = f"{simulator}/citizens/{self._user_id}"
        self._webhook = f"{api}/webhooks/zalo"
        self._page = page
        self._read = 0
        self.heard = ""
        """The text of the reply that was awaited last."""

    def follow(self) -> None:
        """Follow the page and read its greeting."""
        self._http.post(f"{self._base}/follow", json={"page_id": self._page["page_id"]}).raise_for_status()
        self._await_reply()

    def say(self, text: str) -> int | None:
        """Say something through the platform, which delivers again what was not accepted; return the first status."""
        said = self._http.post(f"{self._base}/say", json={"page_id": self._page["page_id"], "text": text})
        status: int | None = said.raise_for_status().json()["status"]
        return status

    def write(self, text: str) -> Timed:
        """Post a message to the webhook as the platform would, and wait for the reply in the citizen's inbox.

        The post is ours so that it is timed by the same client as a post to an empty function.
        """
        delivery = Events(_platform_page(self._page), self._user_id, datetime.now(UTC)).user_sends(
            "text", message_id=secrets.token_hex(16), text=text, attachments=[]
        )
        began, wall = time.perf_counter(), time.time()
        answer = self._http.post(self._webhook, content=delivery.raw, headers=delivery.headers)
        accepted_ms = (time.perf_counter() - began) * 1000
        if answer.status_code != httpx.codes.OK:
            raise NoAnswer(f"the webhook answered {answer.status_code}")
        return Timed(accepted_ms=accepted_ms, replied_ms=(self._await_reply() - wall) * 1000)

    def _await_reply(self) -> float:
        """Return when the next unread message arrived, by the platform's clock."""
        until = time.monotonic() + LONGEST_WAIT_S
        while time.monotonic() < until:
            inbox = self._http.get(f"{self._base}/inbox").json()
            if len(inbox) > self._read:
                arrived = datetime.fromisoformat(inbox[self._read]["at"]).timestamp()
                self.heard, self._read = str(inbox[self._read].get("text", "")), len(inbox)
                return arrived
            time.sleep(LOOK_EVERY_S)
        raise NoAnswer(f"no reply within {LONGEST_WAIT_S:.0f} s")


def _platform_page(page: dict[str, Any]) -> Page:
    """Return the page as the platform knows it; signing an event needs none of its other secrets."""
    unused = {"name": page["unit"], "app_secret": "-", "access_token": "-", "refresh_token": "-"}
    return Page.model_validate(page | unused)
