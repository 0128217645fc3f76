"""The runs of ``bench.broadcast``: each has one broadcast sent, counts what came of it and what it was billed."""

import json
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bench.broadcast_ground import Ground
from bench.broadcast_page import APP, PAGE, TEXT, TOKEN, UNIT_NAME
from bench.broadcast_plain import MEMORY_MIB, enqueue
from bench.broadcast_prices import added
from dutydesk.signature import signed
from dutydesk.stores.broadcasts import add_up

PER_MINUTE, RESERVE_PERCENT = 4_000, 10
SENDER_GIB = PLANNER_GIB = 1.0
LOG_BYTES = 600
"""What one call of a function leaves in the log: the platform's three lines and one of ours."""
HEAD_BYTES = 350
"""What a request takes beside its body: headers and the framing below them, roughly."""
REPLIES_PER_S = 5.0
ENQUEUED = 1_000
"""More than the plain sender gets through."""
_GIB = 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One broadcast after it was sent. ``used`` is what it was billed, by the names of the price table."""

    people: int
    took_s: float
    per_s: float
    used: Mapping[str, float]
    duplicates: int = 0
    unaccounted: int = 0
    plan_peak_mib: float = 0.0
    reply_ms: tuple[float, ...] = field(default_factory=tuple)
    limit_use: float = 0.0
    limit_errors: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A broadcast whose audience is frozen, and the tokens that were issued for it."""

    broadcast_id: str
    people: int
    took_s: float
    peak_mib: float
    tokens: int


def words(code: str = "ABCDEFGHJ") -> str:
    """Return the broadcast's text as citizens get it."""
    return signed(TEXT, unit=UNIT_NAME, code=code)


def unlimited(ground: Ground, people: int) -> Sent:
    """Send against a platform that answers after 120 ms and takes everything."""
    ground.limit(0, reserve=0)
    plan = _planned(ground, people)
    return _sent(ground, plan, ground.run("send", APP)["tokens"])


def limited(ground: Ground, people: int, window: str) -> Sent:
    """Send against the platform's limit while single replies of the same app go out."""
    ground.limit(PER_MINUTE, window=window, reserve=RESERVE_PERCENT)
    plan = _planned(ground, people)
    replies = _Replies(ground)
    with ground.started("send", APP) as running, replies:
        said, _ = running.communicate()
    sent = _sent(ground, plan, json.loads(said)["tokens"])
    (limits,) = [one for one in ground.platform("GET", "/limits")["apps"] if one["app_id"] == APP]
    may_s = PER_MINUTE * (1 - RESERVE_PERCENT / 100) / 60
    return replace(
        sent,
        reply_ms=tuple(replies.taken_ms),
        limit_use=sent.per_s / may_s,
        limit_errors=limits["refused"] / (limits["taken"] + limits["refused"]),
    )


def hurried(ground: Ground, people: int) -> Sent:
    """Send at the platform's pace without waiting for it: what AWS is asked for is asked, the waits are added up."""
    ground.limit(PER_MINUTE, reserve=RESERVE_PERCENT)
    plan = _planned(ground, people)
    return _sent(ground, plan, ground.run("hurry", APP, str(plan.tokens))["tokens"], on_platform=False)


def approved_and_sent(ground: Ground, people: int) -> str:
    """Send as ``hurried`` and return the broadcast's id."""
    ground.limit(PER_MINUTE, reserve=RESERVE_PERCENT)
    plan = _planned(ground, people)
    ground.run("hurry", APP, str(plan.tokens))
    return plan.broadcast_id


def planned(ground: Ground, people: int) -> float:
    """Freeze an audience and return the most memory that the planner held, in MiB."""
    ground.limit(PER_MINUTE, reserve=RESERVE_PERCENT)
    plan = _planned(ground, people)
    ground.drop(plan.broadcast_id)
    return plan.peak_mib


