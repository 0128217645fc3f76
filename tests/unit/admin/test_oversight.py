"""Overseeing officers: who reads whose account, whose data an account saw, and whether the account holds."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.audit.digests import digest_bytes, digest_of
from dutydesk.audit.reading import DynamoEntries
from dutydesk.clock import iso
from dutydesk.ids import new_ulid
from dutydesk.stores.items import key
from functions.admin.chain import Mark, sealed
from functions.admin.matrix import Role
from functions.admin.oversight import reading, verifying
from functions.admin.oversight.subjects import Subject, subjects_of
from tests.fakes.aws import REGION, in_process
from tests.fakes.clock import NOON
from tests.unit.admin.desk import HEADS_BUCKET, Answer, TestDesk

PERSON = "p" + "0" * 32
DAY = {"since": "2026-03-02T00:00:00Z", "until": "2026-03-03T00:00:00Z"}


@pytest.fixture(autouse=True)
def _people(desk: TestDesk) -> None:
    desk.officer("an")
    desk.officer("thanh-tra", roles=(Role.AUDITOR,))


@pytest.fixture
def _bucket(desk: TestDesk) -> Iterator[None]:
    del desk
    s3 = in_process("s3")
    s3.create_bucket(Bucket=HEADS_BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    yield
    for one in s3.list_objects_v2(Bucket=HEADS_BUCKET).get("Contents", []):
        s3.delete_object(Bucket=HEADS_BUCKET, Key=one["Key"])
    s3.delete_bucket(Bucket=HEADS_BUCKET)


def account(desk: TestDesk, username: str = "thanh-tra", **query: str) -> Answer:
    return desk.call("GET", "/admin/audit", username=username, query=query)


def deeds(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.text
    return [one["deed"] for one in answer.body["items"]]


def seen(desk: TestDesk, username: str = "thanh-tra", **query: str) -> Answer:
    return desk.call("GET", "/admin/audit/seen", username=username, query={"officer": "an"} | DAY | query)


def subjects(answer: Answer) -> list[tuple[str, str]]:
    assert answer.status == 200, answer.text
    return [(one["deed"], one["id"]) for one in answer.body["items"]]


def test_an_auditor_reads_what_an_officer_did_newest_first_and_that_is_accounted_for(desk: TestDesk) -> None:
    case = desk.case()
    desk.call("GET", f"/admin/cases/{case.case_id}")
    desk.call("GET", "/admin/me")
    answer = account(desk, officer="an")
    assert deeds(answer) == ["officer.read", "case.read"]
    assert answer.body["items"][1] == {
        "place": 1,
        "at": iso(desk.clock()),
        "deed": "case.read",
        "target": f"case {case.case_id}",
        "outcome": "allowed",
        "source_ip": "192.0.2.7",
    }
    (entry,) = desk.chain("thanh-tra")
    assert (entry.action, entry.target, entry.outcome) == ("audit.read", "officer an", "allowed")


def test_everybody_reads_the_own_account_with_and_without_the_own_name(desk: TestDesk) -> None:
    desk.call("GET", "/admin/me")
    assert deeds(account(desk, "an")) == ["audit.own", "officer.read"]
    assert deeds(account(desk, "an", officer="an")) == ["audit.own", "audit.own", "officer.read"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_nobody_but_auditors_reads_the_account_of_somebody_else(desk: TestDesk, role: Role) -> None:
    desk.officer("em", roles=(role,))
    assert account(desk, "em", officer="an").status == 403
    assert seen(desk, "em").status == 403
    assert [entry.outcome for entry in desk.chain("em")] == ["denied", "denied"]


def test_an_officer_of_another_unit_is_answered_exactly_like_a_missing_one(desk: TestDesk) -> None:
    desk.officer("xa", units=("phuong-mau-1",))
    there, missing = account(desk, officer="xa"), account(desk, officer="nobody")
    assert (there.status, there.text) == (404, missing.text)
    assert seen(desk, officer="xa").status == 404
    assert [entry.outcome for entry in desk.chain("thanh-tra")] == ["denied"] * 3


def test_the_account_of_somebody_who_has_left_is_still_read(desk: TestDesk) -> None:
    desk.call("GET", "/admin/me")
    desk.officer("an", active=False)
    assert deeds(account(desk, officer="an")) == ["officer.read"]


def test_an_account_is_read_page_by_page_without_gap_or_double(desk: TestDesk) -> None:
    for _ in range(7):
        desk.call("GET", "/admin/me")
    places: list[int] = []
    query = {"officer": "an", "limit": "3"}
    for _ in range(3):
        answer = account(desk, **query)
        places += [one["place"] for one in answer.body["items"]]
        query["cursor"] = answer.body["next"] or ""
    assert places == [7, 6, 5, 4, 3, 2, 1]
    assert query["cursor"] == ""


def test_an_account_is_read_between_two_moments(desk: TestDesk) -> None:
    for _ in range(30):
        desk.call("GET", "/admin/me")
        desk.clock.advance(minutes=10)
    since, until = iso(NOON + timedelta(minutes=100)), iso(NOON + timedelta(minutes=130))
    answer = account(desk, officer="an", since=since, until=until)
    assert [one["place"] for one in answer.body["items"]] == [13, 12, 11]


@pytest.mark.parametrize(
    "query", [{"cursor": "x"}, {"cursor": "0"}, {"since": "yesterday"}, {"since": "2026-03-02T00:00:00"}], ids=str
)
def test_what_cannot_be_understood_is_refused(desk: TestDesk, query: dict[str, str]) -> None:
    assert account(desk, officer="an", **query).status == 400


@pytest.mark.parametrize("query", [{"since": ""}, {"until": ""}, {"until": "2026-03-01T00:00:00Z"}], ids=str)
def test_the_breach_query_needs_two_moments(desk: TestDesk, query: dict[str, str]) -> None:
    assert seen(desk, **query).status == 400


def test_whose_data_an_account_saw_is_told_case_by_case_with_the_person(desk: TestDesk) -> None:
    read, listed = desk.case(), desk.case()
    foreign = desk.case("phuong-mau-1")
    desk.call("GET", f"/admin/cases/{read.case_id}")
    desk.call("GET", f"/admin/cases/{foreign.case_id}")
    desk.call("GET", "/admin/cases")
    answer = seen(desk)
    assert subjects(answer)[0] == ("case.read", read.case_id)
    assert sorted(subjects(answer)[1:]) == sorted(("case.shown", one.case_id) for one in (read, listed))
    assert {one["person_id"] for one in answer.body["items"]} == {PERSON}
    assert foreign.case_id not in answer.text, "what was denied was not seen"
    assert [entry.action for entry in desk.chain("thanh-tra")] == ["audit.seen"]


def test_a_page_of_the_list_accounts_for_the_cases_that_it_shows_and_no_others(desk: TestDesk) -> None:
    cases = [desk.case(opened_at=NOON - timedelta(hours=hour)) for hour in range(3)]
    desk.call("GET", "/admin/cases", query={"limit": "2"})
    assert [entry.target for entry in desk.chain() if entry.action == "case.shown"] == [
        f"case {cases[0].case_id} {cases[1].case_id}"
    ]


def test_a_search_accounts_for_the_cases_that_it_shows() -> None:
    entry = sealed(
        Mark(officer="an", action="case.shown", target=f"case {ULID}", outcome="allowed", source_ip=""),
        seq=1,
        at="",
        prev="",
    )
    assert subjects_of(entry) == (Subject("case", ULID),)


ULID = new_ulid(NOON)
OTHER_ULID = new_ulid(NOON + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("action", "target", "outcome", "expected"),
    [
        ("case.read", f"case {ULID}", "allowed", [("case", ULID)]),
        ("case.status", f"case {ULID} to closed", "allowed", [("case", ULID)]),
        ("case.shown", f"case {ULID} {OTHER_ULID}", "allowed", [("case", ULID), ("case", OTHER_ULID)]),
        ("case.reply", f"case {ULID}", "repeated", [("case", ULID)]),
        ("case.read", f"case {ULID}", "denied", []),
        ("case.reply", f"case {ULID}", "refused", []),
        ("person.tag", f"tag to-5 of {PERSON}", "allowed", [("person", PERSON)]),
        ("broadcast.read", f"broadcast {ULID}", "allowed", [("other", f"broadcast {ULID}")]),
        ("case.list", "cases all", "allowed", []),
        ("officer.read", "own account", "allowed", []),
    ],
    ids=["read", "decided", "listed", "repeated", "denied", "refused", "person", "other", "list", "nobody"],
)
def test_whom_an_entry_is_about(action: str, target: str, outcome: str, expected: list[tuple[str, str]]) -> None:
    mark = Mark(officer="an", action=action, target=target, outcome=outcome, source_ip="192.0.2.7")
    found = subjects_of(sealed(mark, seq=1, at="2026-03-02T05:00:00.000Z", prev=""))
    assert [(one.kind, one.subject_id) for one in found] == expected


def test_a_long_account_is_searched_page_by_page(desk: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_TRACED", 2)
    cases = [desk.case() for _ in range(5)]
    for case in cases:
        desk.call("GET", f"/admin/cases/{case.case_id}")
        desk.call("GET", "/admin/me")
    found: list[tuple[str, str]] = []
    cursor = ""
    for _ in range(6):
        answer = seen(desk, cursor=cursor)
        found += subjects(answer)
        cursor = answer.body["next"] or ""
        if not cursor:
            break
    assert found == [("case.read", case.case_id) for case in cases]


def test_the_breach_query_is_handed_out_as_a_table_without_formulas(desk: TestDesk) -> None:
    case = desk.case()
    desk.call("GET", f"/admin/cases/{case.case_id}")
    query = {"officer": "an"} | DAY
    answer = desk.call("GET", "/admin/audit/seen/export", username="thanh-tra", query=query)
    heading, row, end = answer.body["csv"].split("\r\n")
    assert heading == "at,deed,kind,id,person,from"
    assert row == f"{iso(desk.clock())},case.read,case,{case.case_id},{PERSON},192.0.2.7"
    assert end == ""
    harmful = reading.Sight(at="", deed="=1", kind="", subject_id="+a", person_id="", source_ip="")
    assert reading.table_of([harmful]).split("\r\n")[1] == ",'=1,,'+a,,"


def test_the_place_of_a_moment_is_found_in_few_reads(desk: TestDesk) -> None:
    for _ in range(40):
        desk.call("GET", "/admin/me")
        desk.clock.advance(minutes=1)
    reads: list[Any] = []
    desk.client.meta.events.register("before-call.dynamodb.Query", lambda **_: reads.append(1), unique_id="reads")
    entries = DynamoEntries(desk.client, desk.tables["audit"])
    places = [entries.place_before("an", iso(NOON + timedelta(minutes=minute))) for minute in (-1, 0, 17, 39, 99)]
    desk.client.meta.events.unregister("before-call.dynamodb.Query", unique_id="reads")
    assert places == [0, 0, 17, 39, 40]
    assert len(reads) <= 5 * 8


def night(desk: TestDesk, *officers: str) -> None:
    """Put a digest of these chains where nobody can change it."""
    heads = {name: (desk.audit.head(name).seq, desk.audit.head(name).hash) for name in officers}
    digest = digest_of(heads, at=iso(desk.clock()), prev="")
    in_process("s3").put_object(Bucket=HEADS_BUCKET, Key=digest.key, Body=digest_bytes(digest))


def verify(desk: TestDesk, **query: str) -> Answer:
    return desk.call("GET", "/admin/audit/verify", username="thanh-tra", query=query)


@pytest.mark.usefixtures("_bucket")
def test_an_account_as_written_holds(desk: TestDesk) -> None:
    desk.call("GET", "/admin/me")
    night(desk, "an")
    answer = verify(desk)
    assert answer.status == 200, answer.text
    assert (answer.body["holds"], answer.body["broken"], answer.body["digests"]) == (True, [], 1)
    assert (answer.body["chains"], answer.body["entries"], answer.body["next"]) == (2, 2, None)
    assert [entry.action for entry in desk.chain("thanh-tra")] == ["audit.verify"]


@pytest.mark.usefixtures("_bucket")
@pytest.mark.parametrize(
    ("gone", "kind", "place"), [((2,), "removed", 2), ((2, 3), "cut off", 2), ((3,), "cut off", 3)], ids=str
)
def test_a_removed_and_a_cut_off_entry_are_found(desk: TestDesk, gone: tuple[int, ...], kind: str, place: int) -> None:
    for _ in range(3):
        desk.call("GET", "/admin/me")
    night(desk, "an")
    for one in gone:
        desk.client.delete_item(TableName=desk.tables["audit"], Key=key("OFFICER#an", f"{one:012d}"))
    assert verify(desk).body["broken"] == [{"where": "an", "place": place, "kind": kind}]


@pytest.mark.usefixtures("_bucket")
def test_an_overwritten_entry_is_found(desk: TestDesk) -> None:
    desk.call("GET", "/admin/me")
    night(desk, "an")
    desk.client.update_item(
        TableName=desk.tables["audit"],
        Key=key("OFFICER#an", f"{1:012d}"),
        UpdateExpression="SET outcome = :denied",
        ExpressionAttributeValues={":denied": {"S": "denied"}},
    )
    assert verify(desk).body["broken"] == [{"where": "an", "place": 1, "kind": "overwritten"}]


@pytest.mark.usefixtures("_bucket")
def test_days_without_a_digest_are_told(desk: TestDesk) -> None:
    assert verify(desk).body["broken"] == [{"where": "digests", "place": 0, "kind": "late"}]


@pytest.mark.usefixtures("_bucket")
def test_long_chains_are_verified_over_several_calls(desk: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "AT_ONCE", 4)
    for _ in range(10):
        desk.call("GET", "/admin/me")
    night(desk, "an")
    desk.client.delete_item(TableName=desk.tables["audit"], Key=key("OFFICER#an", f"{9:012d}"))
    broken, cursor = [], ""
    for _ in range(10):
        answer = verify(desk, cursor=cursor)
        broken += answer.body["broken"]
        cursor = answer.body["next"] or ""
        if not cursor:
            break
    assert broken == [{"where": "an", "place": 9, "kind": "removed"}]
    assert verify(desk, cursor="bad").status == 400


@pytest.mark.usefixtures("_bucket")
def test_nothing_is_verified_or_told_of_officers_elsewhere(desk: TestDesk) -> None:
    desk.officer("xa", units=("phuong-mau-1",))
    desk.call("GET", "/admin/me", username="xa")
    night(desk, "xa")
    desk.client.delete_item(TableName=desk.tables["audit"], Key=key("OFFICER#xa", f"{1:012d}"))
    assert verify(desk).body["holds"] is True
