"""Where officers ask, agree and learn: the admin API and the handler of reveal over the same tables."""

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dutydesk.stores.cases import Case
from dutydesk.stores.content import DynamoContent, Unit, unit_item
from dutydesk.stores.identities import DynamoIdentities, Identity
from dutydesk.stores.officers import DynamoOfficers, Officer, officer_items
from dutydesk.stores.reveals import DynamoReveals, RevealRequest
from functions.reveal import handler
from functions.reveal.disclosure import Disclosure
from functions.reveal.store import DynamoAuditors, DynamoWhose
from functions.reveal.telling import Telling
from tests.fakes.queues import FakeOutlet
from tests.unit.admin.desk import CLIENT, OA, PLATFORM_USER, Answer, TestDesk, call_event, claims_of

if TYPE_CHECKING:
    from dutydesk.messages import Reply

UNIT = "quan-mau"
PERSON = "p" + "0" * 32
WISH = {"basis": "crime_report", "reason": "Cần xác minh người báo tin để lấy lời khai"}


class Killed(BaseException):
    """The function ended here: nothing of ours may catch it."""


class Counter:
    """Both functions, and what they share."""

    def __init__(self, desk: TestDesk) -> None:
        self.desk = desk
        self.counts: list[str] = []
        self.replies: FakeOutlet[Reply] = FakeOutlet()
        self.store = DynamoReveals(desk.client, desk.tables["reveals"])
        self.disclosure = self.another()

    def another(self) -> Disclosure:
        """One more copy of reveal, as if started beside the others."""
        client, tables = self.desk.client, self.desk.tables
        return Disclosure(
            officers=DynamoOfficers(client, tables["officers"]),
            reveals=self.store,
            whose=DynamoWhose(client, tables["cases"]),
            identities=DynamoIdentities(client, tables["identities"]),
            audit=self.desk.audit,
            telling=Telling(
                auditors=DynamoAuditors(client, tables["officers"]),
                content=DynamoContent(client, tables["content"], ttl_s=0),
                receipts_table=tables["receipts"],
                replies=self.replies,
                count=self.counts.append,
            ),
            client_id=CLIENT,
            clock=self.desk.clock,
            count=self.counts.append,
        )

    def staff(self) -> None:
        """Put an officer, a supervisor and a linked auditor into service."""
        self.desk.officer("an")
        self.desk.officer("chi", roles=("supervisor",))
        self.auditor("kiem")

    def auditor(self, username: str, *, unit: str = UNIT, chat: str = "", active: bool = True) -> None:
        """Put an auditor on a unit's roster, with a chat account of that person id."""
        officer = Officer(username=username, display=username, roles=("auditor",), units=(unit,), active=active)
        for item in officer_items(officer, order=1):
            self.desk.put("officers", item)
        self.desk.put("officers", {"pk": f"CHAT#{username}", "sk": "#", "person_id": chat or f"p-{username}"})

    def unit(self, unit: str, *, name: str, parent: str = "") -> None:
        """Put a unit."""
        self.desk.put("content", unit_item(Unit(unit=unit, name=name, parent=parent)))

    def case(self, unit: str = UNIT, *, person_id: str = PERSON, user_id: str = PLATFORM_USER) -> Case:
        """Put a case of somebody whom the platform knows."""
        identity = Identity(person_id=person_id, platform="zalo", page_id="zalo-quan-mau", oa_id=OA, user_id=user_id)
        DynamoIdentities(self.desk.client, self.desk.tables["identities"]).note(identity, at=self.desk.clock())
        return self.desk.case(unit, person_id=person_id)

    def ask(self, case: Case, username: str = "an") -> Answer:
        """Ask who is behind a case."""
        return self.desk.call("POST", f"/admin/cases/{case.case_id}/reveal-requests", WISH, username=username)

    def decide(self, request_id: str, username: str = "chi", word: str = "approve") -> Answer:
        """Agree or refuse."""
        path = f"/admin/reveal-requests/{request_id}/decision"
        return self.desk.call("POST", path, {"decision": word}, username=username)

    def use(self, request_id: str, username: str = "an", *, claims: dict[str, Any] | None = None) -> Answer:
        """Ask reveal itself."""
        event = call_event("POST", f"/reveal/{request_id}", claims=claims_of(username, claims))
        return self.hand(event | {"pathParameters": {"request_id": request_id}})

    def hand(self, event: dict[str, Any]) -> Answer:
        """Hand over a call's event."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="No application metrics")  # a fixture counts instead
            answer = handler.lambda_handler(event, None)
        headers = {name.lower(): value for name, value in answer["headers"].items()}
        return Answer(answer["statusCode"], json.loads(answer["body"]), answer["body"], headers)

    def asked(self, case: Case | None = None) -> str:
        """Return the id of a request of An's."""
        answer = self.ask(case or self.case())
        assert answer.status == 201, answer.text
        return str(answer.body["request_id"])

    def agreed(self, case: Case | None = None) -> str:
        """Return the id of a request that Chi has agreed to."""
        request_id = self.asked(case)
        assert self.decide(request_id).status == 200
        return request_id

    def stored(self, request_id: str) -> RevealRequest:
        """The request as it is."""
        request = self.store.get(request_id)
        assert request is not None
        return request

    def outcomes(self, username: str = "an") -> list[tuple[str, str]]:
        """What an officer's chain says of reveals: action and outcome."""
        chain = [entry for entry in self.desk.chain(username) if "reveal" in entry.action]
        return [(entry.action, entry.outcome) for entry in chain]

    @contextmanager
    def during(self, moment: str, action: str, do: Any) -> Iterator[None]:
        """Have something happen ``before-call`` or ``after-call`` of the next such request to DynamoDB."""
        event, left = f"{moment}.dynamodb.{action}", [do]

        def once(**_words: object) -> None:
            if left:
                left.pop()()

        self.desk.client.meta.events.register(event, once, unique_id="reveal")
        try:
            yield
        finally:
            self.desk.client.meta.events.unregister(event, unique_id="reveal")
