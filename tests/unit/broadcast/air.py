"""A platform, books and a clock in memory, any of which can fail at any step."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from dutydesk.stores.broadcasts import Chunk, ChunkKey, Ledger, Letter
from functions.broadcast.sending.ports import Came, Fenced, Outcome

KEY = ChunkKey(broadcast_id="B", app_id="1", page_id="zalo-mau", shard="0", first="p" + "0" * 32)


class Killed(BaseException):
    """The process died here: nothing after this line ran."""


def people(count: int) -> tuple[str, ...]:
    return tuple(f"p{number:032x}" for number in range(count))


def chunk_of(count: int) -> Chunk:
    return Chunk(key=KEY, people=people(count))


@dataclass
class Time:
    """Moves when somebody waits."""

    at: float = 1_000.0

    def __call__(self) -> float:
        return self.at

    def pass_by(self, seconds: float) -> None:
        self.at += seconds

    def iso(self) -> str:
        return f"2026-11-22T00:00:{self.at % 60:06.3f}Z"


@dataclass
class FakeBooks:
    """Ledgers; ``before_write`` may kill the process instead of writing, ``after_write`` once it is written."""

    ledgers: dict[str, Ledger]
    before_write: Callable[[], None] = lambda: None
    after_write: Callable[[], None] = lambda: None
    writes: list[Ledger] = field(default_factory=list)
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sayings: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, chunk: Chunk) -> "FakeBooks":
        return cls({chunk.key.path: Ledger(key=chunk.key, letters=Letter.PENDING * len(chunk.people))})

    def claim(self, key: ChunkKey, generation: int) -> Ledger:
        kept = self.ledgers[key.path]
        if kept.generation > generation:
            raise Fenced
        self.ledgers[key.path] = replace(kept, generation=generation)
        return self.ledgers[key.path]

    def write(self, ledger: Ledger) -> None:
        self.before_write()
        kept = self.ledgers[ledger.key.path]
        if kept.generation > ledger.generation:
            raise Fenced
        assert len(ledger.letters) == len(kept.letters)
        self.ledgers[ledger.key.path] = ledger
        self.writes.append(ledger)
        self.after_write()

    def heard(self, key: ChunkKey) -> str:
        return self.sayings.get(key.path, "")

    def note_ids(self, key: ChunkKey, ids: Sequence[str]) -> None:
        self.ids[key.path] = tuple(ids)


type Answer = Callable[[int], tuple[Came, Letter]]


def takes(_index: int) -> tuple[Came, Letter]:
    return Came.FINAL, Letter.SENT


@dataclass
class FakeCourier:
    """Sends after ``latency_s``; what people have truly received is in ``got``.

    ``answer`` decides what the platform does with a message; a LOST one has been received when ``lost_arrive``.
    With ``most`` under way, the next waits for one of them, up to a second.
    """

    time: Time
    answer: Answer = takes
    latency_s: float = 0.12
    skips: dict[int, Letter] = field(default_factory=dict)
    lost_arrive: bool = True
    on_start: Callable[[int], None] = lambda _index: None
    most: int = 10_000
    got: Counter[int] = field(default_factory=Counter)
    starts: list[tuple[float, int]] = field(default_factory=list)
    _air: list[tuple[float, Outcome]] = field(default_factory=list)

    def prepare(self, chunk: Chunk) -> None:
        self.prepared = chunk

    def skipped(self, index: int) -> Letter | None:
        return self.skips.get(index)

    def start(self, index: int) -> None:
        self.on_start(index)
        came, letter = self.answer(index)
        if (came is Came.FINAL and letter == Letter.SENT) or (came is Came.LOST and self.lost_arrive):
            self.got[index] += 1
        self.starts.append((self.time(), index))
        mark = f"m{len(self.starts)}" if came is Came.FINAL and letter == Letter.SENT else ""
        self._air.append(
            (self.time() + self.latency_s, Outcome(index=index, came=came, letter=letter, message_id=mark))
        )

    def finished(self, wait_s: float) -> Sequence[Outcome]:
        wait_s = wait_s if len(self._air) < self.most else max(wait_s, 1.0)
        due = min((at for at, _ in self._air), default=None)
        if due is None or due > self.time() + wait_s:
            self.time.pass_by(wait_s)
            return []
        self.time.at = max(self.time(), due)
        home = [outcome for at, outcome in self._air if at <= self.time()]
        self._air = [(at, outcome) for at, outcome in self._air if at > self.time()]
        return home

    def under_way(self) -> int:
        return len(self._air)
