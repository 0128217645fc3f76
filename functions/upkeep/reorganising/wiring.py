"""What carries out orders is made of, built once per cold start."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import Clock, utc_now
from dutydesk.settings import load
from dutydesk.stores.receipts import DynamoReceipts
from functions.upkeep.reorganising.cases import Cases, InHand
from functions.upkeep.reorganising.lists import Broadcasts, ToDos
from functions.upkeep.reorganising.moving import Shelf
from functions.upkeep.reorganising.orders import Orders, Reminders, Units
from functions.upkeep.reorganising.people import Chats, CognitoSessions, Joining, Parting, Sessions, units_of
from functions.upkeep.reorganising.places import Bank, Below, Offices, Pages, Topics
from functions.upkeep.reorganising.reorganising import Reorganising

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATIENT = Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 5})
TABLES = ("cases", "officers", "content", "questions", "broadcasts", "receipts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The environment of what carries out orders."""

    cases_table: str
    officers_table: str
    content_table: str
    questions_table: str
    broadcasts_table: str
    receipts_table: str
    user_pool_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What carries out orders, and where it is noted what could not be processed."""

    carry_out: Callable[[str, Callable[[], bool]], str]
    receipts: DynamoReceipts


@functools.cache
def desk() -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    tables = {name: getattr(settings, f"{name}_table") for name in TABLES}
    sessions = CognitoSessions(aws.client_on_first_use("cognito-idp", _PATIENT), settings.user_pool_id)
    return Desk(
        carry_out=reorganising(dynamodb, tables, sessions, utc_now).carry_out,
        receipts=DynamoReceipts(dynamodb, settings.receipts_table),
    )


def reorganising(client: Any, tables: "Mapping[str, str]", sessions: Sessions, clock: Clock) -> Reorganising:
    """Build what carries out orders on these tables."""
    shelves = {name: Shelf(client, tables[name]) for name in TABLES}
    content, officers = shelves["content"], shelves["officers"]
    cases = Cases(shelves["cases"], clock)
    todos, broadcasts = ToDos(shelves["questions"]), Broadcasts(shelves["broadcasts"])
    places = (Below(content), Offices(content), Topics(content), Bank(content))
    return Reorganising(
        orders=Orders(officers),
        reminders=Reminders(shelves["receipts"]),
        units=Units(content),
        first=(Pages(content), Joining(officers), cases, *places, todos, broadcasts),
        last=(Parting(officers),),
        later=(cases, todos, broadcasts),
        sessions=sessions,
        chats=Chats(officers),
        in_hand=InHand(shelves["cases"], clock),
        units_of=functools.partial(units_of, officers),
        clock=clock,
    )
