"""The smoke probe: an invented citizen's tip through the whole path of a real stack, and no trace left behind."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from dutydesk.ids import new_ulid, person_id
from dutydesk.secrets import AppSecrets, secret_bytes
from dutydesk.stores.cases import BY_UNIT, DynamoCases, case_pk
from dutydesk.stores.content import DynamoContent, Page
from dutydesk.stores.items import from_item, key
from dutydesk.stores.people import DynamoPeople
from dutydesk.stores.search import Wording
from operate.stacks import Stack

PATIENCE_S = 60.0
LOOK_EVERY_S = 0.25
PROBE_TEXT = "Tin thử của hệ thống, xin bỏ qua."


class SmokeFailed(Exception):
    """The stage of the path that the probe did not pass."""


@dataclass(slots=True, kw_only=True)
class Probe:
    """One invented citizen on a page, and what became of the tip."""

    stack: Stack
    page: Page
    user_id: str
    person: str
    signing_secret: str
    events: list[str] = field(default_factory=list)
    case_id: str = ""


def smoke(stack: Stack, page_id: str, say: Callable[[str], None] = print) -> None:
    """Send the probe and clean up, also when it fails.

    Raises:
        SmokeFailed: names the stage.
    """
    probe = _invented(stack, page_id)
    try:
        for text in ("báo tin", PROBE_TEXT, "xong"):
            _post(probe, text)
        say("webhook: three signed events were answered with 200")
        probe.case_id = _until("intake: no dialogue was noted", lambda: _dialogue(probe))
        cases = DynamoCases(stack.dynamodb, stack.table("cases"))
        case = _until("intake: no case appeared", lambda: cases.get(probe.case_id))
        if [message.text for message in cases.messages(probe.case_id)] != [PROBE_TEXT]:
            raise SmokeFailed("intake: the case does not hold the tip as it was sent")
        say("intake: the tip is a case, word for word")
        _until("desk: the case is not in the unit's list", lambda: _listed(probe, case.opened_key))
        say("desk: the unit's officers see it")
        _until("reply: no answer was tried", lambda: _answered(probe))
        say("reply: the answers reached the platform")
    finally:
        _clean_up(probe)
        say("cleaned up")


def first_page(stack: Stack) -> str:
    """Return the id of any registered page; the operator may read what no function scans."""
    found = stack.dynamodb.scan(
        TableName=stack.table("content"),
        FilterExpression="begins_with(pk, :page)",
        ExpressionAttributeValues={":page": {"S": "PAGE#"}},
        ProjectionExpression="page_id",
    )
    pages: list[str] = sorted(item["page_id"]["S"] for item in found["Items"])
    if not pages:
        raise SmokeFailed("no page is registered: enter one with `python -m operate page`")
    return pages[0]


def _invented(stack: Stack, page_id: str) -> Probe:
    page = DynamoContent(stack.dynamodb, stack.table("content")).page(page_id)
    if page is None:
        raise SmokeFailed(f"no page {page_id} is registered")
    store = stack.client("secretsmanager")
    secret = AppSecrets(client=store, prefix=stack.app_secrets_prefix).get(page.platform, page.app_id)
    if secret is None:
        raise SmokeFailed(f"no secret is set for app {page.app_id}")
    user_id = f"smoke-{new_ulid(datetime.now(UTC))}"
    person_key = secret_bytes(store, stack.outputs["person_key_secret_arn"])
    return Probe(
        stack=stack,
        page=page,
        user_id=user_id,
        person=person_id(person_key, page.platform, page.page_id, user_id),
        signing_secret=secret.signing_secret,
    )


def _post(probe: Probe, text: str) -> None:
    """Post one event, signed as the platform signs."""
    timestamp = str(int(time.time() * 1000))
    message_id = new_ulid(datetime.now(UTC))
    event = {
        "app_id": probe.page.app_id,
        "event_name": "user_send_text",
        "timestamp": timestamp,
        "sender": {"id": probe.user_id},
        "recipient": {"id": probe.page.oa_id},
        "message": {"msg_id": message_id, "text": text},
    }
    body = json.dumps(event, ensure_ascii=False).encode()
    digest = hashlib.sha256(
        probe.page.app_id.encode() + body + timestamp.encode() + probe.signing_secret.encode()
    ).hexdigest()
    answer = httpx.post(
        f"{probe.stack.outputs['api_url']}/webhooks/zalo",
        content=body,
        headers={"content-type": "application/json", "x-zevent-signature": f"mac={digest}"},
        timeout=15,
    )
    probe.events.append(f"zalo:user_send_text:{probe.page.oa_id}:{message_id}")
    if answer.status_code != httpx.codes.OK:
        raise SmokeFailed(f"webhook: answered {answer.status_code}")


def _until[T](stage: str, look: Callable[[], T | None]) -> T:
    deadline = time.monotonic() + PATIENCE_S
    while not (found := look()):
        if time.monotonic() > deadline:
            raise SmokeFailed(stage)
        time.sleep(LOOK_EVERY_S)
    return found


def _dialogue(probe: Probe) -> str | None:
    person = DynamoPeople(probe.stack.dynamodb, probe.stack.table("people")).get(probe.person)
    closed: dict[str, str] = person.session.get("closed", {}) if person else {}
    return closed.get("dialogue_id")


def _listed(probe: Probe, opened_key: str) -> bool:
    rows = probe.stack.dynamodb.query(
        TableName=probe.stack.table("cases"),
        IndexName=BY_UNIT,
        KeyConditionExpression="#unit = :unit AND opened_key = :key",
        ExpressionAttributeNames={"#unit": "unit"},
        ExpressionAttributeValues={":unit": {"S": probe.page.unit}, ":key": {"S": opened_key}},
    )
    return bool(rows["Items"])


def _owed(probe: Probe) -> list[str]:
    """Return the ids of the replies that the probe's events owe."""
    found: list[str] = []
    for event in probe.events:
        receipt = probe.stack.dynamodb.get_item(
            TableName=probe.stack.table("receipts"), Key=key(f"EVENT#{event}", "intake"), ConsistentRead=True
        )
        found += [reply["reply_id"] for reply in from_item(receipt.get("Item", {})).get("owed", [])]
    return found


