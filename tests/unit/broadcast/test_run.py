"""One chunk: what its ledger says is what happened, whatever happened."""

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from dutydesk.stores.broadcasts import Letter, Policy
from functions.broadcast.sending.pace import Pace
from functions.broadcast.sending.ports import Came, Fenced
from functions.broadcast.sending.run import MOST_TRIES, STORM_OF, ChunkRun, Stop
from tests.unit.broadcast.air import FakeBooks, FakeCourier, Killed, Time, chunk_of

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = 10_000.0


class Scene:
    """One chunk, its books and a courier."""

    def __init__(self, size: int, *, policy: Policy = Policy.ONCE, per_s: float = 60.0) -> None:
        self.time = Time()
        self.chunk = chunk_of(size)
        self.books = FakeBooks.of(self.chunk)
        self.courier = FakeCourier(self.time)
        self.pace = Pace(per_s=per_s, next_at=self.time())
        self.policy = policy
        self.told: Callable[[], bool] = lambda: False

    def run(self, *, generation: int = 1, seconds: float = LONG) -> Stop:
        run = ChunkRun(
            chunk=self.chunk,
            ledger=self.books.claim(self.chunk.key, generation),
            policy=self.policy,
            books=self.books,
            courier=self.courier,
            pace=self.pace,
            told_to_stop=self.told,
            now=self.time,
            iso_now=self.time.iso,
        )
        return run.go(self.time() + seconds)

    @property
    def letters(self) -> str:
        return self.books.ledgers[self.chunk.key.path].letters


def test_everybody_is_sent_to_once_and_the_books_say_so() -> None:
    scene = Scene(300)
    assert scene.run() is Stop.THROUGH
    assert scene.letters == "s" * 300
    assert scene.courier.got == Counter(range(300))
    assert scene.books.ledgers[scene.chunk.key.path].flight == (0, 0)


def test_the_platforms_ids_are_kept_by_recipient() -> None:
    scene = Scene(3)
    scene.courier.skips = {1: Letter.SKIPPED_WINDOW}
    scene.run()
    assert scene.books.ids[scene.chunk.key.path] == ("m1", "", "m2")


def test_the_pace_is_kept_although_answers_take_their_time() -> None:
    scene = Scene(600, per_s=60.0)
    scene.courier.latency_s = 0.5
    began = scene.time()
    scene.run()
    assert 9.5 <= scene.time() - began <= 11.0
    per_second = Counter(int(at - began) for at, _ in scene.courier.starts)
    assert max(per_second.values()) <= 60 * 1.25 + 1


def test_the_ledger_is_written_about_once_a_second_and_names_the_slice_first() -> None:
    scene = Scene(600, per_s=60.0)
    outside: list[int] = []

    def started(index: int) -> None:
        begin, end = scene.books.writes[-1].flight
        if not begin <= index < end:
            outside.append(index)

    scene.courier.on_start = started
    scene.run()
    assert outside == []
    assert 10 <= len(scene.books.writes) <= 13


def test_who_has_no_path_is_skipped_with_the_reason_and_never_started() -> None:
    scene = Scene(4)
    scene.courier.skips = {0: Letter.SKIPPED_WINDOW, 3: Letter.SKIPPED_OPTED_OUT}
    scene.run()
    assert scene.letters == "wsso"
    assert {index for _, index in scene.courier.starts} == {1, 2}


@pytest.mark.parametrize("letter", [Letter.FAILED_REFUSED, Letter.FAILED_UNREACHABLE])
def test_a_refusal_is_final(letter: Letter) -> None:
    scene = Scene(3)
    scene.courier.answer = lambda index: (Came.FINAL, letter if index == 1 else Letter.SENT)
    scene.run()
    assert scene.letters == f"s{letter}s"
    assert len(scene.courier.starts) == 3


def test_what_did_not_go_out_is_tried_again_and_fails_in_the_end() -> None:
    scene = Scene(3)
    scene.courier.answer = lambda index: (Came.AGAIN if index == 1 else Came.FINAL, Letter.SENT)
    assert scene.run() is Stop.THROUGH
    assert scene.letters == "sxs"
    moments = [at for at, index in scene.courier.starts if index == 1]
    assert len(moments) == MOST_TRIES
    assert moments[1] - moments[0] >= 1.0
    assert moments[2] - moments[1] >= 2.0


def test_a_limit_costs_nobody_a_try_and_slows_the_app_down() -> None:
    scene = Scene(120, per_s=60.0)
    limited_until = scene.time() + 5

    def answer(_index: int) -> tuple[Came, Letter]:
        return (Came.LIMITED, Letter.PENDING) if scene.time() < limited_until else (Came.FINAL, Letter.SENT)

    scene.courier.answer = answer
    assert scene.run() is Stop.THROUGH
    assert scene.letters == "s" * 120
    refused = len(scene.courier.starts) - 120
    assert refused <= 40
    assert scene.pace.factor < 1


def test_a_lost_answer_is_unknown_and_not_sent_again() -> None:
    scene = Scene(3)
    scene.courier.answer = lambda index: (Came.LOST if index == 1 else Came.FINAL, Letter.SENT)
    scene.run()
    assert scene.letters == "sus"
    assert scene.courier.got[1] == 1


def test_an_alarm_is_sent_again_when_the_answer_was_lost() -> None:
    scene = Scene(2, policy=Policy.REACH)
    lost = iter([True])
    scene.courier.answer = lambda index: (Came.LOST if index == 0 and next(lost, False) else Came.FINAL, Letter.SENT)
    scene.run()
    assert scene.letters == "ss"
    assert scene.courier.got[0] == 2


