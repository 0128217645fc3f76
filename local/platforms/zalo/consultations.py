"""Consultation messages: free words to somebody who lately wrote."""

from collections.abc import Callable
from typing import Any

from local.platforms.config import Page, Settings
from local.platforms.zalo.errors import Refused
from local.platforms.zalo.mail import Addressee, Data, Mail
from local.platforms.zalo.messages import checked


class Consultations:
    """``POST /v3.0/oa/message/cs``."""

    def __init__(self, mail: Mail, settings: Callable[[], Settings]) -> None:
        self._mail = mail
        self._settings = settings

    def send(self, page: Page, body: dict[str, Any]) -> Data:
        """Deliver to one person and return the answer's ``data``; raise ``Refused`` otherwise."""
        content = checked(body.get("message"), accepts_lists=self._settings().accepts_lists)
        to = self._recipient(page, body.get("recipient"))
        self._mail.admit(to, windowed=True)
        return self._mail.hand(to, content) | {"quota": {"quota_type": "reply"}}

    def _recipient(self, page: Page, recipient: object) -> Addressee:
        if not isinstance(recipient, dict):
            raise Refused(-201, "recipient")
        if "message_id" in recipient:
            return self._mail.answering(page, str(recipient["message_id"]))
        return self._mail.addressee(page, recipient.get("user_id"))
