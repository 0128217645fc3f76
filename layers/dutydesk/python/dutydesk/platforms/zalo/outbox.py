"""The sending half of Zalo OA: consultation messages, which answer a citizen, and approved templates, for broadcasts.

``POST /v3.0/oa/message/cs`` with header ``access_token`` (bare). There is no idempotency key, so a lost answer leaves
open whether the citizen has the message. A visitor who is not signed in is answered within the conversation, by
``POST /v2.0/oa/message`` (grade B), as plain text. A template goes to a user id by ``POST /v3.0/oa/message/template``
(grade B), whether or not the person has written lately.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dutydesk.errors import Refused, Unavailable
from dutydesk.messages import Button
from dutydesk.platforms.zalo.refusals import BAD_FIELD, BAD_MESSAGE_TYPE, number_in, refusal
from dutydesk.platforms.zalo.wire import Wire

TEXT_MAX = 2000
"""Characters of a text in NFC."""

SENDS_BUTTONS = True
"""Buttons under a consultation message are documented for API 2.0 and used on 3.0 by integrators only (grade C): one
switch, and a fall-back to plain text when Zalo refuses them."""

_CONSULTATION = "/v3.0/oa/message/cs"
_VISITOR = "/v2.0/oa/message"
_TEMPLATE = "/v3.0/oa/message/template"
_NO_BUTTONS_HERE = {str(BAD_FIELD), str(BAD_MESSAGE_TYPE)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaloOutbox:
    """Sends one message to one user of one page, exactly once per call."""

    wire: Wire
    api_url: str
    sends_buttons: bool = SENDS_BUTTONS

    def room_for(self, buttons: Sequence[Button]) -> int:
        """Return how long a text above these buttons may be; the buttons may have to become text themselves."""
        return TEXT_MAX - len(_listed(buttons))

    def send(
        self,
        *,
        access_token: str,
        user_id: str,
        text: str,
        buttons: Sequence[Button] = (),
        conversation_id: str = "",
    ) -> str:
        """Send and return Zalo's message id, empty when Zalo accepted without naming one.

        Args:
            access_token: the page's, as OAuth gave it.
            user_id: whom to send to; the page's own id for the user.
            text: in NFC, not empty, at most ``room_for(buttons)`` characters.
            buttons: at most five; each payload comes back as a text message.
            conversation_id: set for a visitor who is not signed in, whose ``user_id`` is then an anonymous id.

        Raises:
            DeliveryError: the class says who must act; ``code`` is Zalo's number.
        """
        plain = {"text": text + _listed(buttons)}
        if conversation_id:
            visitor = {"anonymous_id": user_id, "conversation_id": conversation_id}
            return self._post(_VISITOR, access_token, visitor, plain)
        recipient = {"user_id": user_id}
        if not (buttons and self.sends_buttons):
            return self._post(_CONSULTATION, access_token, recipient, plain)
        try:
            with_buttons = {"text": text, "attachment": _template(buttons)}
            return self._post(_CONSULTATION, access_token, recipient, with_buttons)
        except Refused as refused:
            if refused.code not in _NO_BUTTONS_HERE:
                raise
            return self._post(_CONSULTATION, access_token, recipient, plain)

    def send_template(self, *, access_token: str, user_id: str, template_id: str, data: Mapping[str, str]) -> str:
        """Send an approved template and return Zalo's message id, empty when Zalo accepted without naming one.

        Args:
            access_token: the page's, as OAuth gave it.
            user_id: whom to send to; the page's own id for the user.
            template_id: Zalo's id of the template.
            data: a value for each of its parameters, and for nothing else.

        Raises:
            DeliveryError: the class says who must act; ``code`` is Zalo's number.
        """
        filled = {"user_id": user_id, "template_id": template_id, "template_data": dict(data)}
        return self._posted(_TEMPLATE, access_token, filled)

    def _post(self, path: str, access_token: str, recipient: dict[str, str], message: dict[str, Any]) -> str:
        return self._posted(path, access_token, {"recipient": recipient, "message": message})

    def _posted(self, path: str, access_token: str, body: dict[str, Any]) -> str:
        answer = self.wire.post(
            self.api_url + path,
            headers={"access_token": access_token, "content-type": "application/json"},
            body=json.dumps(body).encode(),
        )
        number = number_in(answer)
        if number is None:
            raise Unavailable("no error number", answer_lost=True)
        if number:
            raise refusal(number)
        data = answer.get("data")
        return str(data.get("message_id") or "") if isinstance(data, dict) else ""


def _template(buttons: Sequence[Button]) -> dict[str, Any]:
    shown = [{"title": one.title, "type": "oa.query.hide", "payload": one.payload} for one in buttons]
    return {"type": "template", "payload": {"buttons": shown}}


def _listed(buttons: Sequence[Button]) -> str:
    """Write buttons as lines: each payload is something that a person can type."""
    return "".join(f"\n• {one.title}: nhắn “{one.payload}”" for one in buttons)
