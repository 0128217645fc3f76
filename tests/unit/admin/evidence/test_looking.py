"""Opening evidence: what may be, by whom, and what is told of it."""

import base64
import io
import subprocess
import sys
import urllib.parse
from typing import Any

import pytest
from botocore.exceptions import ClientError
from PIL import Image

from dutydesk.errors import SealBroken
from dutydesk.evidence import FileState, Lost, Scan, Unviewable, opened_key, original_key, view_key
from functions.admin.evidence import watermark
from functions.admin.evidence.watermark import MOST_BYTES, marked, told
from functions.admin.matrix import MATRIX, Deed, Role
from tests.fakes.clock import NOON
from tests.unit.admin.desk import ORIGINALS_BUCKET, VIEWS_BUCKET, TestDesk, call_event, claims_of
from tests.unit.admin.evidence.store import FACTS, FILE, LINK, ORIGINAL, custody, jpeg_size, keep, picture, put_file

OPENING = (
    ("GET", "thumb"),
    ("GET", "view"),
    ("POST", "link"),
    ("POST", "original"),
    ("GET", "facts"),
)
VIDEO = {"media_type": "video/mp4"}


def path(case_id: str, what: str, name: str = FILE) -> str:
    return f"/admin/cases/{case_id}/files/{name}/{what}"


def call(desk: TestDesk, method: str, case_id: str, what: str, **more: Any) -> Any:
    """Call; a picture is not read here."""
    return desk.call(method, path(case_id, what), **more)


def sent(desk: TestDesk, case_id: str, what: str, username: str = "an") -> tuple[bytes, dict[str, str]]:
    """Get a picture and the headers with which it came."""
    event = call_event("GET", path(case_id, what), claims=claims_of(username))
    answer = desk.api.answer(event, None)
    assert answer["statusCode"] == 200, answer["body"]
    assert answer["isBase64Encoded"]
    headers = {name.lower(): str(value) for name, value in answer["headers"].items()}
    return base64.b64decode(answer["body"]), headers


def everybody(desk: TestDesk) -> str:
    """An officer who holds every role there is."""
    desk.officer("tat-ca", roles=tuple(Role))
    return "tat-ca"


class TestNobody:
    """What no role may open."""

    @pytest.mark.parametrize(
        "changes",
        [
            pytest.param({"state": FileState.OWED, "scan": Scan.PENDING, "viewable": ""}, id="not fetched"),
            pytest.param({"state": FileState.FETCHED, "scan": Scan.PENDING, "viewable": ""}, id="not scanned"),
            pytest.param({"state": FileState.SCANNED, "viewable": ""}, id="not sealed yet"),
            pytest.param({"scan": Scan.THREAT, "viewable": "no", "reason": Unviewable.THREAT}, id="a threat"),
            pytest.param({"scan": Scan.THREAT}, id="a threat that is said to be viewable"),
            pytest.param({"scan": Scan.PENDING}, id="kept without a scan"),
            pytest.param({"scan": Scan.FAILED, "viewable": "no", "reason": Unviewable.UNCHECKED}, id="scan failed"),
            pytest.param({"scan": Scan.UNSUPPORTED}, id="scan not supported"),
            pytest.param({"viewable": "no", "reason": Unviewable.BOMB}, id="not viewable"),
            pytest.param({"viewable": ""}, id="nothing said"),
            pytest.param({"viewable": "no", "reason": "of a newer release"}, id="an unknown reason"),
            pytest.param({"state": FileState.LOST, "reason": Lost.TIMEOUT}, id="lost"),
            pytest.param({"state": FileState.SET_ASIDE, "reason": "id_card"}, id="set aside"),
            pytest.param({"state": FileState.ERASED}, id="erased"),
        ],
    )
    def test_it_is_refused_with_the_reason_in_both_languages(self, desk: TestDesk, changes: dict[str, Any]) -> None:
        username = everybody(desk)
        case = desk.case()
        keep(desk, case, **changes)
        for method, what in OPENING:
            answer = call(desk, method, case.case_id, what, username=username)
            assert answer.status == 409, what
            assert answer.body["message"].count(" / ") == 1, "a Vietnamese half and an English one"
        outcomes = {entry.outcome for entry in desk.chain(username) if entry.action != Deed.SEE_THUMB}
        assert "refused" in outcomes
        assert custody(desk, case) == []
        assert desk.kept.s3.list_objects_v2(Bucket=VIEWS_BUCKET, Prefix="opened/")["KeyCount"] == 0

    def test_every_reason_has_words(self) -> None:
        from functions.admin.evidence import words  # noqa: PLC0415  # its tables alone

        assert set(words._LOST) == set(Lost)
        assert set(words._UNVIEWABLE) == set(Unviewable)
        assert set(words._STATES) == set(FileState) - {FileState.KEPT}
        assert set(words._SCANS) == set(Scan) - {Scan.CLEAN}

    @pytest.mark.parametrize(("method", "what"), OPENING)
    def test_another_units_file_is_answered_like_a_missing_one(self, desk: TestDesk, method: str, what: str) -> None:
        desk.officer("an", units=("phuong-mau-1",), roles=("supervisor",))
        desk.officer("chi", roles=("supervisor",))
        case = desk.case()
        keep(desk, case)
        there = call(desk, method, case.case_id, what)
        nowhere = call(desk, method, "01HZZZZZZZZZZZZZZZZZZZZZZZ", what)
        own = desk.call(method, path(case.case_id, what, "0" * 26), username="chi")
        assert (there.status, there.text) == (nowhere.status, nowhere.text) == (own.status, own.text)
        assert there.status == 404
        assert [entry.outcome for entry in desk.chain()] == ["denied", "denied"]

    @pytest.mark.parametrize(("method", "what"), [("POST", "original"), ("GET", "facts")])
    @pytest.mark.parametrize("role", sorted(set(Role) - MATRIX[Deed.OPEN_ORIGINAL]))
    def test_originals_and_facts_need_the_right_to_evidence(
        self, desk: TestDesk, method: str, what: str, role: str
    ) -> None:
        desk.officer(roles=(role,))
        case = desk.case()
        keep(desk, case)
        assert call(desk, method, case.case_id, what).status == 403


