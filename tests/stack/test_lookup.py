"""Is my card ready: from an officer's list to what a citizen is told, and what is left of it anywhere."""

import json
import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest

from dutydesk.text import catalogue_lookup as words
from operate.cards import CardsRefused, bring
from tests.stack.backroom import PREFIX, Backroom
from tests.stack.desk import Desk, wait_until
from tests.stack.papers import UNIT, Card, Drawn, answer, answers, at_the_desk, bringer, brought, sheet

pytestmark = pytest.mark.stack

READY = words.READY_SINCE.format(day="02/03/2026")
WRONG_UNTIL_LOCKED = 5
WATCH, UNWATCH = words.WATCH_BUTTON.title, words.UNWATCH_BUTTON.title


@pytest.fixture(name="drawn", scope="module")
def _drawn(desk: Desk, backroom: Backroom) -> Iterator[Drawn]:
    """Draw cards; in the end, nothing that was typed or uploaded may stand in a log, a table, a queue or the bucket."""
    began_ms = int(time.time() * 1000)
    drawn = Drawn()
    yield drawn
    backroom.settle()
    kept = "\n".join(everything_kept(desk, backroom, began_ms))
    assert "LookupAttempted" in kept, "the logs that are looked through are those of the lookups"
    assert "CARD#" in kept, "so are the tables"
    assert drawn.cards
    assert not [f"trace {at}" for at, trace in enumerate(drawn.traces()) if trace in kept]


@pytest.fixture(name="ready", scope="module")
def _ready(desk: Desk, drawn: Drawn) -> Card:
    card = drawn.card()
    assert brought(desk, card.row("ready"))["added"] == 1
    return card


@pytest.mark.parametrize(
    "form",
    [
        "{number} {born:%d/%m/%Y}",
        "cccd {number} sn {born.day}.{born.month}.{born.year}",
        "Số: {number}\nNgày sinh: {born:%d-%m-%Y}",
        "{receipt} sinh ngày {born.day} tháng {born.month} năm {born.year}",
    ],
    ids=["bare", "short words", "a form", "the receipt"],
)
def test_who_knows_number_and_date_reads_where_to_fetch_it(desk: Desk, ready: Card, form: str) -> None:
    citizen = at_the_desk(desk)
    told = answer(citizen, form.format(number=ready.number, receipt=ready.receipt.lower(), born=ready.born))
    assert told.startswith(READY)
    assert "Trụ sở Công an Quận Mẫu" in told
    assert words.BRING in told
    assert "07:30" in told


def test_number_and_date_may_come_one_after_the_other(desk: Desk, ready: Card) -> None:
    citizen = at_the_desk(desk)
    assert answers(citizen, [ready.number, "30/02/1990"]) == [words.ASK_DATE, words.DATE_UNCLEAR]
    assert answer(citizen, f"{ready.born:%d/%m/%Y}").startswith(READY)


def test_one_message_with_both_needs_no_beginning(desk: Desk, ready: Card) -> None:
    citizen = desk.citizen(UNIT)
    citizen.tell(f"cccd {ready.number} sinh {ready.born:%d/%m/%Y}")
    citizen.await_text(READY)


def test_a_photo_is_not_kept_and_gets_help(desk: Desk, drawn: Drawn) -> None:
    del drawn
    citizen = at_the_desk(desk)
    before = len(citizen.texts())
    photo = {"type": "image", "payload": {"url": f"{desk.endpoints.simulator}/media/card.jpg"}}
    citizen.say(attachments=[photo])
    wait_until(lambda: len(citizen.texts()) > before, "an answer")
    assert citizen.texts()[-1] == words.TYPE_IT


def test_not_found_wrong_and_locked_are_the_same_words(desk: Desk, drawn: Drawn, ready: Card) -> None:
    """The sixth try, with the right date, is told nothing either; another citizen is."""
    unknown, wrong = drawn.card(), drawn.card().born
    assert wrong != ready.born
    citizen = at_the_desk(desk)
    tries = [f"{unknown.number} {unknown.born:%d/%m/%Y}"]
    tries += [f"{ready.number} {wrong:%d/%m/%Y}"] * WRONG_UNTIL_LOCKED
    tries += [f"{ready.number} {ready.born:%d/%m/%Y}"]
    assert answers(citizen, tries) == [words.NOT_FOUND] * len(tries)
    assert not [button for message in citizen.inbox()[2:] for button in message["buttons"]]
    assert answer(at_the_desk(desk), tries[-1]).startswith(READY)


