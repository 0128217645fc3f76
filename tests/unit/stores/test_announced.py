"""Check codes: nothing of a draft, the truth of what went out."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dutydesk.errors import Conflict
from dutydesk.ids import new_code
from dutydesk.stores.announced import (
    LONGEST_WORDS,
    Announced,
    DynamoAnnouncements,
    began,
    called_off,
    code_put,
    corrected,
)
from dutydesk.stores.broadcasts import Broadcast
from dutydesk.stores.transactions import transact
from tests.fakes.tables import PREFIX

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = PREFIX + "broadcasts"
DRAFT = Broadcast(broadcast_id="B1", unit="phuong-mau-1", title="t", text="Tối nay cắt điện.", code=new_code())
CODES = {number: new_code() for number in (2, 3)}
STARTED = replace(DRAFT, started_at="2026-11-22T01:00:00.000Z")


def test_the_code_of_a_draft_is_confirmed_to_nobody(dynamodb: "DynamoDBClient") -> None:
    transact(dynamodb, [{"Put": code_put(TABLE, DRAFT)}])
    assert DynamoAnnouncements(dynamodb, TABLE).by_code(DRAFT.code) is None


def test_a_code_is_taken_once(dynamodb: "DynamoDBClient") -> None:
    transact(dynamodb, [{"Put": code_put(TABLE, DRAFT)}])
    with pytest.raises(Conflict):
        transact(dynamodb, [{"Put": code_put(TABLE, replace(DRAFT, broadcast_id="B2"))}])


def test_a_broadcast_that_began_is_found_by_its_code_however_often_it_is_written(dynamodb: "DynamoDBClient") -> None:
    transact(dynamodb, [{"Put": code_put(TABLE, DRAFT)}])
    for _ in range(2):
        transact(dynamodb, [{"Update": began(TABLE, STARTED)}])
    assert DynamoAnnouncements(dynamodb, TABLE).by_code(DRAFT.code) == Announced(
        unit="phuong-mau-1", started_at=STARTED.started_at, words="Tối nay cắt điện."
    )
    assert DynamoAnnouncements(dynamodb, TABLE).by_code(new_code()) is None


def test_what_is_called_off_stays_true_and_is_said_to_be_called_off(dynamodb: "DynamoDBClient") -> None:
    transact(dynamodb, [{"Update": began(TABLE, STARTED)}])
    transact(dynamodb, [{"Update": called_off(TABLE, STARTED)}])
    found = DynamoAnnouncements(dynamodb, TABLE).by_code(DRAFT.code)
    assert found is not None
    assert (found.called_off, found.words) == (True, "Tối nay cắt điện.")


def test_what_is_called_off_before_it_began_is_confirmed_to_nobody(dynamodb: "DynamoDBClient") -> None:
    transact(dynamodb, [{"Update": called_off(TABLE, DRAFT)}])
    assert DynamoAnnouncements(dynamodb, TABLE).by_code(DRAFT.code) is None


def test_who_asks_about_one_that_was_corrected_is_told_the_latest_correction(dynamodb: "DynamoDBClient") -> None:
    transact(dynamodb, [{"Update": began(TABLE, STARTED)}])
    for number in (2, 3):
        at = f"2026-11-2{number}T01:00:00.000Z"
        by = replace(DRAFT, broadcast_id=f"B{number}", started_at=at, text=f"Sửa {number}", code=CODES[number])
        transact(dynamodb, [{"Update": corrected(TABLE, STARTED, by)}])
    found = DynamoAnnouncements(dynamodb, TABLE).by_code(DRAFT.code)
    assert found is not None
    assert (found.words, found.corrected_at) == ("Tối nay cắt điện.", "2026-11-23T01:00:00.000Z")
    assert (found.correction, found.correction_code) == ("Sửa 3", CODES[3])


def test_of_a_long_text_only_the_beginning_is_repeated(dynamodb: "DynamoDBClient") -> None:
    transact(dynamodb, [{"Update": began(TABLE, replace(STARTED, text="á" * 2_000))}])
    found = DynamoAnnouncements(dynamodb, TABLE).by_code(DRAFT.code)
    assert found is not None
    assert (len(found.words), found.words[-1]) == (LONGEST_WORDS, "…")
