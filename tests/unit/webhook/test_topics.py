"""Topics in the chat: what shows them, what chooses one, what is somebody else's to answer, and what is written."""

import csv
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO

import pytest

from dutydesk.errors import NotFound
from dutydesk.messages import Ask, Attachment, AttachmentKind, Emergency, InboundMessage, Intent, OfferedTopic, Platform
from dutydesk.stores.topics import Topic
from dutydesk.text import catalogue
from functions.webhook.dialogues import TIPS
from functions.webhook.session import Routed, Session
from functions.webhook.topics import may_concern, topical
from tests.fakes.clock import NOON
from tests.fakes.people import FakeContent
from tests.fakes.queues import QueueRefused
from tests.unit.webhook.labelled import DATA, labelled
from tests.unit.webhook.test_reception import PAGE, PERSON, WROTE, Bench
from tests.unit.webhook.test_routing import Citizen

FRAUD = Topic(key="lua-dao", name="Cảnh báo lừa đảo")
STAY = Topic(key="tam-tru", name="Tạm trú")
FIRE = Topic(key="chay", name="Cháy nhà")
NEWS = Topic(key="ban-tin", name="Tin an ninh, trật tự")
TOPICS = (FRAUD, STAY, FIRE, NEWS)
PHOTO = Attachment(kind=AttachmentKind.IMAGE, url="https://a/1.jpg")
LIST = Routed(desk=TIPS, intent=Intent.TOPICS)


class Reader(Citizen):
    """A citizen of a page whose unit offers topics."""

    def gets(self, message: InboundMessage) -> Routed:
        routed, self.session = self.router.message(message, self.session, now=self.now, topics=TOPICS)
        return routed


class Town(Bench):
    """A reception of a page whose unit offers topics."""

    def __init__(self, *topics: Topic) -> None:
        super().__init__()
        self.content = FakeContent((PAGE,))
        self.content.offered[PAGE.unit] = topics
        self.reception = replace(self.reception, content=self.content)

    def hear(self, text: str, *, key: str = "", at: datetime = NOON) -> None:
        """Take a message of the person."""
        self.reception.take(replace(WROTE, event_key=key or text, text=text, sent_at=at))

    def segments(self) -> set[str]:
        """What the person is in."""
        return self.identities.segments.get(PERSON, set())

    def told(self) -> list[tuple[str, str]]:
        """What the tips desk is to tell, and of which topic."""
        return [(tip.intent, tip.code) for tip in self.tips.messages]


@pytest.fixture(name="citizen")
def _citizen() -> Reader:
    return Reader()


@pytest.fixture(name="town")
def _town() -> Town:
    return Town(*TOPICS)


def subscribed(topic: Topic) -> Routed:
    return Routed(desk=TIPS, intent=Intent.SUBSCRIBE, code=topic.key)


def unsubscribed(topic: Topic) -> Routed:
    return Routed(desk=TIPS, intent=Intent.UNSUBSCRIBE, code=topic.key)


@pytest.mark.parametrize(
    "text",
    [
        "đăng ký nhận tin",
        "dang ky nhan tin",
        "Đăng kí nhận thông báo ạ",
        "cho tôi đăng ký tin",
        "đăng ký nhận tin theo chủ đề",
        "chủ đề",
        "Danh sách chủ đề",
        "xem các chủ đề",
        "có chủ đề nào?",
        "hủy đăng ký nhận tin",
        "đăng ký tin cảnh báo",
    ],
)
def test_the_list_is_shown_for_what_asks_for_news(citizen: Reader, text: str) -> None:
    assert citizen.says(text) == LIST


@pytest.mark.parametrize(
    ("text", "routed"),
    [
        ("đăng ký tin Cảnh báo lừa đảo", subscribed(FRAUD)),
        ("dang ky tin canh bao lua dao", subscribed(FRAUD)),
        ("DANG KY NHAN TIN LUA DAO!", subscribed(FRAUD)),
        ("cho em đăng ký nhận thông báo về cảnh báo lừa đảo với ạ", subscribed(FRAUD)),
        ("đăng ký tin an ninh trật tự", subscribed(NEWS)),
        ("đăng ký tin Tin an ninh, trật tự", subscribed(NEWS)),
        ("đăng ký chủ đề tạm trú", subscribed(STAY)),
        ("đăng ký tin cháy nhà", subscribed(FIRE)),
        ("hủy tin cảnh báo lừa đảo", unsubscribed(FRAUD)),
        ("huy dang ky tin lua dao", unsubscribed(FRAUD)),
        ("dừng nhận tin cảnh báo lừa đảo nữa ạ", unsubscribed(FRAUD)),
    ],
)
def test_a_topic_is_chosen_by_its_name_with_and_without_marks(citizen: Reader, text: str, routed: Routed) -> None:
    assert citizen.says(text) == routed


