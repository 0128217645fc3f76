"""Broadcasts over real stores on moto: pages, their people, a planner, senders, a tracker and an officer.

Every call to the outside is a step (see ``steps``).
"""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dutydesk import ids
from dutydesk.clock import iso
from dutydesk.limits import read_per_second
from dutydesk.messages import TokenMessage
from dutydesk.platforms.zalo.articles import ArticleWords, ZaloArticles
from dutydesk.platforms.zalo.outbox import ZaloOutbox
from dutydesk.signature import fields, signed
from dutydesk.stores.broadcasts import (
    CHUNK_PREFIX,
    HEARD_PREFIX,
    LEDGER_PREFIX,
    Active,
    Broadcast,
    Chunk,
    Ledger,
    State,
    broadcast_item,
    broadcast_pk,
    chunk_from,
    ledger_from,
    merged,
)
from dutydesk.stores.identities import page_shard, shard_of
from dutydesk.stores.items import key, to_item, to_value
from dutydesk.stores.transactions import transact
from functions.broadcast.digests import digest_of
from functions.broadcast.header import header_change, read_header
from functions.broadcast.planning.planner import Planner
from functions.broadcast.planning.sources import DynamoFollowers, DynamoPast
from functions.broadcast.planning.store import DynamoPlans
from functions.broadcast.planning.waking import Waking
from functions.broadcast.planning.wiring import Issuing, Selections
from functions.broadcast.reminders import Reminders
from functions.broadcast.sending.articles_publisher import PagePublisher
from functions.broadcast.sending.articles_store import ArticleRuns, DynamoSteps
from functions.broadcast.sending.books import DynamoBooks, DynamoWork
from functions.broadcast.sending.mailing import Mailing
from functions.broadcast.sending.nights import Nights
from functions.broadcast.sending.paces import DynamoPaces
from functions.broadcast.sending.people import DynamoAddressees
from functions.broadcast.sending.sender import Sender
from functions.broadcast.tracking.store import DynamoHearings
from functions.broadcast.tracking.tracker import Tracker
from tests.fakes.tables import PREFIX
from tests.unit.broadcast.air import Time
from tests.unit.broadcast.platform import FakeAccess, FakePageTokens, FakeWire, TimedCourier
from tests.unit.broadcast.steps import AtOnce, Steps, Watched

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BEGIN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
PAGES = {"zalo-mau-1": "1", "zalo-mau-2": "1", "zalo-doi-mau": "2"}
"""The app of each page."""
UNIT = "Công an Quận Mẫu"
BROADCASTS, IDENTITIES, APPS, RECEIPTS = (PREFIX + name for name in ("broadcasts", "identities", "apps", "receipts"))


