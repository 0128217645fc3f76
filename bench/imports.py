"""What a cold start pays for our code: importing the handler and building its clients."""

import dataclasses
import importlib
import random
import tempfile
from pathlib import Path

from bench.deployed import FUNCTIONS, Deployed
from bench.figures import Report, paired_ratio, percentile

ROUNDS = 11
FULL_ROUNDS = 41

NOTE = "lambda *_: None"
BUILDS = {"admin": "site()", "reply": f"desk({NOTE})", "upkeep": f"upkeep({NOTE}, {NOTE})"}
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

_TIMED = "import time; began = time.perf_counter()\n{work}\nprint((time.perf_counter() - began) * 1000)"


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
        for number in range((FULL_ROUNDS if full else ROUNDS) + 1):
            for subject in random.sample(subjects, len(subjects)):
                spent_ms = float(deployed.run(subject.path, _TIMED.format(work=subject.work), subject.environment))
                if number:  # the first round only fills the disk cache
                    taken[subject.name].append(spent_ms)
    medians = {f"{name}_ms": percentile(samples, 50) for name, samples in taken.items()}
    ratios = {f"{name}_to_typical": paired_ratio(samples, taken["typical"]) for name, samples in taken.items()}
    del ratios["typical_to_typical"]
    return Report(
        name="imports",
        what="import of the handler and its clients in a fresh process, with the built layers",
        unit="ms; *_to_typical are medians of ratios within a round",
        samples=taken,
        figures=medians | ratios,
    )


def settings_of(function: str) -> dict[str, str]:
    """Return an environment that satisfies a function's ``Settings``, with invented values."""
    settings = importlib.import_module(f"functions.{function}.wiring").Settings
    return {each.name.upper(): _invented(each.name) for each in dataclasses.fields(settings)}


def building(function: str) -> str:
    """Return the code that a cold start of this function runs."""
    return f"import functions.{function}.handler as handler; handler.{BUILDS.get(function, 'desk()')}"


def _functions(deployed: Deployed) -> list[Subject]:
    return [
        Subject(
            name=name,
            path=deployed.path_of(name),
            work=building(name),
            environment=LAMBDA | settings_of(name),
        )
        for name in FUNCTIONS
        if importlib.util.find_spec(f"functions.{name}.handler")
    ]


def _yardsticks(deployed: Deployed) -> list[Subject]:
    return [
        Subject(name=name, path=deployed.path_of_yardstick(module), work="import yardstick", environment=dict(LAMBDA))
        for name, module in YARDSTICKS.items()
    ]


def _invented(setting: str) -> str:
    if setting.endswith("_url"):
        return f"http://127.0.0.1:9/000000000000/{setting}.fifo"
    if setting.endswith("_arn"):
        return f"arn:aws:sns:ap-southeast-1:000000000000:{setting}"
    return f"dutydesk-bench-{setting}"
