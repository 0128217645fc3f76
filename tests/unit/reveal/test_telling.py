"""The auditors of the unit hear of it at once, and of nobody."""

import pytest

from dutydesk.clock import iso
from tests.unit.admin.desk import PLATFORM_USER
from tests.unit.reveal.counter import PERSON, UNIT, WISH, Counter


def test_each_auditor_of_the_unit_is_told_by_chat_and_the_words_name_nobody(counter: Counter) -> None:
    counter.staff()
    counter.unit(UNIT, name="Công an Quận Mẫu")
    counter.auditor("lan")
    request_id = counter.agreed()
    counter.use(request_id)
    assert {call.group for call in counter.replies.calls} == {"p-kiem", "p-lan"}
    for told in counter.replies.messages:
        assert "Công an Quận Mẫu" in told.text
        assert request_id in told.text
        assert not [word for word in (PLATFORM_USER, PERSON, "chi", "kiem", WISH["reason"]) if word in told.text]
    assert "NoAuditorToTell" not in counter.counts


def test_it_is_owed_in_the_same_transaction_so_that_upkeep_sends_it_if_need_be(counter: Counter) -> None:
    counter.staff()
    request_id = counter.agreed()
    counter.replies.refuse_next = 1
    assert counter.use(request_id).status == 200
    assert counter.counts.count("ReplyNotEnqueued") == 1
    (due,) = counter.desk.items("receipts", "DUE#reply#")
    assert due["what"]["person_id"] == "p-kiem"
    assert due["what"]["attempt"] == 1
    assert due["due_at"] > iso(counter.desk.clock())


def test_nobody_is_told_of_what_did_not_happen(counter: Counter) -> None:
    counter.staff()
    counter.use(counter.asked())
    assert not counter.replies.calls
    assert not counter.desk.items("receipts")


@pytest.mark.parametrize("gone", ["not in service", "moved", "no auditor any more", "not linked"])
def test_an_auditor_who_is_none_is_not_told_and_the_parents_are(counter: Counter, gone: str) -> None:
    counter.staff()
    counter.unit(UNIT, name="Quận", parent="thanh-pho-mau")
    counter.auditor("trên", unit="thanh-pho-mau")
    match gone:
        case "not in service":
            counter.desk.officer("kiem", roles=("auditor",), active=False)
        case "moved":
            counter.desk.officer("kiem", roles=("auditor",), units=("phuong-mau-1",))
        case "no auditor any more":
            counter.desk.officer("kiem", roles=("officer",))
        case _:
            chat = {"pk": {"S": "CHAT#kiem"}, "sk": {"S": "#"}}
            counter.desk.client.delete_item(TableName=counter.desk.tables["officers"], Key=chat)
    counter.use(counter.agreed())
    assert [call.group for call in counter.replies.calls] == ["p-trên"]


def test_where_nobody_can_be_told_the_operators_hear_of_that(counter: Counter) -> None:
    counter.desk.officer("an")
    counter.desk.officer("chi", roles=("supervisor",))
    assert counter.use(counter.agreed()).status == 200
    assert counter.counts.count("NoAuditorToTell") == 1


def test_an_auditor_who_took_part_is_not_the_one_who_is_told(counter: Counter) -> None:
    counter.staff()
    counter.auditor("chi")
    counter.desk.officer("chi", roles=("supervisor", "auditor"))
    counter.use(counter.agreed())
    assert [call.group for call in counter.replies.calls] == ["p-kiem"]
