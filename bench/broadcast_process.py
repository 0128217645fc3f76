"""One job of a broadcast, alone in a process as in Lambda: ``python -m bench.broadcast_process JOB …``.

``plan ID`` freezes an audience; ``send APP`` works tokens off until nothing is left; ``hurry APP`` does so without
waiting for the platform, whose answers and moments are computed; ``plain SECONDS`` sends one recipient per message;
``receipts ID`` has the platform tell how far each message got. Each prints what it tells as one JSON object.
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from bench.broadcast_hurry import Hurry
from bench.broadcast_plain import Plain
from bench.memory import peak_mib
from dutydesk.messages import PlanMessage, PlanWork

REMAINING_S = 60.0
"""A function's time, as ``send`` has it."""


def main() -> int:
    """Do the job and print what came of it."""
    job, *arguments = sys.argv[1:]
    began, cpu = time.time(), time.process_time()
    told = _JOBS[job](*arguments)
    took = {"began": began, "took_s": time.time() - began, "cpu_s": time.process_time() - cpu}
    print(json.dumps(took | told | {"peak_mib": peak_mib()}))
    return 0


def _plan(broadcast_id: str) -> dict[str, Any]:
    from functions.broadcast.planning.wiring import desk  # noqa: PLC0415  # only what the job needs is in its memory

    desk().orders.carry_out(PlanMessage(broadcast_id=broadcast_id, work=PlanWork.PLAN), order_id="bench")
    return {}


def _send(app_id: str) -> dict[str, Any]:
    from functions.broadcast.sending.wiring import desk  # noqa: PLC0415  # as above

    counted: Counter[str] = Counter()

    def count(name: str) -> None:
        counted[name] += 1

    built, tokens = desk(count), []
    while built.sender.work.active(app_id):
        began = time.time()
        built.send(app_id, remaining_s=REMAINING_S)
        tokens.append((began, time.time()))
        if counted["BroadcastPaused"]:
            break
    return {"tokens": tokens, "counted": counted}


def _hurry(app_id: str, tokens: str) -> dict[str, Any]:
    from functions.broadcast.sending.wiring import WORK_S, desk  # noqa: PLC0415  # as above

    return Hurry(desk(lambda _: None).sender).work_off(app_id, int(tokens), work_s=WORK_S)


def _plain(seconds: str) -> dict[str, Any]:
    return Plain.of(os.environ).work(float(seconds))


def _receipts(broadcast_id: str) -> dict[str, Any]:
    from bench.broadcast_receipts import Receipts  # noqa: PLC0415  # as above

    return Receipts.of_environment().work(broadcast_id)


_JOBS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "plan": _plan,
    "send": _send,
    "hurry": _hurry,
    "plain": _plain,
    "receipts": _receipts,
}

if __name__ == "__main__":
    sys.exit(main())
