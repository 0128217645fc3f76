"""How fast a platform hears 200 and a citizen gets the reply, beside functions that do nothing on the same stack."""

import random
import time
from typing import TYPE_CHECKING

import httpx

from bench.callback import Homecomings, listening
from bench.citizen import Citizen
from bench.emptiness import Emptiness, chain_ms, deployed
from bench.figures import Report, paired_ratio, percentile
from bench.in_process import handler_ms
from bench.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Callable

UNIT = "phuong-mau-2"
ROUNDS = 30
FULL_ROUNDS = 200
WARM_UP = 3
CALLS = 2_000
FULL_CALLS = 20_000
QUIET_S = 0.05
"""Left after each reply, so that its echo and its receipt at the webhook do not fall into the next sample."""

TIMEOUT_S = 30.0


def measure(stack: Stack, *, full: bool = False) -> Report:
    """Take samples in turn, one request at a time: an empty function, a chain of three, a citizen's message."""
    samples = {"process": handler_ms(FULL_CALLS if full else CALLS), **_on_the_stack(stack, full=full)}
    figures = {f"process_p{percent}_ms": percentile(samples["process"], percent) for percent in (50, 99)}
    for name in ("stack", "empty", "reply", "chain"):
        figures |= {f"{name}_p{percent}_ms": percentile(samples[name], percent) for percent in (50, 95)}
    figures["stack_to_empty"] = paired_ratio(samples["stack"], samples["empty"])
    figures["reply_to_chain"] = paired_ratio(samples["reply"], samples["chain"])
    return Report(
        name="webhook",
        what="process: the handler alone; stack: POST to 200; reply: POST to the citizen's inbox",
        unit="ms; *_to_* are medians of ratios of neighbours",
        samples=samples,
        figures=figures,
        notes=["empty: POST to 200 of an empty function; chain: POST through three of them and two FIFO queues"],
    )


def _on_the_stack(stack: Stack, *, full: bool) -> dict[str, list[float]]:
    """Return the samples by name; those of one index were taken within the same half second."""
    homecomings = Homecomings()
    samples: dict[str, list[float]] = {name: [] for name in ("stack", "empty", "reply", "chain")}
    with (
        httpx.Client(timeout=TIMEOUT_S, trust_env=False) as http,
        listening(homecomings) as callback_url,
        deployed(stack.cloud(), callback_url) as emptiness,
    ):
        for number in range((FULL_ROUNDS if full else ROUNDS) + WARM_UP):
            taken = _round(stack, http, emptiness, homecomings)
            if number >= WARM_UP:
                for name, values in taken.items():
                    samples[name] += values
    return samples


def _round(stack: Stack, http: httpx.Client, emptiness: Emptiness, homecomings: Homecomings) -> dict[str, list[float]]:
    """One citizen follows a page and writes two messages, each beside a call of every empty function."""
    endpoints = stack.endpoints
    citizen = Citizen(http, simulator=endpoints.simulator, api=endpoints.api, page=endpoints.page(UNIT))
    citizen.follow()
    time.sleep(QUIET_S)
    taken: dict[str, list[float]] = {name: [] for name in ("stack", "empty", "reply", "chain")}

    def write(text: str) -> None:
        timed = citizen.write(text)
        taken["stack"].append(timed.accepted_ms)
        taken["reply"].append(timed.replied_ms)
        time.sleep(QUIET_S)

    for text in ("báo tin", "Có hai thanh niên bẻ khóa xe máy trước số 12 đường Mẫu 3"):
        calls: list[Callable[[], None]] = [
            lambda: taken["empty"].append(_empty(http, emptiness)),
            lambda: taken["chain"].append(chain_ms(http, emptiness, homecomings)),
            lambda text=text: write(text),  # type: ignore[misc]  # mypy cannot type a default that binds the loop
        ]
        for call in random.sample(calls, len(calls)):
            call()
    return taken


def _empty(http: httpx.Client, emptiness: Emptiness) -> float:
    began = time.perf_counter()
    http.post(emptiness.empty_url, json={"event_name": "nothing"}).raise_for_status()
    return (time.perf_counter() - began) * 1000
