"""The to-do list: read by groups, and made into variants, entries and trials."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.clock import iso
from dutydesk.stores.bank import Trial, trial_item
from dutydesk.stores.items import from_item
from dutydesk.stores.questions import ToDo, Why, todo_item
from functions.admin.learning import todo
from functions.admin.learning.store import member_from, member_of
from tests.fakes.clock import NOON
from tests.unit.admin.banking import LOST, OTHERS, PAGE, Killed, before_each, body, deeds, die, draft, furnish, nothing
from tests.unit.admin.desk import Answer, TestDesk

NEW = replace(LOST, id="moi", question="Câu mới?")


def ask(desk: TestDesk, number: int, words: str = "mat the lam lai", unit: str = "quan-mau", **changes: Any) -> str:
    """Put a question on the list; return its name there."""
    question = ToDo(
        asked_id=f"q{number:04}",
        unit=unit,
        page_id=PAGE,
        text=f"{words}?",
        asked_at=iso(NOON - timedelta(minutes=number)),
        why=Why.UNANSWERED,
        words=tuple(words.split()),
    )
    question = replace(question, **changes)
    desk.put_raw("questions", todo_item(question, expires_at=2_000_000_000))
    return str(member_of(question))


def crowd(desk: TestDesk, count: int) -> list[str]:
    """Put so many like questions on the list."""
    return [ask(desk, number) for number in range(count)]


def read(desk: TestDesk, username: str = "an", **query: str) -> Any:
    answer = desk.call("GET", "/admin/faq/todo", query=query, username=username)
    assert answer.status == 200, answer.text
    return answer.body


def resolve(desk: TestDesk, members: list[str], **wish: Any) -> Answer:
    return desk.call("POST", "/admin/faq/todo/resolve", {"members": members} | wish)


def left(desk: TestDesk, prefix: str = "OPEN#") -> list[str]:
    """The ids of what is open, or done."""
    return [item["asked_id"] for item in desk.items("questions") if item["sk"].startswith(prefix)]


def trials(desk: TestDesk) -> dict[str, Trial]:
    return {trial.trial_id: trial for trial in desk.bank_store.trials()}


def test_the_list_is_grouped_biggest_first(desk: TestDesk) -> None:
    furnish(desk, LOST)
    single = ask(desk, 9, "sang ten xe", why=Why.DENIED, entry="xe")
    both = [ask(desk, 5, text="Mất thẻ?"), ask(desk, 7, text="mat the?", why=Why.DENIED, entry="cc-mat")]
    assert read(desk) == {
        "questions": 3,
        "more": False,
        "items": [
            {
                "count": 2,
                "why": [{"why": "denied", "count": 1}, {"why": "unanswered", "count": 1}],
                "texts": ["Mất thẻ?"],
                "nearest": [{"id": "cc-mat", "count": 1}],
                "first_at": iso(NOON - timedelta(minutes=7)),
                "last_at": iso(NOON - timedelta(minutes=5)),
                "members": both,
            },
            {
                "count": 1,
                "why": [{"why": "denied", "count": 1}],
                "texts": ["sang ten xe?"],
                "nearest": [{"id": "xe", "count": 1}],
                "first_at": iso(NOON - timedelta(minutes=9)),
                "last_at": iso(NOON - timedelta(minutes=9)),
                "members": [single],
            },
        ],
    }
    assert deeds(desk) == [("todo.list", "to-do list", "allowed")]


def test_only_questions_of_the_askers_units_are_listed(desk: TestDesk) -> None:
    furnish(desk)
    ask(desk, 1)
    ask(desk, 2, unit="phuong-mau-1")
    desk.officer("hai", roles=("officer",), units=("phuong-mau-1", "quan-mau"))
    desk.officer("ba", units=())
    assert [read(desk, username)["questions"] for username in ("an", "hai", "ba")] == [1, 2, 0]


def test_only_recent_questions_are_listed(desk: TestDesk) -> None:
    furnish(desk)
    ask(desk, 60 * 24 * 29)
    ask(desk, 60 * 24 * 31)
    assert read(desk)["questions"] == 1
    assert read(desk, days="31")["questions"] == 2
    assert desk.call("GET", "/admin/faq/todo", query={"days": "0"}).status == 400
    assert desk.call("GET", "/admin/faq/todo", query={"days": "181"}).status == 400


def test_of_very_many_the_newest_are_grouped(desk: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(desk)
    monkeypatch.setattr(todo, "MOST_READ", 3)
    names = crowd(desk, 3)
    assert read(desk)["more"] is False
    names.append(ask(desk, 3, unit="quan-mau"))
    listed = read(desk)
    assert (listed["questions"], listed["more"]) == (3, True)
    assert listed["items"][0]["members"] == names[:3]


def test_a_group_becomes_a_variant_and_its_questions_trials(desk: TestDesk) -> None:
    furnish(desk, LOST)
    names = [ask(desk, 1, text="mất thẻ 001099012345 rồi"), ask(desk, 2, text="mat the roi")]
    answer = resolve(desk, names, **{"as": "variant", "entry_id": "cc-mat", "text": " mất thẻ\nrồi "})
    assert answer.status == 200
    assert (answer.body["done"], answer.body["already"], answer.body["gone"]) == (2, 0, 0)
    variants = (*LOST.variants, "mất thẻ rồi")
    assert answer.body["entry"] == body(LOST, id="cc-mat", variants=list(variants), revision=2)
    assert draft(desk) == {"cc-mat": replace(LOST, variants=variants, revision=2)}
    assert desk.bank_store.state().revision == 2
    assert {name: (one.text, one.expected, one.added_by) for name, one in trials(desk).items()} == {
        "q0001": ("mất thẻ [số giấy tờ] rồi", "cc-mat", "an"),
        "q0002": ("mat the roi", "cc-mat", "an"),
    }
    assert (left(desk), left(desk, "DONE#")) == ([], ["q0002", "q0001"])
    assert read(desk)["questions"] == 0
    assert deeds(desk)[0] == ("todo.resolve", "to-do as variant entry cc-mat", "allowed")


def test_a_trial_is_of_the_unit_that_the_question_was_put_to(desk: TestDesk) -> None:
    furnish(desk, LOST)
    desk.officer(roles=("editor",), units=("quan-mau", "phuong-mau-1"))
    names = [ask(desk, 1), ask(desk, 2, unit="phuong-mau-1")]
    assert resolve(desk, names, **VARIANT).status == 200
    assert {name: one.unit for name, one in trials(desk).items()} == {"q0001": "quan-mau", "q0002": "phuong-mau-1"}


@pytest.mark.parametrize(
    ("unit", "role", "status"),
    [
        ("phuong-mau-1", "editor", 403),
        ("phuong-mau-1", "administrator", 403),
        ("", "editor", 403),
        ("", "administrator", 200),
        ("quan-mau", "editor", 200),
    ],
)
def test_a_question_writes_over_no_trial_that_is_not_the_editors(
    desk: TestDesk, unit: str, role: str, status: int
) -> None:
    furnish(desk, LOST)
    desk.officer(roles=(role,))
    there = Trial(trial_id="q0001", text="câu riêng", expected="none", unit=unit)
    desk.put_raw("content", trial_item(there))
    names = [ask(desk, 0), ask(desk, 1)]
    assert resolve(desk, names, **VARIANT).status == status
    if status == 403:
        assert trials(desk) == {"q0001": there}
        assert len(left(desk)) == 2
        assert deeds(desk) == [("todo.resolve", "to-do as variant entry cc-mat", "denied")]
    else:
        assert {one.unit for one in trials(desk).values()} == {"quan-mau"}
    assert resolve(desk, names, **DISMISS).status == 200, "to dismiss it writes no trial"


def test_a_trial_that_another_unit_puts_meanwhile_stays(desk: TestDesk) -> None:
    furnish(desk, LOST)
    theirs = Trial(trial_id="q0000", text="câu riêng", expected="none", unit="phuong-mau-1")
    with before_each(desk, "TransactWriteItems", lambda: desk.put_raw("content", trial_item(theirs))):
        assert resolve(desk, crowd(desk, 2), **VARIANT).status == 403
    assert trials(desk) == {"q0000": theirs}
    assert len(left(desk)) == 2


def test_what_was_made_of_a_question_is_kept_with_it(desk: TestDesk) -> None:
    furnish(desk, LOST)
    resolve(desk, [ask(desk, 1)], **{"as": "dismiss", "reason": "trêu đùa"})
    (item,) = desk.items("questions")
    assert (item["made"], item["by"], item["at"], item["reason"]) == ("dismiss", "an", iso(NOON), "trêu đùa")
    assert item["expires_at"] == 2_000_000_000
    assert not trials(desk)
    assert "trêu" not in str(desk.items("audit"))


def test_a_variant_is_by_default_the_first_questions_words(desk: TestDesk) -> None:
    furnish(desk, LOST)
    resolve(desk, [ask(desk, 1, text="a | b 0912345678"), ask(desk, 2)], **{"as": "variant", "entry_id": "cc-mat"})
    assert draft(desk)["cc-mat"].variants[-1] == "a b [số]"


@pytest.mark.parametrize("text", ["MAT CCCD lam lai", LOST.question])
def test_a_variant_that_is_there_changes_no_entry(desk: TestDesk, text: str) -> None:
    furnish(desk, LOST)
    answer = resolve(desk, [ask(desk, 1)], **{"as": "variant", "entry_id": "cc-mat", "text": text})
    assert (answer.status, answer.body["done"]) == (200, 1)
    assert draft(desk) == {"cc-mat": replace(LOST, revision=1)}
    assert desk.bank_store.state().revision == 1


def test_a_group_becomes_an_entry(desk: TestDesk) -> None:
    furnish(desk, LOST)
    entry = body(NEW, id="moi", owner_unit="")
    del entry["revision"]
    answer = resolve(desk, crowd(desk, 3), **{"as": "entry", "entry": entry})
    assert answer.body["entry"] == body(NEW, id="moi", revision=2)
    assert draft(desk)["moi"] == replace(NEW, revision=2)
    assert {one.expected for one in trials(desk).values()} == {"moi"}


def test_a_group_can_be_the_first_entry_of_a_bank(desk: TestDesk) -> None:
    furnish(desk)
    assert resolve(desk, crowd(desk, 1), **{"as": "entry", "entry": body(NEW, id="moi")}).status == 200
    assert set(draft(desk)) == {"moi"}


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({}, 400),
        ({"as": "nothing"}, 400),
        ({"as": "variant"}, 400),
        ({"as": "variant", "entry_id": "nowhere"}, 404),
        ({"as": "variant", "entry_id": "a b\ud800"}, 404),
        ({"as": "variant", "entry_id": "xe-sang-ten", "text": "x"}, 403),
        ({"as": "variant", "entry_id": "cc-mat", "text": "x" * 501}, 400),
        ({"as": "entry"}, 400),
        ({"as": "entry", "entry": {"id": "moi"}}, 400),
        ({"as": "entry", "entry": body(NEW, id="a b")}, 400),
        ({"as": "entry", "entry": body(NEW, id="\ud800")}, 400),
        ({"as": "entry", "entry": body(NEW, id="cc-mat")}, 409),
        ({"as": "entry", "entry": body(NEW, id="moi", owner_unit="phuong-mau-1")}, 403),
        ({"as": "dismiss"}, 400),
        ({"as": "dismiss", "reason": " "}, 400),
    ],
    ids=ascii,
)
def test_what_cannot_be_made_of_a_group_leaves_it_open(desk: TestDesk, wish: dict[str, Any], status: int) -> None:
    furnish(desk, LOST, OTHERS)
    names = crowd(desk, 2)
    before = desk.items("content")
    assert resolve(desk, names, **wish).status == status
    assert len(left(desk)) == 2
    assert desk.items("content") == before
    assert not desk.faults


@pytest.mark.parametrize(
    "name",
    ["", "x", "quan-mau/2026-03-02T04:59:00.000Z/q9999", "phuong-mau-1/2026-03-02T04:59:00.000Z/q0001", "\ud800/"],
)
def test_another_units_question_is_answered_like_one_that_is_not_there(desk: TestDesk, name: str) -> None:
    furnish(desk, LOST)
    ask(desk, 1, unit="phuong-mau-1")
    answer = resolve(desk, [name], **{"as": "dismiss", "reason": "x"})
    assert (answer.status, answer.body) == (404, {"error": "not_found", "message": "no such question"})
    assert left(desk) == ["q0001"]


def test_a_foreign_question_among_own_ones_stops_the_whole_call(desk: TestDesk) -> None:
    furnish(desk, LOST)
    names = [ask(desk, 1), ask(desk, 2, unit="phuong-mau-1")]
    assert resolve(desk, names, **{"as": "dismiss", "reason": "x"}).status == 404
    assert len(left(desk)) == 2
    assert deeds(desk)[-1] == ("todo.resolve", "to-do as dismiss", "denied")


def test_no_more_than_a_few_hundred_are_taken_at_once(desk: TestDesk) -> None:
    furnish(desk, LOST)
    assert resolve(desk, [], **{"as": "dismiss", "reason": "x"}).status == 400
    assert resolve(desk, ["x"] * 201, **{"as": "dismiss", "reason": "x"}).status == 400


VARIANT = {"as": "variant", "entry_id": "cc-mat", "text": "mất thẻ rồi"}
ENTRY = {"as": "entry", "entry": body(NEW, id="moi", owner_unit="")}
DISMISS = {"as": "dismiss", "reason": "x"}


@pytest.mark.parametrize("wish", [VARIANT, ENTRY, DISMISS], ids=["variant", "entry", "dismiss"])
@pytest.mark.parametrize("killed_at", range(4))
def test_killed_between_any_two_transactions_the_same_call_does_what_is_left(
    desk: TestDesk, wish: dict[str, Any], killed_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(desk, LOST)
    monkeypatch.setattr(todo, "AT_ONCE", 2)
    names = crowd(desk, 5)
    with before_each(desk, "TransactWriteItems", *[nothing] * killed_at, die):
        if killed_at < 3:
            with pytest.raises(Killed):
                resolve(desk, names, **wish)
        else:
            resolve(desk, names, **wish)
    done = len(left(desk, "DONE#"))
    assert done == min(killed_at * todo.AT_ONCE, len(names))
    answer = resolve(desk, names, **wish)
    assert answer.status == 200, answer.text
    assert (answer.body["done"], answer.body["already"], answer.body["gone"]) == (len(names) - done, done, 0)
    assert (left(desk), len(left(desk, "DONE#"))) == ([], len(names))
    assert desk.bank_store.state().revision == (1 if wish is DISMISS else 2), "the draft changed once"
    assert len(trials(desk)) == (0 if wish is DISMISS else len(names))


def test_as_many_as_are_moved_at_once_fit_into_a_transaction(desk: TestDesk) -> None:
    furnish(desk, LOST)
    names = crowd(desk, todo.AT_ONCE + 1)
    sizes: list[int] = []
    desk.client.meta.events.register(
        "provide-client-params.dynamodb.TransactWriteItems",
        lambda params, **_: sizes.append(len(params["TransactItems"])),
        unique_id="sizes",
    )
    assert resolve(desk, names, **VARIANT).status == 200
    desk.client.meta.events.unregister("provide-client-params.dynamodb.TransactWriteItems", unique_id="sizes")
    assert sizes == [3 * todo.AT_ONCE + 3, 4]
    assert max(sizes) <= 100


def test_resolving_twice_at_the_same_moment_resolves_once(desk: TestDesk) -> None:
    furnish(desk, LOST)
    names = crowd(desk, 3)
    with before_each(desk, "TransactWriteItems", lambda: resolve(desk, names, **VARIANT)):
        answer = resolve(desk, names, **VARIANT)
    assert (answer.status, answer.body["done"], answer.body["already"]) == (200, 0, 3)
    assert draft(desk)["cc-mat"].variants.count("mất thẻ rồi") == 1
    assert len(left(desk, "DONE#")) == 3


def test_what_another_made_of_a_question_at_the_same_moment_stays(desk: TestDesk) -> None:
    furnish(desk, LOST)
    names = crowd(desk, 2)
    first = {"as": "dismiss", "reason": "trùng"}
    with before_each(desk, "TransactWriteItems", lambda: resolve(desk, names, **first)):
        answer = resolve(desk, names, **DISMISS)
    assert (answer.body["done"], answer.body["already"]) == (0, 2)
    assert {item["reason"] for item in desk.items("questions")} == {"trùng"}


def test_a_race_half_way_counts_each_question_once(desk: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(desk, LOST)
    monkeypatch.setattr(todo, "AT_ONCE", 2)
    names = crowd(desk, 5)
    with before_each(desk, "TransactWriteItems", nothing, lambda: resolve(desk, names[3:4], **DISMISS)):
        answer = resolve(desk, names, **DISMISS)
    assert (answer.body["done"], answer.body["already"], answer.body["gone"]) == (4, 1, 0)


def test_an_editor_at_the_same_moment_is_not_written_over(desk: TestDesk) -> None:
    furnish(desk, LOST)
    names = crowd(desk, 2)
    other = {"as": "variant", "entry_id": "cc-mat", "text": "cách khác"}
    with before_each(desk, "TransactWriteItems", lambda: resolve(desk, names[:1], **other)):
        assert resolve(desk, names, **VARIANT).body["done"] == 1
    assert draft(desk)["cc-mat"].variants[-2:] == ("cách khác", "mất thẻ rồi")
    assert trials(desk).keys() == {"q0000", "q0001"}


def test_questions_that_are_forgotten_are_counted_and_hold_up_none(desk: TestDesk) -> None:
    furnish(desk, LOST)
    gone = "quan-mau/2026-03-02T04:00:00.000Z/gone"
    answer = resolve(desk, [gone, ask(desk, 1)], **VARIANT)
    assert (answer.body["done"], answer.body["gone"]) == (1, 1)


def test_the_same_question_named_twice_is_done_once(desk: TestDesk) -> None:
    furnish(desk, LOST)
    name = ask(desk, 1)
    assert resolve(desk, [name, name], **VARIANT).body["done"] == 1


def test_a_question_asked_again_after_it_was_done_is_open_again(desk: TestDesk) -> None:
    furnish(desk, LOST)
    name = ask(desk, 1)
    resolve(desk, [name], **DISMISS)
    ask(desk, 1, why=Why.DENIED)
    assert resolve(desk, [name], **DISMISS).body["done"] == 1
    assert not left(desk)


def test_a_name_reads_back() -> None:
    member = member_from("quan-mau/2026-03-02T04:00:00.000Z/q1")
    assert member is not None
    assert (member.unit, member.asked_id) == ("quan-mau", "q1")
    assert str(member) == "quan-mau/2026-03-02T04:00:00.000Z/q1"


def test_items_of_the_list_are_those_of_the_layer(desk: TestDesk) -> None:
    """What ``faq`` puts is what is read here, field by field."""
    furnish(desk)
    ask(desk, 1)
    (item,) = desk.client.scan(TableName=desk.tables["questions"])["Items"]
    assert set(from_item(item)) - {"pk", "sk", "schema", "expires_at"} == set(ToDo.__slots__)
