"""Webhook bodies, field for field as Zalo sends them: every id and time is a JSON string."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from local.platforms.config import Page
from local.platforms.delivery import Delivery
from local.platforms.zalo.signature import signed

type Body = dict[str, object]

SENT_BY_OA = {"image": "oa_send_image", "gif": "oa_send_gif", "list": "oa_send_list", "sticker": "oa_send_sticker"}


class Events:
    """Makes the events of one page and signs them."""

    def __init__(self, page: Page, user_id: str, now: datetime) -> None:
        self._page = page
        self._user_id = user_id
        self._timestamp = milliseconds(now)

    def user_sends(
        self, kind: str, *, message_id: str, text: str | None, attachments: Sequence[Mapping[str, object]]
    ) -> Delivery:
        """``user_send_text``, ``user_send_image`` and so on; ``text`` is a caption or a place's name."""
        message: Body = {}
        if text is not None:
            message["text"] = text
        if attachments:
            message["attachments"] = list(attachments)
        message["msg_id"] = message_id
        return self._message(f"user_send_{kind}", message, from_user=True)

    def follower(self, event_name: str, source: str = "oa_profile") -> Delivery:
        """``follow`` or ``unfollow``: the subject stands in ``follower``, not in ``sender``."""
        return self._seal(
            event_name, {"oa_id": self._page.oa_id, "follower": {"id": self._user_id}, "source": source}, ""
        )

    def chat_now(self) -> Delivery:
        """``user_click_chatnow``: the citizen opened the chat for the first time."""
        return self._seal("user_click_chatnow", {"oa_id": self._page.oa_id, "user_id": self._user_id}, "")

    def oa_sent(
        self, kind: str, *, message_id: str, text: str, attachments: Sequence[Mapping[str, object]]
    ) -> Delivery:
        """The echo of the page's own message: here the sender is the OA."""
        message: Body = {"msg_id": message_id}
        if text:
            message["text"] = text
        if attachments:
            message["attachments"] = list(attachments)
        return self._message(SENT_BY_OA.get(kind, "oa_send_text"), message, from_user=False)

    def received(self, message_id: str) -> Delivery:
        """``user_received_message``: the phone has the page's message; the sender is the OA."""
        return self._message("user_received_message", {"msg_id": message_id}, from_user=False)

    def seen(self, message_ids: Sequence[str]) -> Delivery:
        """``user_seen_message``: a list of messages; the sender is the OA."""
        return self._message("user_seen_message", {"msg_ids": list(message_ids)}, from_user=False)

    def _message(self, event_name: str, message: Body, *, from_user: bool) -> Delivery:
        ends = [{"id": self._user_id}, {"id": self._page.oa_id}]
        sender, recipient = ends if from_user else ends[::-1]
        message_id = str(message.get("msg_id", ""))
        return self._seal(event_name, {"sender": sender, "recipient": recipient, "message": message}, message_id)

    def _seal(self, event_name: str, body: Body, message_id: str) -> Delivery:
        whole = {
            "app_id": self._page.app_id,
            "user_id_by_app": id_by_app(self._page.app_id, self._user_id),
            "event_name": event_name,
            "timestamp": self._timestamp,
            **body,
        }
        raw = serialised(whole)
        return Delivery(
            app_id=self._page.app_id,
            page_id=self._page.page_id,
            user_id=self._user_id,
            event_name=event_name,
            message_id=message_id,
            raw=raw,
            headers=signed(
                raw,
                app_id=self._page.app_id,
                timestamp=self._timestamp,
                secret=self._page.signing_secret.get_secret_value(),
            ),
        )


def milliseconds(moment: datetime) -> str:
    """Return a moment as Zalo writes it: thirteen digits in a string."""
    return str(int(moment.timestamp() * 1000))


def id_by_app(app_id: str, user_id: str) -> str:
    """Return the second id that an app sees beside the OA's; digits, stable, of no use as a key."""
    digest = hashlib.sha256(f"{app_id}/{user_id}".encode("utf-8", "surrogatepass")).digest()
    return str(int.from_bytes(digest[:8]) % 10**19).zfill(19)


def serialised(body: object) -> bytes:
    """Return compact JSON in UTF-8, escaped only where a text has no UTF-8 form (a lone surrogate)."""
    try:
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(body, separators=(",", ":")).encode()