class Town:
    """Pages and their people; ``tokens`` and what an officer did are in memory."""

    def __init__(self, dynamodb: "DynamoDBClient", *, per_minute: int = 600) -> None:
        self.dynamodb, self.steps, self.time = dynamodb, Steps(), Time(BEGIN.timestamp())
        self.client: Any = Watched(dynamodb, self.steps)
        self.wire, self.page_tokens, self.counts = FakeWire(), FakePageTokens(), Counter[str]()
        self.wire.on_call = self.steps.pass_by
        self.wire.on_answer = self.steps.pass_by
        self.tokens: defaultdict[str, deque[str]] = defaultdict(deque)
        self.people: dict[str, str] = {}
        self.latency_s = 0.12
        self._places: dict[tuple[str, str], tuple[str, int]] = {}
        for app_id in set(PAGES.values()):
            limit = {"pk": f"APP#{app_id}", "sk": "PACER", "per_minute": per_minute, "reserve_percent": 0}
            dynamodb.put_item(TableName=APPS, Item=to_item(limit))

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self.time(), UTC)

    def iso(self) -> str:
        return iso(self.clock())

    # People and broadcasts

    def follows(self, page_id: str, user_id: str, **facts: Any) -> str:
        """Somebody follows the page, having written an hour ago; return the person's id."""
        person_id = ids.person_id(b"key", "zalo", page_id, user_id)
        known = {"platform": "zalo", "follower": True, "last_interaction": iso(self.clock() - timedelta(hours=1))}
        where = {"page_id": page_id, "oa_id": "0", "user_id": user_id, "person_id": person_id}
        place = {"page_shard": page_shard(page_id, shard_of(person_id)), "pk": f"PERSON#{person_id}", "sk": "#"}
        self.dynamodb.put_item(TableName=IDENTITIES, Item=to_item(known | where | place | facts))
        self.people[user_id] = person_id
        return person_id

    def approved(self, broadcast_id: str, **facts: Any) -> Broadcast:
        """An approved broadcast to all pages."""
        code = "".join(ids.CODE_ALPHABET[(ord(one) + place) % 31] for place, one in enumerate(f"{broadcast_id:x<9}"))
        asked = {"audience": {"pages": list(PAGES)}, "code": code, "state": State.APPROVED} | facts
        made = Broadcast(broadcast_id=broadcast_id, unit="quan-mau", title="Thử", text=f"Thử {broadcast_id}.", **asked)
        self.dynamodb.put_item(TableName=BROADCASTS, Item=broadcast_item(made))
        return made

    def header(self, broadcast_id: str) -> Broadcast:
        return read_header(self.dynamodb, BROADCASTS, broadcast_id)

    # The functions

    def planner(self, client: Any = None) -> Planner:
        client = client or self.client
        reminders = Reminders(client, RECEIPTS, self.clock)
        selections = Selections(
            followers=DynamoFollowers(client, IDENTITIES), past=DynamoPast(client, BROADCASTS), clock=self.clock
        )
        return Planner(
            plans=DynamoPlans(client, BROADCASTS),
            selection=selections.of,
            app_of=PAGES.__getitem__,
            rate_of=lambda app_id: read_per_second(self.dynamodb, APPS, app_id),
            issue=Issuing(tokens=_Tokens(self), reminders=reminders).issue,
            iso_now=self.iso,
        )

    def waking(self) -> Waking:
        issue = Issuing(tokens=_Tokens(self), reminders=Reminders(self.client, RECEIPTS, self.clock)).issue
        return Waking(client=self.client, table=BROADCASTS, issue=issue)

    def plan(self, broadcast_id: str) -> Broadcast:
        self.planner().plan(broadcast_id)
        return self.header(broadcast_id)

    def sender(self, client: Any = None) -> Sender:
        client = client or self.client
        work, reminders = DynamoWork(client, BROADCASTS), Reminders(client, RECEIPTS, self.clock)
        return Sender(
            work=work,
            books=DynamoBooks(client, BROADCASTS),
            paces=DynamoPaces(client, APPS, self.time),
            courier=lambda active: self.courier(active, client),
            articles=ArticleRuns(
                books=DynamoBooks(client, BROADCASTS),
                work=work,
                kept=DynamoSteps(client, BROADCASTS),
                publisher=self.publisher,
                wait=self.time.pass_by,
                now=self.time,
                clock=self.clock,
            ),
            now=self.time,
            iso_now=self.iso,
            count=lambda name: self.counts.update([name]),
            nights=Nights(work=work, reminders=reminders, clock=self.clock),
            at_rest=lambda app_id: reminders.take_back(app_id, has_something=lambda one: bool(work.active(one))),
        )

    def courier(self, active: Active, client: Any = None) -> TimedCourier:
        mailing = self.mailing(self.header(active.broadcast_id))
        return TimedCourier(
            identities=DynamoAddressees(client or self.client, IDENTITIES, AtOnce(), lambda _attempt: None).of,
            tokens=self.page_tokens,
            send=mailing.send,
            why_not=mailing.why_not,
            gone=self.gone,
            pool=AtOnce(),
            most_under_way=160,
            time=self.time,
            latency_s=self.latency_s,
        )

    def publisher(self, active: Active, page_id: str) -> PagePublisher[FakeAccess]:
        header = self.header(active.broadcast_id)
        return PagePublisher(
            page_id=page_id,
            words=ArticleWords(
                title=header.title,
                author=UNIT,
                description=header.description,
                cover_url=header.cover_url,
                body=signed(header.text, unit=UNIT, code=header.code),
            ),
            articles=ZaloArticles(wire=self.wire, api_url="https://zalo"),  # type: ignore[arg-type]  # stands in
            tokens=self.page_tokens,
        )

    def mailing(self, header: Broadcast) -> Mailing:
        return Mailing(
            text=signed(header.text, unit=UNIT, code=header.code),
            template_id=header.template_id,
            fields=fields(header.text, unit=UNIT, code=header.code),
            outbox=ZaloOutbox(wire=self.wire, api_url="https://zalo"),  # type: ignore[arg-type]  # stands in
            clock=self.clock,
        )

    def gone(self, person_id: str, code: str) -> None:
        assert code
        self.dynamodb.update_item(
            TableName=IDENTITIES,
            Key=key(f"PERSON#{person_id}"),
            UpdateExpression="SET unreachable = :code",
            ExpressionAttributeValues={":code": {"S": code}},
        )

    def send(self, app_id: str, *, seconds: float = 40.0) -> int:
        return self.sender().send(app_id, self.time() + seconds)

    def tracker(self) -> Tracker:
        return Tracker(
            hearings=DynamoHearings(self.client, BROADCASTS),
            digest_of=digest_of,
            clock=self.clock,
            pause=lambda _attempt: None,
        )

    # An officer

    def order(self, broadcast_id: str, state: State) -> None:
        """Pause, resume or cancel as ``admin`` does: header and lists in one transaction, then reminders and tokens."""
        header = self.header(broadcast_id)
        changes: dict[str, Any] = {"state": state, "generation": header.generation + (state is not State.PAUSED)}
        if state is State.SENDING and not header.apps:
            changes["state"] = State.PLANNING
        open_apps = [app_id for app_id in header.apps if app_id not in header.apps_done]
        work = DynamoWork(self.dynamodb, BROADCASTS)
        lists = [work._list_state(app_id, broadcast_id, state) for app_id in open_apps]
        transact(self.dynamodb, [header_change(BROADCASTS, header, changes), *lists])
        if state is not State.PAUSED:
            for app_id in open_apps:
                now = replace(header, generation=changes["generation"])
                self.planner(self.dynamodb).issue(now, app_id, 2)

    def change(self, broadcast_id: str, **changes: Any) -> None:
        """Change the header and nothing else."""
        transact(self.dynamodb, [header_change(BROADCASTS, self.header(broadcast_id), changes)])

    # What is written

    def chunks(self, broadcast_id: str) -> list[tuple[Chunk, Ledger, str]]:
        """Every chunk with its ledger and what was heard."""
        pages = self.dynamodb.get_paginator("query").paginate(
            TableName=BROADCASTS,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": to_value(broadcast_pk(broadcast_id))},
            ConsistentRead=True,
        )
        items = {item["sk"]["S"]: item for page in pages for item in page["Items"]}
        found = []
        for sk, item in items.items():
            if sk.startswith(CHUNK_PREFIX):
                chunk = chunk_from(item)
                heard = items.get(HEARD_PREFIX + chunk.key.path, {"heard": {"S": ""}})
                found.append((chunk, ledger_from(items[LEDGER_PREFIX + chunk.key.path]), heard["heard"]["S"]))
        return found

    def letters(self, broadcast_id: str) -> dict[str, str]:
        """Every person's letter, with what was heard."""
        found: dict[str, str] = {}
        for chunk, ledger, heard in self.chunks(broadcast_id):
            assert found.keys().isdisjoint(chunk.people), "somebody is in two chunks"
            found |= dict(zip(chunk.people, merged(ledger.letters, heard), strict=True))
        return found

    def letter(self, broadcast_id: str, person_id: str) -> str:
        """What the ledger alone says of a person of a planned broadcast."""
        if (broadcast_id, person_id) not in self._places:
            for chunk, _, _ in self.chunks(broadcast_id):
                for index, person in enumerate(chunk.people):
                    self._places[broadcast_id, person] = (LEDGER_PREFIX + chunk.key.path, index)
        sk, index = self._places[broadcast_id, person_id]
        found = self.dynamodb.get_item(
            TableName=BROADCASTS, Key=key(broadcast_pk(broadcast_id), sk), ConsistentRead=True
        )
        return ledger_from(found["Item"]).letters[index]

    def got(self, broadcast_id: str) -> Counter[str]:
        """How often each person has the message."""
        text = f"Thử {broadcast_id}."
        return Counter(self.people[one.user_id] for one in self.wire.delivered if one.text.startswith(text))

    def active(self, app_id: str) -> dict[str, State]:
        return {one.broadcast_id: one.state for one in DynamoWork(self.dynamodb, BROADCASTS).active(app_id)}

    def is_reminded(self, app_id: str) -> bool:
        return "Item" in self.dynamodb.get_item(TableName=RECEIPTS, Key=key(f"DUE#sending#{app_id}"))


@dataclass(frozen=True)
class _Tokens:
    """The queue of tokens: an id of deduplication that came before is dropped."""

    town: Town

    def send(self, message: TokenMessage, *, group: str, dedupe: str) -> None:
        assert group == message.app_id
        self.town.steps.pass_by()
        self.town.tokens[group].append(dedupe)
