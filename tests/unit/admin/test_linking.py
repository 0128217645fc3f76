"""The one-time code that links an officer's chat account."""

from dutydesk.ids import as_code
from dutydesk.stores.officers import link_key
from tests.fakes.clock import NOON
from tests.unit.admin.desk import TestDesk


def test_a_code_waits_ten_minutes_under_its_hash_only(desk: TestDesk) -> None:
    desk.officer()
    answer = desk.call("POST", "/admin/me/chat-link")
    assert answer.status == 201
    assert answer.body["expires_at"] == "2026-03-02T05:10:00.000Z"
    assert answer.body["say"] == "lien ket " + answer.body["code"]
    code = as_code(answer.body["code"])
    assert code is not None
    (item,) = desk.items("officers", "LINK#")
    assert item["pk"] == link_key(code)
    assert (item["username"], item["expires_at"]) == ("an", int(NOON.timestamp()) + 600)
    assert code not in str(desk.items("audit"))


def test_an_officer_sees_whether_a_chat_account_is_linked(desk: TestDesk) -> None:
    desk.officer()
    assert desk.call("GET", "/admin/me").body["chat_linked"] is False
    desk.put("officers", {"pk": "CHAT#an", "sk": "#", "person_id": "p1"})
    me = desk.call("GET", "/admin/me")
    assert me.body["chat_linked"] is True
    assert "p1" not in me.text


def test_an_officer_sees_roles_and_units_by_name(desk: TestDesk) -> None:
    desk.officer(roles=("officer", "supervisor"), units=("quan-mau", "doi-csgt"))
    desk.put("content", {"pk": "UNIT#quan-mau", "sk": "#", "unit": "quan-mau", "name": "Công an Quận Mẫu"})
    me = desk.call("GET", "/admin/me").body
    assert me["roles"] == ["officer", "supervisor"]
    assert me["units"] == [
        {"unit": "quan-mau", "name": "Công an Quận Mẫu"},
        {"unit": "doi-csgt", "name": "doi-csgt"},
    ]
