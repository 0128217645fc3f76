"""Services that refuse, and a library that does not hold what it should."""

import re
from dataclasses import replace

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from dutydesk.stores.bank import Build
from functions.faq.edition import BrokenIndex, edition_of, pack
from functions.faq.publishing.publisher import Did, NotAsWritten
from tests.faults.sabotage import Interruption, Saboteur, throttled
from tests.unit.faq.publishing.press import CARD, STAY, Press, assert_serves_v2


def refused(code: str, operation: str = "PutObject") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "no"}}, operation)


BUSY, RACING, DENIED = refused("SlowDown"), refused("ConditionalRequestConflict"), refused("AccessDenied")
UNREACHABLE = EndpointConnectionError(endpoint_url="https://s3.example")
NOT_THERE = NotAsWritten("the library holds something else")


@pytest.mark.parametrize(
    ("at", "error", "raised"),
    [
        pytest.param(2, BUSY, BUSY, id="put: too fast"),
        pytest.param(2, RACING, RACING, id="put: somebody else puts it right now"),
        pytest.param(2, DENIED, DENIED, id="put: denied"),
        pytest.param(2, UNREACHABLE, UNREACHABLE, id="put: unreachable"),
        pytest.param(3, BUSY, BUSY, id="read again: too fast"),
        pytest.param(3, UNREACHABLE, UNREACHABLE, id="read again: unreachable"),
        pytest.param(3, DENIED, NOT_THERE, id="read again: denied"),
    ],
)
def test_a_library_that_refuses_changes_nothing_and_the_next_delivery_finishes(
    moved_on: Press, at: int, error: Exception, raised: Exception
) -> None:
    broken = Saboteur(at, only="s3", error=lambda _call: error)
    with pytest.raises(type(raised), match=re.escape(str(raised))):
        moved_on.publisher(broken).publish(moved_on.ask("v2"))
    assert (moved_on.version("v2").build, moved_on.state.live) == (Build.BUILDING, "v1")
    assert moved_on.publisher().publish("v2") is Did.PUBLISHED
    assert_serves_v2(moved_on)


def test_an_outage_never_lets_a_worse_version_through(moved_on: Press) -> None:
    """That what serves cannot be read right now does not mean that nothing serves."""
    moved_on.write(CARD)
    down = Saboteur(1, only="s3", error=lambda _call: refused("InternalError", "GetObject"))
    with pytest.raises(ClientError):
        moved_on.publisher(down).publish(moved_on.ask("v2"))
    assert (moved_on.version("v2").build, moved_on.state.live) == (Build.BUILDING, "v1")


def test_who_may_not_list_the_library_is_denied_what_is_not_there(moved_on: Press) -> None:
    """S3 says 403, not 404, without the right to list the bucket; the publisher has none."""
    moved_on.set_state(replace(moved_on.state, live="lost"))
    denied = Saboteur(1, only="s3", error=lambda _call: refused("AccessDenied", "GetObject"))
    assert moved_on.publisher(denied).publish(moved_on.ask("v2")) is Did.PUBLISHED
    assert moved_on.version("v2").right_before == -1


@pytest.mark.parametrize("at", range(1, 5))
def test_a_table_that_throttles_changes_nothing(moved_on: Press, at: int) -> None:
    with pytest.raises(ClientError):
        moved_on.publisher(Saboteur(at, only="dynamodb", error=throttled)).publish(moved_on.ask("v2"))
    assert (moved_on.version("v2").build, moved_on.state.live) == (Build.BUILDING, "v1")
    assert moved_on.publisher().publish("v2") is Did.PUBLISHED
    assert_serves_v2(moved_on)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", BrokenIndex, id="empty"),
        pytest.param(pack(edition_of("v2", [STAY]))[:-1], BrokenIndex, id="cut short"),
        pytest.param(pack(edition_of("v7", [STAY])), NotAsWritten, id="another version"),
    ],
)
def test_what_was_not_written_right_is_never_served(moved_on: Press, data: bytes, error: type[Exception]) -> None:
    moved_on.put("v2", data)
    with pytest.raises(error):
        moved_on.publisher().publish(moved_on.ask("v2"))
    assert (moved_on.version("v2").build, moved_on.state.live) == (Build.BUILDING, "v1")


def test_what_vanished_after_it_was_written_is_never_served(moved_on: Press) -> None:
    gone = Interruption(6)
    gone.interrupt = lambda: moved_on.lose("v2")
    with pytest.raises(NotAsWritten):
        moved_on.publisher(gone).publish(moved_on.ask("v2"))
    assert (gone.struck, moved_on.state.live) == (["s3.get_object"], "v1")
