"""The quota left of a pre-flight's pages: asked by the function that holds the tokens, and never in anybody's way."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from dutydesk.errors import DeliveryError, PageBroken, TokenExpired, Unavailable
from dutydesk.messages import PlanWork
from dutydesk.stores.broadcasts import State
from dutydesk.stores.items import from_item, key
from functions.broadcast.sending.quotas import AT_ONCE, Counted, DynamoPreflights, Left, Preflights, Quotas
from tests.unit.broadcast.test_planning_orders import Scene
from tests.unit.broadcast.town import BROADCASTS, PAGES

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

UNKNOWN = {"consultation": "unknown"}


@dataclass(frozen=True)
class Access:
    token: str
    version: int = 1


@dataclass
class Tokens:
    """Every page has a token; one that was refused is renewed unless ``broken``."""

    broken: set[str] = field(default_factory=set)

    def access(self, page_id: str) -> Access:
        if page_id in self.broken:
            raise PageBroken("no_tokens")
        return Access(page_id)

    def renewed(self, refused: Access) -> Access:
        return Access(f"{refused.token} renewed", 2)

    def report_broken(self, access: Access, reason: str) -> None:
        raise AssertionError(f"asking breaks no page: {access.version} {reason}")


@dataclass
class Preflight:
    """The ``Preflights`` port."""

    pages: tuple[str, ...]
    unready: frozenset[str] = frozenset()
    left: Mapping[str, Left] = field(default_factory=dict)

    def read(self, broadcast_id: str) -> Counted | None:
        assert broadcast_id == "B1"
        return Counted(counted_at="now", pages=self.pages, unready=self.unready) if self.pages else None

    def note(self, broadcast_id: str, counted: Counted, left: Mapping[str, Left]) -> None:
        assert (broadcast_id, counted.counted_at) == ("B1", "now")
        self.left = left


_: Preflights = Preflight(())


@dataclass
class Zalo:
    """Says ``said`` of each page, or fails as told, by token."""

    fails: dict[str, Exception] = field(default_factory=dict)
    said: Mapping[str, int] = field(default_factory=lambda: {"consultation": 5})
    asked: list[str] = field(default_factory=list)

    def left(self, token: str) -> Mapping[str, int]:
        self.asked.append(token)
        if token in self.fails:
            raise self.fails[token]
        return self.said


def told(preflight: Preflight, zalo: Zalo, tokens: Tokens | None = None, *, now: Any = lambda: 0.0) -> int:
    with ThreadPoolExecutor(4) as pool:
        quotas = Quotas(preflights=preflight, tokens=tokens or Tokens(), ask=zalo.left, pool=pool, now=now)
        return quotas.tell("B1", until=1.0)


def test_what_each_page_may_still_send_is_written_beside_the_count() -> None:
    preflight = Preflight(("a", "b"))
    assert told(preflight, Zalo(said={"consultation": 1500, "gmf10": 3})) == 2
    assert preflight.left == {page: {"consultation": 1500, "gmf10": 3} for page in ("a", "b")}


def test_what_the_platform_does_not_say_is_unknown_and_not_nothing() -> None:
    preflight = Preflight(("a",))
    assert told(preflight, Zalo(said={})) == 1
    assert preflight.left == {"a": UNKNOWN}


@pytest.mark.parametrize(
    "error",
    [Unavailable("x", answer_lost=True), PageBroken("-224"), OSError("no network"), KeyError("shape")],
    ids=lambda error: type(error).__name__,
)
def test_a_page_that_cannot_be_asked_is_unknown_and_hinders_no_other(error: Exception) -> None:
    preflight, zalo = Preflight(("a", "b", "c")), Zalo(fails={"a": error})
    assert told(preflight, zalo, Tokens(broken={"b"})) == 1
    assert preflight.left == {"a": UNKNOWN, "b": UNKNOWN, "c": {"consultation": 5}}


@pytest.mark.parametrize(("again", "left"), [(None, {"consultation": 5}), (TokenExpired("-216"), UNKNOWN)])
def test_a_token_that_has_run_out_is_renewed_once(again: DeliveryError | None, left: Left) -> None:
    zalo = Zalo(fails={"a": TokenExpired("-220")} | ({"a renewed": again} if again else {}))
    preflight = Preflight(("a",))
    told(preflight, zalo)
    assert (preflight.left, zalo.asked) == ({"a": left}, ["a", "a renewed"])


def test_a_page_that_cannot_send_is_not_asked() -> None:
    preflight, zalo = Preflight(("a", "b"), unready=frozenset({"a"})), Zalo()
    told(preflight, zalo)
    assert (preflight.left["a"], zalo.asked) == (UNKNOWN, ["b"])


def test_pages_nobody_was_left_the_time_to_ask_are_unknown() -> None:
    moments = iter([0.0, 2.0])
    pages = tuple(f"p{number:02}" for number in range(AT_ONCE + 3))
    preflight = Preflight(pages)
    assert told(preflight, Zalo(), now=lambda: next(moments)) == AT_ONCE
    assert [page for page in pages if preflight.left[page] == UNKNOWN] == list(pages[AT_ONCE:])


def test_a_draft_without_a_count_asks_nobody() -> None:
    zalo = Zalo()
    assert told(Preflight(()), zalo) == 0
    assert zalo.asked == []


def test_only_the_count_that_was_read_gets_it(dynamodb: "DynamoDBClient") -> None:
    scene = Scene(dynamodb)
    scene.town.follows(next(iter(PAGES)), "u1")
    scene.town.approved("B1", state=State.DRAFT)
    preflights = DynamoPreflights(dynamodb, BROADCASTS)
    assert preflights.read("B1") is None
    assert preflights.read("nobody's") is None
    scene.ordered(PlanWork.COUNT)
    earlier = preflights.read("B1")
    assert earlier is not None
    assert (set(earlier.pages), earlier.unready) == (set(PAGES), frozenset())
    scene.town.time.pass_by(1)
    scene.ordered(PlanWork.COUNT)
    preflights.note("B1", earlier, {"a": {"consultation": 1}})
    assert "quota_left" not in scene.preflight()
    later = preflights.read("B1")
    assert later is not None
    preflights.note("B1", later, {"a": {"consultation": 1, "x": "unknown"}})
    assert scene.preflight()["quota_left"] == {"a": {"consultation": 1, "x": "unknown"}}
    preflights.note("gone", later, {})
    assert "Item" not in dynamodb.get_item(TableName=BROADCASTS, Key=key("BROADCAST#gone"))
    assert from_item(dynamodb.get_item(TableName=BROADCASTS, Key=key("BROADCAST#B1"))["Item"])["revision"] == 0
