"""How long a citizen waits for a reply while nothing else goes on, and while a broadcast of the same app does."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from bench.citizen import Citizen
from bench.stack import Stack
from local.sign_in import SignIn
from tests.stack.backroom import Backroom
from tests.stack.crowds import Crowds
from tests.stack.desk import Desk
from tests.stack.telling import OVER, Telling

CROWD_UNIT, CITIZEN_UNIT = "phuong-mau-1", "phuong-mau-2"
"""Two pages of one app."""
CROWD = 4_000
"""More than the platform takes in the time of the samples."""
ROUNDS, FULL_ROUNDS, WARM_UP = 20, 100, 3
TEXTS = ("báo tin", "Có hai thanh niên bẻ khóa xe máy trước số 12 đường Mẫu 3")
QUIET_S = 0.05
TIMEOUT_S = 60.0


class NotDuring(RuntimeError):
    """The broadcast was not being sent while replies were timed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Milliseconds from a citizen's message to the reply in the inbox."""

    idle_ms: list[float]
    during_ms: list[float]


def measure(stack: Stack, *, full: bool = False) -> Waits:
    """Time replies before a broadcast and during it; the broadcast is cancelled afterwards.

    Raises:
        NotDuring: it did not begin, or was over too soon.
    """
    rounds = FULL_ROUNDS if full else ROUNDS
    with httpx.Client(timeout=TIMEOUT_S, trust_env=False) as http:
        desk = Desk(endpoints=stack.endpoints, sign_in=SignIn.load(stack.places.sign_in), http=http)
        backroom = Backroom(desk)
        _samples(http, stack, WARM_UP)
        idle_ms = _samples(http, stack, rounds)
        crowds = Crowds.of(backroom)
        crowd = crowds.gather(CROWD_UNIT, CROWD)
        telling = Telling.begin(backroom, crowds, [crowd])
        try:
            _await(lambda: crowd.messages() > 0)
            during_ms = _samples(http, stack, rounds)
            if telling.shown()["state"] in OVER:
                raise NotDuring("the broadcast was over before the last reply")
        finally:
            telling.order("cancel")
    return Waits(idle_ms=idle_ms, during_ms=during_ms)


def _samples(http: httpx.Client, stack: Stack, rounds: int) -> list[float]:
    """Let new citizens write two messages each, one after another."""
    endpoints, taken = stack.endpoints, []
    for _ in range(rounds):
        page = endpoints.page(CITIZEN_UNIT)
        citizen = Citizen(http, simulator=endpoints.simulator, api=endpoints.api, page=page)
        citizen.follow()
        time.sleep(QUIET_S)
        for text in TEXTS:
            taken.append(citizen.write(text).replied_ms)
            time.sleep(QUIET_S)
    return taken


def _await(begun: Callable[[], bool]) -> None:
    until = time.monotonic() + TIMEOUT_S
    while not begun():
        if time.monotonic() > until:
            raise NotDuring("the broadcast did not begin")
        time.sleep(QUIET_S)
