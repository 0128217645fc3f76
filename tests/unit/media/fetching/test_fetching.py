"""A file that is owed is fetched once, whole, and written down; or it is lost with a reason."""

import hashlib
import random
import socket
from datetime import timedelta

import pytest

from dutydesk.clock import iso
from dutydesk.errors import Conflict
from dutydesk.evidence import Custody, FileState, Lost
from dutydesk.messages import AttachmentKind
from dutydesk.stores.files import DynamoFiles
from functions.media.fetching.fetching import Outcome
from functions.media.fetching.quarantine import PART_BYTES
from tests.unit.media.fetching.desk import CASE, FetchDesk
from tests.unit.media.fetching.server import MediaServer, head, refusal

PHOTO = random.Random(7).randbytes(3_000)
VIDEO = random.Random(8).randbytes(2 * PART_BYTES + 12_345)


def test_a_photo_lands_byte_for_byte_and_is_hashed(desk: FetchDesk, server: MediaServer) -> None:
    photo = desk.owe(server.serve("/1.jpg", PHOTO))
    assert desk.fetch(photo).outcome is Outcome.FETCHED
    file = desk.file(photo)
    assert desk.content(photo) == PHOTO
    assert (file.state, file.size_bytes, file.reason) == (FileState.FETCHED, len(PHOTO), "")
    assert file.sha256 == hashlib.sha256(PHOTO).hexdigest()
    assert file.etag == desk.s3.head_object(Bucket="quarantine", Key=f"{CASE}/{photo}")["ETag"]
    assert desk.custody(photo) == [Custody.RECEIVED, Custody.HASHED]


def test_the_link_is_forgotten_once_it_was_followed(desk: FetchDesk, server: MediaServer) -> None:
    photo = desk.owe(server.serve("/1.jpg", PHOTO))
    desk.fetch(photo)
    assert desk.file(photo).link == ""
    assert desk.due() == []


def test_a_video_goes_in_parts_and_arrives_as_it_was(desk: FetchDesk, server: MediaServer) -> None:
    video = desk.owe(server.serve("/1.mp4", VIDEO), kind=AttachmentKind.VIDEO)
    assert desk.fetch(video).outcome is Outcome.FETCHED
    assert desk.content(video) == VIDEO
    assert desk.file(video).sha256 == hashlib.sha256(VIDEO).hexdigest()
    assert desk.uploads() == 0


def test_ten_of_an_album_are_ten_files(desk: FetchDesk, server: MediaServer) -> None:
    desk.owe(*(server.serve(f"/{number}.jpg", PHOTO + bytes([number])) for number in range(10)))
    owed = desk.files()
    assert {desk.fetch(file.file_id).outcome for file in owed} == {Outcome.FETCHED}
    assert [file.ordinal for file in owed] == list(range(10))
    assert len({file.sha256 for file in desk.files()}) == 10


def test_a_second_delivery_fetches_nothing(desk: FetchDesk, server: MediaServer) -> None:
    photo = desk.owe(server.serve("/1.jpg", PHOTO))
    desk.fetch(photo)
    before = desk.file(photo)
    assert desk.fetch(photo).outcome is Outcome.NOTHING
    assert desk.file(photo) == before
    assert server.asked["/1.jpg"] == 1


def test_a_delivery_at_the_same_time_leaves_it_to_the_first(desk: FetchDesk, server: MediaServer) -> None:
    photo = desk.owe(server.serve("/1.jpg", PHOTO))
    seen: list[Outcome] = []
    serve = server.paths["/1.jpg"]

    def meanwhile(to: socket.socket) -> None:
        seen.append(desk.fetch(photo).outcome)
        serve(to)

    server.paths["/1.jpg"] = meanwhile
    assert desk.fetch(photo).outcome is Outcome.FETCHED
    assert seen == [Outcome.BUSY]


def test_what_nobody_knows_is_not_fetched(desk: FetchDesk) -> None:
    assert desk.fetch("0" * 26).outcome is Outcome.NOTHING


def test_a_file_without_a_link_is_lost_and_says_so(desk: FetchDesk) -> None:
    photo = desk.owe("")
    result = desk.fetch(photo)
    assert (result.outcome, result.why) == (Outcome.LOST, Lost.NO_LINK)
    assert desk.file(photo).reason == Lost.NO_LINK
    assert desk.custody(photo) == [Custody.RECEIVED, Custody.LOST]


