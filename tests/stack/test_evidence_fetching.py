"""Files on their way to the desk: each once, whole or not at all; what goes wrong leaves the tip whole and says why."""

import hashlib
from datetime import timedelta
from functools import partial
from http import HTTPStatus

import pytest

from dutydesk.clock import utc_now
from local.places import Places
from tests.stack.backroom import Backroom
from tests.stack.desk import Citizen, Desk, wait_until
from tests.stack.exhibits import (
    File,
    attached,
    await_files,
    custody_of,
    fetch_now,
    files_of,
    hold_until,
    lying,
    path,
    reported,
    uploads,
)
from tests.stack.processes import workers_of
from tests.stack.raw_events import message_event, message_id, post
from tests.stack.words import unlike_any_other
from tests.unit.media.preserving.specimens import photo, video

pytestmark = pytest.mark.stack

UNIT = "phuong-mau-4"
LARGE = video(24_000_000)


def test_an_album_is_kept_each_once_and_words_after_it_join_the_same_case(desk: Desk, backroom: Backroom) -> None:
    citizen, words = desk.citizen(UNIT), unlike_any_other("Dầu loang trên mặt kênh")
    citizen.tell("báo tin")
    citizen.say(attachments=[{"type": "image"}] * 10)
    citizen.tell(words, "xong")
    case_id = next(iter(cases_of(desk, backroom, citizen)))
    officer = desk.officer(UNIT)
    found = await_files(officer, case_id, 10, {"kept"})
    assert [message["text"] for message in officer.case(case_id)["messages"]] == ["", words]
    assert len({one["file_id"] for one in found}) == 10
    assert len(lying(backroom, "originals", case_id)) == 10
    assert len(lying(backroom, "views", case_id)) == 20
    assert len(cases_of(desk, backroom, citizen)) == 1


def cases_of(desk: Desk, backroom: Backroom, citizen: Citizen) -> list[str]:
    """Return the ids of a citizen's cases, waiting for the first."""
    person = backroom.person_id(citizen)

    def look() -> list[str]:
        headers = [item for item in backroom.items("cases") if item.get("person_id") == person and item["sk"] == "#"]
        return [item["pk"].removeprefix("CASE#") for item in headers]

    assert desk.endpoints.page(UNIT)["page_id"] == citizen.page_id
    return wait_until(look, "there is a case")


def test_an_event_that_is_delivered_again_and_at_once_brings_one_file(desk: Desk, backroom: Backroom) -> None:
    citizen, case_id = reported(desk, UNIT, "Lấn chiếm lòng đường")
    url = attached(desk, photo(seed=6), "image/jpeg")["url"]
    message = {"msg_id": message_id(), "attachments": [{"type": "image", "payload": {"url": url, "thumbnail": url}}]}
    event = message_event(desk, citizen, "user_send_image", message)
    post(desk, body=event, times=4, concurrently=True)
    wait_until(lambda: post(desk, body=event)["status"] == HTTPStatus.OK, "it is taken")
    officer = desk.officer(UNIT)
    (file,) = await_files(officer, case_id, 1, {"kept"})
    fetch_now(backroom, UNIT, case_id, file)
    post(desk, body=event)
    backroom.settle()
    assert files_of(officer, case_id) == [file]
    assert lying(backroom, "originals", case_id) == [f"{case_id}/{file['file_id']}"]
    steps = [what for what, _ in custody_of(officer, case_id, file)]
    assert steps == ["received", "hashed", "scanned", "sealed"]


