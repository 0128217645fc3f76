"""What citizens send is sealed as it came, and opened by those who may, seen by all who ask later."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

import exifread
import pytest
from PIL import Image

from functions.admin.matrix import Role
from tests.stack.backroom import Backroom
from tests.stack.desk import Desk, OfficerAtDesk
from tests.stack.exhibits import (
    THREAT,
    UNSCANNED,
    File,
    attached,
    await_files,
    bucket_of,
    custody_of,
    linked,
    lying,
    path,
    reported,
)
from tests.stack.newcomers import Newcomers, newcomers_of
from tests.unit.media.preserving.specimens import photo, video

pytestmark = pytest.mark.stack

UNIT, OTHER = "phuong-mau-4", "phuong-mau-5"
PHOTO, VIDEO = photo(seed=4), video(3_000_000)
OPENING = (("GET", "thumb"), ("GET", "view"), ("POST", "link"), ("POST", "original"), ("GET", "facts"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibits:
    """One case with one file of each kind, all at their end, and somebody of its unit with every role."""

    case_id: str
    officer: OfficerAtDesk
    photo: File
    video: File
    threat: File
    unscanned: File


@pytest.fixture(scope="module")
def newcomers(desk: Desk, backroom: Backroom) -> Iterator[Newcomers]:
    """Officers of this module."""
    with newcomers_of(desk, backroom) as found:
        yield found


@pytest.fixture(scope="module")
def exhibits(desk: Desk, newcomers: Newcomers) -> Exhibits:
    """Everything is sent at once, so that it is waited for once."""
    files = [attached(desk, content, "application/pdf", "file") for content in (THREAT, UNSCANNED)]
    _, case_id = reported(
        desk,
        UNIT,
        "Xe ben đổ đất xuống kênh",
        [attached(desk, PHOTO, "image/jpeg")],
        [attached(desk, VIDEO, "video/mp4", "video")],
        files,
    )
    officer = newcomers.enter(*Role, units=(UNIT,))
    found = await_files(officer, case_id, 4, {"kept"})
    names = ("photo", "video", "threat", "unscanned")
    return Exhibits(case_id=case_id, officer=officer, **dict(zip(names, found, strict=True)))


def opened(officer: OfficerAtDesk, case_id: str, file: File, method: str, what: str) -> tuple[int, str]:
    """Try to open something; return the status and the answer."""
    where = path(case_id, file, what)
    told = officer.get(where) if method == "GET" else officer.post(where, {})
    return told.status_code, told.text


def test_an_original_is_byte_for_byte_what_the_citizen_sent(exhibits: Exhibits, backroom: Backroom) -> None:
    for file, content in ((exhibits.photo, PHOTO), (exhibits.video, VIDEO)):
        assert linked(exhibits.officer, exhibits.case_id, file, "original") == content
        told = exhibits.officer.get(path(exhibits.case_id, file, "custody")).json()["items"]
        (hashed,) = [one["detail"] for one in told if one["what"] == "hashed"]
        assert hashed == hashlib.sha256(content).hexdigest()
    bucket = bucket_of(backroom, "originals")
    mine = lying(backroom, "originals", exhibits.case_id)
    assert len(mine) == 4, "each once, also what nobody may open"
    for key in mine:
        body = backroom.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
        assert not [content for content in (PHOTO, VIDEO, THREAT, UNSCANNED) if content[:32] in body], "it is sealed"
    assert lying(backroom, "quarantine", exhibits.case_id) == []


def test_a_view_says_nothing_of_where_it_was_taken_and_its_facts_are_told_to_supervisors_alone(
    exhibits: Exhibits, desk: Desk
) -> None:
    assert "GPS GPSLatitude" in exifread.process_file(io.BytesIO(PHOTO)), "else nothing was there to be lost"
    for what, most in (("thumb", 320), ("view", 2048)):
        told = exhibits.officer.get(path(exhibits.case_id, exhibits.photo, what))
        assert told.headers["content-type"] == "image/jpeg"
        assert told.headers["content-disposition"].startswith("attachment")
        assert exifread.process_file(io.BytesIO(told.content)) == {}
        assert max(Image.open(io.BytesIO(told.content)).size) <= most
    where = path(exhibits.case_id, exhibits.photo, "facts")
    assert exhibits.officer.get(where).json() == {
        "taken_at": "2026-03-01T21:15:09+07:00",
        "latitude": "21.0284722",
        "longitude": "105.8541667",
    }
    assert desk.officer(UNIT).get(where).status_code == HTTPStatus.FORBIDDEN


def test_a_video_is_downloaded_by_a_link_that_a_browser_saves(exhibits: Exhibits) -> None:
    given = exhibits.officer.post(path(exhibits.case_id, exhibits.video, "link"), {}).json()["url"]
    saved = exhibits.officer.http.get(given)
    assert saved.content == VIDEO
    assert saved.headers["content-type"] == "application/octet-stream"
    assert saved.headers["content-disposition"].startswith("attachment")
    other = given.replace(exhibits.video["file_id"] + "/file", exhibits.photo["file_id"] + "/view.jpg")
    assert exhibits.officer.http.get(other).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("name", "why"),
    [
        pytest.param("threat", "phát hiện mã độc", id="a threat"),
        pytest.param("unscanned", "quét mã độc không thành công", id="a scan that failed"),
    ],
)
def test_what_the_scan_did_not_find_clean_is_opened_by_no_role(
    exhibits: Exhibits, backroom: Backroom, name: str, why: str
) -> None:
    file = getattr(exhibits, name)
    assert not file["viewable"]
    assert why in file["closed_because"]
    for method, what in OPENING:
        status, told = opened(exhibits.officer, exhibits.case_id, file, method, what)
        assert (status, why in told) == (HTTPStatus.CONFLICT, True), what
    views = lying(backroom, "views", exhibits.case_id)
    assert [key for key in views if file["file_id"] in key] == []
    assert {"viewed", "downloaded"}.isdisjoint(dict(custody_of(exhibits.officer, exhibits.case_id, file)))


def test_opening_is_in_the_audit_and_in_the_custody_log(exhibits: Exhibits, newcomers: Newcomers) -> None:
    looker = newcomers.enter(Role.OFFICER, units=(UNIT,))
    looker.get(path(exhibits.case_id, exhibits.photo, "view")).raise_for_status()
    looker.post(path(exhibits.case_id, exhibits.video, "link"), {}).raise_for_status()
    entries = [(one.action, one.target, one.outcome) for one in newcomers.account(looker.username)]
    assert entries == [
        ("file.view", f"case {exhibits.case_id} file {exhibits.photo['file_id']}", "allowed"),
        ("file.download", f"case {exhibits.case_id} file {exhibits.video['file_id']}", "allowed"),
    ]
    steps = custody_of(exhibits.officer, exhibits.case_id, exhibits.photo)
    assert [what for what, _ in steps[:4]] == ["received", "hashed", "scanned", "sealed"]
    assert ("viewed", looker.username) in steps
    assert ("downloaded", looker.username) in custody_of(exhibits.officer, exhibits.case_id, exhibits.video)


def test_another_units_officer_finds_no_file_and_the_try_is_in_the_audit(
    exhibits: Exhibits, newcomers: Newcomers
) -> None:
    stranger = newcomers.enter(*Role, units=(OTHER,))
    for method, what in (*OPENING, ("GET", "custody"), ("GET", "alike"), ("POST", "retry"), ("POST", "keep")):
        there = opened(stranger, exhibits.case_id, exhibits.photo, method, what)
        assert there == opened(stranger, "01HZZZZZZZZZZZZZZZZZZZZZZZ", exhibits.photo, method, what)
        assert there[0] == HTTPStatus.NOT_FOUND, what
    entries = newcomers.account(stranger.username)
    assert {one.outcome for one in entries} == {"denied"}
    assert len([one for one in entries if exhibits.case_id in one.target]) == 9
