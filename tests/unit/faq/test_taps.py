"""What follows a tap, or the words that mean one."""

from dataclasses import replace

import pytest

from dutydesk.messages import Ask
from dutydesk.stores.questions import Why
from dutydesk.text import catalogue
from functions.faq.verdict import Did
from tests.unit.faq.desk import NONE, SURE, UNSURE, TestDesk, question, scripted, tap, titles


def test_a_pick_is_answered_and_can_be_judged(desk: TestDesk) -> None:
    asked = question(UNSURE)
    desk.hear(asked)
    (reply,) = desk.hear(tap(Ask.PICK, asked, choice=1))
    assert reply.text.startswith("Bà con đến công an phường")
    assert titles(reply) == ["Đúng rồi", "Chưa đúng"]
    assert (desk.asked(asked).entry, desk.asked(asked).offered) == ("lost", ("old", "lost", "stay"))


def test_a_pick_opens_with_the_side_that_the_question_asked_for(quick: TestDesk) -> None:
    quick.shelf.now = scripted({"x": ("unsure", ("old", "lost"), frozenset({"fee"}))})
    asked = question("x")
    quick.hear(asked)
    assert quick.texts(tap(Ask.PICK, asked, choice=1))[0].startswith("Lệ phí: 70.000 đồng")


def test_a_pick_that_was_right_teaches_the_bank(desk: TestDesk) -> None:
    asked = question(UNSURE)
    desk.hear(asked, tap(Ask.PICK, asked, choice=1))
    assert desk.texts(tap(Ask.RIGHT, asked)) == [catalogue.ANSWER_RIGHT]
    (todo,) = desk.todos()
    assert (todo.why, todo.entry, todo.text) == (Why.CONFIRMED, "lost", UNSURE)


def test_a_sure_answer_that_was_right_has_nothing_to_teach(desk: TestDesk) -> None:
    asked = question(SURE)
    desk.hear(asked)
    assert desk.texts(tap(Ask.RIGHT, asked)) == [catalogue.ANSWER_RIGHT]
    assert desk.todos() == []


def test_a_denied_answer_is_followed_by_what_else_may_be_meant(desk: TestDesk) -> None:
    asked = question(SURE)
    desk.hear(asked)
    (reply,) = desk.hear(tap(Ask.WRONG, asked))
    assert reply.text == f"{catalogue.ANSWER_WRONG}\n{catalogue.CHOOSE}"
    assert titles(reply) == ["1. Thẻ hết hạn thì đổi thế nào?", "2. Đăng ký tạm trú cần gì?", "Gặp cán bộ"]
    (todo,) = desk.todos()
    assert (todo.why, todo.entry) == (Why.DENIED, "lost")


@pytest.mark.parametrize("text", [SURE, UNSURE])
def test_a_denied_answer_is_never_confirmed_by_a_later_yes(desk: TestDesk, text: str) -> None:
    asked = question(text)
    desk.hear(asked, tap(Ask.PICK, asked, choice=1), tap(Ask.WRONG, asked))
    assert desk.asked(asked).entry == ""
    assert desk.did(tap(Ask.RIGHT, asked, text="đúng rồi")) is Did.OFFERED
    assert [todo.why for todo in desk.todos()] == [Why.DENIED]


def test_a_pick_after_a_denied_answer_is_one_of_those_that_were_shown(desk: TestDesk) -> None:
    asked = question(SURE)
    desk.hear(asked, tap(Ask.WRONG, asked))
    assert desk.texts(tap(Ask.PICK, asked, choice=1))[0].endswith("Cần tờ khai CT01.")
    desk.hear(tap(Ask.RIGHT, asked))
    (todo,) = desk.todos()
    assert (todo.why, todo.entry) == (Why.CONFIRMED, "stay")


def test_a_denied_pick_leaves_the_others_with_their_numbers(desk: TestDesk) -> None:
    asked = question(UNSURE)
    desk.hear(asked, tap(Ask.PICK, asked, choice=1))
    (reply,) = desk.hear(tap(Ask.WRONG, asked))
    assert titles(reply) == ["1. Thẻ hết hạn thì đổi thế nào?", "3. Đăng ký tạm trú cần gì?", "Gặp cán bộ"]
    assert [button.payload[-2:] for button in reply.buttons[:2]] == [" 0", " 2"]
    assert desk.texts(tap(Ask.PICK, asked, choice=2)) == ["Cần tờ khai CT01."]


def test_a_denied_answer_with_nothing_beside_it_leaves_an_officer(quick: TestDesk) -> None:
    quick.shelf.now = scripted({"x": ("sure", ("old",), frozenset())})
    asked = question("x")
    quick.hear(asked)
    (reply,) = quick.hear(tap(Ask.WRONG, asked))
    assert reply.text == f"{catalogue.ANSWER_WRONG}\n{catalogue.SAY_IT_AGAIN}"
    assert titles(reply) == ["Gặp cán bộ"]


