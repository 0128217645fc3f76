"""Killed between any two calls, throttled, refused: the file comes in the end, once, and nothing is left over."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from dutydesk.errors import Conflict
from dutydesk.evidence import Custody, FileState, Lost
from dutydesk.messages import AttachmentKind
from functions.media.fetching.failures import DELAYS
from functions.media.fetching.fetching import Outcome
from functions.media.fetching.quarantine import PART_BYTES
from tests.faults.sabotage import Breakable, Killed, Saboteur, throttled
from tests.unit.media.fetching.desk import VISIBILITY, FetchDesk
from tests.unit.media.fetching.server import MediaServer, head, refusal

PHOTO = random.Random(7).randbytes(3_000)
VIDEO = random.Random(8).randbytes(2 * PART_BYTES + 12_345)
KINDS = {"photo": (PHOTO, AttachmentKind.IMAGE), "video": (VIDEO, AttachmentKind.VIDEO)}
STEPS = {
    "photo": ["get_item", "transact_write_items", "put_object", "transact_write_items"],
    "video": [
        *("get_item", "transact_write_items", "create_multipart_upload", "upload_part", "upload_part", "upload_part"),
        *("complete_multipart_upload", "transact_write_items"),
    ],
}
SAMPLE = (3, 5, 7)
"""Of a video's calls, those that are broken without the mark ``long``: where its parts begin, go up and become one."""


def breaking(desk: FetchDesk, saboteur: Saboteur) -> None:
    desk.wrap = lambda client, service: Breakable(client, service, saboteur)


def deliver_until_done(desk: FetchDesk, file_id: str) -> None:
    """Deliver as the queue does, and again as long as a delivery fails or says so."""
    for _ in range(10):
        try:
            outcome = desk.fetch(file_id).outcome
        except (Killed, ClientError, Conflict):
            desk.clock.advance(seconds=VISIBILITY.total_seconds())
            continue
        if outcome not in {Outcome.SOON, Outcome.LATER, Outcome.BUSY}:
            return
        desk.clock.advance(seconds=130)
    pytest.fail("it did not come to rest")


def assert_whole(desk: FetchDesk, file_id: str, content: bytes) -> None:
    assert desk.file(file_id).state is FileState.FETCHED
    assert list(desk.objects().values()) == [content]
    assert desk.custody(file_id) == [Custody.RECEIVED, Custody.HASHED]
    assert desk.uploads() == 0
    assert desk.due() == []


@pytest.mark.parametrize("kind", list(STEPS))
def test_the_calls_are_those_that_are_broken_here(desk: FetchDesk, server: MediaServer, kind: str) -> None:
    content, attachment = KINDS[kind]
    file_id = desk.owe(server.serve("/1", content), kind=attachment)
    saboteur = Saboteur()
    breaking(desk, saboteur)
    desk.fetch(file_id)
    assert saboteur.names == STEPS[kind]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(
    ("kind", "call"),
    [
        pytest.param(kind, call, marks=[] if kind == "photo" or call in SAMPLE else [pytest.mark.long])
        for kind, steps in STEPS.items()
        for call in range(1, len(steps) + 1)
    ],
)
def test_a_worker_killed_at_any_call_is_followed_by_one_that_ends_it(
    desk: FetchDesk, server: MediaServer, kind: str, call: int, moment: str
) -> None:
    content, attachment = KINDS[kind]
    file_id = desk.owe(server.serve("/1", content), kind=attachment)
    breaking(desk, Saboteur(call, moment=moment))
    deliver_until_done(desk, file_id)
    assert_whole(desk, file_id, content)


@pytest.mark.parametrize("kind", list(STEPS))
def test_what_had_landed_is_not_lost_with_its_link(desk: FetchDesk, server: MediaServer, kind: str) -> None:
    content, attachment = KINDS[kind]
    file_id = desk.owe(server.serve("/1", content), kind=attachment)
    breaking(desk, Saboteur(len(STEPS[kind])))
    with pytest.raises(Killed):
        desk.fetch(file_id)
    server.say("/1", refusal(404))
    deliver_until_done(desk, file_id)
    assert_whole(desk, file_id, content)


