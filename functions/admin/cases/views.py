"""From what the desk knows to what an officer sees: everything left out here is never shown."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dutydesk.clock import Clock, iso, utc_now
from dutydesk.evidence import FileState
from dutydesk.ids import shown
from dutydesk.messages import Attachment
from dutydesk.stores.case_life import CaseLife
from dutydesk.stores.case_states import OFFICER_MAY, public_of
from dutydesk.stores.cases import Case, CaseMessage, Status
from dutydesk.stores.files import EvidenceFile
from functions.admin.cases.casework import Opened
from functions.admin.cases.inbox import Page, Row
from functions.admin.cases.urgency import rules_of
from functions.admin.evidence.words import why_not
from functions.admin.models import (
    MARK,
    AttachmentView,
    CaseLine,
    CasePage,
    CaseView,
    ChangeView,
    DeadlinesView,
    HeldView,
    MessageView,
    NoteView,
    PlaceView,
    ReplyTaken,
    RuleView,
)

type Files = Mapping[tuple[str, int], EvidenceFile]
"""A case's files by the event and the place among its attachments that brought them."""


def case_page(page: Page, *, clock: Clock = utc_now) -> CasePage:
    """Show a page of the inbox."""
    now = clock()
    return CasePage(items=[line_of(row, now) for row in page.rows], next=page.following or None)


def case_view(opened: Opened) -> CaseView:
    """Show an opened case."""
    case, thread = opened.case, opened.thread
    files = {(file.event_key, file.ordinal): file for file in opened.files}
    hold = opened.hold
    return CaseView(
        **_header(case),
        person_id=case.person_id,
        acknowledged_by=case.acknowledged_by,
        awaiting_citizen=case.awaiting_citizen,
        reply_until=opened.reply_until,
        messages=[message_view(message, files) for message in thread.messages],
        earlier=thread.earlier or None,
        history=[_change(change) for change in thread.history],
        assigned_to=case.life.assigned_to,
        close_by=_moment(case.life.close_by),
        marks=marks(case.life, is_overdue=opened.is_overdue),
        public_status=public_of(case).value,
        outcome=case.life.outcome,
        merged_into=case.life.merged_into,
        merged=list(opened.beside.twins),
        notes=[NoteView(officer=note.officer, at=note.at, text=note.text) for note in opened.beside.notes],
        looking=list(opened.beside.looking),
        deadlines=DeadlinesView(
            take_by=_moment(case.life.take_by),
            answer_by=_moment(case.life.answer_by),
            close_by=_moment(case.life.close_by),
            paused_since=_moment(case.life.waiting_since),
        ),
        next=[status.value for status in Status if status in OFFICER_MAY[case.status]],
        asks=case.asks,  # type: ignore[arg-type]  # stored by intake; validated here
        hold=HeldView(by=hold.by, at=hold.at, reason=hold.reason) if hold else None,
        erased_at=_moment(case.life.erased_at),
        urgency_rules=[RuleView(rule=one.rule, vi=one.vi, en=one.en) for one in rules_of(case.life.urgency_rule)],
    )


def message_view(message: CaseMessage, files: "Files") -> MessageView:
    """Show a message, with what became of each file that it brought."""
    place = message.place
    return MessageView(
        message_id=message_id(message),
        author=message.author.value,
        officer=message.officer,
        at=iso(message.sent_at),
        text=message.text,
        attachments=[
            attachment_view(one, files.get((message.event_key, ordinal)))
            for ordinal, one in enumerate(message.attachments)
        ],
        place=PlaceView(latitude=place.latitude, longitude=place.longitude, label=place.label) if place else None,
        delivery=message.delivery,
        reason=message.reason,
    )


def attachment_view(attachment: Attachment, file: EvidenceFile | None) -> AttachmentView:
    """Show what was attached; of a file of evidence never the platform's link, which nobody has looked into."""
    if file is None:
        return AttachmentView(kind=attachment.kind, name=attachment.name, url=_web_address(attachment.url))
    closed = why_not(file)
    return AttachmentView(
        kind=attachment.kind,
        name=attachment.name,
        url="",
        file_id=file.file_id,
        state=file.state,
        scan=file.scan,
        reason=file.reason,
        closed_because=closed,
        media_type=file.media_type,
        size_bytes=file.size_bytes,
        viewable=not closed,
        may_retry=file.state is FileState.LOST and bool(file.link),
        until=file.until if file.state is FileState.SET_ASIDE else "",
    )


def reply_taken(message: CaseMessage) -> ReplyTaken:
    """Show that a reply is owed."""
    return ReplyTaken(message_id=message_id(message), at=iso(message.sent_at), delivery=message.delivery)


def message_id(message: CaseMessage) -> str:
    """A name for the message that tells nothing: its key in the store holds the platform's id of the event."""
    return hashlib.sha256(f"{message.case_id} {message.sort_key}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def line_of(row: Row, now: datetime) -> CaseLine:
    """Show a line of the inbox."""
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
            "assigned_to": row.life.assigned_to,
            "close_by": _moment(row.life.close_by),
            "marks": marks(row.life, is_overdue=_is_late(row, now)),
        }
    )


def marks(life: CaseLife, *, is_overdue: bool) -> list[MARK]:
    """What an officer should see at a glance."""
    told: tuple[tuple[MARK, bool], ...] = (
        ("disputed", life.disputed_at is not None),
        ("overdue", is_overdue),
        ("merged", bool(life.merged_into)),
        ("erased", life.erased_at is not None),
    )
    return [mark for mark, holds in told if holds]


def _is_late(row: Row, now: datetime) -> bool:
    """Whether somebody had to be called, or the last deadline has passed; a row holds no other."""
    if row.status in {Status.CLOSED, Status.WAITING_CITIZEN}:
        return False
    return bool(row.life.late) or (row.life.close_by is not None and row.life.close_by <= now)


def _moment(moment: datetime | None) -> str:
    return iso(moment) if moment is not None else ""


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
    names = ("at", "officer", "was", "now", "reason", "did", "detail")
    return ChangeView.model_validate({name: change[name] for name in names if name in change})


def _web_address(url: str) -> str:
    """A link that a browser may follow, or nothing: ``javascript:`` and its like end here."""
    return url if url.startswith(("https://", "http://")) else ""