@pytest.mark.parametrize("topic", TOPICS, ids=[topic.key for topic in TOPICS])
def test_what_a_button_says_comes_back_as_the_choice_it_shows(citizen: Reader, topic: Topic) -> None:
    assert citizen.says(catalogue.topic_button(topic.name, on=False).payload) == subscribed(topic)
    assert citizen.says(catalogue.topic_button(topic.name, on=True).payload) == unsubscribed(topic)


@pytest.mark.parametrize(
    "text",
    [
        "đăng ký tạm trú",
        "đăng ký tạm trú cần giấy tờ gì?",
        "thủ tục đăng ký tạm trú",
        "đăng ký xe",
        "đăng ký tin học ở đâu",
        "đăng ký nhận tin nhắn phạt nguội thế nào",
        "đăng ký thường trú cho con",
        "hủy đăng ký tạm trú",
        "đúng tin cảnh báo lừa đảo",
        "nhắn tin lừa đảo",
        "tạm trú",
    ],
)
def test_other_questions_stay_questions(citizen: Reader, text: str) -> None:
    assert citizen.says(text).intent not in {Intent.TOPICS, Intent.SUBSCRIBE, Intent.UNSUBSCRIBE}


def test_an_opt_out_stays_one(citizen: Reader) -> None:
    for text in ("dừng nhận tin", "hủy nhận tin", "tắt thông báo"):
        assert citizen.says(text).intent == Intent.OPT_OUT


def test_a_name_alone_counts_right_after_the_list_and_never_else(citizen: Reader) -> None:
    assert citizen.says("Tạm trú").intent == Ask.QUESTION
    citizen.says("đăng ký nhận tin")
    assert citizen.says("Tạm trú") == subscribed(STAY)
    assert citizen.says("lua dao") == subscribed(FRAUD)
    citizen.says("làm căn cước ở đâu")
    assert citizen.says("Tạm trú").intent == Ask.QUESTION


def test_a_question_right_after_the_list_is_answered(citizen: Reader) -> None:
    citizen.says("chủ đề")
    assert citizen.says("đăng ký tạm trú").intent == Ask.QUESTION


def test_an_emergency_right_after_the_list_is_heard_although_a_topic_is_called_so(citizen: Reader) -> None:
    citizen.says("chủ đề")
    said = citizen.says("Cháy nhà")
    assert said.emergency != Emergency.NONE
    assert said.intent in {Intent.CONTENT, Intent.KEEP}


@pytest.mark.parametrize("text", ["báo tin", "dừng nhận tin", "menu"])
def test_an_order_right_after_the_list_is_carried_out_although_a_topic_is_called_so(text: str) -> None:
    session = Session().remember("e", LIST)
    assert topical(text, session, [Topic(key="x", name=text)]) is None
    assert topical("nước", session, [Topic(key="nuoc", name="Nước")]) is not None


def test_to_choose_ends_no_dialogue_and_a_name_alone_belongs_to_it(citizen: Reader) -> None:
    opened = citizen.says("báo tin").dialogue_id
    assert citizen.says("đăng ký tin tạm trú") == subscribed(STAY)
    said = citizen.says("tạm trú")
    assert (said.intent, said.dialogue_id) == (Intent.CONTENT, opened)


def test_a_unit_that_offers_nothing_answers_as_before() -> None:
    citizen = Citizen()
    assert citizen.says("đăng ký nhận tin").intent == Intent.OPT_IN
    assert citizen.says("đăng ký tin tạm trú").intent == Ask.QUESTION


def test_hardly_any_message_costs_the_read() -> None:
    session = Session()
    messages = [*labelled("report_like", "report"), *labelled("emergency", "emergency")]
    assert not [message.text for message in messages if may_concern(message.text, session)]


def test_no_question_of_the_samples_is_swallowed() -> None:
    texts = [
        row["text"]
        for name in ("faq_dev", "faq_dev_2", "faq_dev_3", "faq_unseen")
        for row in csv.DictReader(StringIO((DATA / f"{name}.csv").read_text(encoding="utf-8"), newline=""))
    ]
    assert texts
    assert not [text for text in texts if topical(text, Session(), TOPICS) is not None]


