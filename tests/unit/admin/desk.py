"""An officers' desk on moto, and the calls that a gateway would hand to it."""

import base64
import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dutydesk import ids
from dutydesk.clock import iso
from dutydesk.evidence import MediaMessage, ScanMessage
from dutydesk.messages import (
    Attachment,
    AttachmentKind,
    OrderMessage,
    Place,
    PlanMessage,
    PublishMessage,
    Reply,
    TokenMessage,
)
from dutydesk.stores.card_imports import DynamoCardImports
from dutydesk.stores.cases import Author, Case, CaseMessage, DynamoCases, Status, Urgency, case_item, message_item
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.figures import DynamoFigures
from dutydesk.stores.items import from_item, to_item
from dutydesk.stores.officers import DynamoOfficers, Officer
from dutydesk.stores.people import DynamoPeople
from dutydesk.stores.reveals import DynamoReveals
from functions.admin.access import Access
from functions.admin.api import AdminApi, Desk
from functions.admin.audit import DynamoAudit
from functions.admin.bank.building import bank_desk
from functions.admin.bank.store import DynamoBank
from functions.admin.broadcasts.building import broadcast_desk
from functions.admin.broadcasts.pages import DynamoPages
from functions.admin.broadcasts.tags import DynamoAcquaintance, Tagging
from functions.admin.broadcasts.topics import DynamoUnitTopics, TopicEditing
from functions.admin.cards.imports import CardImports, Forms
from functions.admin.cases.building import case_desk
from functions.admin.cases.casefile import DynamoCaseFile
from functions.admin.cases.casework import Casework
from functions.admin.cases.inbox import Inbox
from functions.admin.chain import Entry, entry_from
from functions.admin.counter.building import office_desk
from functions.admin.evidence.building import Kept, evidence_desk
from functions.admin.figures.statistics import Statistics
from functions.admin.health.building import health_desk
from functions.admin.learning.store import DynamoToDos
from functions.admin.learning.todo import Learning
from functions.admin.linking import Linking
from functions.admin.oversight.building import Overseen, oversight_desk
from functions.admin.reveals.requests import RevealRequests
from functions.admin.search.searching import Search
from tests.fakes.aws import in_process, signing_s3
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.queues import FakeOutlet, FakeStream

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CLIENT = "client-of-the-desk"
CARDS_BUCKET = "dutydesk-test-cards"
HEADS_BUCKET = "dutydesk-test-audit-heads"
VIEWS_BUCKET = "dutydesk-test-views"
ORIGINALS_BUCKET = "dutydesk-test-originals"
PLATFORM_USER = "6219374650918273645"
OA = "4318657069771846520"
PLATFORM_EVENT = "zalo-msg-0a1b2c3d"
SECRETIVE = (PLATFORM_USER, OA, PLATFORM_EVENT, "zalo-quan-mau")
"""What no answer may hold."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gateway would send on; ``body`` is read as JSON, but the bytes of a picture, which has no text."""

    status: int
    body: Any
    text: str
    headers: dict[str, str]


