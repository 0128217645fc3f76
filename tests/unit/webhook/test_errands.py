"""An open errand: what it takes, what passes it by, and who is heard first."""

from datetime import datetime, timedelta

import pytest

from dutydesk.errands import LookupWish, TicketWish
from dutydesk.ids import as_code, asked_id, new_code
from dutydesk.messages import Ask, Attachment, AttachmentKind, Emergency, Intent, Place
from dutydesk.text import catalogue, catalogue_lookup
from functions.webhook.asking import QUESTIONS
from functions.webhook.dialogues import TIPS
from functions.webhook.lookups import LOOKUPS
from functions.webhook.numbers import TICKETS
from functions.webhook.session import Routed
from tests.unit.webhook.papers import invented
from tests.unit.webhook.test_routing import NOW, PHOTO, PLACE, STICKER, Citizen

MINE = invented(1)
BOTH = "{card} {date}"
STORY = "thằng trộm tên Mẫu cccd {card} sinh {date}"
FIRE = "cháy nhà rồi cứu với, gọi {phone}"
NO_CODE_DIGITS = str.maketrans("01", "98")
"""Codes hold neither digit, since both look like letters."""

VIDEO = Attachment(kind=AttachmentKind.VIDEO, url="https://a/1.mp4")
FILE = Attachment(kind=AttachmentKind.FILE, url="https://a/1.pdf")
VOICE = Attachment(kind=AttachmentKind.AUDIO, url="https://a/1.aac")

ASKED = Routed(desk=LOOKUPS, intent=LookupWish.ASK)


class Typing(Citizen):
    """A citizen who types the papers of ``MINE`` where a text asks for them."""

    def says(
        self, text: str = "", *attachments: Attachment, place: Place | None = None, sent_at: datetime | None = None
    ) -> Routed:
        return super().says(text.format_map(MINE.typed), *attachments, place=place, sent_at=sent_at)


@pytest.fixture(name="citizen")
def _citizen() -> Citizen:
    return Typing()


@pytest.fixture(name="looking")
def _looking(citizen: Citizen) -> Citizen:
    assert citizen.says("tra cứu căn cước") == ASKED
    return citizen


@pytest.mark.parametrize(
    ("tap", "desk", "wish"),
    [
        ("#tracuu", LOOKUPS, LookupWish.ASK),
        ("#baotoi", LOOKUPS, LookupWish.WATCH),
        ("#thoibao", LOOKUPS, LookupWish.UNWATCH),
        ("#so", TICKETS, TicketWish.OPEN),
        ("#so 01KAMX2A0000000000000000AB:0730", TICKETS, TicketWish.PICK),
        ("#so p.quan-mau.cccd.20261123.0730..1", TICKETS, TicketWish.PICK),
    ],
)
@pytest.mark.parametrize("where", ["outside", "in a tip dialogue"])
def test_a_tap_reaches_its_desk_anywhere_and_leaves_a_dialogue_as_it_is(
    citizen: Citizen, tap: str, desk: str, wish: str, where: str
) -> None:
    if where != "outside":
        citizen.says("báo tin")
    before = citizen.session.dialogue
    assert citizen.says(tap) == Routed(desk=desk, intent=wish)
    assert citizen.session.dialogue == before


def test_the_buttons_of_the_menu_are_the_taps_and_the_words_are_understood() -> None:
    taps = [Citizen().says(button.payload).desk for button in catalogue.MENU_BUTTONS]
    assert taps == [TIPS, LOOKUPS, TICKETS]
    offered = (catalogue_lookup.LOOKUP_BUTTON, catalogue_lookup.WATCH_BUTTON, catalogue_lookup.UNWATCH_BUTTON)
    assert [Citizen().says(button.payload).intent for button in offered] == ["ask", "watch", "unwatch"]
    for words, desk in (("báo tin", TIPS), ("tra cứu căn cước", LOOKUPS), ("lấy số", TICKETS)):
        assert f"“{words}”" in catalogue.GREETING
        assert Citizen().says(words).desk == desk


