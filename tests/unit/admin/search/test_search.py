"""Finding cases by words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import batched
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutydesk.ids import shown
from dutydesk.stores.cases import Case, case_item
from dutydesk.stores.items import to_item
from dutydesk.stores.search import Wording, terms_in, terms_of, token_pk
from functions.admin.search.searching import MOST_FOUND, MOST_SEARCHED, READS, UNIT_BYTES
from tests.fakes.clock import NOON
from tests.unit.admin.desk import Answer, TestDesk

UNIT = "quan-mau"


def known(desk: TestDesk, text: str, unit: str = UNIT, *, minutes: int = 0, **changes: Any) -> Case:
    """Put a case in which this was said; the higher the minutes, the older it is."""
    case = desk.case(unit, summary="-", opened_at=NOON - timedelta(minutes=minutes), **changes)
    Wording(desk.client, desk.tables["cases"]).complete(case, (text,))
    return case


def search(desk: TestDesk, words: str, **query: str) -> Answer:
    """Search."""
    return desk.call("GET", "/admin/search", query={"words": words, **query})


def found(desk: TestDesk, words: str, **query: str) -> list[str]:
    """Search, page by page; return the case ids."""
    ids: list[str] = []
    cursor = ""
    while True:
        answer = search(desk, words, cursor=cursor, **query)
        assert answer.status == 200, answer.text
        ids += [item["case_id"] for item in answer.body["items"]]
        cursor = answer.body["next"] or ""
        if not cursor:
            return ids


@pytest.mark.parametrize(
    "words",
    ["trộm", "trom", "TRỘM", "trộm xe", "xe trộm", "xe máy tr", "xe ma", "đen", "den", "59x1-123.45", "59x1", "cho"],
)
def test_a_case_is_found_by_its_words_without_accents_in_any_order(desk: TestDesk, words: str) -> None:
    desk.officer()
    case = known(desk, "Trộm xe máy đen biển 59X1-123.45 ở chợ")
    known(desk, "Cháy nhà")
    assert found(desk, words) == [case.case_id]


@pytest.mark.parametrize("words", ["tr xe", "trom ", "tro ", "rom", "xe oto", "trộm xe máyy"])
def test_only_the_last_word_may_be_a_beginning(desk: TestDesk, words: str) -> None:
    desk.officer()
    known(desk, "Trộmm xe máy")
    assert found(desk, words) == []


def test_a_case_is_found_by_its_code_its_category_and_its_line(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(summary="Đua xe", category="emergency")
    Wording(desk.client, desk.tables["cases"]).complete(case, ())
    code = case.receipt
    for words in (code, code.lower(), shown(code), shown(code)[:6], code[:5], "emergency", "khẩn cấp", "dua xe"):
        assert found(desk, words) == [case.case_id], words


@pytest.mark.parametrize(
    "number",
    [
        "38245678",
        "079099001234",
        "079 099 001 234",
        "0912345678",
        "0912.345.678",
        "+84 912 345 678",
        "B1234567",
        "２０２６０９０９１",
    ],
)
def test_a_number_by_which_somebody_is_known_is_no_word(number: str) -> None:
    assert terms_in([f"Gọi {number} nhé"]) == terms_in(["Gọi nhé"])


@pytest.mark.parametrize("words", ["0912345678", "...", " ", "079099001234"])
def test_nothing_to_search_for_is_refused(desk: TestDesk, words: str) -> None:
    desk.officer()
    answer = search(desk, words)
    assert (answer.status, answer.body["error"]) == (400, "invalid")


@pytest.mark.parametrize(
    "query", [{"cursor": "x"}, {"limit": "0"}, {"limit": "21"}, {"words": ""}, {"words": "x" * 101}]
)
def test_a_search_out_of_bounds_is_refused(desk: TestDesk, query: dict[str, str]) -> None:
    desk.officer()
    assert desk.call("GET", "/admin/search", query={"words": "xe"} | query).status == 400


def test_too_many_words_are_refused(desk: TestDesk) -> None:
    desk.officer()
    assert search(desk, " ".join(f"w{place}" for place in range(MOST_SEARCHED))).status == 200
    assert search(desk, " ".join(f"w{place}" for place in range(MOST_SEARCHED + 1))).status == 400


def test_another_units_case_is_not_found_and_the_search_is_accounted_for_without_its_words(desk: TestDesk) -> None:
    desk.officer(units=("phuong-mau-1",))
    known(desk, "bạch tuộc")
    assert search(desk, "bạch tuộc").body == {"items": [], "next": None}
    (entry,) = desk.chain()
    assert (entry.action, entry.target, entry.outcome) == ("case.search", "cases by words", "allowed")


@pytest.mark.parametrize("role", ["editor", "auditor", "administrator"])
def test_a_role_without_casework_may_not_search(desk: TestDesk, role: str) -> None:
    desk.officer(roles=(role,))
    known(desk, "trộm")
    assert search(desk, "trộm").status == 403
    assert [entry.outcome for entry in desk.chain()] == ["denied"]


def test_a_cursor_shows_another_officer_only_their_own_cases(desk: TestDesk) -> None:
    desk.officer("an", units=(UNIT,))
    desk.officer("binh", units=("phuong-mau-1",))
    for minutes in range(4):
        known(desk, "trộm", UNIT if minutes % 2 else "phuong-mau-1", minutes=minutes)
    cursor = search(desk, "trộm", limit="1").body["next"]
    answer = desk.call("GET", "/admin/search", query={"words": "trộm", "cursor": cursor}, username="binh")
    assert {item["unit"] for item in answer.body["items"]} == {"phuong-mau-1"}


def test_words_that_stayed_behind_when_a_case_moved_find_nothing(desk: TestDesk) -> None:
    desk.officer()
    case = known(desk, "trộm")
    desk.put_raw(
        "cases", case_item(Case(**{name: getattr(case, name) for name in Case.__slots__} | {"unit": "xa-mau"}))
    )
    assert search(desk, "trộm").body == {"items": [], "next": None}


def test_a_moved_case_is_found_in_its_new_unit_and_no_more_in_the_old(desk: TestDesk) -> None:
    desk.officer(units=("xa-mau",))
    wording = Wording(desk.client, desk.tables["cases"])
    text = " ".join(f"chữ{place}" for place in range(60))
    case = known(desk, text)
    parts = wording.moved(case, (text,), to="xa-mau")
    assert len(parts) <= 40
    moved = case_item(Case(**{name: getattr(case, name) for name in Case.__slots__} | {"unit": "xa-mau"}))
    header: Any = {"Put": {"TableName": desk.tables["cases"], "Item": moved}}
    desk.client.transact_write_items(TransactItems=[header, *parts])
    wording.forget(case, (text,))
    assert [found(desk, word) for word in ("chữ0 chữ59", "chữ7 ", shown(case.receipt))] == [[case.case_id]] * 3
    assert not desk.items("cases", f"TOKEN#{UNIT}#")


def test_a_word_without_a_case_finds_nothing(desk: TestDesk) -> None:
    desk.officer()
    desk.put("cases", {"pk": token_pk(UNIT, "trom"), "sk": "2026-03-02T05:00:00.000Z#01ABC"})
    assert search(desk, "trom ").body["items"] == []


def test_an_officers_answer_is_found_too(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    desk.call("POST", f"/admin/cases/{case.case_id}/replies", {"text": "Đã tìm thấy chiếc Dream của bà con"})
    assert found(desk, "dream") == [case.case_id]


WORDS = ("trom", "xe", "may", "chay", "nha", "tron")
said = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), max_size=24)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=said,
    asked=st.lists(st.sampled_from((*WORDS, "tro", "x")), min_size=1, max_size=3),
    units=st.integers(1, 4),
    limit=st.integers(1, MOST_FOUND),
)
def test_pages_hold_every_case_with_all_words_once_newest_first(
    desk: TestDesk, said: list[list[str]], asked: list[str], units: int, limit: int
) -> None:
    for item in desk.items("cases"):
        desk.client.delete_item(TableName=desk.tables["cases"], Key=to_item({"pk": item["pk"], "sk": item["sk"]}))
    names = [f"u{place}" for place in range(units)]
    desk.officer(units=tuple(names))
    cases = [_plain_case(at, names[at % units]) for at in range(len(said))]
    for case, words in zip(cases, said, strict=True):
        put_quickly(desk, case, " ".join(words))
    *whole, last = asked
    begins = {word for word in (*WORDS, "x") if word.startswith(last)} if len(last) > 1 else {last}
    expected = [
        case.case_id
        for case, words in zip(cases, said, strict=True)
        if set(whole) <= set(words) and begins & set(words)
    ]
    assert found(desk, " ".join(asked), limit=str(limit)) == expected


@dataclass
class Meter:
    """Read units as DynamoDB counts them, from what was asked and what came back."""

    units: float = 0.0
    pages: list[float] = field(default_factory=list)
    asked: dict[str, Any] = field(default_factory=dict)

    def see(self, params: dict[str, Any], **_: Any) -> None:
        """Remember what is asked."""
        self.asked = params

    def count(self, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        """Add what an answer costs."""
        consistent = bool(self.asked.get("ConsistentRead"))
        if model.name == "Query":
            self.units += _cost(sum(map(_size, parsed["Items"])), consistent=consistent)
        elif model.name == "GetItem":
            self.units += _cost(_size(parsed.get("Item", {})), consistent=consistent)
        elif model.name == "BatchGetItem":
            self.units += sum(
                _cost(_size(item), consistent=False) for one in parsed["Responses"].values() for item in one
            )
        elif model.name == "Scan":
            raise AssertionError("a scan")


def _cost(size: int, *, consistent: bool) -> float:
    return max(1, -(-size // 4096)) * (1.0 if consistent else 0.5)


def _size(item: dict[str, Any]) -> int:
    return sum(len(name.encode()) + len(str(next(iter(value.values()))).encode()) for name, value in item.items())


@contextmanager
def metered(desk: TestDesk) -> Iterator[Meter]:
    """Count what is read."""
    meter, events = Meter(), desk.client.meta.events
    events.register("before-parameter-build.dynamodb", meter.see, unique_id="see")
    events.register("after-call.dynamodb", meter.count, unique_id="count")
    yield meter
    events.unregister("before-parameter-build.dynamodb", unique_id="see")
    events.unregister("after-call.dynamodb", unique_id="count")


def crowd(desk: TestDesk, count: int, units: int) -> list[Case]:
    """Put many cases: each holds a common word, every third another, every seventh a third, one in 300 a rare one."""
    cases = []
    for place in range(count):
        words = ["trom", *(["xe"] if place % 3 == 0 else []), *(["may"] if place % 7 == 0 else [])]
        words += ["kho"] if place % 300 == 299 else []
        words += ["dau"] if place < count // 2 else ["cuoi"]
        case = _plain_case(place, f"u{place % units}")
        cases.append(case)
        put_quickly(desk, case, " ".join(words))
    return cases


def put_quickly(desk: TestDesk, case: Case, text: str) -> None:
    """Put a case and what its text is found by, without transactions, which are slow in this process."""
    words = [to_item({"pk": token_pk(case.unit, term), "sk": case.opened_key}) for term in terms_in([text])]
    for some in batched([case_item(case), *words], 25, strict=False):
        desk.client.batch_write_item(
            RequestItems={desk.tables["cases"]: [{"PutRequest": {"Item": item}} for item in some]}
        )


@pytest.mark.parametrize("units", [pytest.param(1, marks=pytest.mark.long), 3])
def test_a_search_page_over_many_cases_reads_at_most_20_units_and_a_list_of_50_at_most_10(
    desk: TestDesk, units: int
) -> None:
    desk.officer(units=tuple(f"u{place}" for place in range(units)))
    cases = crowd(desk, 320, units)
    spent: list[float] = []
    for words in ("trom", "trom xe", "xe may", "kho", "xe kho", "dau cuoi", "tr", "trom xe may dau", "khong"):
        cursor, ids = "", []
        while True:
            with metered(desk) as meter:
                answer = search(desk, words, cursor=cursor)
            assert meter.units <= 20, words
            spent.append(meter.units)
            ids += [item["case_id"] for item in answer.body["items"]]
            cursor = answer.body["next"] or ""
            if not cursor or len(ids) > 40:
                break
        assert ids == _expected(cases, words)[: len(ids)]
        assert cursor or ids == _expected(cases, words)
    assert max(spent) > 8, "the meter would pass on nothing"
    with metered(desk) as meter:
        assert len(desk.call("GET", "/admin/cases", query={"limit": "50"}).body["items"]) == 50
    assert 2 < meter.units <= 10


def _plain_case(place: int, unit: str) -> Case:
    return Case(
        case_id=f"01CASE{place:020d}",
        receipt=f"ABCDEF{place % 1000:03d}",
        unit=unit,
        page_id="zalo-mau",
        person_id="p" + "0" * 32,
        opened_at=NOON - timedelta(minutes=place),
        summary="Bà con báo mất xe máy ở gần chợ, " + "người dân thấy hai thanh niên lạ mặt " * 2,
    )


def _expected(cases: list[Case], words: str) -> list[str]:
    wanted = words.split()
    holding = []
    for place, case in enumerate(cases):
        held = {"trom", *(["xe"] if place % 3 == 0 else []), *(["may"] if place % 7 == 0 else [])}
        held |= {"kho"} if place % 300 == 299 else set()
        held |= {"dau"} if place < len(cases) // 2 else {"cuoi"}
        if set(wanted[:-1]) <= held and any(word.startswith(wanted[-1]) for word in held):
            holding.append(case.case_id)
    return holding


def test_one_read_of_words_never_exceeds_half_a_unit(desk: TestDesk) -> None:
    desk.officer(units=("u0",))
    crowd(desk, 150, 1)
    sizes: list[int] = []
    desk.client.meta.events.register(
        "after-call.dynamodb.Query", lambda parsed, **_: sizes.append(sum(map(_size, parsed["Items"]))), unique_id="s"
    )
    search(desk, "trom xe")
    desk.client.meta.events.unregister("after-call.dynamodb.Query", unique_id="s")
    assert UNIT_BYTES * 0.6 < max(sizes) <= UNIT_BYTES
    assert len(sizes) <= READS + 1


def test_what_a_case_is_named_by_is_short() -> None:
    case = Case(
        case_id="c",
        receipt="234567892",
        unit="u",
        page_id="p",
        person_id="p",
        opened_at=NOON,
        summary="Số 0912345678",
    )
    terms = terms_of(case)
    assert "234567892" in terms
    assert not [term for term in terms if "0912" in term]
