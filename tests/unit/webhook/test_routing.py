"""Routing: what each message becomes, given what went before."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.ids import new_code, shown
from dutydesk.messages import Ask, Attachment, AttachmentKind, Emergency, InboundMessage, Intent, Place, Platform
from functions.webhook.asking import QUESTIONS
from functions.webhook.dialogues import TIPS
from functions.webhook.routing import ALERTS, Router
from functions.webhook.session import Routed, Session, from_plain, to_plain

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
PHOTO = Attachment(kind=AttachmentKind.IMAGE, url="https://a/1.jpg")
STICKER = Attachment(kind=AttachmentKind.STICKER, url="https://a/s")
PLACE = Place(latitude="10.7", longitude="106.7")


class Citizen:
    """Somebody who writes to the desk, message after message, one second apart unless told otherwise."""

    def __init__(self) -> None:
        numbers = itertools.count(1)
        self.router = Router(new_id=lambda: f"01ARYZ6S41TSV4RRFFQ69G5FA{next(numbers)}")
        self.session = Session()
        self.now = NOW
        self.keys = itertools.count(1)

    def says(
        self, text: str = "", *attachments: Attachment, place: Place | None = None, sent_at: datetime | None = None
    ) -> Routed:
        self.now += timedelta(seconds=1)
        message = InboundMessage(
            event_key=f"e{next(self.keys)}",
            platform=Platform.ZALO,
            page_id="page",
            unit="unit",
            person_id="p",
            sent_at=sent_at or self.now,
            text=text,
            attachments=attachments,
            place=place,
        )
        return self.gets(message)

    def gets(self, message: InboundMessage) -> Routed:
        routed, after = self.router.message(message, from_plain(to_plain(self.session)), now=self.now)
        self.session = from_plain(to_plain(after))
        assert self.session == after, "a session survives being stored"
        return routed

    def waits(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@pytest.fixture(name="citizen")
def _citizen() -> Citizen:
    return Citizen()


@pytest.mark.parametrize("words", ["báo tin", "bao tin", "Báo tin!", "BAO TIN", "toi muon bao tin", "tố giác tội phạm"])
def test_bao_tin_opens_a_dialogue_however_it_is_written(citizen: Citizen, words: str) -> None:
    routed = citizen.says(words)
    assert (routed.desk, routed.intent) == (TIPS, Intent.START)
    assert routed.dialogue_id


def test_what_is_said_in_a_dialogue_belongs_to_it_until_xong(citizen: Citizen) -> None:
    opened = citizen.says("báo tin").dialogue_id
    said = [citizen.says("mất trộm xe"), citizen.says("", PHOTO), citizen.says(place=PLACE), citizen.says("lúc 7h")]
    assert [(one.intent, one.dialogue_id) for one in said] == [(Intent.CONTENT, opened)] * 4
    assert citizen.says("xong") == Routed(desk=TIPS, intent=Intent.DONE, dialogue_id=opened)
    assert citizen.says("hôm nay trời đẹp").intent == Ask.QUESTION


def test_half_an_hour_of_silence_closes_a_dialogue(citizen: Citizen) -> None:
    opened = citizen.says("báo tin").dialogue_id
    citizen.says("mất trộm xe")
    citizen.waits(minutes=29)
    assert citizen.says("ở chợ").dialogue_id == opened
    citizen.waits(minutes=31)
    assert citizen.says("trời đẹp").intent == Ask.QUESTION


def test_another_bao_tin_opens_another_dialogue_only_after_content(citizen: Citizen) -> None:
    first = citizen.says("báo tin").dialogue_id
    assert citizen.says("báo tin").dialogue_id == first
    citizen.says("mất trộm xe")
    assert citizen.says("báo tin").dialogue_id != first


def test_bao_tin_with_its_content_is_both(citizen: Citizen) -> None:
    routed = citizen.says("Báo tin: có đám đánh bạc ở sau chợ")
    assert (routed.intent, bool(routed.dialogue_id)) == (Intent.CONTENT, True)
    assert citizen.says("đang đông lắm").dialogue_id == routed.dialogue_id


def test_a_question_about_reporting_opens_the_dialogue_without_content(citizen: Citizen) -> None:
    assert citizen.says("báo tin ở đâu vậy").intent == Intent.START


def test_fake_news_is_not_a_report(citizen: Citizen) -> None:
    assert citizen.says("bao tin gia bi phat bao nhieu").intent == Ask.QUESTION


def test_a_text_that_overtook_its_bao_tin_is_adopted_by_it(citizen: Citizen) -> None:
    text = citizen.says("mất trộm xe ở chợ", sent_at=NOW + timedelta(milliseconds=10))
    start = citizen.says("báo tin", sent_at=NOW)
    assert (text.intent, start.intent, start.adopt) == (Intent.KEEP, Intent.START, True)
    assert start.dialogue_id == text.dialogue_id
    assert citizen.says("ở chợ Mẫu").dialogue_id == start.dialogue_id


def test_a_question_that_overtook_its_bao_tin_is_adopted_by_it_too(citizen: Citizen) -> None:
    text = citizen.says("ở chợ Mẫu ấy", sent_at=NOW + timedelta(milliseconds=10))
    start = citizen.says("báo tin", sent_at=NOW)
    assert (text.desk, start.intent, start.adopt) == (QUESTIONS, Intent.START, True)
    assert start.dialogue_id == text.dialogue_id


def test_a_text_sent_before_bao_tin_is_not_adopted(citizen: Citizen) -> None:
    text = citizen.says("cho hỏi làm căn cước", sent_at=NOW)
    start = citizen.says("báo tin", sent_at=NOW + timedelta(seconds=9))
    assert not start.adopt
    assert start.dialogue_id != text.dialogue_id


def test_a_photo_that_xong_overtook_still_belongs_to_its_dialogue(citizen: Citizen) -> None:
    opened = citizen.says("báo tin", sent_at=NOW).dialogue_id
    citizen.says("mất trộm xe", sent_at=NOW + timedelta(seconds=1))
    citizen.says("xong", sent_at=NOW + timedelta(seconds=5))
    late = citizen.says("", PHOTO, sent_at=NOW + timedelta(seconds=4))
    assert (late.intent, late.dialogue_id) == (Intent.CONTENT, opened)
    assert citizen.says("", PHOTO, sent_at=NOW + timedelta(seconds=6)).intent == Intent.KEEP


def test_a_bao_tin_that_its_emergency_overtook_does_not_open_a_second_dialogue(citizen: Citizen) -> None:
    fire = citizen.says("cháy nhà rồi cứu với", sent_at=NOW + timedelta(seconds=1))
    start = citizen.says("báo tin", sent_at=NOW)
    assert start.dialogue_id == fire.dialogue_id


def test_an_emergency_is_a_tip_at_once(citizen: Citizen) -> None:
    routed = citizen.says("cháy nhà rồi cứu với")
    assert (routed.intent, routed.emergency) == (Intent.CONTENT, Emergency.CERTAIN)
    assert citizen.says("số 5 đường Mẫu").dialogue_id == routed.dialogue_id


def test_a_photo_kept_just_before_an_emergency_belongs_to_it(citizen: Citizen) -> None:
    photo = citizen.says("", PHOTO)
    fire = citizen.says("cháy nhà rồi cứu với")
    assert (fire.intent, fire.dialogue_id, fire.adopt) == (Intent.CONTENT, photo.dialogue_id, True)
    assert citizen.says("số 5 đường Mẫu").dialogue_id == fire.dialogue_id


def test_a_photo_kept_long_before_an_emergency_does_not(citizen: Citizen) -> None:
    photo = citizen.says("", PHOTO)
    citizen.waits(minutes=11)
    fire = citizen.says("cháy nhà rồi cứu với")
    assert not fire.adopt
    assert fire.dialogue_id != photo.dialogue_id


def test_photos_and_places_outside_a_dialogue_share_one_bucket_and_one_tap(citizen: Citizen) -> None:
    kept = [citizen.says("", PHOTO), citizen.says("", PHOTO), citizen.says(place=PLACE)]
    assert {one.intent for one in kept} == {Intent.KEEP}
    (bucket,) = {one.dialogue_id for one in kept}
    tapped = citizen.says(f"#tip {bucket}")
    assert (tapped.intent, tapped.dialogue_id) == (Intent.MAKE_TIP, bucket)
    assert citizen.says("ở chợ Mẫu") == Routed(desk=TIPS, intent=Intent.CONTENT, dialogue_id=bucket)


def test_a_bucket_lives_a_day(citizen: Citizen) -> None:
    first = citizen.says("", PHOTO).dialogue_id
    citizen.waits(hours=24)
    assert citizen.says("", PHOTO).dialogue_id != first


@pytest.mark.parametrize(
    ("words", "emergency"),
    [("có nhóm thanh niên đánh bạc sau nhà tôi", Emergency.NONE), ("dang chay", Emergency.DOUBTFUL)],
)
def test_what_may_be_a_report_is_kept_and_asked_as_well(citizen: Citizen, words: str, emergency: Emergency) -> None:
    routed = citizen.says(words)
    assert (routed.desk, routed.intent, routed.emergency) == (TIPS, Intent.KEEP, emergency)
    assert (routed.report_like, routed.also_ask, bool(routed.dialogue_id)) == (True, True, True)


def test_what_comes_with_a_photo_is_kept_and_its_words_are_asked_too(citizen: Citizen) -> None:
    for text in ("làm căn cước ở đâu", "có nhóm thanh niên đánh bạc sau nhà tôi", "cảm ơn", "đúng rồi"):
        routed = citizen.says(text, PHOTO)
        assert (routed.desk, routed.intent, routed.also_ask) == (TIPS, Intent.KEEP, True), text
    wordless = citizen.says("12/3 !", PHOTO)
    assert (wordless.desk, wordless.intent, wordless.also_ask) == (TIPS, Intent.KEEP, False)


def test_any_other_text_is_a_question_in_the_same_bucket(citizen: Citizen) -> None:
    photo = citizen.says("", PHOTO)
    asked = citizen.says("làm căn cước mất bao nhiêu tiền")
    assert asked == Routed(desk=QUESTIONS, intent=Ask.QUESTION, dialogue_id=photo.dialogue_id)
    assert citizen.says("có nhóm thanh niên đánh bạc sau nhà tôi").dialogue_id == photo.dialogue_id


def test_a_bucket_of_fifty_questions_is_full(citizen: Citizen) -> None:
    buckets = [citizen.says("làm căn cước ở đâu").dialogue_id for _ in range(51)]
    assert len(set(buckets[:50])) == 1
    assert buckets[50] != buckets[49]


@pytest.mark.parametrize("words", ["xin chào", "alo", "menu", "Bắt đầu!"])
def test_a_greeting_gets_the_menu(citizen: Citizen, words: str) -> None:
    assert citizen.says(words) == Routed(desk=TIPS, intent=Intent.MENU)


@pytest.mark.parametrize("words", ["cảm ơn", "ok", "dạ vâng", "👍", "   ", "?!"])
def test_thanks_nods_and_emoji_are_answered_and_not_kept(citizen: Citizen, words: str) -> None:
    assert citizen.says(words) == Routed(desk=QUESTIONS, intent=Ask.QUESTION, first_contact=True)
    opened = citizen.says("báo tin").dialogue_id
    assert citizen.says(words) == Routed(desk=TIPS, intent=Intent.START, dialogue_id=opened)


def test_a_lone_sticker_is_answered_and_makes_no_case(citizen: Citizen) -> None:
    assert citizen.says("", STICKER) == Routed(desk=QUESTIONS, intent=Ask.QUESTION, first_contact=True)
    opened = citizen.says("báo tin").dialogue_id
    assert citizen.says("", STICKER) == Routed(desk=TIPS, intent=Intent.START, dialogue_id=opened)


def test_only_the_first_contact_is_marked(citizen: Citizen) -> None:
    assert [citizen.says("làm căn cước ở đâu").first_contact for _ in range(2)] == [True, False]


def test_a_receipt_code_asks_for_its_status_also_in_a_dialogue(citizen: Citizen) -> None:
    code = new_code()
    citizen.says("báo tin")
    for typed in (shown(code), shown(code).lower(), code, f"mã {shown(code)}", f"mã tin báo: {shown(code)}"):
        assert citizen.says(typed) == Routed(desk=TIPS, intent=Intent.STATUS, code=code), typed


def test_officers_orders_go_to_the_alert_desk(citizen: Citizen) -> None:
    code, case_id = new_code(), "01ARYZ6S41TSV4RRFFQ69G5FAV"
    assert citizen.says(f"LIEN KET {code}") == Routed(desk=ALERTS, intent="link", code=code)
    assert citizen.says(f"liên kết {shown(code)}") == Routed(desk=ALERTS, intent="link", code=code)
    assert citizen.says(f"#nhan {case_id}") == Routed(desk=ALERTS, intent="acknowledge", code=case_id)


def test_a_tap_on_a_strangers_bucket_leads_no_later_message_there(citizen: Citizen) -> None:
    strangers = "01ARYZ6S41TSV4RRFFQ69G5FAV"
    assert citizen.says(f"#tip {strangers}").intent == Intent.MAKE_TIP
    later = citizen.says("mất trộm xe ở chợ")
    assert (later.intent, later.dialogue_id != strangers) == (Intent.KEEP, True)


@pytest.mark.parametrize(
    "tap",
    [
        "#tip ../../x", "#tip 01", "#nhan", "#", "#tip 01aryz6s41tsv4rrffq69g5fav", "#dung", "#dung 0123",
        "#dung 0123456789ABCDEF0123", "#sai 0123456789abcdef01234", "#chon 0123456789abcdef0123",
        "#chon 0123456789abcdef0123 12", "#chon 0123456789abcdef0123 ١", "#canbo 0123456789abcdef0123 1",
    ],
)  # fmt: skip
def test_a_forged_tap_is_only_text(citizen: Citizen, tap: str) -> None:
    routed = citizen.says(tap)
    assert (routed.desk, routed.intent, routed.asked_id) == (QUESTIONS, Ask.QUESTION, "")


def test_xong_and_huy_without_a_dialogue_get_the_menu(citizen: Citizen) -> None:
    assert [citizen.says(word).intent for word in ("xong", "hủy")] == [Intent.MENU] * 2


def test_huy_closes_the_dialogue(citizen: Citizen) -> None:
    opened = citizen.says("báo tin").dialogue_id
    assert citizen.says("hủy") == Routed(desk=TIPS, intent=Intent.CANCEL, dialogue_id=opened)
    assert citizen.session.dialogue is None


MESSAGES = st.sampled_from(
    [
        "báo tin", "xong", "hủy", "mất trộm xe", "cháy nhà cứu với", "chào", "", "báo tin: đánh bạc", "menu", "#tip x",
        "làm căn cước ở đâu", "đúng rồi", "sai rồi", "2", "gặp cán bộ", "ok", f"#chon {'0a' * 10} 1",
    ]
)  # fmt: skip


@given(st.lists(MESSAGES, min_size=1, max_size=12), st.data())
def test_a_redelivered_event_takes_its_first_route_and_changes_nothing(texts: list[str], data: st.DataObject) -> None:
    citizen = Citizen()
    sent, routes = [], []
    for number, text in enumerate(texts):
        message = InboundMessage(
            event_key=f"r{number}",
            platform=Platform.ZALO,
            page_id="page",
            unit="unit",
            person_id="p",
            sent_at=NOW + timedelta(seconds=number),
            text=text,
        )
        sent.append(message)
        routes.append(citizen.gets(message))
    again = data.draw(st.integers(0, len(sent) - 1))
    before = citizen.session
    assert citizen.gets(sent[again]) == routes[again]
    assert citizen.session == before


@given(st.permutations(["báo tin", "mất trộm xe", "ở chợ", "xong"]))
def test_in_any_order_of_arrival_every_text_ends_in_the_one_dialogue(order: list[str]) -> None:
    """A bucket counts when it is the dialogue, since intake adopts what was sent after the start."""
    sent = {"báo tin": 0, "mất trộm xe": 1, "ở chợ": 2, "xong": 3}
    citizen = Citizen()
    routes = {text: citizen.says(text, sent_at=NOW + timedelta(milliseconds=10 * sent[text])) for text in order}
    opened = routes["báo tin"].dialogue_id
    assert {routes[text].dialogue_id for text in ("mất trộm xe", "ở chợ")} == {opened}