def test_topics_are_read_once_for_a_message_about_them_and_never_for_another(town: Town) -> None:
    for text, reads in (("làm căn cước ở đâu", 0), ("dạ", 0), ("báo tin", 0), ("hủy", 0), ("đăng ký nhận tin", 1)):
        town.content.asked = 0
        town.hear(text)
        assert town.content.asked == reads, text
    town.content.asked = 0
    town.hear("đăng ký nhận tin")
    assert town.content.asked == 1, "a redelivery reads once too"


def test_the_choice_is_written_for_this_page_and_told_with_all_topics(town: Town) -> None:
    town.hear("đăng ký tin lừa đảo")
    assert town.segments() == {"topic:lua-dao"}
    (tip,) = town.tips.messages
    assert (tip.intent, tip.code, tip.opted_out) == (Intent.SUBSCRIBE, "lua-dao", False)
    assert tip.topics == tuple(OfferedTopic(key=topic.key, name=topic.name, on=topic is FRAUD) for topic in TOPICS)
    assert tip.message.platform is Platform.ZALO


def test_the_list_says_what_comes_already(town: Town) -> None:
    town.hear("đăng ký tin lừa đảo")
    town.hear("chủ đề", at=NOON + timedelta(minutes=1))
    *_, tip = town.tips.messages
    assert [topic.key for topic in tip.topics if topic.on] == ["lua-dao"]


def test_the_choice_is_written_before_it_is_promised(town: Town) -> None:
    town.tips.refuse_next = 1
    with pytest.raises(QueueRefused):
        town.hear("đăng ký tin lừa đảo")
    assert town.segments() == {"topic:lua-dao"}
    assert town.told() == []
    town.hear("đăng ký tin lừa đảo")
    assert town.told() == [(Intent.SUBSCRIBE, "lua-dao")]


def test_nothing_is_promised_when_the_choice_cannot_be_written(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(person_id: str, *_: object, **__: object) -> None:
        raise NotFound(person_id)

    monkeypatch.setattr(town.identities, "decide", lost)
    with pytest.raises(NotFound):
        town.hear("đăng ký tin lừa đảo")
    assert town.tips.calls == []


def test_the_same_choice_once_more_changes_nothing_and_is_told_once_more(town: Town) -> None:
    for minute in range(2):
        town.hear("đăng ký tin lừa đảo", key=f"e{minute}", at=NOON + timedelta(minutes=minute))
    assert town.segments() == {"topic:lua-dao"}
    assert town.told() == [(Intent.SUBSCRIBE, "lua-dao")] * 2


def test_an_earlier_choice_that_arrives_later_is_told_what_holds(town: Town) -> None:
    town.hear("hủy tin lừa đảo", at=NOON + timedelta(minutes=1))
    for _ in range(2):
        town.hear("đăng ký tin lừa đảo")
    assert town.segments() == set()
    assert town.told() == [(Intent.UNSUBSCRIBE, "lua-dao")] * 3


def test_a_redelivered_choice_undoes_no_later_one_even_when_it_was_forgotten(town: Town) -> None:
    town.hear("đăng ký tin lừa đảo")
    town.hear("hủy tin lừa đảo", at=NOON + timedelta(minutes=1))
    for number in range(30):
        town.hear("dạ", key=f"e{number}")
    town.hear("đăng ký tin lừa đảo")
    assert town.segments() == set()


def test_to_sign_up_for_news_takes_an_opt_out_back_and_to_choose_a_topic_does_not(town: Town) -> None:
    town.hear("dừng nhận tin")
    town.hear("đăng ký tin lừa đảo", at=NOON + timedelta(minutes=1))
    assert town.tips.messages[-1].opted_out
    town.hear("đăng ký nhận tin", at=NOON + timedelta(minutes=2))
    assert not town.tips.messages[-1].opted_out
    known = town.identities.get(PERSON)
    assert known is not None
    assert not known.opted_out
    town.hear("dừng nhận tin", key="late", at=NOON + timedelta(minutes=1))
    assert town.told()[-1] == (Intent.OPT_IN, "")


def test_a_redelivered_choice_of_a_topic_that_is_gone_by_now_is_still_written(town: Town) -> None:
    town.tips.refuse_next = 1
    with pytest.raises(QueueRefused):
        town.hear("đăng ký tin lừa đảo")
    town.content.offered.clear()
    town.hear("đăng ký tin lừa đảo")
    (tip,) = town.tips.messages
    assert (tip.code, tip.topics) == ("lua-dao", ())


def test_words_below_a_photo_are_the_choice_they_say(citizen: Reader) -> None:
    assert citizen.says("đăng ký tin lừa đảo", PHOTO) == subscribed(FRAUD)