def test_a_tip_is_whole_when_the_platform_has_lost_its_photo_and_an_officer_can_ask_again(
    desk: Desk, backroom: Backroom
) -> None:
    desk.faults({"endpoint": "media", "http_status": 404})
    sent = photo(seed=7)
    citizen, case_id = reported(desk, UNIT, "Đổ trộm chất thải", [attached(desk, sent, "image/jpeg")])
    citizen.tell("xong")
    officer = desk.officer(UNIT)
    file = come_again_until(desk, backroom, case_id, {"lost"})
    assert (file["reason"], file["may_retry"], file["url"]) == ("gone", True, "")
    assert "nền tảng không còn" in file["closed_because"]
    case = officer.case(case_id)
    assert "Đổ trộm chất thải" in case["messages"][0]["text"]
    assert "đã được chuyển cho cán bộ trực" in citizen.await_text("đã được chuyển")

    desk.no_faults()
    assert officer.post(path(case_id, file, "retry"), {}).status_code == HTTPStatus.ACCEPTED
    (file,) = await_files(officer, case_id, 1, {"kept"})
    assert file["size_bytes"] == len(sent)
    assert ("asked_again", officer.username) in custody_of(officer, case_id, file)
    assert officer.post(path(case_id, file, "retry"), {}).status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize("trick", ["private", "loop"])
def test_a_link_that_leads_astray_is_not_followed(desk: Desk, backroom: Backroom, trick: str) -> None:
    desk.faults({"endpoint": "media", "trick": trick})
    _, case_id = reported(desk, UNIT, "Xe chạy ngược chiều", [{"type": "image"}])
    (file,) = await_files(desk.officer(UNIT), case_id, 1, {"lost"})
    assert file["reason"] in {"private": {"private_address", "refused_host"}, "loop": {"redirects"}}[trick]
    assert lying(backroom, "quarantine", case_id) == []


def test_what_is_cut_short_is_not_taken_for_the_file_and_comes_whole_the_next_time(
    desk: Desk, backroom: Backroom
) -> None:
    desk.faults({"endpoint": "media", "trick": "short"})
    sent = photo(seed=8)
    _, case_id = reported(desk, UNIT, "Hàng rong chắn lối", [attached(desk, sent, "image/jpeg")])
    officer = desk.officer(UNIT)
    wait_until(lambda: [one["reason"] for one in files_of(officer, case_id)] == ["wrong_length"], "it was cut short")
    assert lying(backroom, "quarantine", case_id) == []
    desk.no_faults()
    file = come_again_until(desk, backroom, case_id, {"kept"})
    assert file["size_bytes"] == len(sent)
    told = officer.get(path(case_id, file, "custody")).json()["items"]
    assert hashlib.sha256(sent).hexdigest() in [one["detail"] for one in told]


def come_again_until(desk: Desk, backroom: Backroom, case_id: str, states: set[str]) -> File:
    """Let the time between two tries pass, until a case's one file has come to one of these states."""
    officer = desk.officer(UNIT)

    def look() -> File | None:
        found = files_of(officer, case_id)
        if found and found[0]["state"] in states:
            return found[0]
        if found and found[0]["state"] == "owed":
            fetch_now(backroom, UNIT, case_id, found[0])
        return None

    return wait_until(look, f"it is {'/'.join(states)}")


@pytest.mark.long
def test_a_worker_killed_in_the_middle_of_an_upload_leaves_no_parts_behind(
    desk: Desk, backroom: Backroom, places: Places
) -> None:
    cut = 0
    for number in range(6):
        sent = attached(desk, LARGE + bytes([number]), "video/mp4", "video")
        _, case_id = reported(desk, UNIT, "Đua xe ban đêm", [sent])
        wait_until(partial(is_coming, desk, backroom, case_id), "it is being fetched")
        for worker in workers_of(places, "media"):
            worker.kill()
        if cut_off := uploads(backroom, case_id):
            cut += 1
            (file,) = files_of(desk.officer(UNIT), case_id)
            hold_until(backroom, case_id, file, utc_now() - timedelta(seconds=1))
            fetch_now(backroom, UNIT, case_id, file)
        (file,) = await_files(desk.officer(UNIT), case_id, 1, {"kept"})
        assert file["size_bytes"] == len(LARGE) + 1
        assert uploads(backroom, case_id) == [], f"of {len(cut_off)}"
        if cut == 2:
            return
    pytest.fail(f"{cut} of 6 were cut off while they were uploaded")


def is_coming(desk: Desk, backroom: Backroom, case_id: str) -> bool:
    """Whether a case's file is being uploaded, or was."""
    if uploads(backroom, case_id):
        return True
    return [one["state"] for one in files_of(desk.officer(UNIT), case_id)] not in ([], ["owed"])