def test_who_waits_is_told_once_by_the_list_that_makes_it_ready(desk: Desk, backroom: Backroom, drawn: Drawn) -> None:
    card = drawn.card()
    brought(desk, card.row("processing"))
    citizen, other = at_the_desk(desk), at_the_desk(desk)
    asked = f"{card.number} {card.born:%d/%m/%Y}"
    assert answer(citizen, asked) == answer(other, asked) == words.NOT_READY
    citizen.say(payload=citizen.await_button(WATCH))
    citizen.await_button(UNWATCH)
    other.say(payload=other.await_button(WATCH))
    other.say(payload=other.await_button(UNWATCH))
    other.await_text(words.NOT_WATCHING)

    assert brought(desk, card.row("printed"))["changed"] == 1
    assert brought(desk, card.row("ready"))["changed"] == 1
    citizen.await_text(READY)
    again = brought(desk, card.row("ready"))
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 1)
    citizen.tell("cảm ơn")
    backroom.upkeep(do="minute")
    backroom.settle()
    assert len([text for text in citizen.texts() if READY in text]) == 1
    assert not [text for text in other.texts() if READY in text]


def test_of_a_list_with_faults_nothing_is_taken_and_each_is_named_by_its_line(desk: Desk, drawn: Drawn) -> None:
    good, bad = drawn.card(), drawn.card()
    rows = (good.row("ready"), bad.row("ready").replace(bad.number, bad.number[:11]), bad.row("sometimes"))
    with pytest.raises(CardsRefused, match="was refused") as refused:
        bring(bringer(desk), sheet(*rows), unit=UNIT, say=lambda _: None)
    told = str(refused.value)
    assert "line 3, card_number" in told
    assert "line 4, status" in told
    assert not [trace for trace in drawn.traces() if trace in told]
    import_id = told.split()[1]
    report = desk.http.get(desk.officer_called("editor").get(f"cards/imports/{import_id}").json()["report_url"])
    assert report.status_code == HTTPStatus.OK
    assert "attachment" in report.headers["content-disposition"]
    assert not [trace for trace in drawn.traces() if trace in report.text]
    assert answer(at_the_desk(desk), f"{good.number} {good.born:%d/%m/%Y}") == words.NOT_FOUND


def test_a_form_uploads_its_own_import_and_nothing_else(desk: Desk, drawn: Drawn) -> None:
    editor = bringer(desk)
    form = editor.begin(10, unit=UNIT)
    other = {**form, "fields": {**form["fields"], "key": form["fields"]["key"].replace(UNIT, "phuong-mau-1")}}
    with pytest.raises(CardsRefused, match="refused with 403"):
        editor.send(other, sheet(drawn.card().row("ready")))
    assert editor.state(form["id"])["state"] == "awaiting"


@pytest.mark.parametrize("username", ["auditor", "quan-mau-officer"])
def test_who_may_bring_no_list_is_given_no_form(desk: Desk, username: str) -> None:
    with pytest.raises(CardsRefused, match="403"):
        bringer(desk, username).begin(10, unit=UNIT)


def test_an_upload_is_gone_when_its_list_is_shown(desk: Desk, backroom: Backroom, drawn: Drawn) -> None:
    shown = brought(desk, drawn.card().row("received"))
    assert not [name for name in object_names(backroom) if shown["id"] in name]


def everything_kept(desk: Desk, backroom: Backroom, since_ms: int) -> Iterator[str]:
    """Yield every log line, every item, every message that lies anywhere, and every object of the cards' bucket."""
    for group in backroom.client("logs").describe_log_groups(logGroupNamePrefix="/aws/lambda/")["logGroups"]:
        yield from backroom.logged(group["logGroupName"].removeprefix(f"/aws/lambda/{PREFIX}"), since_ms=since_ms)
    for table in backroom.client("dynamodb").list_tables()["TableNames"]:
        yield from (json.dumps(item, ensure_ascii=False) for item in backroom.items(table.removeprefix(PREFIX)))
    for url in backroom.client("sqs").list_queues()["QueueUrls"]:
        found = desk.http.get(f"{desk.endpoints.aws['endpoint_url']}/_ministack/sqs/messages", params={"QueueUrl": url})
        yield found.text
    s3, bucket = backroom.client("s3"), cards_bucket(backroom)
    for name in object_names(backroom):
        yield s3.get_object(Bucket=bucket, Key=name)["Body"].read().decode("utf-8", "replace")


def object_names(backroom: Backroom) -> list[str]:
    """Return what lies in the bucket of cards."""
    found: dict[str, Any] = backroom.client("s3").list_objects_v2(Bucket=cards_bucket(backroom))
    return [one["Key"] for one in found.get("Contents", [])]


def cards_bucket(backroom: Backroom) -> str:
    """Return its name."""
    buckets = [one["Name"] for one in backroom.client("s3").list_buckets()["Buckets"]]
    return str(next(name for name in buckets if name.startswith(f"{PREFIX}cards-")))
