"""Reply templates of a unit."""

from typing import Any

import pytest

from dutydesk.ids import shown
from dutydesk.stores.content import Unit, unit_item
from functions.admin.matrix import Role
from tests.unit.admin.desk import IN_PROGRESS, TestDesk

ASK = {
    "key": "hoi-them",
    "title": "Hỏi thêm",
    "text": "Về {code}: bà con cho {unit} biết thêm. Giờ làm việc: {hours}.",
    "states": ["new", "in_progress"],
}


def put(desk: TestDesk, *templates: Any, revision: int = 0, unit: str = "") -> Any:
    """Replace the unit's templates."""
    body = {"templates": list(templates), "revision": revision, "unit": unit}
    return desk.call("PUT", "/admin/reply-templates", body)


def test_templates_are_kept_and_read(desk: TestDesk) -> None:
    desk.officer(roles=(Role.EDITOR,))
    assert put(desk, ASK).body == {"unit": "quan-mau", "templates": [ASK], "revision": 1}
    (one,) = desk.call("GET", "/admin/reply-templates").body["items"]
    assert one == {"unit": "quan-mau", "templates": [ASK], "revision": 1}
    assert [entry.action for entry in desk.chain()] == ["phrase.edit", "phrase.read"]


def test_a_case_is_offered_what_fits_its_state_filled_in(desk: TestDesk) -> None:
    desk.put("content", unit_item(Unit(unit="quan-mau", name="Công an Quận {Mẫu}")))
    desk.officer(roles=(Role.SUPERVISOR,))
    put(desk, ASK, ASK | {"key": "dong", "states": ["closed"]})
    case = desk.case(status=IN_PROGRESS)
    (one,) = desk.call("GET", f"/admin/cases/{case.case_id}/reply-templates").body["items"]
    assert one["key"] == "hoi-them"
    assert one["text"].startswith(f"Về {shown(case.receipt)}: bà con cho Công an Quận {{Mẫu}} biết thêm.")
    assert "{hours}" not in one["text"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"text": "Xin chào {name}"}, id="another placeholder"),
        pytest.param({"text": "{code.__class__}"}, id="an attribute"),
        pytest.param({"text": "{code[0]}"}, id="an item"),
        pytest.param({"text": "{code!r}"}, id="a conversion"),
        pytest.param({"text": "{code:>99999999}"}, id="a width"),
        pytest.param({"text": "{code:{unit}}"}, id="nested"),
        pytest.param({"text": "{}"}, id="a nameless one"),
        pytest.param({"text": "một { hai"}, id="a brace alone"),
        pytest.param({"text": " "}, id="blank"),
        pytest.param({"text": "x" * 2001}, id="too long"),
        pytest.param({"title": ""}, id="no title"),
        pytest.param({"states": []}, id="no state"),
        pytest.param({"key": "Hỏi thêm"}, id="no key"),
    ],
)
def test_what_could_not_be_filled_in_is_refused(desk: TestDesk, change: dict[str, Any]) -> None:
    desk.officer(roles=(Role.EDITOR,))
    assert put(desk, ASK | change).status == 400
    assert desk.call("GET", "/admin/reply-templates").body["items"][0]["templates"] == []
    assert desk.chain()[0].outcome == "refused"


def test_two_of_one_key_are_refused(desk: TestDesk) -> None:
    desk.officer(roles=(Role.EDITOR,))
    assert put(desk, ASK, ASK).status == 400


def test_a_revision_that_was_not_read_is_refused(desk: TestDesk) -> None:
    desk.officer(roles=(Role.EDITOR,))
    put(desk, ASK)
    assert put(desk).status == 409
    assert put(desk, revision=1).body["revision"] == 2


def test_another_units_templates_are_not_written(desk: TestDesk) -> None:
    desk.officer(roles=(Role.EDITOR,))
    assert put(desk, ASK, unit="phuong-mau-1").status == 403
    assert not desk.items("content", "PHRASES#phuong-mau-1")


def test_an_officer_reads_templates_and_writes_none(desk: TestDesk) -> None:
    desk.officer()
    assert put(desk, ASK).status == 403
    assert desk.call("GET", "/admin/reply-templates").status == 200
