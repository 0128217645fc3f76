"""What has fallen due: replies to try again, alerts nobody has acknowledged, versions of the bank, broadcasts.

Each is handed to its queue first and changed after, so that a crash between the two repeats it; the deduplication id
holds the moment it fell due, and the workers drop what they have done already.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.clock import Clock, expiry, from_iso, iso
from dutydesk.errands import ArrivalMessage, TicketMessage, TicketWish
from dutydesk.evidence import MediaMessage, ScanMessage
from dutydesk.messages import (
    AlertKind,
    AlertMessage,
    FollowersMessage,
    OrderMessage,
    PlanMessage,
    PlanWork,
    PublishMessage,
    Reply,
    TokenMessage,
)
from dutydesk.queues import Outlet, Stream
from dutydesk.stores.aside import ASIDE, carry_on
from dutydesk.stores.items import from_item, key
from dutydesk.stores.receipts import DEADLINE, DUE_INDEX, DUE_SHARDS, RECEIPT_LIFE, reply_from_plain

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

AGAIN_AFTER = timedelta(seconds=60)
UNHEARD_AFTER = 3
"""Calls for one alert that ``alert`` has not moved on; then the operators are told, and every 15 calls after."""
UNHEARD_EVERY = 15
MOST_PER_SHARD = 2000
BANK = "bank"
"""The one group of all publications."""
ORDERS = "units"
"""The one group of all orders to reorganise: one is carried out after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """Something due; ``due_at`` is ISO-8601, ``calls`` says how often upkeep has called for it in vain."""

    kind: str
    due_id: str
    due_at: str
    what: dict[str, Any]
    calls: int = 0


class DueItems(Protocol):
    """Where it is kept what falls due."""

    def due(self, now: datetime) -> list[DueItem]:
        """Return what is due by now, alerts first and then oldest first, up to a bound per call."""

    def postpone(self, item: DueItem, *, until: datetime) -> None:
        """Have it fall due again, one call more; nothing happens when somebody has changed it since it was read."""

    def drop(self, item: DueItem) -> None:
        """Forget it; nothing happens when somebody has changed it since it was read."""


