"""No more broadcasts, or again; and a broadcast that a citizen pastes to ask whether it is true."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dutydesk.errors import NotFound
from dutydesk.ids import new_code, shown
from dutydesk.messages import Ask, Attachment, AttachmentKind, Emergency, Intent
from dutydesk.signature import signed
from dutydesk.text import catalogue
from functions.webhook.commands import Word, command_in
from functions.webhook.dialogues import TIPS
from functions.webhook.session import Routed
from tests.fakes.clock import NOON
from tests.fakes.queues import QueueRefused
from tests.unit.webhook.test_reception import PERSON, WROTE, Bench
from tests.unit.webhook.test_routing import Citizen

CODE = new_code()
PASTED = signed("Cảnh báo: cháy lớn ở chợ Mẫu, bà con tránh xa.", unit="Công an Phường Mẫu 1", code=CODE)
PHOTO = Attachment(kind=AttachmentKind.IMAGE, url="https://a/1.jpg")
STOP = replace(WROTE, event_key="stop", text="dừng nhận tin")
AGAIN = replace(WROTE, event_key="again", text="Nhận lại tin", sent_at=NOON + timedelta(minutes=1))


@pytest.fixture(name="bench")
def _bench() -> Bench:
    return Bench()


@pytest.fixture(name="citizen")
def _citizen() -> Citizen:
    return Citizen()


def opted_out(bench: Bench) -> bool:
    known = bench.identities.get(PERSON)
    assert known is not None
    return known.opted_out


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("dừng nhận tin", Word.OPT_OUT),
        ("DUNG NHAN TIN!", Word.OPT_OUT),
        ("Ngừng nhận thông báo", Word.OPT_OUT),
        ("tôi không muốn nhận tin nữa", Word.OPT_OUT),
        ("nhận lại tin", Word.OPT_IN),
        ("nhan lai tin.", Word.OPT_IN),
        ("bật lại thông báo", Word.OPT_IN),
    ],
)
def test_the_choice_is_read_with_and_without_marks(text: str, word: Word) -> None:
    command = command_in(text)
    assert command is not None
    assert command.word is word


@pytest.mark.parametrize(
    "text", ["nhắn tin lại cho tôi", "dừng xe ở đâu", "tôi nhận tin nhắn lừa đảo", "không nhận được tin trả lời"]
)
def test_other_words_choose_nothing(text: str) -> None:
    assert command_in(text) is None


def test_the_words_that_we_tell_citizens_are_understood() -> None:
    for text, told in (("dừng nhận tin", catalogue.OPTED_IN), ("nhận lại tin", catalogue.OPTED_OUT)):
        assert f"“{text}”" in told


def test_the_choice_is_written_before_it_is_promised(bench: Bench) -> None:
    bench.tips.refuse_next = 1
    with pytest.raises(QueueRefused):
        bench.reception.take(STOP)
    assert opted_out(bench)
    assert bench.tips.calls == []
    bench.reception.take(STOP)
    assert [tip.intent for tip in bench.tips.messages] == [Intent.OPT_OUT]


def test_nothing_is_promised_when_the_choice_cannot_be_written(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(person_id: str, **_: object) -> bool:
        raise NotFound(person_id)

    monkeypatch.setattr(bench.identities, "choose", lost)
    with pytest.raises(NotFound):
        bench.reception.take(STOP)
    assert bench.tips.calls == []


def test_a_choice_can_be_taken_back(bench: Bench) -> None:
    bench.reception.take(STOP)
    bench.reception.take(AGAIN)
    assert not opted_out(bench)
    assert [tip.intent for tip in bench.tips.messages] == [Intent.OPT_OUT, Intent.OPT_IN]


def test_an_earlier_choice_that_arrives_later_is_told_what_holds(bench: Bench) -> None:
    for event in (AGAIN, STOP, STOP):
        bench.reception.take(event)
    assert not opted_out(bench)
    assert [tip.intent for tip in bench.tips.messages] == [Intent.OPT_IN] * 3


def test_a_redelivered_choice_undoes_no_later_one_even_when_it_was_forgotten(bench: Bench) -> None:
    bench.reception.take(STOP)
    bench.reception.take(AGAIN)
    for number in range(30):
        bench.reception.take(replace(WROTE, event_key=f"e{number}", text="dạ"))
    bench.reception.take(STOP)
    assert not opted_out(bench)


def test_to_choose_ends_no_dialogue(citizen: Citizen) -> None:
    opened = citizen.says("báo tin").dialogue_id
    assert citizen.says("dừng nhận tin") == Routed(desk=TIPS, intent=Intent.OPT_OUT)
    said = citizen.says("mất trộm xe")
    assert (said.intent, said.dialogue_id) == (Intent.CONTENT, opened)


def test_a_pasted_broadcast_asks_whether_it_is_true_and_raises_no_alarm(citizen: Citizen) -> None:
    assert citizen.says(PASTED) == Routed(desk=TIPS, intent=Intent.STATUS, code=CODE)
    assert citizen.says(f"{PASTED} có thật không ạ?") == Routed(desk=TIPS, intent=Intent.STATUS, code=CODE)


@pytest.mark.parametrize(
    "text",
    [shown(CODE), f"mã kiểm tra: {shown(CODE)}", f"kiểm tra mã {CODE}", f"mã kiểm tra {shown(CODE)} thật không"],
    ids=["the code", "labelled", "no hyphens", "asked about"],
)
def test_the_code_alone_is_enough(citizen: Citizen, text: str) -> None:
    assert citizen.says(text) == Routed(desk=TIPS, intent=Intent.STATUS, code=CODE)


def test_a_broadcast_pasted_into_a_report_is_part_of_it(citizen: Citizen) -> None:
    opened = citizen.says("báo tin").dialogue_id
    said = citizen.says(PASTED)
    assert (said.intent, said.dialogue_id) == (Intent.CONTENT, opened)


def test_a_report_that_quotes_a_broadcast_is_a_report(citizen: Citizen) -> None:
    assert citizen.says(f"báo tin: có người gửi tin này để lừa tiền: {PASTED}").intent == Intent.CONTENT


def test_a_broadcast_pasted_below_a_photo_is_kept_with_it(citizen: Citizen) -> None:
    assert citizen.says(PASTED, PHOTO).intent != Intent.STATUS


def test_an_emergency_told_behind_a_pasted_broadcast_is_heard(citizen: Citizen) -> None:
    said = citizen.says(f"{PASTED}\nCứu với, nhà tôi đang cháy, còn người kẹt bên trong")
    assert (said.intent, said.emergency) == (Intent.CONTENT, Emergency.CERTAIN)


def test_a_code_that_is_none_is_words_like_any_other(citizen: Citizen) -> None:
    assert citizen.says("Công an Mẫu. Mã kiểm tra: ABC-DEF-GH2 là gì").intent == Ask.QUESTION