def _answered(probe: Probe) -> bool:
    owed = _owed(probe)
    sent = [
        probe.stack.dynamodb.get_item(TableName=probe.stack.table("receipts"), Key=key(f"SENT#{reply}"))
        for reply in owed
    ]
    return bool(owed) and all("Item" in one for one in sent)


def _clean_up(probe: Probe) -> None:
    """Delete everything the probe left; the invented citizen is nobody, so nothing else can be hit."""
    replies = _owed(probe)
    _forget_words(probe)
    doomed: list[tuple[str, dict[str, Any]]] = [("receipts", key(f"EVENT#{event}", "intake")) for event in probe.events]
    for reply in replies:
        doomed += [("receipts", key(f"SENT#{reply}")), ("receipts", key(f"DUE#reply#{reply}"))]
    doomed += [("people", key(f"PERSON#{probe.person}")), ("identities", key(f"PERSON#{probe.person}"))]
    doomed += [("cases", each) for each in _case_keys(probe)]
    for table, each in doomed:
        probe.stack.dynamodb.delete_item(TableName=probe.stack.table(table), Key=each)


def _forget_words(probe: Probe) -> None:
    table = probe.stack.table("cases")
    cases = DynamoCases(probe.stack.dynamodb, table)
    case = cases.get(probe.case_id) if probe.case_id else None
    if case is not None:
        Wording(probe.stack.dynamodb, table).forget(case, [said.text for said in cases.messages(case.case_id)])


def _case_keys(probe: Probe) -> list[dict[str, Any]]:
    if not probe.case_id:
        return []
    table = probe.stack.table("cases")
    case = DynamoCases(probe.stack.dynamodb, table).get(probe.case_id)
    items = probe.stack.dynamodb.query(
        TableName=table,
        KeyConditionExpression="pk = :case",
        ExpressionAttributeValues={":case": {"S": case_pk(probe.case_id)}},
        ProjectionExpression="pk, sk",
    )["Items"]
    return ([key(f"CODE#{case.receipt}")] if case else []) + [{"pk": item["pk"], "sk": item["sk"]} for item in items]
