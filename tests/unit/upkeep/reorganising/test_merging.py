"""Units that go into another one: everything follows, whatever happens in between, and nothing is left behind."""

from collections import Counter
from datetime import timedelta

import pytest

from dutydesk.clock import iso
from dutydesk.stores.cases import Status
from dutydesk.stores.items import key
from dutydesk.stores.offices import DynamoOffices
from dutydesk.stores.reorganisations import Kind
from functions.upkeep.reorganising.reorganising import DONE, GOES_ON, NOT_NOW, SETTLED, SWEEPS, UNKNOWN
from tests.unit.upkeep.reorganising.district import INTO, District, Killed, dying

FIVE = tuple(f"phuong-{n}" for n in range(1, 6))


def settle(district: District, *units: str) -> None:
    """Units with everything that is theirs, and the one that they go into."""
    for unit in (*units, INTO):
        district.unit(unit)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    ("number", "killed_at"),
    [
        (50, (1, 7, 14, 22, 30)),
        pytest.param(1000, (1, 7, 150, 400, 700), marks=[pytest.mark.long, pytest.mark.timeout(1800)]),
    ],
    ids=["fifty", "a thousand"],
)
def test_five_units_with_all_their_cases_go_into_one_though_the_worker_is_killed_again_and_again(
    district: District, number: int, killed_at: tuple[int, ...]
) -> None:
    settle(district, *FIVE)
    cases = [district.case(FIVE[one % 5], one, said="Xe") for one in range(number)]
    order = district.ordered(Kind.MERGE, units=FIVE, into=INTO)

    kills = 0
    for after in killed_at:
        stop = dying(district.client, "TransactWriteItems", after)
        try:
            district.turn(order)
        except Killed:
            kills += 1
        finally:
            stop()
    assert kills == len(killed_at), "or it was not killed in between"
    assert district.orphans(*FIVE), "or there was nothing left to do"
    district.carry_out(order)

    assert district.orphans(*FIVE) == []
    assert district.of_unit(INTO) == {case.case_id for case in cases}
    for case in cases:
        found = district.by_receipt(case)
        assert found is not None, "an old receipt still works"
        assert (found.case_id, found.unit) == (case.case_id, INTO)
    moves = Counter(one["pk"] for one in district.items("cases", "CASE#") if one["sk"].startswith("HIST#"))
    assert set(moves.values()) == {1}, "each case went once"
    assert len(moves) == number


@pytest.mark.usefixtures("large")
def test_the_quick_transactions_of_these_tests_are_all_or_nothing(district: District) -> None:
    case = district.case("phuong-1")
    shelf = district.worker().orders.officers
    cases = type(shelf)(district.client, district.tables["cases"])
    pk = f"CASE#{case.case_id}"
    parts = [
        cases.change(pk, was={"unit": "phuong-1"}, now={"unit": INTO}),
        cases.put({"pk": {"S": "X"}, "sk": {"S": "#"}}),
        cases.gone("CODE#none", "#"),
    ]
    assert cases.done(parts) is False
    assert district.header(case).unit == "phuong-1"
    assert district.item("cases", "X") == {}
    assert cases.done(parts[:2]) is True
    assert district.header(case).unit == INTO


def test_pages_go_first_so_that_new_messages_go_right(district: District) -> None:
    settle(district, "phuong-1", "phuong-2")
    for number in range(3):
        district.case("phuong-1", number)
    order = district.ordered(Kind.MERGE, units=("phuong-1", "phuong-2"), into=INTO)
    assert district.turn(order, things=2) == GOES_ON
    for unit in ("phuong-1", "phuong-2"):
        page = district.content().page_of("zalo", f"oa-{unit}")
        assert page is not None
        assert (page.unit, page.page_id) == (INTO, f"zalo-{unit}")
        assert district.item("content", f"UNIT#{INTO}", f"PAGE#zalo-{unit}")
    assert len(district.of_unit("phuong-1")) == 3, "cases follow after"
    assert district.due(order) == iso(district.clock()), "and upkeep asks for it at once"


def test_officers_serve_in_both_until_nothing_arrives_in_the_old_unit_any_more(district: District) -> None:
    settle(district, "phuong-1")
    order = district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO)
    assert district.turn(order) == GOES_ON
    assert district.serves("phuong-1.truc") == ("phuong-1", INTO)
    assert "phuong-1.truc" in district.roster("phuong-1")
    assert district.turn(order) == NOT_NOW
    assert district.due(order) == iso(district.clock() + SETTLED)

    straggler = district.case("phuong-1", 9)
    district.clock.advance(seconds=SETTLED.total_seconds())
    assert district.turn(order) == DONE
    assert district.header(straggler).unit == INTO
    assert district.serves("phuong-1.truc") == (INTO,)
    assert district.roster("phuong-1") == []
    line = district.item("officers", f"UNIT#{INTO}", "OFFICER#phuong-1.truc")
    assert (line["roles"], line["order"]) == (["officer", "duty_officer"], 7)