@pytest.mark.parametrize("kind", list(STEPS))
def test_a_worker_that_dies_is_followed_even_if_its_message_is_gone(
    desk: FetchDesk, server: MediaServer, kind: str
) -> None:
    content, attachment = KINDS[kind]
    file_id = desk.owe(server.serve("/1", content), kind=attachment)
    breaking(desk, Saboteur(3))
    with pytest.raises(Killed):
        desk.fetch(file_id)
    (due,) = desk.due()
    assert due["what"]["file_id"] == file_id
    assert due["due_at"] > desk.file(file_id).held_until


@pytest.mark.parametrize("call", [3, 4, 6, 7])
def test_a_store_that_throttles_is_tried_again_soon_and_nothing_is_left_of_it(
    desk: FetchDesk, server: MediaServer, call: int
) -> None:
    file_id = desk.owe(server.serve("/1", VIDEO), kind=AttachmentKind.VIDEO)
    saboteur = Saboteur(call, error=throttled)
    breaking(desk, saboteur)
    result = desk.fetch(file_id)
    assert (result.outcome, result.why) == (Outcome.SOON, Lost.INTERRUPTED)
    assert desk.uploads() == 0
    deliver_until_done(desk, file_id)
    assert_whole(desk, file_id, VIDEO)


@pytest.mark.parametrize("call", [1, 2, 4])
def test_a_table_that_refuses_has_the_message_come_again(desk: FetchDesk, server: MediaServer, call: int) -> None:
    file_id = desk.owe(server.serve("/1", PHOTO))
    breaking(desk, Saboteur(call, error=throttled))
    with pytest.raises(ClientError):
        desk.fetch(file_id)
    deliver_until_done(desk, file_id)
    assert_whole(desk, file_id, PHOTO)


def test_a_video_that_breaks_off_leaves_no_parts(desk: FetchDesk, server: MediaServer) -> None:
    file_id = desk.owe(server.say("/1", head(VIDEO), VIDEO[:-1]), kind=AttachmentKind.VIDEO)
    assert desk.fetch(file_id).why == Lost.WRONG_LENGTH
    assert desk.uploads() == 0
    assert desk.objects() == {}


def test_parts_that_could_not_be_given_back_are_given_back_next_time(desk: FetchDesk, server: MediaServer) -> None:
    file_id = desk.owe(server.say("/1", head(VIDEO), VIDEO[:-1]), kind=AttachmentKind.VIDEO)
    breaking(desk, Saboteur(6, error=throttled))  # the abort
    assert desk.fetch(file_id).why == Lost.WRONG_LENGTH
    assert desk.uploads() == 1
    server.serve("/1", VIDEO)
    deliver_until_done(desk, file_id)
    assert_whole(desk, file_id, VIDEO)


def test_a_file_that_kills_every_worker_is_given_up_with_that_reason(desk: FetchDesk, server: MediaServer) -> None:
    file_id = desk.owe(server.serve("/1", PHOTO))
    breaking(desk, _Fatal())
    for _ in range(len(DELAYS) + 1):
        with pytest.raises(Killed):
            desk.fetch(file_id)
        desk.clock.advance(seconds=VISIBILITY.total_seconds())
    assert desk.fetch(file_id).outcome is Outcome.LOST
    assert desk.file(file_id).reason == Lost.INTERRUPTED
    assert desk.due() == []


class _Fatal(Saboteur):
    """Kills at every attempt to write an object."""

    def call(self, service: str, name: str, carry_out: Callable[[], Any]) -> Any:
        """Kill, or let it pass."""
        if (service, name) == ("s3", "put_object"):
            raise Killed
        return carry_out()