def test_a_dead_link_is_tried_three_times_and_then_lost(desk: FetchDesk, server: MediaServer) -> None:
    photo = desk.owe(server.say("/1.jpg", refusal(404)))
    outcomes = [desk.fetch(photo).outcome for _ in range(3)]
    assert outcomes == [Outcome.SOON, Outcome.SOON, Outcome.LOST]
    assert desk.file(photo).state is FileState.LOST
    assert desk.file(photo).reason == Lost.GONE
    assert desk.due() == []
    assert desk.objects() == {}


def test_a_host_that_is_down_is_asked_again_later_and_later_while_the_link_lives(desk: FetchDesk) -> None:
    photo = desk.owe(f"{desk.origin}/1.jpg")
    desk.origin = "http://127.0.0.1:1"
    desk.change(photo, link="http://127.0.0.1:1/1.jpg")
    waits = []
    while (result := desk.fetch(photo)).outcome is not Outcome.LOST:
        assert result.why == Lost.UNREACHABLE
        waits.append(result.again_in)
        desk.clock.advance(seconds=result.again_in.total_seconds())
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=10)
    assert timedelta(hours=24) < sum(waits, timedelta()) <= timedelta(hours=48)
    assert desk.file(photo).reason == Lost.UNREACHABLE


def test_what_must_wait_longer_than_the_queue_can_falls_due(desk: FetchDesk, server: MediaServer) -> None:
    photo = desk.owe(server.say("/1.jpg", refusal(503)))
    outcomes = [desk.fetch(photo).outcome for _ in range(3)]
    assert outcomes == [Outcome.SOON, Outcome.SOON, Outcome.LATER]
    (due,) = desk.due()
    assert due["kind"] == "media"
    assert due["due_at"] == iso(desk.clock() + timedelta(seconds=120))
    assert due["what"] == {"case_id": CASE, "file_id": photo, "unit": "mau"}


def test_it_is_fetched_once_the_host_is_there_again(desk: FetchDesk, server: MediaServer) -> None:
    photo = desk.owe(server.say("/1.jpg", refusal(503)))
    desk.fetch(photo)
    server.serve("/1.jpg", PHOTO)
    assert desk.fetch(photo).outcome is Outcome.FETCHED
    assert desk.content(photo) == PHOTO
    assert desk.due() == []


def test_what_is_announced_as_too_large_is_not_even_asked_for(desk: FetchDesk, server: MediaServer) -> None:
    desk.with_rules(megabytes={"image": 1})
    photo = desk.owe(server.serve("/1.jpg", PHOTO), announced=1_000_001)
    assert desk.fetch(photo).why == Lost.TOO_LARGE
    assert server.asked["/1.jpg"] == 0


def test_a_cap_is_one_of_its_kind(desk: FetchDesk, server: MediaServer) -> None:
    desk.with_rules(megabytes={"image": 1, "video": 2})
    link = server.say("/1", head(b"", length=1_500_000), stay=True)
    assert desk.fetch(desk.owe(link)).why == Lost.TOO_LARGE
    assert desk.rules.most_bytes(AttachmentKind.VIDEO) == 2_000_000


def test_a_lost_file_can_be_owed_once_more(desk: FetchDesk, server: MediaServer) -> None:
    photo = desk.owe(server.serve("/1.jpg", PHOTO))
    desk.lose(photo)
    store = DynamoFiles(desk.dynamodb, desk.tables["cases"])
    desk.clock.advance(hours=60)
    store.ask_again(desk.file(photo), at=desk.clock(), by="an")
    assert desk.fetch(photo).outcome is Outcome.FETCHED
    assert desk.custody(photo) == [Custody.RECEIVED, Custody.ASKED_AGAIN, Custody.HASHED]


def test_a_file_that_is_there_cannot_be_asked_for_again(desk: FetchDesk, server: MediaServer) -> None:
    photo = desk.owe(server.serve("/1.jpg", PHOTO))
    desk.fetch(photo)
    with pytest.raises(Conflict):
        DynamoFiles(desk.dynamodb, desk.tables["cases"]).ask_again(desk.file(photo), at=desk.clock(), by="an")


def test_what_is_erased_meanwhile_leaves_nothing_behind(desk: FetchDesk, server: MediaServer) -> None:
    photo = desk.owe(server.serve("/1.jpg", PHOTO))
    serve = server.paths["/1.jpg"]

    def meanwhile(to: socket.socket) -> None:
        desk.change(photo, state=FileState.ERASED)
        serve(to)

    server.paths["/1.jpg"] = meanwhile
    assert desk.fetch(photo).outcome is Outcome.NOTHING
    assert desk.objects() == {}
    assert desk.file(photo).state is FileState.ERASED
