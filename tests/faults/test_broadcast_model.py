"""A model of a broadcast's life over real stores: whatever dies whenever, the books say what happened.

Hypothesis chooses what happens next: somebody plans, sends, listens or gives an order; the platform refuses, is down,
loses answers; a process dies at any call to the outside, before or after it; messages of queues come twice or late; a
second sender takes over in the middle. After every rule the books must balance and nobody who is recorded as sent to
may have been sent to again.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from dutydesk.errors import Conflict, DeskError
from dutydesk.ids import person_id, shown
from dutydesk.messages import EchoKind, EchoMessage
from dutydesk.stores.broadcasts import (
    FAILED,
    SENT,
    SKIPPED,
    Broadcast,
    Chunk,
    Heard,
    Ledger,
    Letter,
    Policy,
    Priority,
    State,
    add_up,
)
from dutydesk.stores.identities import shard_of
from functions.broadcast.planning.planner import NotNow
from functions.broadcast.sending.ports import Fenced
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.tables import create_tables
from tests.unit.broadcast.air import Killed
from tests.unit.broadcast.platform import MOODS, Delivered
from tests.unit.broadcast.town import PAGES, Town

PER_MINUTE = 180
RATE = PER_MINUTE / 60
LATE_S = 1.5
MOST_IN_AIR = 2 * RATE + RATE * LATE_S + 1
"""Two ticks of the rate, and what is still being answered; less than half of a chunk here."""
PASSING = [mood for mood in MOODS if mood not in {"broken", "quota"}]
CRASHES: Counter[str] = Counter()
"""How many processes died, by what they were doing."""

apps = st.sampled_from(sorted(set(PAGES.values())))

HAPPENS = (
    "a_sender_dies a_sender_dies a_sender_dies a_sender_dies send plan plan approve a_second_sender_takes_over "
    "a_page_breaks order order_in_the_middle listen somebody_follows_or_leaves time_passes"
).split()
"""What may happen next; what stands here more often happens more often."""
MOST_BROADCASTS = 3
HERE = ("zalo-mau-1", "zalo-doi-mau")
"""One page of each app."""

type Draw = Callable[[st.SearchStrategy[Any]], Any]

type Death = tuple[int, bool]
"""At which call to the outside, and whether only after it was carried out."""


def deaths(most: int) -> st.SearchStrategy[Death]:
    return st.tuples(st.integers(0, most), st.booleans())


class Life(RuleBasedStateMachine):
    """Two apps with a page each, some fifty people, up to three broadcasts."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        dynamodb = self.stack.enter_context(dynamodb_in_process())
        create_tables(dynamodb)
        self.town = Town(dynamodb, per_minute=PER_MINUTE)
        self.town.wire.on_delivery = self._arrived
        self.policies: dict[str, Policy] = {}
        self.to_plan: list[str] = []
        self.echoes: list[EchoMessage] = []
        self.sent_again: list[str] = []
        self.overtaken = False
        self.by_overtaken = 0
        self.codes: dict[str, str] = {}
        for number in range(48):
            self._follows(number)

    # What happens

    @initialize(policy=st.sampled_from(Policy))
    def begin(self, policy: Policy) -> None:
        self._approve(policy, Priority.NORMAL)
        self.town.planner().plan("B0")

    @rule(data=st.data(), what=st.sampled_from(HAPPENS))
    def happens(self, data: st.DataObject, what: str) -> None:
        """One rule for all: Hypothesis leaves out some rules in each life, and none of these may be missing."""
        getattr(self, what)(data.draw)

    def approve(self, draw: Draw) -> None:
        if len(self.policies) < MOST_BROADCASTS:
            wish = {"not_got": ["B0"]} if draw(st.booleans()) else {}
            self._approve(draw(st.sampled_from(Policy)), draw(st.sampled_from(Priority)), **wish)

    def plan(self, draw: Draw) -> None:
        """The order may come twice, and when it failed it comes again."""
        if not self.to_plan:
            return
        broadcast_id = draw(st.sampled_from(self.to_plan))
        with self._process("plan", draw(st.none() | deaths(24))) as died:
            try:
                self.town.planner().plan(broadcast_id)
            except NotNow:
                pass
            except Conflict:
                return
        if not died and not draw(st.booleans()):
            self.to_plan.remove(broadcast_id)

    def send(self, draw: Draw) -> None:
        self._token(draw, None, draw(st.sampled_from([1.0, 2.0, 40.0])))

    def a_sender_dies(self, draw: Draw) -> None:
        self._token(draw, draw(deaths(40)), 40.0)

    def _token(self, draw: Draw, death: Death | None, seconds: float) -> None:
        self.town.wire.moods.extend(draw(st.lists(st.sampled_from(["well", *PASSING]), max_size=6)))
        self.town.latency_s = draw(st.sampled_from([0.12, LATE_S]))
        app_id = draw(apps)
        with self._process("send", death):
            self._sent(lambda: self.town.send(app_id, seconds=seconds))
        self.town.wire.moods.clear()

    def a_second_sender_takes_over(self, draw: Draw) -> None:
        """The queue thought that the first was dead."""
        app_id, death = draw(apps), draw(st.none() | deaths(40))

        def younger() -> None:
            with self._process("younger", death):
                self._sent(lambda: self.town.send(app_id, seconds=5))
            self.overtaken = True

        self.by_overtaken = 0
        self._in_the_middle(draw, app_id, younger)
        self.overtaken = False
        assert self.by_overtaken <= MOST_IN_AIR

    def a_page_breaks(self, draw: Draw) -> None:
        mood = draw(st.sampled_from(["broken", "quota"]))
        self._in_the_middle(draw, draw(apps), lambda: self.town.wire.moods.append(mood))
        self.town.wire.moods.clear()

    def order(self, draw: Draw) -> None:
        state = draw(st.sampled_from([State.PAUSED, State.SENDING, State.SENDING, State.CANCELLED]))
        self._ordered(draw(st.sampled_from(sorted(self.policies))), state)

    def order_in_the_middle(self, draw: Draw) -> None:
        broadcast_id = draw(st.sampled_from(sorted(self.policies)))
        state = draw(st.sampled_from([State.PAUSED, State.CANCELLED]))
        self._in_the_middle(draw, draw(apps), lambda: self._ordered(broadcast_id, state))

    def _in_the_middle(self, draw: Draw, app_id: str, meanwhile: Callable[[], None]) -> None:
        self.town.steps.at(draw(st.integers(0, 60)), meanwhile)
        self._sent(lambda: self.town.send(app_id, seconds=10))
        self.town.steps.never()

    def listen(self, draw: Draw) -> None:
        """Some of what the platform says, in any order; what is not taken for good comes again, as some of it does."""
        chance = random.Random(draw(st.integers(0, 10**6)))
        batch = [(str(number), echo) for number, echo in enumerate(chance.sample(self.echoes, len(self.echoes) // 2))]
        with self._process("listen", draw(st.none() | deaths(12))) as died:
            again = set(self.town.tracker().settle(batch))
        if not died:
            for echo in [echo for one_id, echo in batch if one_id not in again and chance.random() < 0.8]:
                self.echoes.remove(echo)

    def somebody_follows_or_leaves(self, draw: Draw) -> None:
        number, facts = draw(st.integers(0, 56)), draw(st.sampled_from([{}, {"opted_out": True}, {"unreachable": "x"}]))
        self._follows(number, **facts)

    def time_passes(self, draw: Draw) -> None:
        self.town.time.pass_by(draw(st.sampled_from([1.0, 30.0, 600.0])))

    def _follows(self, number: int, **facts: Any) -> None:
        """Follow one of two pages; the names are chosen so that one of four shards holds everybody: a long chunk."""
        page_id = HERE[number % 2]
        names = (f"u{number}-{attempt}" for attempt in count())
        name = next(one for one in names if shard_of(person_id(b"key", "zalo", page_id, one)) == "0")
        self.town.follows(page_id, name, **facts)

    def _approve(self, policy: Policy, priority: Priority, **wish: list[str]) -> None:
        broadcast_id = f"B{len(self.policies)}"
        audience = {"pages": list(HERE), **wish}
        made = self.town.approved(broadcast_id, policy=policy, priority=priority, audience=audience)
        self.policies[broadcast_id], self.codes[broadcast_id] = policy, made.code
        self.to_plan.append(broadcast_id)

    # What must hold

    @invariant()
    def the_books_balance_and_tell_the_truth(self) -> None:
        assert self.sent_again == []
        for broadcast_id in self.policies:
            chunks = self.town.chunks(broadcast_id)
            self._balances(self.town.header(broadcast_id), [ledger for _, ledger, _ in chunks])
            got = self.town.got(broadcast_id)
            for chunk, ledger, heard in chunks:
                assert len(ledger.letters) == len(chunk.people)
                self._is_true(got, chunk, ledger, heard)

    def _balances(self, header: Broadcast, ledgers: Sequence[Ledger]) -> None:
        books = add_up(ledger.letters for ledger in ledgers)
        assert books.target == books.sent + books.failed + books.skipped + books.unknown + books.pending
        if header.apps or header.state is State.DONE:
            assert header.target == books.target
        assert not (header.state is State.DONE and books.pending)
        for ledger in ledgers:
            in_air = ledger.letters[slice(*ledger.flight)].count(Letter.PENDING)
            assert in_air <= MOST_IN_AIR, "more is at risk than promised"

    def _is_true(self, got: Counter[str], chunk: Chunk, ledger: Ledger, heard: str) -> None:
        """Who is recorded as sent to has it; what goes out once is with nobody else whose letter is certain."""
        once = self.policies[chunk.key.broadcast_id] is Policy.ONCE
        flight = range(*ledger.flight)
        for index, (person, letter) in enumerate(zip(chunk.people, ledger.letters, strict=True)):
            if not got[person]:
                assert letter not in SENT
                assert not heard or heard[index] == Heard.NOTHING
            elif once:
                assert got[person] == 1
                assert letter not in SKIPPED | FAILED
                assert letter != Letter.PENDING or index in flight

    def teardown(self) -> None:
        """The platform is well again and everybody is let go on: all come to an end, and the echoes settle the rest."""
        try:
            self._come_to_an_end()
        finally:
            self.stack.close()

    def _come_to_an_end(self) -> None:
        town = self.town
        town.steps.never()
        town.latency_s = 0.12
        for broadcast_id in [*self.to_plan, *self.policies]:
            with _suppressed(NotNow):
                town.planner().plan(broadcast_id)
            if town.header(broadcast_id).state is State.PAUSED:
                self._ordered(broadcast_id, State.SENDING)
        for app_id in set(PAGES.values()):
            for _ in range(20):
                town.time.pass_by(60)
                town.send(app_id)
                if not town.active(app_id):
                    break
            town.send(app_id)
            assert town.active(app_id) == {}
            assert not town.is_reminded(app_id)
        self._hear_everything()
        for broadcast_id in self.policies:
            assert town.header(broadcast_id).state in {State.DONE, State.CANCELLED}
            got = town.got(broadcast_id)
            for person, letter in town.letters(broadcast_id).items():
                assert letter != Letter.PENDING
                assert letter != Letter.UNKNOWN or not got[person], "an echo settles who has it"
        self.the_books_balance_and_tell_the_truth()

    def _hear_everything(self) -> None:
        """Every message is in its conversation, so the platform says so."""
        for one in self.town.wire.delivered:
            self.echoes.append(self._echo(one, EchoKind.ECHO))
        batch = [(str(number), echo) for number, echo in enumerate(self.echoes)]
        self.town.time.pass_by(600)
        assert self.town.tracker().settle(batch) == []

    def _arrived(self, one: Delivered) -> None:
        """The platform took a message: it must not be somebody's whom the ledger calls sent to.

        But a sender who does not know yet that it is overtaken ends the slice that it began, and of an alarm the
        younger one has sent that slice again.
        """
        broadcast_id, person = self._about(one)
        if self.town.letter(broadcast_id, person) in SENT:
            if self.overtaken and self.policies[broadcast_id] is Policy.REACH:
                self.by_overtaken += 1
            else:
                self.sent_again.append(f"{broadcast_id} {person}")
        self.echoes += [self._echo(one, kind) for kind in EchoKind]

    def _about(self, one: Delivered) -> tuple[str, str]:
        broadcast_id = one.text.splitlines()[0].removeprefix("Thử ").removesuffix(".")
        assert shown(self.codes[broadcast_id]) in one.text
        return broadcast_id, self.town.people[one.user_id]

    def _echo(self, one: Delivered, kind: EchoKind) -> EchoMessage:
        broadcast_id, person = self._about(one)
        code = self.codes[broadcast_id] if kind is EchoKind.ECHO else ""
        return EchoMessage(
            kind=kind, page_id=one.page_id, person_id=person, message_id=one.message_id, at=self.town.clock(), code=code
        )

    def _ordered(self, broadcast_id: str, state: State) -> None:
        """Give an order if the broadcast is in a state for it, as ``admin`` checks."""
        now = self.town.header(broadcast_id).state
        allowed = {
            State.PAUSED: {State.PLANNING, State.SENDING},
            State.SENDING: {State.PAUSED},
            State.CANCELLED: {State.APPROVED, State.PLANNING, State.SENDING, State.PAUSED},
        }
        if now in allowed[state]:
            self.town.order(broadcast_id, state)

    def _sent(self, send: Callable[[], object]) -> None:
        with _suppressed(Fenced, Conflict):
            send()

    @contextmanager
    def _process(self, what: str, death: Death | None) -> Iterator[list[str]]:
        """A process that dies at a step; the list holds a word when it has."""
        died: list[str] = []
        if death is not None:
            self.town.steps.kill_at(death[0], after=death[1])
        try:
            yield died
        except Killed:
            died.append(what)
            CRASHES[what] += 1
        finally:
            self.town.steps.never()


@contextmanager
def _suppressed(*kinds: type[Exception]) -> Iterator[None]:
    try:
        yield
    except kinds:
        pass
    except DeskError as error:
        raise AssertionError(type(error).__name__) from error


def _lives(examples: int, steps_each: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps_each,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def test_the_books_balance_whatever_happens() -> None:
    CRASHES.clear()
    run_state_machine_as_test(Life, settings=_lives(6, 12))
    assert CRASHES.total() >= 10, "too few processes died to prove anything"


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_the_books_balance_through_a_thousand_deaths() -> None:
    CRASHES.clear()
    run_state_machine_as_test(Life, settings=_lives(230, 25))
    assert CRASHES.total() >= 1000
