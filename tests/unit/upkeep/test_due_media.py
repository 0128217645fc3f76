"""A file whose time has come is handed to whoever fetches it, and is forgotten here."""

from dutydesk.evidence import MediaMessage
from tests.unit.upkeep.conftest import House


def test_a_file_that_is_due_is_fetched_again(house: House) -> None:
    what = {"case_id": "01HCASE", "file_id": "01HFILE", "unit": "mau"}
    house.put_due("media", "01HCASE#01HFILE", house.clock(), what)
    assert house.due().run(lambda: True) == 1
    assert house.media.messages == [MediaMessage(case_id="01HCASE", file_id="01HFILE", unit="mau")]
    assert house.item("DUE#media#01HCASE#01HFILE") == {}


def test_a_queue_that_refuses_leaves_it_due(house: House) -> None:
    house.put_due("media", "a#b", house.clock(), {"case_id": "a", "file_id": "b", "unit": "mau"})
    house.media.refuse_next = 1
    try:
        house.due().run(lambda: True)
    except ExceptionGroup:
        assert house.item("DUE#media#a#b")["due_id"] == "a#b"
    assert house.due().run(lambda: True) == 1
