"""Who wants to see their data, or have it erased: by chat, or by the platform's own word."""

from datetime import timedelta

import pytest

from dutydesk.messages import Intent
from dutydesk.platforms.events import Withdrew, Wrote
from dutydesk.text.fold import fold
from functions.webhook.data_words import data_wish
from functions.webhook.session import REQUEST_FOR
from tests.fakes.clock import NOON
from tests.fakes.queues import QueueRefused
from tests.unit.webhook.test_reception import PERSON, USER, WROTE, Bench
from tests.unit.webhook.test_routing import PHOTO, Citizen

ERASE, SEE = "xóa dữ liệu của tôi", "tôi muốn xem dữ liệu"
WITHDREW = Withdrew(event_key="w1", oa_id="77", user_id=USER, sent_at=NOON)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("xóa dữ liệu của tôi", "erase"),
        ("xoá dữ liệu của tôi", "erase"),
        ("Xoa du lieu cua toi", "erase"),
        ("tôi muốn xóa dữ liệu", "erase"),
        ("Tôi yêu cầu xóa toàn bộ dữ liệu cá nhân của tôi ngay", "erase"),
        ("xin xóa hết thông tin về em giúp", "erase"),
        ("đề nghị công an xóa thông tin cá nhân của tôi", "erase"),
        ("tôi muốn xem dữ liệu", "access"),
        ("cho xem dữ liệu của tôi", None),
        ("xem dữ liệu của tôi", "access"),
        ("em muốn biết thông tin cá nhân của em", "access"),
        ("tôi muốn xem thông tin", None),
        ("tôi muốn biết thông tin", None),
        ("làm sao xóa dữ liệu của tôi", None),
        ("xóa dữ liệu của tôi có mất tiền không", None),
        ("có người dọa xóa dữ liệu của tôi", None),
        ("nó xóa dữ liệu của tôi rồi tống tiền", None),
        ("xóa dữ liệu", None),
        ("xem phim của tôi", None),
        ("", None),
    ],
)
def test_only_a_whole_text_that_says_so_is_a_wish(text: str, wish: str | None) -> None:
    assert data_wish(fold(text)) == wish


class TestRouting:
    """The route of such a text."""

    @pytest.fixture(name="citizen")
    def _citizen(self) -> Citizen:
        return Citizen()

    def test_it_goes_to_the_tips_desk_as_a_case_of_its_own(self, citizen: Citizen) -> None:
        routed = citizen.says(ERASE)
        assert (routed.desk, routed.intent, routed.code) == ("tips", Intent.DATA_REQUEST, "erase")
        assert routed.dialogue_id
        assert citizen.session.dialogue is None

    def test_the_same_wish_again_is_the_same_case_for_a_week(self, citizen: Citizen) -> None:
        first = citizen.says(ERASE)
        citizen.waits(days=6)
        assert citizen.says("xin xóa dữ liệu của tôi").dialogue_id == first.dialogue_id
        citizen.now += REQUEST_FOR
        assert citizen.says(ERASE).dialogue_id != first.dialogue_id

    def test_another_wish_is_another_case(self, citizen: Citizen) -> None:
        assert citizen.says(ERASE).dialogue_id != citizen.says(SEE).dialogue_id

    def test_within_a_report_it_is_heard_and_the_report_goes_on(self, citizen: Citizen) -> None:
        opened = citizen.says("báo tin: mất xe")
        assert citizen.says(ERASE).intent == Intent.DATA_REQUEST
        after = citizen.says("", PHOTO)
        assert (after.intent, after.dialogue_id) == (Intent.CONTENT, opened.dialogue_id)


class TestWithdrawing:
    """The platform says that somebody takes their consent back."""

    @pytest.fixture(name="bench")
    def _bench(self) -> Bench:
        return Bench()

    def test_officers_are_asked_once_however_often_it_is_delivered(self, bench: Bench) -> None:
        bench.reception.take(WROTE)
        bench.tips.take()
        bench.tips.calls.clear()
        for _ in range(3):
            assert bench.reception.take(WITHDREW) == Intent.DATA_REQUEST
        assert {(one.group, one.dedupe) for one in bench.tips.calls} == {(PERSON, "w1")}
        (told,) = {one.message for one in bench.tips.calls}
        assert (told.intent, told.code, told.message.text) == (Intent.DATA_REQUEST, "withdraw", "")
        assert len({one.message.dialogue_id for one in bench.tips.calls}) == 1

    def test_when_the_queue_refuses_the_next_delivery_asks_for_the_same_case(self, bench: Bench) -> None:
        bench.tips.refuse_next = 1
        with pytest.raises(QueueRefused):
            bench.reception.take(WITHDREW)
        minted = bench.minted
        bench.reception.take(WITHDREW)
        assert bench.minted == minted
        assert len(bench.tips.calls) == 1

    def test_it_is_no_interaction_and_ends_broadcasts(self, bench: Bench) -> None:
        bench.reception.take(WROTE)
        before = bench.stored()
        bench.clock.advance(hours=1)
        late = Withdrew(event_key="w2", oa_id="77", user_id=USER, sent_at=NOON + timedelta(hours=1))
        bench.reception.take(late)
        after = bench.stored()
        assert (after.last_interaction, after.reply_until) == (before.last_interaction, before.reply_until)
        assert bench.identities.choose(PERSON, opted_out=False, at=NOON)

    def test_somebody_whom_nobody_knows_is_seen_to_as_well(self, bench: Bench) -> None:
        assert bench.reception.take(WITHDREW) == Intent.DATA_REQUEST
        assert bench.identities.get(PERSON) is None
        assert len(bench.tips.calls) == 1

    def test_a_wish_by_chat_reaches_the_queue(self, bench: Bench) -> None:
        bench.reception.take(Wrote(event_key="e9", oa_id="77", user_id=USER, sent_at=NOON, text=ERASE))
        (sent,) = bench.tips.calls
        assert (sent.message.intent, sent.message.code, sent.message.message.text) == (
            Intent.DATA_REQUEST,
            "erase",
            ERASE,
        )
