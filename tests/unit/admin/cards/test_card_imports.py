"""Officers begin an import of card states and follow it; what is in a file they never see."""

import base64
import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dutydesk.clock import iso
from dutydesk.stores.card_imports import (
    MOST_BYTES,
    CardImport,
    DynamoCardImports,
    Fault,
    ImportState,
    import_item,
    uploaded,
)
from functions.admin.matrix import Role
from functions.admin.pages import Console
from tests.fakes.clock import NOON
from tests.unit.admin.banking import deeds
from tests.unit.admin.desk import CARDS_BUCKET, Answer, TestDesk

PATH = "/admin/cards/imports"
UNIT, OTHER = "quan-mau", "phuong-mau-1"
IMPORTERS = {Role.EDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR}


@pytest.fixture(autouse=True)
def _editor(desk: TestDesk) -> None:
    desk.officer(roles=("editor",), units=(UNIT,))


def begin(desk: TestDesk, username: str = "an", **wish: Any) -> Answer:
    answer = desk.call("POST", PATH, {"size_bytes": 10_000_000} | wish, username=username)
    desk.clock.advance(seconds=1)
    return answer


def begun(desk: TestDesk, username: str = "an", **wish: Any) -> str:
    answer = begin(desk, username, **wish)
    assert answer.status == 201, answer.text
    return str(answer.body["id"])


def ended(desk: TestDesk, import_id: str, **changes: Any) -> None:
    """Let an import come to its end, as the function that imports does."""
    store = DynamoCardImports(desk.client, desk.tables["content"])
    one = store.get(UNIT, import_id)
    assert one is not None
    item = import_item(replace(one, finished_at=iso(desk.clock()), **changes), expires_at=2_000_000_000)
    desk.put_raw("content", item)


def policy(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.b64decode(answer.body["fields"]["policy"]))
    return found