@dataclass
class TestDesk:
    """The API over empty tables."""

    __test__ = False

    client: "DynamoDBClient"
    tables: dict[str, str]
    clock: FakeClock = field(default_factory=FakeClock)
    replies: FakeOutlet[Reply] = field(default_factory=FakeOutlet)
    publications: FakeOutlet[PublishMessage] = field(default_factory=FakeOutlet)
    plans: FakeOutlet[PlanMessage] = field(default_factory=FakeOutlet)
    chunks: FakeOutlet[TokenMessage] = field(default_factory=FakeOutlet)
    orders: FakeOutlet[OrderMessage] = field(default_factory=FakeOutlet)
    media: FakeStream[MediaMessage] = field(default_factory=FakeStream)
    scans: FakeStream[ScanMessage] = field(default_factory=FakeStream)
    evidence_key: str = ""
    pool_id: str = ""
    not_enqueued: list[str] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.audit = DynamoAudit(
            client=self.client, table=self.tables["audit"], clock=self.clock, pause=lambda _seconds: None
        )
        content = DynamoContent(self.client, self.tables["content"], ttl_s=0)
        self.figures = DynamoFigures(self.client, self.tables["figures"])
        access = Access(
            officers=DynamoOfficers(self.client, self.tables["officers"]),
            cases=DynamoCases(self.client, self.tables["cases"]),
            audit=self.audit,
            client_id=CLIENT,
        )
        self.casework = Casework(
            access=access,
            audit=self.audit,
            file=DynamoCaseFile(self.client, self.tables["cases"]),
            figures=self.figures,
            people=DynamoPeople(self.client, self.tables["people"]),
            content=content,
            receipts_table=self.tables["receipts"],
            replies=self.replies,
            clock=self.clock,
            new_id=ids.new_ulid,
            could_not_enqueue=lambda: self.not_enqueued.append("reply"),
        )
        linking = Linking(
            access=access,
            audit=self.audit,
            client=self.client,
            table=self.tables["officers"],
            clock=self.clock,
            new_code=ids.new_code,
        )
        inbox = Inbox(access=access, client=self.client, table=self.tables["cases"])
        self.bank_store = DynamoBank(self.client, self.tables["content"], pause=lambda _seconds: None)
        self.bank = bank_desk(
            access,
            self.audit,
            self.bank_store,
            receipts_table=self.tables["receipts"],
            publications=self.publications,
            clock=self.clock,
            count=self.counts.append,
        )
        todos = DynamoToDos(self.client, self.tables["questions"])
        self.learning = Learning(access=access, audit=self.audit, bank=self.bank.bank, todos=todos, clock=self.clock)
        self.broadcasts = broadcast_desk(
            access,
            self.audit,
            linking,
            DynamoPages(self.client, self.tables["content"], content),
            client=self.client,
            broadcasts_table=self.tables["broadcasts"],
            receipts_table=self.tables["receipts"],
            plans=self.plans,
            chunks=self.chunks,
            clock=self.clock,
            count=self.counts.append,
        )
        self.card_imports = CardImports(
            access=access,
            audit=self.audit,
            store=DynamoCardImports(self.client, self.tables["content"]),
            forms=Forms(signing_s3(), CARDS_BUCKET),
            clock=self.clock,
            new_id=ids.new_ulid,
        )
        self.offices, counter = office_desk(
            access,
            self.audit,
            client=self.client,
            content_table=self.tables["content"],
            tickets_table=self.tables["tickets"],
            receipts_table=self.tables["receipts"],
            clock=self.clock,
        )
        self.overseen = Overseen(
            client=self.client,
            s3=in_process("s3"),
            cognito=in_process("cognito-idp"),
            audit_table=self.tables["audit"],
            officers_table=self.tables["officers"],
            content_table=self.tables["content"],
            receipts_table=self.tables["receipts"],
            bucket=HEADS_BUCKET,
            pool_id=self.pool_id,
        )
        self.kept = Kept(
            client=self.client,
            s3=signing_s3(),
            kms=in_process("kms"),
            cases_table=self.tables["cases"],
            likenesses_table=self.tables["likenesses"],
            receipts_table=self.tables["receipts"],
            views_bucket=VIEWS_BUCKET,
            originals_bucket=ORIGINALS_BUCKET,
            key_arn=self.evidence_key,
        )
        desk = Desk(
            access=access,
            inbox=inbox,
            statistics=Statistics(access=access, figures=self.figures),
            search=Search(access=access, client=self.client, table=self.tables["cases"]),
            casework=self.casework,
            linking=linking,
            content=content,
            bank=self.bank,
            learning=self.learning,
            broadcasts=self.broadcasts,
            card_imports=self.card_imports,
            topics=TopicEditing(
                access=access, audit=self.audit, store=DynamoUnitTopics(self.client, self.tables["content"])
            ),
            tagging=Tagging(
                access=access,
                audit=self.audit,
                acquaintance=DynamoAcquaintance(self.client, self.tables["cases"]),
                plans=self.plans,
                clock=self.clock,
                new_id=ids.new_ulid,
            ),
            offices=self.offices,
            counter=counter,
            cases=case_desk(
                access,
                self.casework,
                client=self.client,
                cases_table=self.tables["cases"],
                content_table=self.tables["content"],
            ),
            health=health_desk(
                access,
                content,
                client=self.client,
                content_table=self.tables["content"],
                apps_table=self.tables["apps"],
                figures_table=self.tables["figures"],
                receipts_table=self.tables["receipts"],
                clock=self.clock,
            ),
            evidence=evidence_desk(
                access, self.casework, self.kept, media=self.media, scans=self.scans, count=self.counts.append
            ),
            oversight=oversight_desk(
                access, self.overseen, orders=self.orders, clock=self.clock, count=self.counts.append
            ),
            reveals=RevealRequests(
                access=access,
                audit=self.audit,
                store=DynamoReveals(self.client, self.tables["reveals"]),
                clock=self.clock,
                new_id=ids.new_ulid,
            ),
        )
        self.api = AdminApi(desk, on_fault=self.faults.append)

    def officer(
        self,
        username: str = "an",
        *,
        roles: tuple[str, ...] = ("officer",),
        units: tuple[str, ...] = ("quan-mau",),
        active: bool = True,
    ) -> Officer:
        """Put an officer into service, or change one."""
        self.put(
            "officers",
            {
                "pk": f"OFFICER#{username}",
                "sk": "#",
                "username": username,
                "display": username.title(),
                "roles": list(roles),
                "units": list(units),
                "active": active,
            },
        )
        self.put("officers", {"pk": "LIST", "sk": f"OFFICER#{username}", "order": 100})
        return Officer(username=username, display=username.title(), roles=roles, units=units, active=active)

    def case(self, unit: str = "quan-mau", **changes: Any) -> Case:
        """Put a case with one message of a citizen."""
        opened_at: datetime = changes.pop("opened_at", NOON - timedelta(hours=1))
        case = Case(
            case_id=ids.new_ulid(opened_at),
            receipt=ids.new_code(),
            unit=unit,
            page_id="zalo-quan-mau",
            person_id="p" + "0" * 32,
            opened_at=opened_at,
            summary="Xe máy bị mất",
            urgency=Urgency.NORMAL,
        )
        case = replace(case, **changes)
        self.put_raw("cases", case_item(case))
        message = CaseMessage(
            case_id=case.case_id,
            event_key=PLATFORM_EVENT,
            author=Author.CITIZEN,
            sent_at=opened_at,
            text="Xe máy bị mất ở chợ",
            attachments=(
                Attachment(kind=AttachmentKind.IMAGE, url="https://photos.example/1.jpg", name="1.jpg"),
                Attachment(kind=AttachmentKind.LINK, url="javascript:alert(1)"),
            ),
            place=Place(latitude="10.79", longitude="106.78", label="Chợ"),
        )
        self.put_raw("cases", message_item(message))
        return case

    def put(self, table: str, plain: dict[str, Any]) -> None:
        """Put a plain item."""
        self.put_raw(table, to_item(plain))

    def put_raw(self, table: str, item: dict[str, Any]) -> None:
        """Put an item."""
        self.client.put_item(TableName=self.tables[table], Item=item)

    def items(self, table: str, prefix: str = "") -> list[dict[str, Any]]:
        """Every item of a table whose ``pk`` begins so."""
        pages = self.client.get_paginator("scan").paginate(TableName=self.tables[table])
        found = [from_item(item) for page in pages for item in page["Items"]]
        return sorted((one for one in found if one["pk"].startswith(prefix)), key=lambda one: (one["pk"], one["sk"]))

    def partition(self, pk: str) -> list[dict[str, Any]]:
        """Every item of one case."""
        found = self.client.query(
            TableName=self.tables["cases"],
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": pk}},
        )
        return [from_item(item) for item in found["Items"]]

    def header(self, case_id: str) -> Case:
        """The case as stored."""
        case = DynamoCases(self.client, self.tables["cases"]).get(case_id)
        assert case is not None
        return case

    def chain(self, username: str = "an") -> list[Entry]:
        """An officer's audit entries."""
        return [entry_from(item) for item in self.items("audit", f"OFFICER#{username}")]

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        username: str = "an",
        claims: dict[str, Any] | None = None,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        raw: str | None = None,
    ) -> Answer:
        """Hand over a call as API Gateway does; the body is JSON of ``body``, or ``raw`` as it is."""
        event = call_event(method, path, query=query, headers=headers, claims=claims_of(username, claims))
        text = raw if raw is not None else None if body is None else json.dumps(body)
        if text is not None:
            event["body"] = text
        return self.hand(event)

    def hand(self, event: dict[str, Any]) -> Answer:
        """Hand over a call's event."""
        answer = self.api.answer(event, None)
        text = answer.get("body") or ""
        headers = {name.lower(): value for name, value in answer["headers"].items()}
        if str(headers["content-type"]).startswith("image/"):
            return Answer(answer["statusCode"], base64.b64decode(text), "", headers)
        if answer.get("isBase64Encoded"):
            text = base64.b64decode(text).decode()
        return Answer(answer["statusCode"], json.loads(text), text, headers)