def plain(ground: Ground, seconds: float) -> Sent:
    """Have one plain worker work for a while.

    Its rate is that of the work alone: receiving and deleting is Lambda's part, and moto's is slow.
    """
    ground.limit(0, reserve=0)
    plan = _planned(ground, ENQUEUED)
    ground.drop(plan.broadcast_id)
    people = [person for chunk in ground.chunks(plan.broadcast_id) for person in chunk.people]
    ground.forget()
    enqueue(ground.sqs, ground.environment["PLAIN_QUEUE_URL"], people, token=TOKEN, text=words())
    enqueued = {name: amount / len(people) for name, amount in ground.used().items()}
    ground.forget()
    told = ground.run("plain", str(seconds))
    took_s = told["messages_s"]
    worked = {
        "lambda_requests": float(len(took_s)),
        "lambda_gib_s": sum(took_s) * MEMORY_MIB / 1024,
        "log_gib": len(took_s) * LOG_BYTES / _GIB,
        "out_gib": len(took_s) * _message_bytes() / _GIB,
    }
    sent = len(took_s)
    used = added(ground.used(), worked, {name: amount * sent for name, amount in enqueued.items()})
    return Sent(people=sent, took_s=sum(took_s), per_s=sent / sum(took_s), used=used)


def _planned(ground: Ground, people: int) -> _Plan:
    """Plan a broadcast to so many people; counting begins with the plan."""
    ground.gather(people)
    broadcast_id = ground.approved()
    ground.forget()
    told = ground.run("plan", broadcast_id)
    return _Plan(
        broadcast_id=broadcast_id,
        people=people,
        took_s=told["took_s"],
        peak_mib=told["peak_mib"],
        tokens=ground.calls()["AmazonSQS.SendMessage"],
    )


def _sent(ground: Ground, plan: _Plan, tokens: Sequence[tuple[float, float]], *, on_platform: bool = True) -> Sent:
    """Close the account of a broadcast; ``tokens`` are begin and end of each that was worked off."""
    used, totals = ground.used(), add_up([ground.letters(plan.broadcast_id)])
    busy_s, took_s = sum(end - begin for begin, end in tokens), tokens[-1][1] - tokens[0][0]
    worked = {
        "lambda_requests": 1.0 + len(tokens),
        "lambda_gib_s": plan.took_s * PLANNER_GIB + busy_s * SENDER_GIB,
        # Each message is received and deleted; the one for the planner was also put by somebody.
        "sqs_fifo_requests": 3.0 + 2 * plan.tokens,
        "log_gib": (1 + len(tokens)) * LOG_BYTES / _GIB,
        "out_gib": plan.people * _message_bytes() / _GIB,
    }
    duplicates, unaccounted = 0, abs(plan.people - totals.target) + totals.pending
    if on_platform:
        text = _by_most(ground.platform("GET", f"/pages/{PAGE}/crowd/tally")["texts"])
        duplicates = text["duplicates"]
        unaccounted += max(0, totals.sent - text["recipients"], text["recipients"] - totals.sent - totals.unknown)
    return Sent(
        people=plan.people,
        took_s=took_s,
        per_s=totals.sent / took_s,
        used=added(used, worked),
        duplicates=duplicates,
        unaccounted=unaccounted,
        plan_peak_mib=plan.peak_mib,
    )


def _by_most(texts: Mapping[str, Mapping[str, int]]) -> Mapping[str, int]:
    """Return the tally of the text that most people got: the broadcast's, beside those of single replies."""
    return max(texts.values(), key=lambda one: one["messages"])


def _message_bytes() -> int:
    body = {"recipient": {"user_id": "8" * 19}, "message": {"text": words()}}
    return HEAD_BYTES + len(json.dumps(body))


class _Replies:
    """Sends single messages of the same app, as ``reply`` does, for as long as the block lasts."""

    def __init__(self, ground: Ground) -> None:
        self.taken_ms: list[float] = []
        self.errors: Counter[int] = Counter()
        self._ground = ground
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._send, daemon=True)

    def __enter__(self) -> None:
        self._user_id = self._ground.platform("GET", f"/pages/{PAGE}/crowd?limit=1")["user_ids"][0]
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _send(self) -> None:
        due = time.monotonic()
        while not self._over.wait(max(0.0, due - time.monotonic())):
            due += 1 / REPLIES_PER_S
            began = time.perf_counter()
            answer = self._ground.http.post(
                f"{self._ground.platform_url}/v3.0/oa/message/cs",
                headers={"access_token": TOKEN},
                json={"recipient": {"user_id": self._user_id}, "message": {"text": "Đội đã nhận tin của bà con."}},
            ).json()
            self.taken_ms.append((time.perf_counter() - began) * 1000)
            self.errors[answer["error"]] += 1