def test_the_form_takes_this_key_alone_and_no_more_than_the_limit(desk: TestDesk) -> None:
    answer = begin(desk)
    assert answer.status == 201
    key = f"uploads/{UNIT}/{answer.body['id']}.csv"
    conditions = policy(answer)["conditions"]
    assert ["content-length-range", 1, MOST_BYTES] in conditions
    assert {"key": key} in conditions
    assert {"bucket": CARDS_BUCKET} in conditions
    assert not [one for one in conditions if isinstance(one, list) and one[0] == "starts-with"]
    assert answer.body["fields"]["key"] == key
    assert answer.body["fields"]["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    assert urlsplit(answer.body["url"]).netloc == f"{CARDS_BUCKET}.s3.ap-southeast-1.amazonaws.com"
    assert answer.body["expires_at"] == "2026-03-02T05:15:00.000Z"


def test_the_console_s_pages_may_send_the_form_there_and_nowhere_else(desk: TestDesk) -> None:
    address = urlsplit(begin(desk).body["url"])
    origin, sign_in = f"{address.scheme}://{address.netloc}", "https://sign-in.example.org"
    served = Console("client-1", sign_in, origin).answer("/console/", {})
    parts = dict(part.strip().split(" ", 1) for part in served["headers"]["content-security-policy"].split(";"))
    assert parts["connect-src"] == f"'self' {sign_in} {origin}"


def test_what_the_function_that_imports_is_told_of_is_what_was_begun(desk: TestDesk) -> None:
    answer = begin(desk)
    assert uploaded(answer.body["fields"]["key"]) == (UNIT, answer.body["id"])


def test_it_is_there_before_the_form_is_and_accounted_for(desk: TestDesk) -> None:
    import_id = begun(desk, file_name="Thẻ tháng 3.csv")
    read = desk.call("GET", f"{PATH}/{import_id}").body
    assert read == {
        "id": import_id,
        "unit": UNIT,
        "state": "awaiting",
        "by": "an",
        "created_at": iso(NOON),
        "finished_at": "",
        "file_name": "Thẻ tháng 3.csv",
        "rows": 0,
        "added": 0,
        "changed": 0,
        "unchanged": 0,
        "error_count": 0,
        "reason": "",
        "errors": [],
        "report_url": "",
    }
    target = f"import {import_id}"
    assert deeds(desk) == [("cards.import", target, "allowed"), ("cards.read", target, "allowed")]


def test_a_number_in_a_files_name_is_not_kept(desk: TestDesk) -> None:
    import_id = begun(desk, file_name="001099000001.csv")
    assert desk.call("GET", f"{PATH}/{import_id}").body["file_name"] == "•••01.csv"


@pytest.mark.parametrize("size", [0, -1, MOST_BYTES + 1, 2**30, "x", None], ids=str)
def test_a_file_of_an_impossible_size_is_not_begun(desk: TestDesk, size: Any) -> None:
    assert desk.call("POST", PATH, {"size_bytes": size}).status == 400
    assert desk.call("GET", PATH).body["items"] == []


@pytest.mark.parametrize("role", list(Role))
def test_only_editors_supervisors_and_administrators_import(desk: TestDesk, role: Role) -> None:
    import_id = begun(desk)
    desk.officer("binh", roles=(role,), units=(UNIT,))
    expected = 201 if role in IMPORTERS else 403
    assert begin(desk, "binh").status == expected
    for path in (PATH, f"{PATH}/{import_id}"):
        assert desk.call("GET", path, username="binh").status == (200 if role in IMPORTERS else 403)


def test_another_units_import_does_not_exist(desk: TestDesk) -> None:
    import_id = begun(desk)
    desk.officer("binh", roles=("editor",), units=(OTHER,))
    theirs = desk.call("GET", f"{PATH}/{import_id}", username="binh")
    missing = desk.call("GET", f"{PATH}/01HZZZZZZZZZZZZZZZZZZZZZZZ", username="binh")
    strange = desk.call("GET", f"{PATH}/x", username="binh")
    assert (theirs.status, theirs.text) == (missing.status, missing.text) == (strange.status, strange.text)
    assert theirs.status == 404
    assert desk.call("GET", PATH, username="binh").body["items"] == []
    assert begin(desk, "binh", unit=UNIT).status == 404


def test_with_several_units_one_must_be_named(desk: TestDesk) -> None:
    desk.officer("chi", roles=("editor",), units=(UNIT, OTHER))
    assert begin(desk, "chi").status == 400
    import_id = begun(desk, "chi", unit=OTHER)
    assert desk.call("GET", f"{PATH}/{import_id}", username="chi").body["unit"] == OTHER
    desk.officer("dung", roles=("editor",), units=())
    assert begin(desk, "dung").status == 404


def test_the_list_is_that_of_all_own_units_newest_first_and_paged(desk: TestDesk) -> None:
    desk.officer("chi", roles=("editor",), units=(UNIT, OTHER))
    made = [begun(desk, "chi", unit=UNIT if number % 2 else OTHER) for number in range(5)]
    found: list[str] = []
    query: dict[str, str] = {"limit": "2"}
    for _ in range(3):
        page = desk.call("GET", PATH, username="chi", query=query).body
        found += [line["id"] for line in page["items"]]
        query["cursor"] = page["next"]
    assert (found, page["next"]) == (made[::-1], None)
    assert desk.call("GET", PATH, query={"cursor": "IMPORT#x"}).status == 400


def test_a_refused_file_names_its_first_faults_and_where_all_of_them_are(desk: TestDesk) -> None:
    import_id = begun(desk)
    store = DynamoCardImports(desk.client, desk.tables["content"])
    faults = [Fault(line=line, column="status", message="lạ / strange") for line in range(2, 302)]
    store.put_faults(UNIT, import_id, faults, expires_at=2_000_000_000)
    ended(desk, import_id, state=ImportState.REFUSED, rows=400, faults=300)
    read = desk.call("GET", f"{PATH}/{import_id}").body
    assert (read["state"], read["rows"], read["error_count"], len(read["errors"])) == ("refused", 400, 300, 200)
    assert read["errors"][0] == {"line": 2, "column": "status", "message": "lạ / strange"}
    url = urlsplit(read["report_url"])
    assert url.path == f"/reports/{import_id}.csv"
    query = parse_qs(url.query)
    assert query["response-content-disposition"] == [f'attachment; filename="{import_id}.csv"']
    assert query["X-Amz-Expires"] == ["300"]


def test_a_report_that_the_bucket_has_dropped_is_not_offered(desk: TestDesk) -> None:
    import_id = begun(desk)
    ended(desk, import_id, state=ImportState.REFUSED, rows=1, faults=1)
    desk.clock.advance(hours=24)
    assert desk.call("GET", f"{PATH}/{import_id}").body["report_url"] == ""


def test_what_has_ended_is_changed_by_nobody(desk: TestDesk) -> None:
    import_id = begun(desk)
    store = DynamoCardImports(desk.client, desk.tables["content"])
    one = store.get(UNIT, import_id)
    assert isinstance(one, CardImport)
    assert store.move(one, state=ImportState.SHOWN, rows=3)
    assert not store.move(one, state=ImportState.FAILED)
    assert not store.move(replace(one, import_id="unknown"), state=ImportState.FAILED)
    assert store.get(UNIT, "unknown") is None
    assert desk.call("GET", f"{PATH}/{import_id}").body["state"] == "shown"