def claims_of(username: str, changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """The claims of an identity token; a change to None leaves a claim out."""
    claims = {"token_use": "id", "aud": CLIENT, "cognito:username": username, "cognito:groups": "[officers]"}
    return {name: value for name, value in (claims | (changes or {})).items() if value is not None}


def call_event(
    method: str,
    path: str,
    *,
    claims: dict[str, Any] | None,
    query: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> dict[str, Any]:
    """An HTTP API event, format 2.0, as the gateway makes it."""
    request: dict[str, Any] = {
        "http": {"method": method, "path": path, "sourceIp": "192.0.2.7", "protocol": "HTTP/1.1", "userAgent": "t"},
        "stage": "$default",
        "requestId": "r",
    }
    if claims is not None:
        request["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
    return {
        "version": "2.0",
        "routeKey": f"{method} {path}",
        "rawPath": path,
        "rawQueryString": "&".join(f"{name}={value}" for name, value in (query or {}).items()),
        "queryStringParameters": query or {},
        "headers": {"content-type": "application/json"} | (headers or {}),
        "requestContext": request,
        "isBase64Encoded": False,
    }


def as_text(moment: datetime) -> str:
    """A moment as answers show it."""
    return iso(moment)


CLOSED = Status.CLOSED
IN_PROGRESS = Status.IN_PROGRESS
NEW = Status.NEW
