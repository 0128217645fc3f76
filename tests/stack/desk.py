"""A running desk as its users meet it: citizens through the simulated platform, officers through the admin API.

Nothing here reaches into the stack; every call is HTTP.
"""

import itertools
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import boto3
import httpx

from local.endpoints import Endpoints
from local.sign_in import SignIn

PATIENCE_S = 30.0
LOOK_EVERY_S = 0.05

_numbers = itertools.count(1)


def wait_until[T](look: Callable[[], T | None], what: str, *, timeout_s: float = PATIENCE_S) -> T:
    """Look again and again until something true is seen, and return it; fail, naming it, after the time."""
    deadline = time.monotonic() + timeout_s
    while not (seen := look()):
        assert time.monotonic() < deadline, f"not within {timeout_s:.0f} s: {what}"
        time.sleep(LOOK_EVERY_S)
    return seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """Somebody who chats with one page."""

    http: httpx.Client
    simulator: str
    user_id: str
    page_id: str

    def say(
        self, text: str | None = None, *, payload: str | None = None, attachments: Sequence[Mapping[str, Any]] = ()
    ) -> dict[str, Any]:
        """Write a text, press a button or send attachments; return how the webhook answered."""
        said: dict[str, Any] = {"page_id": self.page_id}
        if text is not None:
            said["text"] = text
        if payload is not None:
            said["payload"] = payload
        if attachments:
            said["attachments"] = list(attachments)
        return self._post("say", said)

    def tell(self, *texts: str) -> None:
        """Write one text after the other, each accepted by the desk."""
        for text in texts:
            assert self.say(text)["status"] == httpx.codes.OK, text

    def follow(self) -> dict[str, Any]:
        """Follow the page."""
        return self._post("follow", {"page_id": self.page_id})

    def inbox(self) -> list[dict[str, Any]]:
        """Return what the citizen received, oldest first."""
        received = self.http.get(f"{self.simulator}/citizens/{self.user_id}/inbox")
        received.raise_for_status()
        messages: list[dict[str, Any]] = received.json()
        return messages

    def texts(self) -> list[str]:
        """Return the texts of what the citizen received."""
        return [message["text"] for message in self.inbox()]

    def await_text(self, part: str, *, timeout_s: float = PATIENCE_S) -> str:
        """Return the first received text that contains this part, waiting for it."""
        return wait_until(
            lambda: next((text for text in self.texts() if part in text), None),
            f"{self.user_id} receives “{part}”",
            timeout_s=timeout_s,
        )

    def await_button(self, title: str, *, timeout_s: float = PATIENCE_S) -> str:
        """Return the payload of the newest received button with this title, waiting for it."""
        return wait_until(lambda: self._button(title), f"{self.user_id} receives [{title}]", timeout_s=timeout_s)

    def _button(self, title: str) -> str | None:
        shown = [button for message in self.inbox() for button in message["buttons"]]
        return next((button["payload"] for button in reversed(shown) if button["title"] == title), None)

    def _post(self, act: str, body: Mapping[str, Any]) -> dict[str, Any]:
        answer = self.http.post(f"{self.simulator}/citizens/{self.user_id}/{act}", json=body)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAtDesk:
    """An officer who has signed in; calls return the response as it came."""

    http: httpx.Client
    api: str
    username: str
    token: str = field(repr=False)

    def get(self, path: str, **query: str) -> httpx.Response:
        """Read below ``/admin``."""
        return self.http.get(f"{self.api}/admin/{path}", params=query, headers=self._headers)

    def post(self, path: str, body: Mapping[str, Any]) -> httpx.Response:
        """Write below ``/admin``."""
        return self.http.post(f"{self.api}/admin/{path}", json=body, headers=self._headers)

    def put(self, path: str, body: Mapping[str, Any]) -> httpx.Response:
        """Write something as a whole below ``/admin``."""
        return self.http.put(f"{self.api}/admin/{path}", json=body, headers=self._headers)

    def delete(self, path: str, **query: str) -> httpx.Response:
        """Take something away below ``/admin``."""
        return self.http.delete(f"{self.api}/admin/{path}", params=query, headers=self._headers)

    def cases(self, **query: str) -> list[dict[str, Any]]:
        """Return every case that the officer sees, newest first, through all pages."""
        found: list[dict[str, Any]] = []
        while True:
            listed = self.get("cases", **query)
            assert listed.status_code == httpx.codes.OK, listed.text
            page = listed.json()
            found += page["items"]
            if not page["next"]:
                return found
            query = {**query, "cursor": page["next"]}

    def case(self, case_id: str) -> dict[str, Any]:
        """Return one case with its messages."""
        read = self.get(f"cases/{case_id}")
        assert read.status_code == httpx.codes.OK, read.text
        case: dict[str, Any] = read.json()
        return case

    def await_case(self, summary: str, *, timeout_s: float = PATIENCE_S) -> dict[str, Any]:
        """Return the listed case whose summary contains this, waiting for it."""
        return wait_until(
            lambda: next((case for case in self.cases() if summary in case["summary"]), None),
            f"{self.username} sees “{summary}”",
            timeout_s=timeout_s,
        )

    @property
    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The whole running stack."""

    endpoints: Endpoints
    sign_in: SignIn
    http: httpx.Client
    _signed_in: dict[str, OfficerAtDesk] = field(default_factory=dict)

    def citizen(self, unit: str, user_id: str | None = None) -> Citizen:
        """Return a citizen who writes to this unit's page; a new one unless the id names one."""
        return Citizen(
            http=self.http,
            simulator=self.endpoints.simulator,
            user_id=user_id or f"84{secrets.randbelow(10**10):010}{next(_numbers):06}",
            page_id=self.endpoints.page(unit)["page_id"],
        )

    def officer(self, unit: str) -> OfficerAtDesk:
        """Return the unit's first officer, who has only the role ``officer``."""
        return self.officer_called(self.endpoints.officer(unit)["username"])

    def duty_officer(self, unit: str) -> OfficerAtDesk:
        """Return the unit's first duty officer."""
        found = (each for each in self.endpoints.officers if each["unit"] == unit and "duty_officer" in each["roles"])
        return self.officer_called(next(found)["username"])

    def officer_called(self, username: str) -> OfficerAtDesk:
        """Return this officer, signed in once for the session."""
        if username not in self._signed_in:
            password = self.endpoints.password(username)
            assert password is not None, username
            token = self.sign_in.id_token(username, password)
            self._signed_in[username] = OfficerAtDesk(
                http=self.http, api=self.endpoints.api, username=username, token=token
            )
        return self._signed_in[username]

    def faults(self, fault: Mapping[str, Any]) -> None:
        """Order a fault of the simulated platform; every test ends with none."""
        self.http.post(f"{self.endpoints.simulator}/faults", json=fault).raise_for_status()

    def no_faults(self) -> None:
        """Take back every ordered fault."""
        self.http.delete(f"{self.endpoints.simulator}/faults").raise_for_status()

    def aws(self, service: str) -> Any:
        """Return a client of the emulated cloud, as its owner: for tests that break something or look behind."""
        aws = self.endpoints.aws
        return boto3.Session().client(
            service,  # type: ignore[call-overload]  # any service by name; the stubs want literals
            endpoint_url=aws["endpoint_url"],
            region_name=aws["region"],
            aws_access_key_id=aws["access_key_id"],
            aws_secret_access_key=aws["secret_access_key"],
        )