@dataclass(frozen=True, slots=True)
class DynamoDue:
    """The ``DueItems`` port on the table of receipts."""

    client: "DynamoDBClient"
    table: str

    def due(self, now: datetime) -> list[DueItem]:
        """Query every shard of the index."""
        found = [item for shard in range(DUE_SHARDS) for item in self._of_shard(str(shard), now)]
        return sorted(found, key=lambda item: (item.kind != "alert", item.due_at))

    def postpone(self, item: DueItem, *, until: datetime) -> None:
        """Move the date on condition of the one that was read."""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=_key(item),
                UpdateExpression="SET due_at = :until, expires_at = :expires ADD calls :one",
                ConditionExpression="due_at = :read",
                ExpressionAttributeValues={
                    ":until": {"S": iso(until)},
                    ":expires": {"N": str(expiry(until, RECEIPT_LIFE))},
                    ":one": {"N": "1"},
                    ":read": {"S": item.due_at},
                },
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return

    def drop(self, item: DueItem) -> None:
        """Delete on condition of the date that was read."""
        try:
            self.client.delete_item(
                TableName=self.table,
                Key=_key(item),
                ConditionExpression="due_at = :read",
                ExpressionAttributeValues={":read": {"S": item.due_at}},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return

    def _of_shard(self, shard: str, now: datetime) -> list[DueItem]:
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            IndexName=DUE_INDEX,
            KeyConditionExpression="due_shard = :shard AND due_at <= :now",
            ExpressionAttributeValues={":shard": {"S": shard}, ":now": {"S": iso(now)}},
            PaginationConfig={"MaxItems": MOST_PER_SHARD},
        )
        return [_item(from_item(item)) for page in pages for item in page["Items"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Hands what is due to the queue it belongs to."""

    items: DueItems
    replies: Outlet[Reply]
    alerts: Outlet[AlertMessage]
    publications: Outlet[PublishMessage]
    plans: Outlet[PlanMessage]
    tokens: Outlet[TokenMessage]
    tickets: Outlet[TicketMessage]
    followers: Outlet[FollowersMessage]
    arrivals: Stream[ArrivalMessage]
    orders: Outlet[OrderMessage]
    media: Stream[MediaMessage]
    scans: Stream[ScanMessage]
    unheard: Callable[[str, str], None]
    """Told unit and case id of an urgent case that no officer has been told of."""
    clock: Clock
    count: Callable[[str], None]

    def run(self, time_left: Callable[[], bool]) -> int:
        """Hand over what is due and return how many; what time does not allow for stays due.

        One thing that fails holds up no other.

        Raises:
            ExceptionGroup: what failed; all of it is still due.
        """
        failed: list[Exception] = []
        handed_over = 0
        for item in self.items.due(self.clock()):
            if not time_left():
                break
            try:
                self._hand_over(item)
                handed_over += 1
            except Exception as error:  # noqa: BLE001  # the next item must not wait for this one
                self.count("DueFailed")
                failed.append(error)
        if failed:
            raise ExceptionGroup("not handed over", failed)
        return handed_over

    def _hand_over(self, item: DueItem) -> None:
        match item.kind:
            case "reply":
                reply = reply_from_plain(item.what)
                self.replies.send(reply, group=reply.person_id, dedupe=f"due#{item.due_id}#{item.due_at}")
                self.items.drop(item)
            case "alert" | "deadline":
                self._call(item)
                self.items.postpone(item, until=self.clock() + AGAIN_AFTER)
            case "publication":
                wish = PublishMessage(version=item.what["version"])
                self.publications.send(wish, group=BANK, dedupe=f"due#{item.due_id}#{item.due_at}")
                self.items.drop(item)
            case "broadcast":
                plan = PlanMessage(broadcast_id=item.what["broadcast_id"], work=PlanWork.PLAN)
                self.plans.send(plan, group=plan.broadcast_id, dedupe=f"due#{item.due_id}#{item.due_at}")
                self.items.drop(item)
            case "waking":
                wake = PlanMessage(broadcast_id=item.what["broadcast_id"], work=PlanWork.WAKE)
                self.plans.send(wake, group=wake.broadcast_id, dedupe=f"due#{item.due_id}#{item.due_at}")
                self.items.drop(item)
            case "sending":
                # Until the app's sender finds nothing on its list: tokens may have been lost.
                token = TokenMessage(app_id=item.what["app_id"])
                self.tokens.send(token, group=token.app_id, dedupe=f"due#{item.due_id}#{item.due_at}")
                self.items.postpone(item, until=self.clock() + AGAIN_AFTER)
            case "followers":
                page = FollowersMessage(**{name: item.what[name] for name in ("page_id", "app_id", "asked_at")})
                self.followers.send(page, group=page.app_id, dedupe=f"due#{item.due_id}#{item.due_at}")
                self.items.drop(item)
            case "reorganisation":
                # Until it is finished: only who carries it out says when to ask again, or never.
                order = OrderMessage(order_id=item.what["order_id"])
                self.orders.send(order, group=ORDERS, dedupe=f"due#{item.due_id}#{item.due_at}")
                self.items.postpone(item, until=self.clock() + AGAIN_AFTER)
            case "ticket" | "import" | "media" | "aside":
                self._hand_on(item)
                self.items.drop(item)
            case _:
                # Written by a newer release, which will deal with it.
                self.count("DueUnknown")
                self.items.postpone(item, until=self.clock() + AGAIN_AFTER)

    def _call(self, item: DueItem) -> None:
        """Have ``alert`` look at a case, until it has moved the item on or ended it."""
        if item.kind == DEADLINE:
            look = _look(item)
            self.alerts.send(look, group=look.case_id, dedupe=look.event_key)
            return
        alert = _escalation(item)
        self.alerts.send(alert, group=alert.case_id, dedupe=f"due#{item.due_id}#{item.due_at}")
        if item.calls % UNHEARD_EVERY == UNHEARD_AFTER:
            self.unheard(alert.unit, alert.case_id)

    def _hand_on(self, item: DueItem) -> None:
        """Hand whoever looks after citizens' papers or files what was put off."""
        if item.kind == "import":
            self.arrivals.send_all([ArrivalMessage(unit=item.what["unit"], import_id=item.what["import_id"])])
            return
        if item.kind == "media":
            self.media.send_all([MediaMessage(**{name: item.what[name] for name in ("case_id", "file_id", "unit")})])
            return
        if item.kind == ASIDE:
            self.scans.send_all([carry_on(item.what["case_id"], item.what["file_id"])])
            return
        errand = _ticket_message(item)
        self.tickets.send(errand, group=errand.person_id or errand.subject, dedupe=errand.event_key)


def _escalation(item: DueItem) -> AlertMessage:
    case_id, attempt = item.what["case_id"], int(item.what["attempt"])
    return AlertMessage(
        kind=AlertKind.ESCALATE,
        event_key=f"due#{case_id}#{attempt}",
        case_id=case_id,
        unit=item.what["unit"],
        attempt=attempt,
    )


def _look(item: DueItem) -> AlertMessage:
    return AlertMessage(
        kind=AlertKind.ATTEND,
        event_key=f"{DEADLINE}#{item.due_id}#{item.due_at}",
        case_id=item.what["case_id"],
        unit=item.what["unit"],
    )


def _ticket_message(item: DueItem) -> TicketMessage:
    return TicketMessage(
        event_key=f"due#{item.due_id}#{item.due_at}",
        platform=item.what["platform"],
        page_id=item.what["page_id"],
        unit=item.what["unit"],
        person_id=item.what["person_id"],
        sent_at=from_iso(item.due_at),
        wish=TicketWish(item.what["wish"]),
        text=item.what.get("text", ""),
        subject=item.what["subject"],
    )


def _key(item: DueItem) -> dict[str, dict[str, Any]]:
    return key(f"DUE#{item.kind}#{item.due_id}")


def _item(plain: dict[str, Any]) -> DueItem:
    return DueItem(
        kind=plain["kind"],
        due_id=plain["due_id"],
        due_at=plain["due_at"],
        what=plain["what"],
        calls=plain.get("calls", 0),
    )
