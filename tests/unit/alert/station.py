"""A police station for one test: alerts over some book, with a roster and an urgent case."""

from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dutydesk.clock import from_iso
from dutydesk.messages import AlertKind, AlertMessage, Reply
from dutydesk.stores.cases import Case, DynamoCases, Status, Urgency, case_item, case_pk, unit_status
from dutydesk.stores.content import Unit
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.officers import DUTY_OFFICER, OFFICER, Officer, link_key, officer_items
from functions.alert.alerts import Alerts
from functions.alert.roster import Officers, Roster, Serving
from functions.alert.store import AlertBook, DynamoAlertBook, DynamoRoster
from tests.fakes.alertbook import FakeAlertBook, FakeOfficers, FakeSiren
from tests.fakes.clock import FakeClock
from tests.fakes.people import FakeContent
from tests.fakes.queues import FakeOutlet
from tests.fakes.tables import create_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

WARD, DISTRICT, OTHER = "phuong-mau-1", "quan-mau", "phuong-mau-2"
CONTENT = FakeContent(
    units=(
        Unit(unit=WARD, name="Công an Phường Mẫu 1", parent=DISTRICT),
        Unit(unit=OTHER, name="Công an Phường Mẫu 2", parent=DISTRICT),
        Unit(unit=DISTRICT, name="Công an Quận Mẫu"),
    )
)
CASE = "01J00000000000000000000001"
ROSTER = (
    Officer(username="w-officer", display="", roles=(OFFICER,), units=(WARD,)),
    Officer(username="w-duty", display="", roles=(OFFICER, DUTY_OFFICER), units=(WARD,)),
    Officer(username="d-officer", display="", roles=(OFFICER,), units=(DISTRICT,)),
    Officer(username="d-duty", display="", roles=(DUTY_OFFICER,), units=(DISTRICT,)),
    Officer(username="o-duty", display="", roles=(DUTY_OFFICER,), units=(OTHER,)),
)


class Station(ABC):
    """Alerts with its ports, and what tests want to do and see."""

    book: AlertBook
    officers: Officers

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.replies: FakeOutlet[Reply] = FakeOutlet()
        self.siren = FakeSiren()

    def open(self) -> None:
        """Put the roster and one urgent case."""
        for order, officer in enumerate(ROSTER):
            self.serve(officer, order=order)
        self.put(urgent())

    @property
    def alerts(self) -> Alerts:
        return Alerts(
            book=self.book,
            roster=Roster(self.officers, CONTENT),
            content=CONTENT,
            replies=self.replies,
            siren=self.siren,
            clock=self.clock,
            pause=lambda _attempt: None,
        )

    def hear(self, *alerts: AlertMessage) -> list[Reply]:
        """Handle alerts in order; return what was newly enqueued."""
        for alert in alerts:
            self.alerts.handle(alert)
        return self.replies.take()

    def link(self, *usernames: str) -> None:
        """Link each officer's own chat account, ``chat-<username>``."""
        for username in usernames:
            self.issue("MAHOPLE99", username)
            self.hear(linking(f"chat-{username}", "MAHOPLE99"))

    def case(self) -> Case:
        """Return the urgent case as it is now."""
        case = self.book.case(CASE)
        assert case is not None
        return case

    @abstractmethod
    def serve(self, officer: Officer, *, order: int) -> None:
        """Put an officer on the rosters of the own units."""

    @abstractmethod
    def put(self, case: Case) -> None:
        """Put a case as it is."""

    @abstractmethod
    def issue(self, code: str, username: str, *, minutes: float = 10) -> None:
        """Issue a link code."""

    @abstractmethod
    def due(self) -> tuple[int, datetime] | None:
        """Return the place and moment of the next call about the case."""