def test_what_comes_late_out_of_a_queue_follows_for_as_long_as_one_can_hold_it(district: District) -> None:
    settle(district, "phuong-1")
    order = district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO)
    district.carry_out(order)
    finished = district.clock()
    for number, after in enumerate(SWEEPS):
        assert district.due(order) == iso(finished + after)
        straggler = district.case("phuong-1", number)
        district.clock.now = finished + after - timedelta(seconds=1)
        assert district.turn(order) == NOT_NOW
        district.clock.advance(seconds=1)
        assert district.turn(order) == DONE
        assert district.header(straggler).unit == INTO
    assert SWEEPS[-1] > timedelta(days=14)
    assert district.due(order) == ""
    assert district.turn(order) == DONE


def test_a_case_keeps_all_that_it_is_and_says_where_it_came_from(district: District) -> None:
    settle(district, "phuong-1")
    case = district.case("phuong-1", status=Status.IN_PROGRESS, acknowledged_by="phuong-1.truc")
    district.searchable(case)
    district.carry_out(district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO))
    after = district.header(case)
    assert (after.status, after.acknowledged_by, after.receipt) == (Status.IN_PROGRESS, "phuong-1.truc", case.receipt)
    assert district.history(case) == [f"phuong-1 → {INTO}: sắp xếp"]
    assert district.item("cases", f"CASE#{case.case_id}")["unit_status"] == f"{INTO}#in_progress"
    assert district.found_by(INTO, "may") == [case.case_id]
    assert district.found_by("phuong-1", "may") == []


def test_a_case_that_somebody_changes_at_that_moment_follows_with_the_change(district: District) -> None:
    settle(district, "phuong-1")
    case = district.case("phuong-1")
    order = district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO)
    changed = iter([True])

    def change(params: dict[str, object], **_: object) -> None:
        if case.case_id in str(params) and next(changed, False):
            district.client.update_item(
                TableName=district.tables["cases"],
                Key=key(f"CASE#{case.case_id}"),
                UpdateExpression="SET #status = :closed, unit_status = :both",
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues={":closed": {"S": "closed"}, ":both": {"S": "phuong-1#closed"}},
            )

    district.client.meta.events.register("before-parameter-build.dynamodb.TransactWriteItems", change, unique_id="c")
    district.turn(order)
    district.client.meta.events.unregister("before-parameter-build.dynamodb.TransactWriteItems", unique_id="c")
    assert district.header(case).unit == "phuong-1"
    district.carry_out(order)
    assert (district.header(case).unit, district.header(case).status) == (INTO, Status.CLOSED)
    assert district.item("cases", f"CASE#{case.case_id}")["unit_status"] == f"{INTO}#closed"


def test_offices_keep_their_ids_and_numbers_that_name_the_old_unit_stay_good(district: District) -> None:
    settle(district, "phuong-1")
    district.carry_out(district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO))
    offices = DynamoOffices(district.client, district.tables["content"], ttl_s=0)
    there = offices.offices_of(INTO)
    assert [one.office_id for one in there] == ["tru-so-phuong-1", f"tru-so-{INTO}"]
    assert (there[0].unit, there[0].is_of("phuong-1"), there[0].is_of("phuong-2")) == (INTO, True, False)
    assert offices.offices_of("phuong-1") == there, "a number that was given out still finds its office"
    assert district.item("content", "OFFICES#:ids", "tru-so-phuong-1")["unit"] == INTO


def test_topics_are_joined_and_what_reads_alike_is_offered_once(district: District) -> None:
    settle(district, "phuong-1", "phuong-2")
    district.carry_out(district.ordered(Kind.MERGE, units=("phuong-1", "phuong-2"), into=INTO))
    keys = [topic.key for topic in district.content().topics(INTO)]
    assert keys == ["lua-dao", f"rieng-{INTO}", "rieng-phuong-1", "rieng-phuong-2"]
    assert district.item("content", f"TOPICS#{INTO}")["revision"] == 4


def test_the_banks_entries_change_hands_and_whoever_edits_the_draft_must_read_it_again(district: District) -> None:
    settle(district, "phuong-1")
    district.carry_out(district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO))
    assert district.item("content", "BANK#d1", "ENTRY#hoi-phuong-1")["owner_unit"] == INTO
    assert district.item("content", "BANK", "STATE")["revision"] == 8
    assert district.item("content", "BANK#TRIALS", "TRIAL#t-phuong-1")["unit"] == INTO


def test_broadcasts_follow_so_that_somebody_can_stop_them(district: District) -> None:
    settle(district, "phuong-1")
    district.carry_out(district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO))
    header = district.item("broadcasts", "BROADCAST#b-phuong-1")
    assert (header["unit"], header["revision"]) == (INTO, 5)
    assert district.item("broadcasts", f"CODE#{header['code']}")["unit"] == INTO