def test_time_up_leaves_the_rest_pending_and_nothing_in_the_air() -> None:
    scene = Scene(600, per_s=60.0)
    assert scene.run(seconds=3.0) is Stop.TIME
    letters = scene.letters
    assert 170 <= letters.count("s") <= 200
    assert letters.count("s") + letters.count("p") == 600
    assert scene.books.ledgers[scene.chunk.key.path].flight == (0, 0)
    assert scene.run(generation=2) is Stop.THROUGH
    assert scene.courier.got == Counter(range(600))


def test_a_pause_is_heard_within_two_seconds() -> None:
    scene = Scene(600, per_s=60.0)
    told_at = scene.time() + 3.3
    scene.told = lambda: scene.time() >= told_at
    assert scene.run() is Stop.TOLD
    assert max(at for at, _ in scene.courier.starts) <= told_at + 2
    assert scene.letters.count("p") > 0


def test_a_slow_platform_does_not_keep_a_pause_waiting_nor_the_books() -> None:
    """Without a limit a whole chunk is one slice; answers that take seconds must not make it one deaf half-minute."""
    scene = Scene(300, per_s=5_000.0)
    scene.courier.latency_s = 5.0
    scene.courier.most = 16
    told_at = scene.time() + 11
    scene.told = lambda: scene.time() >= told_at
    assert scene.run() is Stop.TOLD
    assert max(at for at, _ in scene.courier.starts) <= told_at + 3
    assert len(scene.books.writes) >= 3


def test_a_storm_stops_the_run_before_everybody_is_spent() -> None:
    scene = Scene(600, per_s=60.0)
    scene.courier.answer = lambda _index: (Came.AGAIN, Letter.PENDING)
    assert scene.run() is Stop.STORM
    assert len(scene.courier.starts) <= STORM_OF + 30
    assert scene.letters == "p" * 600


@pytest.mark.parametrize(("came", "stop"), [(Came.PAGE_BROKEN, Stop.PAGE_BROKEN), (Came.NO_QUOTA, Stop.NO_QUOTA)])
def test_a_page_that_cannot_send_stops_the_run_and_nobody_is_blamed(came: Came, stop: Stop) -> None:
    scene = Scene(100)
    scene.courier.answer = lambda index: (came, Letter.PENDING) if index >= 10 else (Came.FINAL, Letter.SENT)
    assert scene.run() is stop
    assert scene.letters == "s" * 10 + "p" * 90


def test_a_younger_sender_fences_the_older_one_off() -> None:
    scene = Scene(600, per_s=60.0)
    told = iter([False, False, True])

    def overtaken() -> bool:
        if next(told, False):
            scene.books.claim(scene.chunk.key, 2)
        return False

    scene.told = overtaken
    before = scene.books.ledgers[scene.chunk.key.path]
    with pytest.raises(Fenced):
        scene.run(generation=1)
    after = scene.books.ledgers[scene.chunk.key.path]
    assert after.generation == 2
    assert before.letters != after.letters
    assert len(scene.courier.starts) <= 2 * 60 + 1


@pytest.mark.parametrize("policy", list(Policy))
def test_wherever_a_sender_dies_nobody_recorded_is_sent_to_again(policy: Policy) -> None:
    """Kill at every single step in turn, then let another sender finish."""
    steps = _steps(policy)
    assert steps >= 75
    for step in range(steps):
        scene = Scene(70, policy=policy, per_s=30.0)
        countdown = _kill_at(scene, step)
        with pytest.raises(Killed):
            scene.run(generation=1)
        assert countdown.hit
        recorded = {index for index, letter in enumerate(scene.letters) if letter == "s"}
        flight = range(*scene.books.ledgers[scene.chunk.key.path].flight)
        in_air = {index for index in flight if scene.letters[index] == "p"}
        certain = {index for index, times in scene.courier.got.items() if times} - in_air
        assert certain <= recorded
        _revive(scene)
        assert scene.run(generation=2) is Stop.THROUGH
        assert all(scene.courier.got[index] == 1 for index in recorded)
        unknown = {index for index, letter in enumerate(scene.letters) if letter == "u"}
        assert unknown == (in_air if policy is Policy.ONCE else set())
        assert len(in_air) <= 2 * 30 + 30
        assert len(scene.letters) == 70
        assert "p" not in scene.letters
        most = 1 if policy is Policy.ONCE else 2
        assert max(scene.courier.got.values()) <= most


class _Countdown:
    def __init__(self, steps: int) -> None:
        self.left, self.hit, self.seen = steps, False, 0

    def __call__(self, _index: int = 0) -> None:
        self.seen += 1
        if self.left == 0:
            self.hit = True
            raise Killed
        self.left -= 1


def _kill_at(scene: Scene, step: int) -> _Countdown:
    countdown = _Countdown(step)
    scene.books.before_write = scene.books.after_write = countdown
    scene.courier.on_start = countdown
    return countdown


def _revive(scene: Scene) -> None:
    scene.books.before_write = scene.books.after_write = lambda: None
    got = scene.courier.got
    scene.courier = FakeCourier(scene.time, got=got)


def _steps(policy: Policy) -> int:
    scene = Scene(70, policy=policy, per_s=30.0)
    countdown = _kill_at(scene, -1)
    scene.run()
    return countdown.seen