class StationInMemory(Station):
    """On fakes."""

    def __init__(self) -> None:
        super().__init__()
        self.officers: FakeOfficers = FakeOfficers()
        self.book: FakeAlertBook = FakeAlertBook(self.clock, self.officers)
        self.open()

    def serve(self, officer: Officer, *, order: int) -> None:
        for unit in officer.units:
            lines = [one for one in self.officers.rosters.get(unit, []) if one.username != officer.username]
            line = Serving(username=officer.username, roles=officer.roles, order=order)
            self.officers.rosters[unit] = [*lines, line]
        (self.officers.active.add if officer.active else self.officers.active.discard)(officer.username)

    def put(self, case: Case) -> None:
        self.book.cases[case.case_id] = case

    def issue(self, code: str, username: str, *, minutes: float = 10) -> None:
        self.book.codes[code] = (username, self.clock() + timedelta(minutes=minutes))

    def due(self) -> tuple[int, datetime] | None:
        call = self.book.calls.get(CASE)
        return (call.place, call.at) if call else None


class StationOnDynamo(Station):
    """On moto."""

    def __init__(self, client: "DynamoDBClient") -> None:
        super().__init__()
        self.client, self.tables = client, create_tables(client)
        self.officers = DynamoRoster(client, self.tables["officers"])
        self.book = DynamoAlertBook(
            client=client,
            cases_table=self.tables["cases"],
            officers_table=self.tables["officers"],
            receipts_table=self.tables["receipts"],
            figures_table=self.tables["figures"],
            clock=self.clock,
        )
        self.open()

    def serve(self, officer: Officer, *, order: int) -> None:
        for item in officer_items(officer, order=order):
            self.client.put_item(TableName=self.tables["officers"], Item=to_item(item))

    def put(self, case: Case) -> None:
        self.client.put_item(TableName=self.tables["cases"], Item=case_item(case))

    def issue(self, code: str, username: str, *, minutes: float = 10) -> None:
        until = int((self.clock() + timedelta(minutes=minutes)).timestamp())
        item = {"pk": link_key(code), "sk": "#", "username": username, "expires_at": until}
        self.client.put_item(TableName=self.tables["officers"], Item=to_item(item))

    def due(self) -> tuple[int, datetime] | None:
        found = self.client.get_item(TableName=self.tables["receipts"], Key=key(f"DUE#alert#{CASE}"))
        if "Item" not in found:
            return None
        item = from_item(found["Item"])
        return item["what"]["attempt"], from_iso(item["due_at"])

    def listed_as(self) -> str:
        """Return the case's key in the index by unit and status."""
        found = self.client.get_item(TableName=self.tables["cases"], Key=key(case_pk(CASE)))
        listed: str = from_item(found["Item"])["unit_status"]
        assert listed == unit_status(WARD, self.case().status)
        assert DynamoCases(self.client, self.tables["cases"]).get(CASE) == self.case()
        return listed


def urgent(*, acknowledged_by: str = "", status: Status = Status.NEW) -> Case:
    """An urgent case of the ward."""
    return Case(
        case_id=CASE,
        receipt="ABCDEFGH2",
        unit=WARD,
        page_id=f"zalo-{WARD}",
        person_id="p-citizen",
        opened_at=FakeClock()(),
        summary="cháy nhà số 5",
        category="emergency",
        urgency=Urgency.URGENT,
        acknowledged_by=acknowledged_by,
        status=status,
    )


def call(attempt: int = 0, *, kind: AlertKind = AlertKind.RAISE) -> AlertMessage:
    """The message that has an officer called."""
    return AlertMessage(kind=kind, event_key=f"{kind}-{attempt}", case_id=CASE, unit=WARD, attempt=attempt)


def tap(person_id: str, *, event: str = "") -> AlertMessage:
    """An officer's tap."""
    event_key = event or f"tap-{person_id}"
    return AlertMessage(kind=AlertKind.ACKNOWLEDGE, event_key=event_key, case_id=CASE, person_id=person_id)


def linking(person_id: str, code: str, *, event: str = "") -> AlertMessage:
    """A link code that somebody sent."""
    event_key = event or f"link-{person_id}-{code}"
    return AlertMessage(kind=AlertKind.LINK, event_key=event_key, person_id=person_id, code=code)