class TestPictures:
    """Views and thumbnails."""

    def test_a_view_comes_to_be_saved_and_is_accounted_for(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        keep(desk, case)
        data, headers = sent(desk, case.case_id, "view")
        assert jpeg_size(data) == (640, 480)
        assert headers["content-type"] == "image/jpeg"
        assert headers["content-disposition"] == f'attachment; filename="{FILE}.jpg"'
        assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")
        (entry,) = desk.chain()
        assert (entry.action, entry.target) == ("file.view", f"case {case.case_id} file {FILE}")
        assert custody(desk, case) == [("viewed", "an")]

    def test_nothing_is_shown_that_cannot_be_accounted_for(
        self, desk: TestDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.officer()
        case = desk.case()
        keep(desk, case)

        def refuse(*_: object, **__: object) -> None:
            raise ClientError({"Error": {"Code": "Throttled"}}, "TransactWriteItems")

        monkeypatch.setattr(type(desk.audit), "commit", refuse)
        assert call(desk, "GET", case.case_id, "view").status == 503
        assert custody(desk, case) == []

    def test_two_officers_at_one_moment_are_two_entries(self, desk: TestDesk) -> None:
        desk.officer("an")
        desk.officer("binh")
        case = desk.case()
        keep(desk, case)
        sent(desk, case.case_id, "view", "an")
        sent(desk, case.case_id, "view", "binh")
        assert custody(desk, case) == [("viewed", "an"), ("viewed", "binh")]

    def test_the_view_carries_the_officers_name_and_the_stored_one_does_not(self, desk: TestDesk) -> None:
        desk.officer("an")
        desk.officer("binh")
        case = desk.case()
        keep(desk, case)
        first, _ = sent(desk, case.case_id, "view", "an")
        second, _ = sent(desk, case.case_id, "view", "binh")
        stored = desk.kept.s3.get_object(Bucket=VIEWS_BUCKET, Key=view_key(case.case_id, FILE))["Body"].read()
        assert len({first, second, stored}) == 3
        assert spread(stored) == (90, 90)
        assert spread(first)[1] > 120

    def test_a_thumbnail_is_read_without_a_custody_entry(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        keep(desk, case)
        data, _ = sent(desk, case.case_id, "thumb")
        assert jpeg_size(data) == (320, 240)
        assert [entry.action for entry in desk.chain()] == ["file.thumb"]
        assert custody(desk, case) == []

    def test_a_video_has_no_view_and_a_missing_view_is_said_to_be_missing(self, desk: TestDesk) -> None:
        desk.officer()
        case, other = desk.case(), desk.case()
        keep(desk, case, **VIDEO)
        put_file(desk, other)
        assert call(desk, "GET", case.case_id, "view").status == 409
        assert call(desk, "GET", other.case_id, "view").status == 409
        assert custody(desk, case) == custody(desk, other) == []


class TestWatermark:
    """What is written on a view."""

    def test_it_says_who_and_when_in_vietnam(self) -> None:
        assert told("an.nv", "Nguyễn Văn Đán", NOON) == "NGUYEN VAN DAN (an.nv) 02/03/2026 12:00:00"

    @pytest.mark.parametrize("size", [(1, 1), (8, 2048), (2048, 8), (2048, 2048), (33, 17)])
    def test_every_size_keeps_its_size_and_shows_a_mark_where_there_is_room(self, size: tuple[int, int]) -> None:
        data = marked(picture(size), officer="an", display="An", at=NOON)
        assert jpeg_size(data) == size
        if min(size) > 30:
            assert spread(data)[1] > 120

    def test_what_would_be_too_large_to_send_is_made_smaller(self, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = marked(picture((900, 900)), officer="an", display="An", at=NOON)
        monkeypatch.setattr(watermark, "MOST_BYTES", len(whole) - 1)
        smaller = marked(picture((900, 900)), officer="an", display="An", at=NOON)
        assert len(smaller) < len(whole)
        assert MOST_BYTES * 4 / 3 < 6 * 1024 * 1024

    def test_what_is_no_jpeg_is_never_decoded(self) -> None:
        png = io.BytesIO()
        Image.new("RGB", (9, 9)).save(png, "PNG")
        with pytest.raises(OSError, match="cannot identify"):
            marked(png.getvalue(), officer="an", display="An", at=NOON)


class TestLinks:
    """Videos, recordings, documents; originals."""

    def test_a_link_is_for_one_object_and_a_minute_and_is_saved(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        keep(desk, case, **VIDEO)
        url = call(desk, "POST", case.case_id, "link").body["url"]
        parts = urllib.parse.urlsplit(url)
        query = dict(urllib.parse.parse_qsl(parts.query))
        assert parts.path == f"/{case.case_id}/{FILE}/file"
        assert query["X-Amz-Expires"] == "60"
        assert query["response-content-type"] == "application/octet-stream"
        assert query["response-content-disposition"] == f'attachment; filename="{FILE}.mp4"'
        assert custody(desk, case) == [("downloaded", "an")]
        assert [entry.action for entry in desk.chain()] == ["file.download"]

    def test_a_picture_is_looked_at_and_not_linked(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        keep(desk, case)
        assert call(desk, "POST", case.case_id, "link").status == 409
        assert custody(desk, case) == []

    def test_an_original_is_opened_byte_for_byte(self, desk: TestDesk) -> None:
        desk.officer(roles=("supervisor",))
        case = desk.case()
        keep(desk, case)
        url = call(desk, "POST", case.case_id, "original").body["url"]
        key = opened_key(case.case_id, FILE)
        assert urllib.parse.urlsplit(url).path == f"/{key}"
        assert desk.kept.s3.get_object(Bucket=VIEWS_BUCKET, Key=key)["Body"].read() == ORIGINAL
        assert custody(desk, case) == [("downloaded", "an")]
        assert desk.chain()[-1].action == "file.original"

    def test_an_original_that_was_altered_is_not_opened_at_all(self, desk: TestDesk) -> None:
        desk.officer(roles=("supervisor",))
        case = desk.case()
        keep(desk, case)
        place: dict[str, Any] = {"Bucket": ORIGINALS_BUCKET, "Key": original_key(case.case_id, FILE)}
        whole = bytearray(desk.kept.s3.get_object(**place)["Body"].read())
        whole[-1] ^= 1
        desk.kept.s3.put_object(**place, Body=bytes(whole))
        assert call(desk, "POST", case.case_id, "original").status == 500
        assert isinstance(desk.faults[-1], SealBroken)
        assert desk.kept.s3.list_objects_v2(Bucket=VIEWS_BUCKET, Prefix="opened/")["KeyCount"] == 0
        assert not desk.kept.s3.list_multipart_uploads(Bucket=VIEWS_BUCKET).get("Uploads")

    def test_facts_are_for_those_with_the_right_to_evidence(self, desk: TestDesk) -> None:
        desk.officer(roles=("supervisor",))
        case, other = desk.case(), desk.case()
        keep(desk, case)
        put_file(desk, other)
        found = call(desk, "GET", case.case_id, "facts").body
        assert found == {"taken_at": FACTS.taken_at, "latitude": FACTS.latitude, "longitude": FACTS.longitude}
        assert call(desk, "GET", other.case_id, "facts").body == {"taken_at": "", "latitude": "", "longitude": ""}
        assert [entry.action for entry in desk.chain()] == ["file.facts", "file.facts"]


class TestCaseView:
    """What a case says of its files."""

    def test_the_platforms_link_is_not_told_once_there_is_a_file(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        put_file(desk, case, state=FileState.LOST, reason=Lost.GONE, link=LINK, viewable="")
        answer = desk.call("GET", f"/admin/cases/{case.case_id}")
        shown, unsafe = answer.body["messages"][0]["attachments"]
        assert LINK not in answer.text
        assert (shown["file_id"], shown["state"], shown["reason"]) == (FILE, "lost", "gone")
        assert (shown["viewable"], shown["may_retry"]) == (False, True)
        assert "/" in shown["closed_because"]
        assert (unsafe["file_id"], unsafe["url"]) == ("", "")

    def test_a_file_that_can_be_opened_says_what_it_is(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        put_file(desk, case)
        shown = desk.call("GET", f"/admin/cases/{case.case_id}").body["messages"][0]["attachments"][0]
        told_ = (shown["viewable"], shown["media_type"], shown["scan"], shown["size_bytes"], shown["closed_because"])
        assert told_ == (True, "image/jpeg", "clean", len(ORIGINAL), "")


def spread(data: bytes) -> tuple[int, int]:
    """The darkest and the lightest grey of a picture."""
    with Image.open(io.BytesIO(data)) as image:
        low, high = image.convert("L").getextrema()
    assert isinstance(low, int)
    assert isinstance(high, int)
    return low, high


def test_no_other_route_loads_what_draws_pictures() -> None:
    code = "import sys, functions.admin.wiring; print([name for name in sys.modules if name.split('.')[0] == 'PIL'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)  # noqa: S603  # our own interpreter
    assert done.stdout.strip() == "[]"
