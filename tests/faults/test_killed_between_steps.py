"""Fault table: a worker killed between any two steps, a store that throttles, a queue that refuses.

Each scenario is played once undisturbed to count its calls to the outside, and then once for each call, struck there.
"""

from collections.abc import Callable, Iterator

import pytest

from tests.faults.invariant import Told
from tests.faults.sabotage import Saboteur, throttled
from tests.faults.world import World, world
from tests.unit.faq.desk import NONE, SURE, UNSURE

CITIZEN, NEIGHBOUR, OFFICER = "8400000000001", "8400000000002", "8400000000003"
WHAT, WHERE = "Quán karaoke mở nhạc rất to mỗi đêm", "trước số 12 đường Mẫu 3"
AT_ONCE = "báo tin: xe tải đậu chắn hẻm 4"
FIRE = "Cháy nhà số 5 đường Mẫu 1, có người mắc kẹt bên trong, cứu với"

MORE = "tôi ở tổ 5, cần gấp trong tuần này"

type Scenario = Callable[[World], list[Told]]


def dialogue(desk: World) -> list[Told]:
    """One step after the other, each answered before the next."""
    for text in ("báo tin", WHAT, WHERE, "xong"):
        desk.deliver(desk.writes(CITIZEN, text))
        desk.run()
    return [desk.told(CITIZEN, WHAT, WHERE)]


def hurried(desk: World) -> list[Told]:
    """Everything is sent before the first worker moves."""
    for event in [desk.writes(CITIZEN, text, after_s=0.01) for text in ("báo tin", WHAT, WHERE, "xong")]:
        desk.deliver(event)
    desk.run()
    return [desk.told(CITIZEN, WHAT, WHERE)]


def kept_and_tapped(desk: World) -> list[Told]:
    """Photos and words outside a dialogue become a tip by one tap; a neighbour talks meanwhile."""
    desk.deliver(desk.writes(CITIZEN, photos=3))
    desk.deliver(desk.writes(CITIZEN, WHAT))
    desk.deliver(desk.writes(NEIGHBOUR, AT_ONCE))
    desk.run()
    (bucket,) = {one["case_id"] for one in desk.items("cases") if one.get("person_id") == desk.person(CITIZEN)}
    desk.deliver(desk.writes(CITIZEN, f"#tip {bucket}"))
    desk.run()
    return [desk.told(CITIZEN, WHAT, attachments=3), desk.told(NEIGHBOUR, AT_ONCE)]


def emergency(desk: World) -> list[Told]:
    """An urgent case calls the duty officer."""
    desk.link_duty_officer(OFFICER)
    desk.deliver(desk.writes(CITIZEN, FIRE))
    desk.run()
    return [desk.told(CITIZEN, FIRE)]


def asked(desk: World) -> list[Told]:
    """One question is answered at once, another after a choice; no case comes of either."""
    for text in (SURE, UNSURE, "1", "đúng rồi"):
        desk.deliver(desk.writes(CITIZEN, text))
        desk.run()
    return []


def handed_off(desk: World) -> list[Told]:
    """Nobody here knows, so an officer is to answer, who then gets what the citizen adds."""
    for text in (NONE, "gặp cán bộ", MORE):
        desk.deliver(desk.writes(CITIZEN, text))
        desk.run()
    return [desk.told(CITIZEN, NONE, MORE)]


SCENARIOS = [dialogue, hurried, kept_and_tapped, emergency, asked, handed_off]
SHORT = {"dialogue": 5, "hurried": 4, "kept_and_tapped": 5, "emergency": 4, "asked": 8, "handed_off": 7}
"""The short form strikes each n-th call, beginning elsewhere for each scenario and moment; the long form each one."""


def calls_of(monkeypatch: pytest.MonkeyPatch, scenario: Scenario) -> int:
    saboteur = Saboteur()
    with world(monkeypatch, saboteur) as desk:
        told = scenario(desk)
        assert desk.broken_promises(*told) == []
    return saboteur.calls


def struck_at_each(
    monkeypatch: pytest.MonkeyPatch, scenario: Scenario, calls: Iterator[int], make: Callable[[int], Saboteur]
) -> list[str]:
    """Play the scenario once for each call; return what was broken, with where it was struck."""
    broken = []
    for call in calls:
        saboteur = make(call)
        with world(monkeypatch, saboteur) as desk:
            told = scenario(desk)
            assert saboteur.struck, f"call {call} was never made"
            promises = desk.broken_promises(*told)
            if desk.copies_out and not desk.counted["PossibleSecondCopy"]:
                promises.append("a second copy may be out and was not counted")
            if scenario is emergency:
                promises += officer_was_not_told(desk)
            if scenario is asked:
                promises += question_was_dropped(desk)
            broken += [f"{saboteur.struck[0]} (call {call}): {promise}" for promise in promises]
    return broken


def officer_was_not_told(desk: World) -> list[str]:
    alerts = [text for _, text in desk.zalo.inboxes[OFFICER]]
    if not alerts:
        return ["the duty officer was not told"]
    return ["the alert quotes the citizen"] if any("đường Mẫu" in text for text in alerts) else []


