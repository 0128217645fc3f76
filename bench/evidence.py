"""Evidence: how much memory a large video takes, how fast photos come beside a plain worker, what a thousand cost."""

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from bench.broadcast_prices import added, usd
from bench.evidence_ground import CASE, VIDEO_BYTES, Ground, ground
from bench.evidence_process import CASE_VARIABLE
from bench.figures import Report, paired_ratio
from dutydesk.messages import AttachmentKind

if TYPE_CHECKING:
    from collections.abc import Mapping

PHOTOS, ROUNDS, WEIGHED = 60, 3, 20
FULL_ROUNDS = 9
LONGEST_S = 900.0
_MEDIA_GIB, _PRESERVE_GIB = 512 / 1024, 1769 / 1024
_QUEUE_REQUESTS = 3
"""Sent, received, deleted."""


def measure(*, full: bool) -> Report:
    """Measure on an emulator of our own, each worker in a fresh process."""
    with ground() as on:
        idle = _run(on, "fetch")["peak_mib"]
        (video,) = on.owe([f"{on.origin}/video"], event_key="video", kind=AttachmentKind.VIDEO)
        large = _run(on, "fetch", video)
        ours, plain = _races(on, FULL_ROUNDS if full else ROUNDS)
        costs = _cost_of_a_thousand(on)
    return Report(
        name="evidence",
        what=f"files fetched into quarantine, photos of {on.photo_bytes // 1000} kB, one after another",
        unit="files a second",
        samples={"media": ours, "requests + put_object": plain},
        figures={
            "video_peak_above_idle_mib": large["peak_mib"] - idle,
            "video_mb_per_s": VIDEO_BYTES / 1e6 / large["took_s"],
            "photos_per_s": sum(ours) / len(ours),
            "plain_photos_per_s": sum(plain) / len(plain),
            "photos_of_plain": paired_ratio(ours, plain),
            **costs,
        },
        notes=(
            "The plain worker writes nothing down, checks nothing and holds each file whole.",
            "Costs are list prices (bench/broadcast_prices.py) of what fetching, a scan and preserving ask for.",
            "Functions' time is this machine's; a queue is three requests a message.",
        ),
    )


def _races(on: Ground, rounds: int) -> tuple[list[float], list[float]]:
    """Run both side by side in turns, so that a slow moment hits both."""
    ours, plain = [], []
    links = [f"{on.origin}/photo/{number}" for number in range(PHOTOS)]
    for number in range(rounds):
        ours.append(PHOTOS / _run(on, "fetch", *on.owe(links, event_key=f"race-{number}"))["took_s"])
        plain.append(PHOTOS / _run(on, "plain", *links)["took_s"])
    return ours, plain


def _cost_of_a_thousand(on: Ground) -> dict[str, float]:
    links = [f"{on.origin}/photo/{number}" for number in range(WEIGHED)]
    told = _run(on, "weigh", *on.owe(links, event_key="weighed"))
    calls = told["used"].pop("calls")
    counted = {name: amount * 1_000 / WEIGHED for name, amount in told["used"].items()}
    spent: Mapping[str, float] = told["spent"]
    gib_s = (spent["fetch_s"] * _MEDIA_GIB + spent["preserve_s"] * _PRESERVE_GIB) * 1_000 / WEIGHED
    queues = {"sqs_requests": 2.0 * _QUEUE_REQUESTS * 1_000}
    functions = {"lambda_requests": 2_000.0, "lambda_gib_s": gib_s}
    scan = {"scanned_objects": 1_000.0, "scanned_gib": on.photo_bytes * 1_000 / 2**30}
    return {
        "aws_calls_per_photo": calls / WEIGHED,
        "usd_per_1000_photos": usd(added(counted, queues, functions, scan)),
        "usd_per_1000_photos_scan": usd(scan),
        "usd_per_1000_photos_functions": usd(functions),
    }


def _run(on: Ground, job: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.evidence_process", job, *arguments],
        env=os.environ | on.environment | {CASE_VARIABLE: CASE},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=LONGEST_S,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told