def test_units_below_are_below_the_other_one_and_the_old_name_is_still_told(district: District) -> None:
    settle(district, "phuong-1")
    district.unit("to-1", parent="phuong-1")
    order = district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO)
    district.carry_out(order)
    assert district.content().unit("to-1").parent == INTO
    gone, there = district.content().unit("phuong-1"), district.item("content", f"UNIT#{INTO}")
    assert (gone.name, gone.merged_into) == ("Phuong-1", INTO)
    assert "regrouping" not in there
    assert "regrouping" not in district.item("content", "UNIT#phuong-1")
    assert not there.get("merged_into")


def test_a_unit_that_goes_into_one_below_it_leaves_no_circle(district: District) -> None:
    district.unit("phuong-1", parent="quan-mau")
    district.unit(INTO, parent="phuong-1")
    district.carry_out(district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO))
    assert district.content().unit(INTO).parent == "quan-mau"


def test_stragglers_of_a_unit_follow_to_where_its_heir_went(district: District) -> None:
    settle(district, "phuong-1", "phuong-2")
    first = district.ordered(Kind.MERGE, units=("phuong-1",), into="phuong-2")
    district.carry_out(first)
    district.carry_out(district.ordered(Kind.MERGE, units=("phuong-2",), into=INTO))
    straggler = district.case("phuong-1")
    district.clock.advance(hours=2)
    assert district.turn(first) == DONE
    assert district.header(straggler).unit == INTO


def test_an_officer_who_has_left_belongs_to_the_new_unit_and_to_no_roster(district: District) -> None:
    settle(district, "phuong-1")
    district.put_plain(
        "officers",
        [
            {"pk": "OFFICER#cu", "sk": "#", "roles": ["officer"], "units": ["phuong-1"], "active": False},
            {"pk": "LIST", "sk": "OFFICER#cu", "order": 1},
        ],
    )
    district.carry_out(district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO))
    assert district.serves("cu") == (INTO,)
    assert "cu" not in district.roster(INTO)


def test_an_officer_whom_no_list_names_follows_by_the_roster(district: District) -> None:
    settle(district, "phuong-1")
    district.client.delete_item(TableName=district.tables["officers"], Key=key("LIST", "OFFICER#phuong-1.truc"))
    district.carry_out(district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO))
    assert district.serves("phuong-1.truc") == (INTO,)


@pytest.mark.parametrize("operation", ["PutItem", "UpdateItem", "TransactWriteItems"])
@pytest.mark.parametrize(
    "after",
    [pytest.param(n, marks=[pytest.mark.long] if n % 4 else [], id=f"after {n}") for n in range(0, 12, 2)],
)
def test_killed_before_any_write_the_next_turn_goes_on(district: District, operation: str, after: int) -> None:
    settle(district, "phuong-1")
    case = district.case("phuong-1")
    order = district.ordered(Kind.MERGE, units=("phuong-1",), into=INTO)
    for _ in range(2):
        stop = dying(district.client, operation, after)
        try:
            district.turn(order)
        except Killed:
            pass
        finally:
            stop()
        district.clock.advance(minutes=4)
    district.carry_out(order)
    assert district.orphans("phuong-1") == []
    assert district.header(case).unit == INTO
    assert len(district.history(case)) == 1


def test_an_order_that_nobody_gave_is_none(district: District) -> None:
    assert district.worker().carry_out("01HNONE", lambda: True) == UNKNOWN


def test_a_split_takes_the_named_pages_with_their_cases_and_nothing_else(district: District) -> None:
    settle(district, "phuong-1")
    other_page = district.page("phuong-1").page_id + "-b"
    stays = [district.case("phuong-1", number, page_id=other_page) for number in range(3)]
    goes = [district.case("phuong-1", number + 3) for number in range(3)]
    order = district.ordered(
        Kind.SPLIT, units=("phuong-1",), into=INTO, pages=("zalo-phuong-1",), staff=("phuong-1.can-bo",)
    )
    district.carry_out(order)
    assert district.of_unit("phuong-1") == {case.case_id for case in stays}
    assert district.of_unit(INTO) == {case.case_id for case in goes}
    page = district.content().page("zalo-phuong-1")
    assert page is not None
    assert page.unit == INTO
    assert district.serves("phuong-1.can-bo") == ("phuong-1", INTO)
    assert district.serves("phuong-1.truc") == ("phuong-1",)
    assert district.content().unit("phuong-1").merged_into == ""
    assert [topic.key for topic in district.content().topics("phuong-1")] == ["lua-dao", "rieng-phuong-1"]
    assert [one.unit for one in DynamoOffices(district.client, district.tables["content"]).offices_of("phuong-1")] == [
        "phuong-1"
    ]