def question_was_dropped(desk: World) -> list[str]:
    """Return what is missing: both answers, and the words of both questions, which one tap could make a tip."""
    texts = [text for _, text in desk.zalo.inboxes[CITIZEN]]
    kept = [one["text"] for one in desk.items("cases") if one["sk"].startswith("MSG#")]
    answers = [text for text in texts if "Nguồn: " in text]
    missing = [] if len(set(answers)) == 2 else [f"{len(set(answers))} of 2 questions were answered"]
    return missing if sorted(kept) == sorted([SURE, UNSURE]) else [*missing, f"what is kept is {kept}"]


@pytest.mark.parametrize("moment", [pytest.param("before", marks=pytest.mark.long), "after"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_worker_killed_at_any_step_loses_and_doubles_nothing(
    monkeypatch: pytest.MonkeyPatch, scenario: Scenario, moment: str
) -> None:
    calls = range(1 + (moment == "after"), calls_of(monkeypatch, scenario) + 1, SHORT[scenario.__name__])
    assert struck_at_each(monkeypatch, scenario, iter(calls), lambda call: Saboteur(call, moment=moment)) == []


@pytest.mark.long
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_worker_killed_at_each_single_step_loses_and_doubles_nothing(
    monkeypatch: pytest.MonkeyPatch, scenario: Scenario, moment: str
) -> None:
    calls = range(1, calls_of(monkeypatch, scenario) + 1)
    assert struck_at_each(monkeypatch, scenario, iter(calls), lambda call: Saboteur(call, moment=moment)) == []


@pytest.mark.parametrize("times", [pytest.param(1, marks=pytest.mark.long), 4])
def test_a_throttled_store_only_delays(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """The store refuses one call, or four in a row, after boto3's own retries."""

    def refused(call: int) -> Saboteur:
        return Saboteur(call, times=times, only="dynamodb", error=throttled)

    counting = refused(0)
    with world(monkeypatch, counting) as desk:
        dialogue(desk)
    assert struck_at_each(monkeypatch, dialogue, iter(range(1, counting.calls + 1, 2 * times)), refused) == []


def test_a_queue_that_refuses_only_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(call: int) -> Saboteur:
        return Saboteur(call, only="sqs", error=lambda _call: ConnectionError("the queue refuses"))

    counting = refused(0)
    with world(monkeypatch, counting) as desk:
        dialogue(desk)
    assert struck_at_each(monkeypatch, dialogue, iter(range(1, counting.calls + 1)), refused) == []


def test_killed_after_the_commit_and_before_the_queue_still_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The receipt holds what is owed; the redelivery that finds it changes nothing and enqueues it again."""
    counting = Saboteur()
    with world(monkeypatch, counting) as desk:
        desk.deliver(desk.writes(CITIZEN, AT_ONCE))
        desk.run()
    commit = counting.names.index("transact_write_items") + 1
    saboteur = Saboteur(commit, moment="after")
    with world(monkeypatch, saboteur) as desk:
        desk.deliver(desk.writes(CITIZEN, AT_ONCE))
        desk.run()
        assert saboteur.struck == ["dynamodb.transact_write_items"]
        assert desk.broken_promises(desk.told(CITIZEN, AT_ONCE)) == []


def test_a_worker_that_dies_each_time_leaves_a_dead_letter_with_its_reason_and_a_redrive_completes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with world(monkeypatch) as desk:
        desk.deliver(desk.writes(CITIZEN, AT_ONCE))
        healthy = desk.workers.intake.intake.accept
        deaths = iter([Exception("broken")] * 5)

        def fragile(tip: object) -> object:
            for death in deaths:
                raise death
            return healthy(tip)  # type: ignore[arg-type]  # passed through

        monkeypatch.setattr(type(desk.workers.intake.intake), "accept", lambda _intake, tip: fragile(tip))
        desk.run()
        assert len(desk.queues["tips"].dead) == 1
        assert desk.evidence().headers(desk.person(CITIZEN)) == []
        desk.upkeep.do({"do": "minute"}, lambda: True)
        desk.clock.advance(seconds=60)
        assert desk.upkeep.do({"do": "redrive", "queue": "tips"}, lambda: True)["moved"] == 1
        desk.run()
        assert desk.broken_promises(desk.told(CITIZEN, AT_ONCE)) == []


@pytest.mark.parametrize(
    "trouble",
    [["down"], ["down"] * 5, ["lost"], [-216], [-32], [-32] * 4, ["lost", "down"]],
    ids=lambda trouble: "-".join(map(str, trouble)),
)
def test_trouble_at_the_platform_delays_answers_and_doubles_only_what_was_lost(
    monkeypatch: pytest.MonkeyPatch, trouble: list[str | int]
) -> None:
    with world(monkeypatch) as desk:
        desk.zalo.trouble = list(trouble)
        told = hurried(desk)
        desk.copies_out = trouble.count("lost")
        assert desk.broken_promises(*told) == []
        assert desk.counted["AnswerLost"] >= trouble.count("lost")


def test_an_outage_of_a_day_fills_no_dead_letter_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replies wait as due items, ever more rarely tried, and go out when the platform is back."""
    with world(monkeypatch) as desk:
        desk.zalo.trouble = ["down"] * 40
        told = hurried(desk)
        assert desk.broken_promises(*told) == []
        assert not any(queue.dead for queue in desk.queues.values())
