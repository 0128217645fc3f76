"""The echo of a page's own message: what the webhook is told that was sent."""

import unicodedata

from local.platforms.delivery import Delivery
from local.platforms.zalo.events import Events
from local.platforms.zalo.messages import Content


def echo_of(events: Events, message_id: str, content: Content) -> Delivery:
    """Return the ``oa_send_…`` event of a message.

    A template's words stand in its attachment's payload and nowhere else.
    """
    text = unicodedata.normalize("NFC", content.text)
    if content.kind == "template":
        payload = {"zinstant_id": message_id, "text": text, "link_url": "", "checksum": ""}
        attachment = {"type": "template", "payload": payload}
        return events.oa_sent(content.kind, message_id=message_id, text="", attachments=[attachment])
    attachments = [{"type": content.kind, "payload": {"url": image, "thumbnail": image}} for image in content.images]
    links = [{"type": "link", "payload": link} for link in content.links]
    return events.oa_sent(content.kind, message_id=message_id, text=text, attachments=attachments or links)
