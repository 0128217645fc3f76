"""The routes of requests to learn who is behind a case. The one that tells it is ``reveal``'s."""

import unicodedata
from collections.abc import Callable
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from pydantic import AfterValidator, Field

from dutydesk.clock import Clock
from dutydesk.messages import as_plain
from dutydesk.stores.reveals import Basis, RevealRequest
from dutydesk.text.clean import clean
from functions.admin.access import Asker
from functions.admin.document import answers
from functions.admin.models import Shape
from functions.admin.reveals.requests import RevealRequests

LEAST_REASON, MOST_REASON = 20, 1000
MOST_LISTED = 50


def _reason(text: str) -> str:
    text = unicodedata.normalize("NFC", clean(text)).strip()
    if not LEAST_REASON <= len(text) <= MOST_REASON:
        raise ValueError(f"{LEAST_REASON} to {MOST_REASON} characters")
    return text


class RevealWish(Shape):
    """Why somebody must be identified."""

    basis: Basis = Field(description="The ground of law; which article that is, the operator's rules say")
    reason: Annotated[str, AfterValidator(_reason)] = Field(
        description="What it is needed for; read by the supervisor and by auditors",
        json_schema_extra={"minLength": LEAST_REASON, "maxLength": MOST_REASON},
    )


class RevealDecision(Shape):
    """A supervisor's word."""

    decision: Literal["approve", "refuse"]


class RevealRequestView(Shape):
    """A request: who asked and why, who decided, how far it is. It holds no identity."""

    request_id: str
    case_id: str
    unit: str
    asked_by: str
    asked_at: str = Field(description="ISO-8601, UTC")
    valid_until: str = Field(description="Until then it is agreed to and used, or it must be asked again")
    basis: str
    reason: str
    state: Literal["open", "approved", "refused", "used", "expired"]
    decided_by: str = Field(description="The supervisor who agreed or refused; empty if nobody yet")
    decided_at: str
    used_at: str = Field(description="When the identity was told to whoever asked; empty if it was not")


class RevealRequestPage(Shape):
    """Some requests, newest first."""

    items: list[RevealRequestView]
    next: str | None = Field(description="The cursor of the next page, if there is one")


CaseId = Annotated[str, Path(description="The case's id", max_length=200)]
RequestId = Annotated[str, Path(description="The request's id", max_length=200)]


class RevealRequestsApi:
    """Answers the calls about requests."""

    def __init__(self, app: APIGatewayHttpResolver, requests: RevealRequests, asker: Callable[[], Asker]) -> None:
        self._requests = requests
        self._asker = asker
        one = "/admin/reveal-requests/<request_id>"
        app.post(
            "/admin/cases/<case_id>/reveal-requests",
            status_code=201,
            responses=answers(RevealRequestView, 400, 404, 409, 415, ok=201),
        )(self.ask)
        app.get("/admin/reveal-requests", responses=answers(RevealRequestPage, 400))(self.page)
        app.get(one, responses=answers(RevealRequestView, 400, 404))(self.read)
        app.post(f"{one}/decision", responses=answers(RevealRequestView, 400, 404, 409, 415))(self.decide)

    def ask(self, case_id: CaseId, wish: RevealWish) -> RevealRequestView:
        """Ask to learn who is behind a case. A supervisor of the unit, another person, must agree within a day."""
        return self._view(self._requests.ask(self._asker(), case_id, reason=wish.reason, basis=wish.basis))

    def page(
        self,
        cursor: Annotated[str, Query(description="`next` of the page before", max_length=100)] = "",
        limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 20,
    ) -> RevealRequestPage:
        """List own requests; supervisors and auditors see all of their units'."""
        found = self._requests.page(self._asker(), cursor=cursor, limit=limit)
        return RevealRequestPage(items=[self._view(one) for one in found.items], next=found.following or None)

    def read(self, request_id: RequestId) -> RevealRequestView:
        """Read a request."""
        return self._view(self._requests.read(self._asker(), request_id))

    def decide(self, request_id: RequestId, word: RevealDecision) -> RevealRequestView:
        """Agree to a request of somebody else, or refuse it; nobody decides twice."""
        agreed = word.decision == "approve"
        return self._view(self._requests.decide(self._asker(), request_id, agreed=agreed))

    def _view(self, request: RevealRequest) -> RevealRequestView:
        return view(request, clock=self._requests.clock)


def view(request: RevealRequest, *, clock: Clock) -> RevealRequestView:
    """Show a request; the person id stays here, since a case shows it to whoever may see the case."""
    plain = as_plain(request) | {"state": request.state(clock()).value}
    return RevealRequestView(**{name: plain[name] for name in RevealRequestView.model_fields})
