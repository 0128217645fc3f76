"""Those who watch over a unit hear at once that an identity was told; what they hear names nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from dutydesk.messages import Reply, as_plain
from dutydesk.queues import Outlet, enqueue_reply
from dutydesk.stores.content import Content
from dutydesk.stores.receipts import due_put
from dutydesk.stores.reveals import RevealRequest

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

TOLD = (
    "{unit}: danh tính của một người dân vừa được mở theo yêu cầu {request}. "
    "Ai yêu cầu, ai đồng ý và lý do: xem trên trang của cán bộ.\n"
    "{unit}: an identity was revealed, request {request}. The console says who asked, who agreed and why."
)
MOST_TOLD = 10
UPKEEP_AFTER = timedelta(seconds=60)
"""When upkeep sends what was committed and not enqueued."""


class Auditors(Protocol):
    """Where auditors are looked up."""

    def chats(self, unit: str, *, without: frozenset[str]) -> tuple[str, ...]:
        """Return the person ids of the linked chats of the unit's auditors in service, some usernames left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Owes the auditors of a unit their message: in the same transaction as the use of the request."""

    auditors: Auditors
    content: Content
    receipts_table: str
    replies: Outlet[Reply]
    count: Callable[[str], None]

    def owed(self, request: RevealRequest, *, at: datetime) -> tuple[Reply, ...]:
        """Return what is owed to the unit's auditors, or to its parent's when it has none who can be reached.

        The two people whose words it took are not told of themselves. Empty when there is nobody.
        """
        unit = self.content.unit(request.unit)
        involved = frozenset({request.asked_by, request.decided_by})
        chats = self.auditors.chats(request.unit, without=involved)
        if not chats and unit.parent:
            chats = self.auditors.chats(unit.parent, without=involved)
        text = TOLD.format(unit=unit.name, request=request.request_id)
        return tuple(
            Reply(reply_id=f"reveal#{request.request_id}#{place}", person_id=chat, text=text, created_at=at)
            for place, chat in enumerate(islice(chats, MOST_TOLD))
        )

    def parts(self, replies: tuple[Reply, ...]) -> "list[TransactWriteItemTypeDef]":
        """The parts that have upkeep send them even if this function dies now."""
        return [
            due_put(
                self.receipts_table,
                "reply",
                reply.reply_id,
                due_at=reply.created_at + UPKEEP_AFTER,
                what=as_plain(reply) | {"attempt": reply.attempt + 1},
            )
            for reply in replies
        ]

    def send(self, replies: tuple[Reply, ...]) -> None:
        """Hand over at once what is committed; a queue that refuses is counted, and upkeep does it."""
        if not replies:
            self.count("NoAuditorToTell")
        for reply in replies:
            try:
                enqueue_reply(self.replies, reply)
            except Exception:  # noqa: BLE001  # committed already: whatever it is, the reply is owed and will go out
                self.count("ReplyNotEnqueued")
