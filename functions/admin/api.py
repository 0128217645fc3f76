"""The admin API: routes, their shapes and every answer they give."""

import base64
import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response, content_types
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)
from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query

from dutydesk.clock import iso
from dutydesk.errors import NotFound, RejectedInput, Unauthenticated
from dutydesk.sign_in import claims_of, source_ip_of
from dutydesk.stores.case_life import Outcome
from dutydesk.stores.cases import Status
from dutydesk.stores.content import Content
from functions.admin.access import Access, Asker
from functions.admin.bank.api import BankApi, BankDesk
from functions.admin.broadcasts.api import BroadcastApi, BroadcastDesk
from functions.admin.broadcasts.tags import Tagging
from functions.admin.broadcasts.tags_api import TagsApi
from functions.admin.broadcasts.topics import TopicEditing
from functions.admin.broadcasts.topics_api import TopicsApi
from functions.admin.cards.api import CardImportsApi
from functions.admin.cards.imports import CardImports
from functions.admin.cases.api import CaseDesk, CasesApi
from functions.admin.cases.casework import Casework
from functions.admin.cases.inbox import MOST_ROWS, Inbox
from functions.admin.cases.views import case_page, case_view, reply_taken
from functions.admin.counter.api import CounterApi, CounterDesk
from functions.admin.document import answers, document
from functions.admin.evidence.api import EvidenceApi, EvidenceDesk
from functions.admin.figures.api import StatisticsApi
from functions.admin.figures.statistics import Statistics
from functions.admin.health.api import HealthApi, HealthDesk
from functions.admin.learning.api import ToDoApi
from functions.admin.learning.todo import Learning
from functions.admin.linking import Linking
from functions.admin.matrix import Deed, deeds_of
from functions.admin.models import (
    CasePage,
    CaseView,
    Decided,
    Decision,
    LinkCodeView,
    Me,
    ReplyTaken,
    ReplyText,
    UnitName,
)
from functions.admin.offices.api import OfficesApi
from functions.admin.offices.editing import OfficeEditing
from functions.admin.oversight.api import OversightApi, OversightDesk
from functions.admin.problems import FAULT, RejectedTable, UnsupportedType, explain
from functions.admin.reveals.api import RevealRequestsApi
from functions.admin.reveals.requests import RevealRequests
from functions.admin.search.api import SearchApi
from functions.admin.search.searching import Search

CaseId = Annotated[str, Path(description="The case's id", max_length=200)]
DOCUMENT_PATH = "/admin/openapi.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the API can touch."""

    access: Access
    inbox: Inbox
    search: Search
    statistics: Statistics
    casework: Casework
    linking: Linking
    content: Content
    bank: BankDesk
    learning: Learning
    broadcasts: BroadcastDesk
    card_imports: CardImports
    topics: TopicEditing
    tagging: Tagging
    offices: OfficeEditing
    counter: CounterDesk
    oversight: OversightDesk
    reveals: RevealRequests
    cases: CaseDesk
    health: HealthDesk
    evidence: EvidenceDesk


