"""Editors keep the question bank by the API; what they publish is served, and what breaks is not."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import pytest

from dutydesk.stores.bank import BANK_PK, STATE_SK, published_key
from dutydesk.stores.items import to_value
from local.deploy.cloud import ACCOUNT_ID
from tests.stack.asking import FEE, FEE_QUESTION, asks
from tests.stack.backroom import PREFIX, Backroom
from tests.stack.desk import Desk, OfficerAtDesk, wait_until

pytestmark = pytest.mark.stack

UNIT = "phuong-mau-5"
OURS = {"id": "mau-trong-xe-lu", "question": "Phí trông xe lu ở bãi Mẫu là bao nhiêu?", "fee": "12.345 đồng một ngày"}
OUR_QUESTION, OUR_FEE = "phi trong xe lu o bai mau bao nhieu", "12.345"
NOTICED_WITHIN_S = 75.0
"""A worker looks for another version every half minute, and several workers may serve."""


@pytest.fixture(name="editor")
def _editor(desk: Desk) -> OfficerAtDesk:
    return desk.officer_called("editor")


def in_service(editor: OfficerAtDesk) -> str:
    """Publish the draft; return the version that then serves."""
    asked = editor.post("faq/versions", {})
    assert asked.status_code == HTTPStatus.ACCEPTED, asked.text
    version: str = asked.json()["version"]

    def ended() -> dict[str, Any] | None:
        found: dict[str, Any] = editor.get(f"faq/versions/{version}").json()
        return found if found["build"] != "building" else None

    assert wait_until(ended, "the version is built", timeout_s=60)["build"] == "published"
    return version


def imported(editor: OfficerAtDesk) -> dict[str, int]:
    """Add our own entry to the draft by a file; return the counts."""
    row = {"variants": "giữ xe lu hết bao nhiêu", "answer": "Bãi Mẫu nhận trông xe lu.", "topic": "mau"} | OURS
    row["owner_unit"] = "quan-mau"
    csv = "\ufeff" + ";".join(row) + "\r\n" + ";".join(row.values()) + "\r\n"
    answer = editor.post("faq/import", {"csv": csv, "replace": False, "check_only": False})
    assert answer.status_code == HTTPStatus.OK, answer.text
    counts: dict[str, int] = answer.json()
    return counts


def test_an_entry_is_imported_published_served_and_rolled_back(desk: Desk, editor: OfficerAtDesk) -> None:
    citizen = desk.citizen(UNIT)
    assert not [text for text in asks(citizen, OUR_QUESTION) if OUR_FEE in text]
    listed = editor.get("faq/versions").json()
    before = next(one["version"] for one in listed["items"] if one["build"] == "published")
    assert imported(editor) == {"added": 1, "changed": 0, "unchanged": 0, "removed": 0}
    assert imported(editor) == {"added": 0, "changed": 0, "unchanged": 1, "removed": 0}
    assert not [text for text in asks(citizen, OUR_QUESTION) if OUR_FEE in text], "a draft is not served"

    in_service(editor)
    wait_until(
        lambda: OUR_FEE in " ".join(asks(citizen, OUR_QUESTION)), "the entry is served", timeout_s=NOTICED_WITHIN_S
    )
    back = editor.post("faq/rollback", {"version": before, "reason": "thử quay lại"})
    assert back.status_code == HTTPStatus.OK, back.text
    wait_until(
        lambda: OUR_FEE not in " ".join(asks(citizen, OUR_QUESTION)), "it is no more", timeout_s=NOTICED_WITHIN_S
    )


def test_a_file_with_faults_changes_nothing_and_each_is_named(editor: OfficerAtDesk) -> None:
    before = editor.get("faq/export").json()["csv"]
    csv = "id,question,variants,answer,topic,valid_to\nx-1,,,A,t,\nx-2,Hỏi?,,A,t,31/12/2026\nx-2,Hỏi?,,A,t,\n"
    refused = editor.post("faq/import", {"csv": csv, "replace": False, "check_only": False})
    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert {fault["line"] for fault in refused.json()["errors"]} == {2, 3, 4}
    assert editor.get("faq/export").json()["csv"] == before


@pytest.mark.parametrize("username", ["supervisor", "auditor"])
def test_who_is_no_editor_changes_nothing_of_the_bank(desk: Desk, username: str) -> None:
    officer = desk.officer_called(username)
    assert officer.get("faq/entries").status_code == HTTPStatus.OK
    refused = [
        officer.post("faq/import", {"csv": "id,question\n", "replace": True, "check_only": False}),
        officer.post("faq/versions", {}),
        officer.post("faq/rollback", {"version": "x", "reason": "không được"}),
    ]
    assert {answer.status_code for answer in refused} == {HTTPStatus.FORBIDDEN}


def test_a_broken_version_is_counted_and_the_one_before_serves(desk: Desk, backroom: Backroom) -> None:
    began_ms = int(time.time() * 1000)
    with a_broken_version(backroom):
        begin_afresh(backroom, "faq")
        assert FEE in asks(desk.citizen(UNIT), FEE_QUESTION)[0], "a cold worker goes back to the version before"
        wait_until(lambda: counted(backroom, "faq", "IndexBroken", since_ms=began_ms), "an alarm's metric is counted")
    begin_afresh(backroom, "faq")


@contextmanager
def a_broken_version(backroom: Backroom) -> Iterator[None]:
    """Let the state name a version whose file is damaged, behind which the one lies that served."""
    dynamodb, version = backroom.client("dynamodb"), f"broken-{secrets.token_hex(4)}"
    (state,) = (one for one in backroom.items("content") if (one["pk"], one["sk"]) == (BANK_PK, STATE_SK))

    def serve(live: str, history: list[str]) -> None:
        dynamodb.update_item(
            TableName=f"{PREFIX}content",
            Key={"pk": {"S": BANK_PK}, "sk": {"S": STATE_SK}},
            UpdateExpression="SET live = :live, history = :history",
            ExpressionAttributeValues={":live": to_value(live), ":history": to_value(history)},
        )

    bucket = f"{PREFIX}library-{ACCOUNT_ID}"
    good = backroom.client("s3").get_object(Bucket=bucket, Key=published_key(state["live"]))["Body"].read()
    backroom.client("s3").put_object(Bucket=bucket, Key=published_key(version), Body=good[: len(good) // 2])
    serve(version, [state["live"], *state["history"]])
    try:
        yield
    finally:
        serve(state["live"], state["history"])


def begin_afresh(backroom: Backroom, function: str) -> None:
    """Have a function's next call be a cold start."""
    client, name = backroom.client("lambda"), PREFIX + function
    memory_mib = client.get_function_configuration(FunctionName=name)["MemorySize"]
    client.update_function_configuration(FunctionName=name, MemorySize=memory_mib)


def counted(backroom: Backroom, function: str, metric: str, *, since_ms: int) -> bool:
    """Tell whether a function has counted this metric."""
    return any(f'"{metric}"' in line for line in backroom.logged(function, since_ms=since_ms))
