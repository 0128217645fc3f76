"""What S3 and upkeep say of uploads."""

import json
from typing import Any
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.errands import ArrivalMessage
from dutydesk.errors import MalformedEvent
from dutydesk.messages import to_json
from dutydesk.stores.card_imports import upload_key, uploaded
from functions.lookup.importing.arrivals import arrivals

IMPORT = ArrivalMessage(unit="quan-mau", import_id="01HIMPORT")


def told(*keys: str) -> str:
    records = [{"eventName": "ObjectCreated:Post", "s3": {"object": {"key": key, "size": 1}}} for key in keys]
    return json.dumps({"Records": records})


def test_a_notification_is_about_its_upload() -> None:
    assert arrivals(told("uploads/quan-mau/01HIMPORT.csv")) == (IMPORT,)


def test_keys_are_decoded_and_a_double_is_one() -> None:
    key = quote_plus("uploads/Quận Mẫu 1/01HIMPORT.csv")
    assert arrivals(told(key, key)) == (ArrivalMessage(unit="Quận Mẫu 1", import_id="01HIMPORT"),)


def test_a_message_of_upkeep_is_about_its_import() -> None:
    assert arrivals(to_json(IMPORT)) == (IMPORT,)


@pytest.mark.parametrize(
    "key", ["reports/01HIMPORT.csv", "uploads/01HIMPORT.csv", "uploads/quan-mau/.csv", "uploads/quan-mau/x.txt", ""]
)
def test_what_is_no_upload_is_left_alone(key: str) -> None:
    assert arrivals(told(key)) == ()


def test_s3s_own_test_is_left_alone() -> None:
    assert arrivals(json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"})) == ()


MALFORMED: dict[str, Any] = {
    "no JSON": "{",
    "a list": "[]",
    "neither": "{}",
    "no key": json.dumps({"Records": [{"s3": {}}]}),
    "no records": json.dumps({"Records": None}),
    "a key that is none": json.dumps({"Records": [7]}),
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_what_is_neither_is_refused(body: str) -> None:
    with pytest.raises(MalformedEvent):
        arrivals(body)


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=20)


@given(unit=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20), import_id=NAMES)
def test_any_upload_is_found_again_by_its_key(unit: str, import_id: str) -> None:
    assert uploaded(quote_plus(upload_key(unit, import_id))) == (unit, import_id)