@pytest.mark.parametrize(
    "tap", ["#so ", "#sox", "#tracuu 1", "#so " + "a" * 201, "#so {card}", "#so ../x y", "#baotoi1", "#so\nx y"]
)
def test_what_only_looks_like_a_tap_is_none(citizen: Citizen, tap: str) -> None:
    routed = citizen.says(tap)
    assert routed.intent != TicketWish.PICK
    assert routed.desk not in {LOOKUPS, TICKETS} or tap.strip() == "#so"


@pytest.mark.parametrize(
    "form",
    [
        "{card}", "{date}", "{card_grouped}", "{card_wide}", "{receipt}", "{date_dotted}", "{date_glued}",
        "{date_words}", "sinh ngày {date} ạ", "số là {card}", "họ tên: Mẫu Văn Mẫu, số: {card}, ngày sinh: {date}",
        "{card} {date} bao giờ có vậy anh", "{phone}", "90", "em sinh năm 1990", "cccd {card} làm lại ở đâu",
    ],
)  # fmt: skip
def test_an_open_look_up_takes_whatever_holds_a_number_or_a_date(looking: Citizen, form: str) -> None:
    assert looking.says(form) == ASKED


def test_a_number_that_could_be_a_receipt_code_is_looked_up_while_a_code_with_letters_is_not(looking: Citizen) -> None:
    digits = next(code for number in range(10**8) if (code := as_code(f"23456{number:04}".translate(NO_CODE_DIGITS))))
    assert looking.says(digits) == ASKED
    code = new_code()
    while code.isdigit():
        code = new_code()
    assert looking.says(code) == Routed(desk=TIPS, intent=Intent.STATUS, code=code)


@pytest.mark.parametrize("shown", [PHOTO, FILE, VOICE], ids=["photo", "file", "voice"])
def test_an_open_look_up_takes_what_is_shown_instead_of_a_number(looking: Citizen, shown: Attachment) -> None:
    assert looking.says("", shown) == ASKED
    assert looking.says("thẻ cũ của em đây", shown) == ASKED


@pytest.mark.parametrize("words", ["hủy", "thôi", "Thôi ạ", "huy bo", "khỏi tra nữa", "thoát"])
def test_a_look_up_can_be_given_up(looking: Citizen, words: str) -> None:
    assert looking.says(words) == Routed(desk=LOOKUPS, intent=LookupWish.CANCEL)
    assert looking.session.errand is None
    assert looking.says(words).desk != LOOKUPS


@pytest.mark.parametrize(
    ("text", "desk", "intent"),
    [
        ("làm căn cước mất bao nhiêu tiền", QUESTIONS, Ask.QUESTION),
        ("làm căn cước cho bé 3 tuổi cần gì", QUESTIONS, Ask.QUESTION),
        ("cảm ơn", QUESTIONS, Ask.QUESTION),
        ("xin chào", TIPS, Intent.MENU),
        ("gặp cán bộ", QUESTIONS, Ask.OFFICER),
        ("dừng nhận tin", TIPS, Intent.OPT_OUT),
        ("có nhóm thanh niên đánh bạc sau nhà tôi", TIPS, Intent.KEEP),
        (STORY, TIPS, Intent.KEEP),
        ("báo tin", TIPS, Intent.START),
        (FIRE, TIPS, Intent.CONTENT),
        ("lấy số", TICKETS, TicketWish.OPEN),
    ],
)
def test_anything_else_goes_its_ordinary_way(looking: Citizen, text: str, desk: str, intent: str) -> None:
    routed = looking.says(text)
    assert (routed.desk, routed.intent) == (desk, intent)
    assert looking.session.errand is not None


@pytest.mark.parametrize("shown", [STICKER, VIDEO], ids=["sticker", "video"])
def test_what_shows_no_paper_goes_its_ordinary_way(looking: Citizen, shown: Attachment) -> None:
    assert looking.says("", shown).desk in {TIPS, QUESTIONS}
    assert looking.says(place=PLACE).intent == Intent.KEEP
    assert looking.says("{date}") == ASKED


def test_a_question_in_between_leaves_the_errand_open_and_keeps_its_choices(looking: Citizen) -> None:
    looking.says("làm căn cước mất bao nhiêu tiền")
    assert looking.says("2") == Routed(desk=QUESTIONS, intent=Ask.PICK, asked_id=asked_id("e2"), choice=1)
    assert looking.says(BOTH) == ASKED
    assert looking.says("2") == ASKED


