"""What a citizen hears of topics: which there are, which of them come, what was chosen, and how to stop."""

from dataclasses import replace

from dutydesk.messages import Button, Intent, OfferedTopic, Reply, TipMessage
from dutydesk.text import catalogue
from functions.intake.topics import MOST_BUTTONS
from tests.unit.intake.desk import UNIT, TestDesk, again, tip

FRAUD = OfferedTopic(key="lua-dao", name="Cảnh báo {lừa} đảo", on=True)
WATER = OfferedTopic(key="mat-nuoc", name="Mất nước")
EIGHT = tuple(OfferedTopic(key=f"t{number}", name=f"Chủ đề {number}") for number in range(8))


def about(
    intent: Intent, *topics: OfferedTopic, code: str = "", opted_out: bool = False, text: str = "chủ đề"
) -> TipMessage:
    return replace(tip(intent, text, dialogue="", code=code), topics=topics, opted_out=opted_out)


def heard(desk: TestDesk, asked: TipMessage) -> Reply:
    (reply,) = desk.hear(asked)
    return reply


def test_the_list_names_every_topic_says_which_come_and_how_far_it_reaches(desk: TestDesk) -> None:
    reply = heard(desk, about(Intent.TOPICS, FRAUD, WATER))
    assert "• Cảnh báo {lừa} đảo (đang nhận)\n• Mất nước\n" in reply.text
    assert all(words in reply.text for words in (UNIT.name, "chỉ áp dụng cho trang này", "“dừng nhận tin”"))
    assert catalogue.STILL_OPTED_OUT not in reply.text


def test_a_button_chooses_what_does_not_come_and_stops_what_does(desk: TestDesk) -> None:
    assert heard(desk, about(Intent.TOPICS, FRAUD, WATER)).buttons == (
        Button(title="Thôi nhận: Cảnh báo {lừa} đảo", payload="hủy tin Cảnh báo {lừa} đảo"),
        Button(title="Nhận: Mất nước", payload="đăng ký tin Mất nước"),
    )


def test_more_topics_than_a_message_has_buttons_for_come_in_several(desk: TestDesk) -> None:
    replies = desk.hear(about(Intent.TOPICS, *EIGHT))
    assert [len(reply.buttons) for reply in replies] == [MOST_BUTTONS, 3]
    assert [button.payload for reply in replies for button in reply.buttons] == [
        f"đăng ký tin {topic.name}" for topic in EIGHT
    ]
    assert all(topic.name in replies[0].text for topic in EIGHT)
    assert replies[1].text == catalogue.MORE_TOPICS


def test_who_chose_a_topic_hears_which_that_it_is_for_this_page_and_how_to_stop(desk: TestDesk) -> None:
    reply = heard(desk, about(Intent.SUBSCRIBE, FRAUD, WATER, code="lua-dao"))
    assert reply.text == catalogue.SUBSCRIBED.format(topic=FRAUD.name, unit=UNIT.name)
    assert "chỉ áp dụng cho trang này" in reply.text
    assert "“hủy tin Cảnh báo {lừa} đảo”" in reply.text
    assert [button.payload for button in reply.buttons] == ["hủy tin Cảnh báo {lừa} đảo"]


def test_who_wants_a_topic_no_more_hears_how_to_come_back(desk: TestDesk) -> None:
    reply = heard(desk, about(Intent.UNSUBSCRIBE, WATER, code="mat-nuoc", opted_out=True))
    assert reply.text == catalogue.UNSUBSCRIBED.format(topic=WATER.name, unit=UNIT.name)
    assert [button.payload for button in reply.buttons] == ["đăng ký tin Mất nước"]


def test_who_wants_no_broadcasts_at_all_hears_that_no_topic_comes_until_that_is_taken_back(desk: TestDesk) -> None:
    for intent, code in ((Intent.TOPICS, ""), (Intent.SUBSCRIBE, "lua-dao")):
        reply = heard(desk, about(intent, FRAUD, code=code, opted_out=True))
        assert reply.text.endswith(catalogue.STILL_OPTED_OUT)
        assert "“nhận lại tin”" in reply.text


def test_a_topic_that_is_gone_is_answered_with_those_there_are(desk: TestDesk) -> None:
    assert "• Mất nước" in heard(desk, about(Intent.SUBSCRIBE, WATER, code="lua-dao")).text
    assert heard(desk, about(Intent.SUBSCRIBE, code="lua-dao")).text == catalogue.NO_TOPICS.format(unit=UNIT.name)


def test_a_choice_is_answered_once(desk: TestDesk) -> None:
    asked = about(Intent.SUBSCRIBE, FRAUD, code="lua-dao")
    first, second = heard(desk, asked), heard(desk, again(asked))
    assert first == second


def test_a_choice_leaves_a_dialogue_as_it_is(desk: TestDesk) -> None:
    desk.hear(tip(Intent.START, "báo tin"), about(Intent.SUBSCRIBE, FRAUD, code="lua-dao"))
    desk.hear(tip(Intent.CONTENT, "mất trộm xe", at=2))
    assert desk.words() == ["mất trộm xe"]