class AdminApi:
    """Answers one HTTP call: authenticates it, then validates it, then lets ``Desk`` decide."""

    def __init__(self, desk: Desk, *, on_fault: Callable[[Exception], None]) -> None:
        self._desk = desk
        self._on_fault = on_fault
        self._asking: Asker | None = None
        self._app = app = APIGatewayHttpResolver(enable_validation=True, response_validation_error_http_code=500)
        app.get("/admin/me", responses=answers(Me))(self.me)
        app.get("/admin/cases", responses=answers(CasePage, 400))(self.cases)
        app.get("/admin/cases/<case_id>", responses=answers(CaseView, 400, 404))(self.case)
        app.post(
            "/admin/cases/<case_id>/replies", status_code=202, responses=answers(ReplyTaken, 400, 404, 409, 415, ok=202)
        )(self.reply)
        app.post("/admin/cases/<case_id>/status", responses=answers(Decided, 400, 404, 409, 415))(self.status)
        app.post("/admin/me/chat-link", status_code=201, responses=answers(LinkCodeView, 400, 415, ok=201))(
            self.chat_link
        )
        CasesApi(app, desk.cases, lambda: self._asker)
        EvidenceApi(app, desk.evidence, lambda: self._asker)
        SearchApi(app, desk.search, lambda: self._asker)
        StatisticsApi(app, desk.statistics, lambda: self._asker)
        BankApi(app, desk.bank, lambda: self._asker)
        ToDoApi(app, desk.learning, lambda: self._asker)
        BroadcastApi(app, desk.broadcasts, lambda: self._asker)
        CardImportsApi(app, desk.card_imports, lambda: self._asker)
        TopicsApi(app, desk.topics, lambda: self._asker)
        TagsApi(app, desk.tagging, lambda: self._asker)
        OfficesApi(app, desk.offices, lambda: self._asker)
        CounterApi(app, desk.counter, lambda: self._asker)
        OversightApi(app, desk.oversight, lambda: self._asker)
        RevealRequestsApi(app, desk.reveals, lambda: self._asker)
        HealthApi(app, desk.health, lambda: self._asker)
        app.get(DOCUMENT_PATH, include_in_schema=False)(self.openapi)
        app.exception_handler(Exception)(self._refuse)

    def answer(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        """Return the HTTP answer; never raises, and never describes a fault of ours."""
        try:
            self._asking = None if event.get("rawPath") == DOCUMENT_PATH else self._admit(event)
            _check_body(event)
        except Exception as error:  # noqa: BLE001  # the edge of the process: each error has its answer
            status, body = self._problem(error)
            return {"statusCode": status, "headers": {"Content-Type": content_types.APPLICATION_JSON}, "body": body}
        resolved: dict[str, Any] = self._app.resolve(event, context)
        return resolved

    def me(self) -> Me:
        """Who am I: name, roles and units as they are now."""
        asker = self._asker
        units = self._desk.access.units(asker, Deed.SEE_SELF, "own account")
        return Me(
            username=asker.officer.username,
            display=asker.officer.display,
            roles=list(asker.officer.roles),
            units=[UnitName(unit=unit, name=self._desk.content.unit(unit).name) for unit in units],
            may=sorted(deeds_of(asker.officer.roles)),
            chat_linked=self._desk.linking.linked(asker),
        )

    def cases(
        self,
        status: Annotated[
            Literal["", "new", "in_progress", "waiting_citizen", "passed_on", "closed"], Query(description="Only these")
        ] = "",
        cursor: Annotated[str, Query(description="`next` of the page before", max_length=300)] = "",
        limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = 20,
    ) -> CasePage:
        """List the cases of all own units, newest first."""
        page = self._desk.inbox.page(self._asker, status=status, cursor=cursor, limit=limit)
        return case_page(page, clock=self._desk.casework.clock)

    def case(
        self,
        case_id: CaseId,
        before: Annotated[
            str,
            Query(description="`earlier` of the page before", pattern=r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)?$"),
        ] = "",
    ) -> CaseView:
        """Read a case and its messages."""
        return case_view(self._desk.casework.read(self._asker, case_id, before=before))

    def reply(
        self,
        case_id: CaseId,
        reply: ReplyText,
        idempotency_key: Annotated[
            str, Header(alias="Idempotency-Key", description="A retry with the same key sends once", max_length=200)
        ] = "",
    ) -> ReplyTaken:
        """Answer the citizen."""
        return reply_taken(
            self._desk.casework.answer(self._asker, case_id, reply.text, once=idempotency_key, wait=reply.wait)
        )

    def status(self, case_id: CaseId, decision: Decision) -> Decided:
        """Change the status, with a reason; closing tells the citizen."""
        self._desk.casework.decide(
            self._asker,
            case_id,
            to=Status(decision.status),
            reason=decision.reason,
            outcome=Outcome(decision.outcome) if decision.outcome else None,
            words=decision.words,
        )
        return Decided(case_id=case_id, status=decision.status)

    def chat_link(self) -> LinkCodeView:
        """Get a one-time code, good for ten minutes, that links a chat account to the asker for urgent alerts."""
        code = self._desk.linking.issue(self._asker)
        return LinkCodeView(code=code.code, say=code.say, expires_at=iso(code.expires_at))

    def openapi(self) -> Response[str]:
        """Serve the description of this API."""
        return Response(200, content_types.APPLICATION_JSON, document(self._app))

    @property
    def _asker(self) -> Asker:
        if self._asking is None:
            raise Unauthenticated("an identity token of this desk is needed")
        return self._asking

    def _admit(self, event: Mapping[str, Any]) -> Asker:
        return self._desk.access.admit(claims_of(event), source_ip=source_ip_of(event))

    def _refuse(self, error: Exception) -> Response[str]:
        status, body = self._problem(error)
        return Response(status, content_types.APPLICATION_JSON, body)

    def _problem(self, error: Exception) -> tuple[int, str]:
        if isinstance(error, RequestValidationError):
            error = RejectedInput(_places(error))
        elif isinstance(error, RequestUnsupportedContentType):
            error = UnsupportedType("the body must be application/json")
        elif isinstance(error, NotFoundError):
            error = NotFound("no such route")
        status, code, message = explain(error)
        if status >= FAULT:
            self._on_fault(error)
        told: dict[str, Any] = {"error": code, "message": message}
        if isinstance(error, RejectedTable):
            told["errors"] = [dataclasses.asdict(fault) for fault in error.faults]
        return status, json.dumps(told, ensure_ascii=False)


def _check_body(event: Mapping[str, Any]) -> None:
    """Raise ``RejectedInput`` for a body that is no JSON, before anything tries to read it."""
    if event["requestContext"]["http"]["method"] not in {"DELETE", "POST", "PUT"}:
        return
    headers = event.get("headers") or {}
    kind = str(headers.get("content-type", "")).split(";")[0].strip().lower()
    if kind not in {"", "application/json"}:
        raise UnsupportedType("the body must be application/json")
    body = event.get("body") or ""
    if not body:
        return
    try:
        json.loads(base64.b64decode(body).decode() if event.get("isBase64Encoded") else body)
    except (ValueError, RecursionError):
        raise RejectedInput("the body is not JSON") from None


def _places(error: RequestValidationError) -> str:
    """Name the fields and what is wrong with each; never what was sent."""
    places = [f"{'.'.join(str(part) for part in one['loc'][1:]) or 'body'}: {one['type']}" for one in error.errors()]
    return "; ".join(places[:5])
