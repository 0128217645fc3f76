"""The courier with its threads: many at once, one renewal for all, and no outcome without its person."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from dutydesk.errors import DeliveryError, PageBroken, TokenExpired, Unavailable, Unreachable
from dutydesk.rails import Recipient
from dutydesk.stores.broadcasts import Letter, Policy
from functions.broadcast.sending.courier import PooledCourier
from functions.broadcast.sending.pace import Pace
from functions.broadcast.sending.people import Addressee
from functions.broadcast.sending.ports import Came, Outcome
from functions.broadcast.sending.run import ChunkRun, Stop
from tests.unit.broadcast.air import FakeBooks, chunk_of
from tests.unit.broadcast.platform import FakeAccess, FakePageTokens

SIZE, AT_ONCE = 240, 16


@dataclass
class Post:
    """Takes messages on many threads; ``before`` may block or raise."""

    before: Callable[[str, str], None] = lambda _token, _person: None
    got: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, access_token: str, to: Addressee) -> str:
        self.before(access_token, to.person_id)
        with self.lock:
            self.got[to.person_id] += 1
        return f"m-{to.person_id}"


@pytest.fixture(name="pool")
def _pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield pool


@dataclass
class Scene:
    pool: ThreadPoolExecutor
    post: Post = field(default_factory=Post)
    tokens: FakePageTokens = field(default_factory=FakePageTokens)
    gone: list[tuple[str, str]] = field(default_factory=list)
    size: int = SIZE

    def __post_init__(self) -> None:
        self.chunk = chunk_of(self.size)
        self.books = FakeBooks.of(self.chunk)

    def courier(self) -> PooledCourier[FakeAccess]:
        recipient = Recipient(platform="zalo", last_interaction=None)
        known = {
            one: Addressee(person_id=one, user_id=one, conversation_id="", recipient=recipient)
            for one in self.chunk.people
        }
        return PooledCourier(
            identities=lambda _people: known,
            tokens=self.tokens,
            send=self.post,
            why_not=lambda _to: None,
            gone=lambda person, code: self.gone.append((person, code)),
            pool=self.pool,
            most_under_way=AT_ONCE,
        )

    def run(self) -> Stop:
        run = ChunkRun(
            chunk=self.chunk,
            ledger=self.books.claim(self.chunk.key, 1),
            policy=Policy.ONCE,
            books=self.books,
            courier=self.courier(),
            pace=Pace(per_s=100_000.0, next_at=time.time()),
            told_to_stop=lambda: False,
            now=time.time,
            iso_now=lambda: "",
        )
        return run.go(time.time() + 30)

    def outcome(self) -> Outcome:
        courier = self.courier()
        courier.prepare(self.chunk)
        courier.start(0)
        (outcome,) = courier.finished(5.0)
        assert courier.under_way() == 0
        return outcome

    @property
    def letters(self) -> str:
        return self.books.ledgers[self.chunk.key.path].letters


def test_many_go_at_once_and_each_answer_finds_its_person(pool: ThreadPoolExecutor) -> None:
    scene = Scene(pool)
    together = threading.Barrier(AT_ONCE, timeout=10)

    def wait(_token: str, _person: str) -> None:
        together.wait()

    scene.post.before = wait
    assert scene.run() is Stop.THROUGH
    assert scene.letters == "s" * SIZE
    assert scene.post.got == Counter(scene.chunk.people)
    assert scene.books.ids[scene.chunk.key.path] == tuple(f"m-{one}" for one in scene.chunk.people)


def test_a_token_that_expires_under_all_of_them_is_renewed_once(pool: ThreadPoolExecutor) -> None:
    scene = Scene(pool)

    def refuse_old(token: str, _person: str) -> None:
        if token.endswith("|0"):
            raise TokenExpired("-216")

    scene.post.before = refuse_old
    assert scene.run() is Stop.THROUGH
    assert scene.letters == "s" * SIZE
    assert scene.tokens.renewals == 1


def test_a_broken_page_is_told_once(pool: ThreadPoolExecutor) -> None:
    scene = Scene(pool)

    def broken(_token: str, _person: str) -> None:
        raise PageBroken("-204")

    scene.post.before = broken
    assert scene.run() is Stop.PAGE_BROKEN
    assert scene.tokens.broken == Counter({scene.chunk.key.page_id: 1})
    assert scene.letters == "p" * SIZE


@pytest.mark.parametrize(
    ("error", "came", "letter"),
    [
        (Unavailable("http 503", answer_lost=True), Came.LOST, Letter.PENDING),
        (Unavailable("no connection", answer_lost=False), Came.AGAIN, Letter.PENDING),
        (Unreachable("-213"), Came.FINAL, Letter.FAILED_UNREACHABLE),
        (KeyError("anything"), Came.LOST, Letter.PENDING),
    ],
)
def test_what_an_error_means(pool: ThreadPoolExecutor, error: Exception, came: Came, letter: Letter) -> None:
    scene = Scene(pool, size=1)

    def fail(_token: str, _person: str) -> None:
        raise error

    scene.post.before = fail
    outcome = scene.outcome()
    assert (outcome.came, outcome.letter) == (came, letter)
    assert bool(scene.gone) == isinstance(error, Unreachable)


@pytest.mark.parametrize(
    ("error", "came"),
    [(PageBroken("no_tokens"), Came.PAGE_BROKEN), (Unavailable("refresh", answer_lost=False), Came.AGAIN)],
)
def test_a_page_without_a_token_sends_nothing(pool: ThreadPoolExecutor, error: DeliveryError, came: Came) -> None:
    scene = Scene(pool, size=1)
    scene.tokens.unready[scene.chunk.key.page_id] = error
    assert scene.outcome().came is came
    assert not scene.post.got


def test_a_mark_that_cannot_be_made_hinders_nothing(pool: ThreadPoolExecutor) -> None:
    scene = Scene(pool, size=1)

    def fail(_token: str, _person: str) -> None:
        raise Unreachable("-213")

    def refuse(_person: str, _code: str) -> None:
        raise RuntimeError

    scene.post.before = fail
    courier = scene.courier()
    courier.gone = refuse
    courier.prepare(scene.chunk)
    courier.start(0)
    (outcome,) = courier.finished(5.0)
    assert outcome.letter == Letter.FAILED_UNREACHABLE
