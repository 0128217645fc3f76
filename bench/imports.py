"""What a cold start pays for our code: importing the handler and building its clients."""

import dataclasses
import importlib
import random
import statistics
import tempfile
from pathlib import Path

from bench.deployed import FUNCTIONS, Deployed, module_of
from bench.figures import Report, paired_ratio

ROUNDS = 11
FULL_ROUNDS = 41
NOTHING_MS = 1.0
"""Below this, no client was made on first use."""

NOTE = "lambda *_: None"
BUILDS = {
    "admin": "site()",
    "faq": f"desk({NOTE})",
    "follow": f"desk({NOTE})",
    "lookup": f"desk({NOTE})",
    "reply": f"desk({NOTE})",
    "reveal": "disclosure()",
    "send": f"desk({NOTE})",
    "upkeep": f"upkeep({NOTE}, {NOTE})",
}
"""What each handler calls first of all to have its clients, where it is not ``desk()``."""

YARDSTICKS = {"typical": "typical", "botocore": "botocore_client"}

LAMBDA = {
    "AWS_ACCESS_KEY_ID": "AKIAINVENTED",
    "AWS_SECRET_ACCESS_KEY": "invented",
    "AWS_SESSION_TOKEN": "invented",
    "AWS_REGION": "ap-southeast-1",
    "AWS_DEFAULT_REGION": "ap-southeast-1",
    "AWS_LAMBDA_FUNCTION_NAME": "bench",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
    "POWERTOOLS_SERVICE_NAME": "bench",
    "POWERTOOLS_METRICS_NAMESPACE": "DutyDesk",
    "POWERTOOLS_LOG_LEVEL": "INFO",
    "STAGE": "bench",
}
"""What Lambda sets, and what every function of ours is told."""

_TIMED = """
import time
began = time.perf_counter()
{work}
built_ms = (time.perf_counter() - began) * 1000
import gc
ours = [one for one in gc.get_objects() if type(one).__module__.startswith("functions.")]
later = [one for one in ours if hasattr(type(one), "__getattr__")]
began = time.perf_counter()
for one in later:
    one.meta
print(built_ms, (time.perf_counter() - began) * 1000)
"""
"""Prints what the work took, and then what the clients take that the function makes on first use.

Those are found by what they are: stand-ins of the function's own that pass every attribute on. A botocore client has
``meta``.
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something whose cold start is timed."""

    name: str
    path: list[str]
    work: str
    environment: dict[str, str]


def measure(*, full: bool = False) -> Report:
    """Time every function and the yardsticks in turn, each in a fresh process, in another order each round."""
    with tempfile.TemporaryDirectory(prefix="dutydesk-bench-") as folder:
        deployed = Deployed.into(Path(folder))
        subjects = [*_functions(deployed), *_yardsticks(deployed)]
        taken: dict[str, list[float]] = {subject.name: [] for subject in subjects}
        later: dict[str, list[float]] = {subject.name: [] for subject in subjects}
        for number in range((FULL_ROUNDS if full else ROUNDS) + 1):
            for subject in random.sample(subjects, len(subjects)):
                printed = deployed.run(subject.path, _TIMED.format(work=subject.work), subject.environment)
                built_ms, later_ms = map(float, printed.split())
                if number:  # the first round only fills the disk cache
                    taken[subject.name].append(built_ms)
                    later[subject.name].append(later_ms)
    return _report(taken, {name: samples for name, samples in later.items() if max(samples) > NOTHING_MS})


def _report(taken: dict[str, list[float]], later: dict[str, list[float]]) -> Report:
    medians = {f"{name}_ms": statistics.median(samples) for name, samples in taken.items()}
    medians |= {f"{name}_later_ms": statistics.median(samples) for name, samples in later.items()}
    ratios = {
        f"{name}_to_typical": paired_ratio(samples, taken["typical"])
        for name, samples in taken.items()
        if name != "typical"
    }
    return Report(
        name="imports",
        what="import of the handler and its clients in a fresh process, with the built layers",
        unit="ms",
        samples=taken | {f"{name}_later": samples for name, samples in later.items()},
        figures=medians | ratios,
        notes=[
            "*_to_typical: medians of ratios within a round",
            "*_later: what is not in the time above: all clients that the function makes on first use",
        ],
    )


def settings_of(function: str) -> dict[str, str]:
    """Return an environment that satisfies a function's ``Settings``, with invented values."""
    settings = importlib.import_module(f"functions.{module_of(function)}.wiring").Settings
    return {each.name.upper(): _invented(each.name) for each in dataclasses.fields(settings)}


def building(function: str) -> str:
    """Return the code that a cold start of this function runs."""
    return f"import functions.{module_of(function)}.handler as handler; handler.{BUILDS.get(function, 'desk()')}"


def _functions(deployed: Deployed) -> list[Subject]:
    return [
        Subject(
            name=name,
            path=deployed.path_of(name),
            work=building(name),
            environment=LAMBDA | settings_of(name),
        )
        for name in FUNCTIONS
    ]


def _yardsticks(deployed: Deployed) -> list[Subject]:
    return [
        Subject(name=name, path=deployed.path_of_yardstick(module), work="import yardstick", environment=dict(LAMBDA))
        for name, module in YARDSTICKS.items()
    ]


_JSON = {"sealed_days", "retention_days"}
"""Settings that a function reads as JSON."""


def _invented(setting: str) -> str:
    if setting in _JSON:
        return "{}"
    if setting.endswith("_url"):
        return f"http://127.0.0.1:9/000000000000/{setting}.fifo"
    if setting.endswith("_arn"):
        return f"arn:aws:sns:ap-southeast-1:000000000000:{setting}"
    return f"dutydesk-bench-{setting}"
