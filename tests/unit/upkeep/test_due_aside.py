"""A photo that was set aside is handed to whoever removes it when its day is over."""

from dutydesk.stores.aside import ASIDE, carry_on
from tests.unit.upkeep.conftest import House


def test_what_was_set_aside_is_looked_at_again_when_it_is_due(house: House) -> None:
    house.put_due(ASIDE, "f1", house.clock(), {"case_id": "c1", "file_id": "f1"})
    assert house.due().run(lambda: True) == 1
    assert house.scans.messages == [carry_on("c1", "f1")]
    assert house.item("DUE#aside#f1") == {}