def test_denying_all_choices_is_something_to_learn(desk: TestDesk) -> None:
    asked = question(UNSURE)
    desk.hear(asked)
    (reply,) = desk.hear(tap(Ask.WRONG, asked, text="không đúng"))
    assert titles(reply) == ["Gặp cán bộ"]
    (todo,) = desk.todos()
    assert (todo.why, todo.entry) == (Why.NOT_LISTED, "old")


def test_denying_that_nobody_knows_keeps_what_is_to_be_learned(desk: TestDesk) -> None:
    asked = question(NONE)
    desk.hear(asked)
    before = desk.todos()
    desk.hear(tap(Ask.WRONG, asked, text="sai rồi"))
    assert desk.todos() == before


def test_yes_to_a_single_choice_picks_it(quick: TestDesk) -> None:
    quick.shelf.now = scripted({"x": ("unsure", ("old",), frozenset())})
    asked = question("x")
    quick.hear(asked)
    assert quick.texts(tap(Ask.RIGHT, asked, text="đúng rồi")) == ["Mang thẻ cũ đến.\n\nNguồn: Luật A"]


def test_yes_to_several_choices_asks_again_which(quick: TestDesk) -> None:
    asked = question(UNSURE)
    (first,) = quick.hear(asked)
    (again,) = quick.hear(tap(Ask.RIGHT, asked, text="đúng"))
    assert (again.text, again.buttons) == (first.text, first.buttons)


def test_yes_to_nothing_is_a_nod(quick: TestDesk) -> None:
    asked = question(NONE)
    quick.hear(asked)
    assert quick.texts(tap(Ask.RIGHT, asked, text="đúng")) == [catalogue.NODDED]
    assert quick.texts(tap(Ask.RIGHT, question("never heard"), text="đúng rồi")) == [catalogue.NODDED]


@pytest.mark.parametrize("ask", [Ask.PICK, Ask.RIGHT, Ask.WRONG])
def test_a_tap_on_what_nobody_remembers_asks_to_ask_again(desk: TestDesk, ask: Ask) -> None:
    unknown = tap(ask, question("never heard"))
    assert desk.did(unknown) is Did.FORGOTTEN
    assert [reply.text for reply in desk.replies.take()] == [catalogue.ASK_AGAIN]
    assert desk.todos() == []


@pytest.mark.parametrize("ask", [Ask.PICK, Ask.RIGHT, Ask.WRONG])
def test_a_tap_on_another_persons_question_changes_nothing(desk: TestDesk, ask: Ask) -> None:
    asked = question(UNSURE)
    desk.hear(asked)
    before = desk.asked(asked)
    assert desk.texts(tap(ask, asked, person="p2")) == [catalogue.ASK_AGAIN]
    assert desk.asked(asked) == before
    assert desk.todos() == []


def test_a_tap_a_week_later_asks_to_ask_again(desk: TestDesk) -> None:
    asked = question(UNSURE)
    desk.hear(asked)
    desk.clock.advance(days=6.9)
    assert desk.did(tap(Ask.PICK, asked)) is Did.ANSWERED
    desk.clock.advance(days=0.2)
    assert desk.did(tap(Ask.PICK, asked)) is Did.FORGOTTEN


@pytest.mark.parametrize("choice", [-1, 3, 9])
def test_a_choice_that_was_not_offered_asks_to_ask_again(quick: TestDesk, choice: int) -> None:
    asked = question(UNSURE)
    quick.hear(asked)
    assert quick.texts(tap(Ask.PICK, asked, choice=choice)) == [catalogue.ASK_AGAIN]


def test_a_number_typed_after_a_sure_answer_picks_nothing_that_was_never_shown(quick: TestDesk) -> None:
    asked = question(SURE)
    quick.hear(asked)
    assert quick.texts(tap(Ask.PICK, asked, choice=1, text="2")) == [catalogue.ASK_AGAIN]


def test_a_choice_that_no_longer_serves_asks_to_ask_again(quick: TestDesk) -> None:
    asked = question(UNSURE)
    quick.hear(asked)
    serving = scripted()
    serving.answers = {name: one for name, one in serving.answers.items() if name != "old"}
    quick.shelf.now = serving
    assert quick.texts(tap(Ask.PICK, asked, choice=0)) == [catalogue.ASK_AGAIN]
    quick.shelf.now = None
    assert quick.texts(tap(Ask.PICK, asked, choice=1)) == [catalogue.ASK_AGAIN]


def test_a_choice_that_expired_meanwhile_is_not_shown_again(quick: TestDesk) -> None:
    asked = question(UNSURE)
    quick.hear(asked)
    serving = scripted()
    serving.answers = {**serving.answers, "old": replace(serving.answers["old"], valid_to="2026-03-01")}
    quick.shelf.now = serving
    assert quick.texts(tap(Ask.PICK, asked, choice=0)) == [catalogue.ASK_AGAIN]
    quick.hear(tap(Ask.PICK, asked, choice=1))
    (reply,) = quick.hear(tap(Ask.WRONG, asked))
    assert titles(reply) == ["3. Đăng ký tạm trú cần gì?", "Gặp cán bộ"]
