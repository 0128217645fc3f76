"""Fault table: the same message, or two of one citizen, handled at the same time; one interrupts the other anywhere."""

import pytest

from tests.faults.sabotage import Interruption
from tests.faults.world import world
from tests.unit.faq.desk import NONE

CITIZEN = "8400000000001"
WHAT = "Quán karaoke mở nhạc rất to mỗi đêm"
FIRE = "Cháy nhà số 5 đường Mẫu 1, có người mắc kẹt bên trong, cứu với"


def calls_of(monkeypatch: pytest.MonkeyPatch, *texts: str) -> int:
    """Return how many calls to the outside it takes to handle these texts."""
    counting = Interruption()
    with world(monkeypatch, counting) as desk:
        for event in [desk.writes(CITIZEN, text, after_s=0.01) for text in texts]:
            desk.deliver(event)
        desk.run()
    return counting.calls


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("báo tin", WHAT, "xong"), id="dialogue"),
        pytest.param((FIRE,), id="emergency", marks=pytest.mark.long),
        pytest.param((NONE, "gặp cán bộ"), id="hand-off", marks=pytest.mark.long),
    ],
)
def test_one_message_handled_twice_at_the_same_time_counts_once(
    monkeypatch: pytest.MonkeyPatch, texts: tuple[str, ...]
) -> None:
    """Before each single call, somebody else handles the very same message from beginning to end."""
    told = [text for text in texts if text not in {"báo tin", "xong", "gặp cán bộ"}]
    broken = []
    for at in range(1, calls_of(monkeypatch, *texts) + 1):
        interruption = Interruption(at)
        with world(monkeypatch, interruption) as desk:
            interruption.interrupt = lambda desk=desk: desk.again()  # type: ignore[misc]  # bound now
            for event in [desk.writes(CITIZEN, text, after_s=0.01) for text in texts]:
                desk.deliver(event)
            desk.run()
            promises = desk.broken_promises(desk.told(CITIZEN, *told))
            codes = [text for _, text in desk.zalo.inboxes[CITIZEN] if "Mã tin báo" in text or "Mã câu hỏi" in text]
            if len(codes) != 1:
                promises.append(f"the code was told {len(codes)} times")
            broken += [f"{interruption.struck} (call {at}): {promise}" for promise in promises]
    assert broken == []


@pytest.mark.parametrize("start", ["báo tin", "bao tin"])
def test_a_text_that_arrives_while_the_start_is_being_handled_never_goes_elsewhere(
    monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    """Before each single call of the start's way in, the text that was sent 10 ms later comes in whole."""
    counting = Interruption()
    with world(monkeypatch, counting) as desk:
        desk.deliver(desk.writes(CITIZEN, start))
    for at in range(1, counting.calls + 1):
        interruption = Interruption(at)
        with world(monkeypatch, interruption) as desk:
            begins = desk.writes(CITIZEN, start)
            follows = desk.writes(CITIZEN, WHAT, after_s=0.01)
            interruption.interrupt = lambda desk=desk, event=follows: desk.deliver(event)  # type: ignore[misc]  # bound
            desk.deliver(begins)
            desk.run()
            assert interruption.struck, at
            assert desk.broken_promises(desk.told(CITIZEN, WHAT)) == [], interruption.struck
