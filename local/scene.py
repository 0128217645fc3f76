"""A short conversation, played for the newcomer: a tip reaches an officer, a question and a card get their answers."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from local.cards import invented_birth, invented_number
from local.endpoints import Endpoints
from local.errors import SceneFailed
from local.sign_in import SignIn
from local.web import web

UNIT = "phuong-mau-1"
SAYINGS = ("báo tin", "Quán karaoke số 12 đường Mẫu 3 mở loa đến 2 giờ sáng, cả xóm không ngủ được", "xong")
QUESTION, TOLD = "lam lai cccd mat bao nhieu tien", "70.000 đồng"
"""What people type, and the fee that the sample bank knows."""
CARD, READY = f"cccd {invented_number(3)} sinh {invented_birth(3):%d/%m/%Y}", "Thẻ căn cước đã có"
"""One of the demo's invented cards."""
PATIENCE_S = 30.0
CHECK_EVERY_S = 0.1
QUIET_S = 0.5
"""After this long without another message the page has said what it had to say."""
SHOWN = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One citizen, one page and one officer of its unit."""

    endpoints: Endpoints
    sign_in: SignIn
    say: Callable[[str], None] = print

    def play(self) -> None:
        """Play it and print what each side sees.

        Raises:
            SceneFailed: an answer was not the expected one, or the case did not appear in time.
        """
        page = self.endpoints.page(UNIT)
        citizen = f"84{secrets.randbelow(10**12):012}"
        with web(timeout=30) as http:
            self.say(f"\nA citizen follows the page of {UNIT} and reports something:")
            said = self._act(http, citizen, "follow", {"page_id": page["page_id"]}, read=0)
            for text in SAYINGS:
                said += self._say(http, citizen, page["page_id"], text, read=len(said))
            case = self._case(http)
            self.say("\nThe officer of the ward reads it through the admin API:")
            self.say(f"  {case['receipt']}  {case['status']}  {case['urgency']}  {case['summary']}")
            self.say("\nThe citizen asks something, as one types on a phone:")
            answer = self._say(http, citizen, page["page_id"], QUESTION, read=len(said))
            said += answer
            self.say("\nThey ask whether an identity card is ready, with the number of nobody:")
            told = self._say(http, citizen, page["page_id"], CARD, read=len(said))
        for found, wanted in ((answer, TOLD), (told, READY)):
            if not any(wanted in text for text in found):
                raise SceneFailed(f"“{wanted}” was not told")

    def _say(self, http: httpx.Client, citizen: str, page_id: str, text: str, *, read: int) -> list[str]:
        self.say(f"  citizen  {text}")
        return self._act(http, citizen, "say", {"page_id": page_id, "text": text}, read=read)

    def _act(self, http: httpx.Client, citizen: str, act: str, body: dict[str, str], *, read: int) -> list[str]:
        """Do one act, wait for the page's answer beyond the messages read before, print and return it."""
        url = f"{self.endpoints.simulator}/citizens/{citizen}"
        done = http.post(f"{url}/{act}", json=body)
        status = done.json().get("status") if done.is_success else done.status_code
        if status != httpx.codes.OK:
            raise SceneFailed(f"the webhook answered {status} to {act}")
        answer = [message["text"] for message in self._answers(http, f"{url}/inbox", read)[read:]]
        for text in answer:
            self.say(f"  page     {_short(text)}")
        return answer

    def _answers(self, http: httpx.Client, url: str, read: int) -> list[dict[str, Any]]:
        """Wait for a message beyond those read, and then for quiet; return the whole inbox."""
        inbox = _wait(lambda: _longer(http.get(url).json(), read), "no answer came")
        while True:
            time.sleep(QUIET_S)
            later: list[dict[str, Any]] = http.get(url).json()
            if len(later) == len(inbox):
                return inbox
            inbox = later

    def _case(self, http: httpx.Client) -> dict[str, Any]:
        officer = self.endpoints.officer(UNIT)
        token = self.sign_in.id_token(officer["username"], officer["password"])
        headers = {"authorization": f"Bearer {token}"}

        def newest() -> dict[str, Any] | None:
            listed = http.get(f"{self.endpoints.api}/admin/cases", headers=headers)
            if not listed.is_success:
                raise SceneFailed(f"the admin API answered {listed.status_code}")
            items: list[dict[str, Any]] = listed.json()["items"]
            return items[0] if items else None

        return _wait(newest, "the officer saw no case")


def _wait[T](look: Callable[[], T | None], otherwise: str) -> T:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        found = look()
        if found is not None:
            return found
        time.sleep(CHECK_EVERY_S)
    raise SceneFailed(f"{otherwise} within {PATIENCE_S:.0f} s")


def _longer(inbox: list[dict[str, Any]], read: int) -> list[dict[str, Any]] | None:
    return inbox if len(inbox) > read else None


def _short(text: str) -> str:
    line = " / ".join(text.splitlines())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
