"""Files as citizens send them, and what becomes of them."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dutydesk.clock import iso
from local.scanner import FAILING_STRING, TEST_STRING
from tests.stack.backroom import PREFIX, Backroom
from tests.stack.desk import Citizen, Desk, OfficerAtDesk, wait_until
from tests.stack.words import mark_of, unlike_any_other
from tests.unit.media.preserving.specimens import PDF

THREAT = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + TEST_STRING + b"$H+H*"
UNSCANNED = PDF + FAILING_STRING
ENDED = frozenset({"kept", "lost", "set_aside"})
WITHIN_S = 60.0
"""A machine at full load is slow; how slow is not what tests are about."""

type File = dict[str, Any]


def attached(desk: Desk, content: bytes, media_type: str, kind: str = "image") -> dict[str, str]:
    """Have the platform keep a file; return it as a citizen attaches it."""
    kept = desk.http.post(
        f"{desk.endpoints.simulator}/media", content=content, headers={"content-type": media_type}
    ).raise_for_status()
    return {"type": kind, "url": kept.json()["url"]}


def reported(desk: Desk, unit: str, what: str, *messages: Sequence[Mapping[str, Any]]) -> tuple[Citizen, str]:
    """Have a new citizen of this unit report something, with messages of files; return the case's id, too."""
    citizen, words = desk.citizen(unit), unlike_any_other(what)
    citizen.tell("báo tin", words)
    for files in messages:
        citizen.say(attachments=files)
    return citizen, desk.officer(unit).await_case(mark_of(words))["case_id"]


def files_of(officer: OfficerAtDesk, case_id: str) -> list[File]:
    """Return the files of a case as an officer is shown them, in the order in which they were sent."""
    messages = officer.case(case_id)["messages"]
    return [one for message in messages for one in message["attachments"] if one["file_id"]]


def await_files(
    officer: OfficerAtDesk, case_id: str, count: int, states: frozenset[str] | set[str] = ENDED
) -> list[File]:
    """Return the files once there are so many and each is in one of these states."""

    def look() -> list[File]:
        found = files_of(officer, case_id)
        return found if len(found) == count and {one["state"] for one in found} <= states else []

    return wait_until(look, f"{count} files are {'/'.join(sorted(states))}", timeout_s=WITHIN_S)


def path(case_id: str, file: File, what: str) -> str:
    """Return the path below ``/admin``."""
    return f"cases/{case_id}/files/{file['file_id']}/{what}"


def linked(officer: OfficerAtDesk, case_id: str, file: File, what: str) -> bytes:
    """Have a link made, and return what it leads to."""
    given = officer.post(path(case_id, file, what), {}).raise_for_status()
    return officer.http.get(given.json()["url"]).raise_for_status().content


def custody_of(officer: OfficerAtDesk, case_id: str, file: File) -> list[tuple[str, str]]:
    """Return what happened to a file, and by whom."""
    told = officer.get(path(case_id, file, "custody")).raise_for_status()
    return [(one["what"], one["by"]) for one in told.json()["items"]]


def fetch_now(backroom: Backroom, unit: str, case_id: str, file: File) -> None:
    """Let the time pass until a file is fetched again: what the queue would bring back later comes now, too."""
    sqs = backroom.client("sqs")
    body = json.dumps({"case_id": case_id, "file_id": file["file_id"], "unit": unit, "schema": 1})
    sqs.send_message(QueueUrl=sqs.get_queue_url(QueueName=f"{PREFIX}media")["QueueUrl"], MessageBody=body)


def lying(backroom: Backroom, bucket: str, case_id: str) -> list[str]:
    """Return the keys of a case's objects in a bucket."""
    found = backroom.client("s3").list_objects_v2(Bucket=bucket_of(backroom, bucket), Prefix=f"{case_id}/")
    return [one["Key"] for one in found.get("Contents", [])]


def bucket_of(backroom: Backroom, name: str) -> str:
    """Return a bucket's whole name."""
    names: list[str] = [one["Name"] for one in backroom.client("s3").list_buckets()["Buckets"]]
    return next(one for one in names if one.startswith(f"{PREFIX}{name}"))


def uploads(backroom: Backroom, case_id: str) -> list[str]:
    """Return the uploads of a case's files into quarantine that have begun and not ended."""
    found = backroom.client("s3").list_multipart_uploads(Bucket=bucket_of(backroom, "quarantine"))
    return [one["UploadId"] for one in found.get("Uploads", []) if one["Key"].startswith(f"{case_id}/")]


def hold_until(backroom: Backroom, case_id: str, file: File, moment: datetime) -> None:
    """Have it look as if a worker were at a file until then; with a moment in the past, nobody is any more."""
    backroom.client("dynamodb").update_item(
        TableName=f"{PREFIX}cases",
        Key={"pk": {"S": f"CASE#{case_id}"}, "sk": {"S": f"FILE#{file['file_id']}"}},
        UpdateExpression="SET held_until = :moment",
        ConditionExpression="attribute_exists(pk)",
        ExpressionAttributeValues={":moment": {"S": iso(moment)}},
    )