def test_an_errand_is_silent_after_a_quarter_of_an_hour(looking: Citizen) -> None:
    looking.waits(minutes=14)
    assert looking.says("1990") == ASKED
    looking.waits(minutes=14)
    assert looking.says("1990") == ASKED
    looking.waits(minutes=16)
    assert looking.says("1990").desk == QUESTIONS
    assert looking.session.errand is None


def test_an_emergency_is_heard_first_and_what_follows_belongs_to_it(looking: Citizen) -> None:
    fire = looking.says(FIRE)
    assert (fire.intent, fire.emergency, fire.hide) == (Intent.CONTENT, Emergency.CERTAIN, True)
    assert looking.says("số 5 đường Mẫu") == Routed(desk=TIPS, intent=Intent.CONTENT, dialogue_id=fire.dialogue_id)
    assert looking.says("", PHOTO).intent == Intent.CONTENT
    looking.says("xong")
    assert looking.says(BOTH) == ASKED


def test_a_number_inside_a_tip_dialogue_stays_a_tip_word_for_word(citizen: Citizen) -> None:
    opened = citizen.says("báo tin").dialogue_id
    for text in (STORY, BOTH, "tra cứu căn cước", "lấy số", "1/2/1990"):
        assert citizen.says(text) == Routed(desk=TIPS, intent=Intent.CONTENT, dialogue_id=opened), text


def test_a_tip_dialogue_opened_after_the_errand_is_heard_first(looking: Citizen) -> None:
    opened = looking.says("báo tin").dialogue_id
    assert looking.says(BOTH) == Routed(desk=TIPS, intent=Intent.CONTENT, dialogue_id=opened)


def test_a_look_up_tapped_within_a_tip_dialogue_takes_bare_papers_and_nothing_else(citizen: Citizen) -> None:
    opened = citizen.says("báo tin").dialogue_id
    citizen.says("mất trộm xe ở chợ")
    assert citizen.says("#tracuu") == ASKED
    assert [citizen.says(text) for text in ("{card}", "{date}", "{card} {date}")] == [ASKED] * 3
    assert citizen.says("số 5 đường Mẫu") == Routed(desk=TIPS, intent=Intent.CONTENT, dialogue_id=opened)
    assert citizen.says("", PHOTO).dialogue_id == opened
    assert citizen.says(STORY) == Routed(desk=TIPS, intent=Intent.CONTENT, dialogue_id=opened, hide=True)
    assert citizen.says("hủy") == Routed(desk=LOOKUPS, intent=LookupWish.CANCEL)
    assert citizen.says("hủy") == Routed(desk=TIPS, intent=Intent.CANCEL, dialogue_id=opened)


def test_papers_tapped_for_in_a_dialogue_may_arrive_in_any_order(citizen: Citizen) -> None:
    citizen.says("báo tin", sent_at=NOW)
    citizen.says("#tracuu", sent_at=NOW + timedelta(seconds=1))
    assert citizen.says("{date}", sent_at=NOW + timedelta(seconds=9)) == ASKED
    assert citizen.says("{card}", sent_at=NOW + timedelta(seconds=5)) == ASKED


def test_what_was_told_in_a_dialogue_and_arrives_late_belongs_to_it(citizen: Citizen) -> None:
    opened = citizen.says("báo tin", sent_at=NOW).dialogue_id
    citizen.says("mất trộm xe", sent_at=NOW + timedelta(seconds=1))
    citizen.says("xong", sent_at=NOW + timedelta(seconds=5))
    citizen.says("tra cứu căn cước", sent_at=NOW + timedelta(seconds=7))
    late = citizen.says(BOTH, sent_at=NOW + timedelta(seconds=3))
    assert (late.intent, late.dialogue_id, late.hide) == (Intent.CONTENT, opened, False)
    assert citizen.says(BOTH, sent_at=NOW + timedelta(seconds=8)) == ASKED


def test_a_number_that_a_later_bao_tin_overtook_still_goes_to_the_look_up(citizen: Citizen) -> None:
    citizen.says("tra cứu căn cước", sent_at=NOW)
    citizen.says("báo tin", sent_at=NOW + timedelta(seconds=5))
    assert citizen.says(BOTH, sent_at=NOW + timedelta(seconds=4)) == ASKED
