"""From what the desk knows to what an officer sees: everything left out here is never shown."""

import hashlib
from collections.abc import Mapping
from typing import Any

from dutydesk.clock import iso
from dutydesk.ids import shown
from dutydesk.stores.cases import Case, CaseMessage
from functions.admin.casework import Opened
from functions.admin.inbox import Page, Row
from functions.admin.models import (
    AttachmentView,
    CaseLine,
    CasePage,
    CaseView,
    ChangeView,
    MessageView,
    PlaceView,
    ReplyTaken,
)


def case_page(page: Page) -> CasePage:
    """Show a page of the inbox."""
    return CasePage(items=[_line(row) for row in page.rows], next=page.following or None)


def case_view(opened: Opened) -> CaseView:
    """Show an opened case."""
    case, thread = opened.case, opened.thread
    return CaseView(
        **_header(case),
        person_id=case.person_id,
        acknowledged_by=case.acknowledged_by,
        awaiting_citizen=case.awaiting_citizen,
        reply_until=opened.reply_until,
        messages=[message_view(message) for message in thread.messages],
        earlier=thread.earlier or None,
        history=[_change(change) for change in thread.history],
    )


def message_view(message: CaseMessage) -> MessageView:
    """Show a message."""
    place = message.place
    return MessageView(
        message_id=message_id(message),
        author=message.author.value,
        officer=message.officer,
        at=iso(message.sent_at),
        text=message.text,
        attachments=[
            AttachmentView(kind=one.kind, name=one.name, url=_web_address(one.url)) for one in message.attachments
        ],
        place=PlaceView(latitude=place.latitude, longitude=place.longitude, label=place.label) if place else None,
        delivery=message.delivery,
        reason=message.reason,
    )


def reply_taken(message: CaseMessage) -> ReplyTaken:
    """Show that a reply is owed."""
    return ReplyTaken(message_id=message_id(message), at=iso(message.sent_at), delivery=message.delivery)


def message_id(message: CaseMessage) -> str:
    """A name for the message that tells nothing: its key in the store holds the platform's id of the event."""
    return hashlib.sha256(f"{message.case_id} {message.sort_key}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _line(row: Row) -> CaseLine:
    return CaseLine.model_validate(
        {
            "case_id": row.case_id,
            "receipt": shown(row.receipt),
            "unit": row.unit,
            "status": row.status,
            "category": row.category,
            "urgency": row.urgency,
            "opened_at": row.opened_at,
            "summary": row.summary,
        }
    )


def _header(case: Case) -> dict[str, Any]:
    return {
        "case_id": case.case_id,
        "receipt": shown(case.receipt),
        "unit": case.unit,
        "status": case.status.value,
        "category": case.category,
        "urgency": case.urgency.value,
        "opened_at": iso(case.opened_at),
        "summary": case.summary,
    }


def _change(change: Mapping[str, Any]) -> ChangeView:
    return ChangeView.model_validate({name: change[name] for name in ("at", "officer", "was", "now", "reason")})


def _web_address(url: str) -> str:
    """A link that a browser may follow, or nothing: ``javascript:`` and its like end here."""
    return url if url.startswith(("https://", "http://")) else ""
