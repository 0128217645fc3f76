"""How long a tip takes from the platform's POST until the officer of that unit sees it, and whether any is lost."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from bench.citizen import Citizen
from bench.figures import Report, percentile
from bench.stack import Stack

UNITS = ("phuong-mau-3", "phuong-mau-4", "phuong-mau-5")
CITIZENS = 100
FULL_CITIZENS = 1_000
AT_ONCE = 4
WARM_UP = 8
"""Citizens who report before the measured ones, so that it is not this machine's cold starts that are measured."""

PATIENCE_S = 90.0
"""How long after the last sighting (or the last post) a tip may still turn up before it counts as lost.

The simulated platform delivers for the last time 72 s after the first.
"""

LETTERS = "bcdghklmnpqrstvx"
"""A mark has no digits (a long number would be masked in the officers' list) and spells no word."""

LOOK_EVERY_S = 0.05
ROWS = 50
TIMEOUT_S = 30.0


class NothingSeen(RuntimeError):
    """No officer saw any tip."""


class Board:
    """When each tip was posted, and when an officer first saw it."""

    def __init__(self) -> None:
        self.posted: dict[str, float] = {}
        self.seen: dict[str, float] = {}
        self._lock = threading.Lock()

    def post(self, mark: str) -> None:
        """Note that this tip is being posted now."""
        with self._lock:
            self.posted[mark] = time.monotonic()

    def see(self, rows: list[dict[str, Any]], at: float) -> bool:
        """Note the tips among these rows of an officer's list; return whether any was new."""
        with self._lock:
            new = [
                mark
                for row in rows
                if (mark := str(row["summary"]).partition(" ")[0]) in self.posted and mark not in self.seen
            ]
            self.seen |= dict.fromkeys(new, at)
        return bool(new)

    def missing(self) -> int:
        """Count the tips that were posted and not seen yet."""
        with self._lock:
            return len(self.posted) - len(self.seen)

    def waits(self) -> list[float]:
        """Return the seconds that each seen tip took."""
        return [self.seen[mark] - at for mark, at in self.posted.items() if mark in self.seen]

    def per_second(self) -> float:
        """Return the tips seen per second between the first post and the last sighting."""
        return len(self.seen) / (max(self.seen.values()) - min(self.posted.values()))


def measure(stack: Stack, *, full: bool = False) -> Report:
    """Let citizens report, several at once, and watch the officers' lists meanwhile."""
    citizens = FULL_CITIZENS if full else CITIZENS
    with httpx.Client(timeout=TIMEOUT_S, trust_env=False) as http:
        _play(http, stack, Board(), WARM_UP)
        board = Board()
        refused = _play(http, stack, board, citizens)
    waits = board.waits()
    if not waits:
        raise NothingSeen(f"of {citizens} tips the officers saw none")
    figures = {
        "visible_p50_s": percentile(waits, 50),
        "visible_p99_s": percentile(waits, 99),
        "tips_per_s": board.per_second(),
        "lost": citizens - len(waits),
    }
    return Report(
        name="tips",
        what=f"{citizens} citizens, {AT_ONCE} at once: POST of the tip until the officer's list shows it",
        unit="s",
        samples={"visible": waits},
        figures=figures,
        notes=[f"{refused} messages were not accepted at once and came again"] if refused else [],
    )


def _play(http: httpx.Client, stack: Stack, board: Board, citizens: int) -> int:
    """Let so many citizens report and watch until all was seen; return how many messages had to come again."""
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        reports = [crowd.submit(_report, http, stack, board, UNITS[one % len(UNITS)]) for one in range(citizens)]
        _watch(http, stack, board, lambda: all(report.done() for report in reports))
        return sum(report.result() for report in reports)


def _report(http: httpx.Client, stack: Stack, board: Board, unit: str) -> int:
    """Open a dialogue and say what happened; return how many messages the platform has to deliver again."""
    endpoints = stack.endpoints
    citizen = Citizen(http, simulator=endpoints.simulator, api=endpoints.api, page=endpoints.page(unit))
    mark = "tin-" + "".join(secrets.choice(LETTERS) for _ in range(12))
    opened = citizen.say("báo tin")
    board.post(mark)
    told = citizen.say(f"{mark} có người đổ rác thải xuống kênh ở đường Mẫu 5")
    return sum(status != httpx.codes.OK for status in (opened, told))


def _watch(http: httpx.Client, stack: Stack, board: Board, all_told: Callable[[], bool]) -> None:
    """Look at the officers' lists in turn until every tip was seen, or none turned up for ``PATIENCE_S``."""
    lists = [_Desk(http, stack.endpoints.api, stack.token(unit)) for unit in UNITS]
    news = time.monotonic()
    while not all_told() or (board.missing() and time.monotonic() - news < PATIENCE_S):
        for officer in lists:
            if officer.look(board) or not all_told():
                news = time.monotonic()
        time.sleep(LOOK_EVERY_S)


class _Desk:
    """One officer's list of cases."""

    def __init__(self, http: httpx.Client, api: str, token: str) -> None:
        self._http = http
        self._url = f"{api}/admin/cases"
        self._headers = {"authorization": f"Bearer {token}"}
        self.unavailable = 0

    def look(self, board: Board) -> bool:
        """Read from the newest case down to the first page without news; return whether there was any."""
        found = False
        for rows in self._pages():
            if not board.see(rows, time.monotonic()):
                break
            found = True
        return found

    def _pages(self) -> Iterator[list[dict[str, Any]]]:
        cursor = ""
        while True:
            asked = {"limit": str(ROWS), "cursor": cursor}
            answer = self._http.get(self._url, params=asked, headers=self._headers)
            if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
                self.unavailable += 1
                return  # as the console does: the next look comes soon
            listed = answer.raise_for_status().json()
            yield listed["items"]
            cursor = listed["next"] or ""
            if not cursor:
                return
