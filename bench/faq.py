"""How fast a question finds its answer in a bank of 2,000 entries, and how soon a citizen has it on the local stack.

The bank is the starter bank said ten times over, each time of another invented office, so that every word is found in
ten times as many entries: the worst case for the short list. Loading and searching run in a fresh process whose
memory is that of a function that has nothing else to do.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import httpx

from bench.callback import Homecomings, listening
from bench.citizen import Citizen
from bench.emptiness import Emptiness, chain_ms, deployed
from bench.figures import Report, paired_ratio, percentile
from bench.stack import Stack
from dutydesk.stores.bank import BankEntry
from functions.faq.bank import Entry, entries_from_csv
from functions.faq.edition import edition_of, pack
from infra.building import ROOT

STARTER_BANK = ROOT / "operate" / "banks" / "starter.csv"
QUESTIONS = ROOT / "tests" / "data" / "faq_dev.csv"
SIZE = 2_000
UNIT = "phuong-mau-2"
ASKED = (
    "lam lai cccd mat bao nhieu tien",
    "đăng ký tạm trú cần giấy tờ gì",
    "ho chieu bao lau co",
    "mất bằng lái xe thì làm lại ở đâu",
    "lam sao de kich hoat vneid muc 2",
    "xe may sang ten can nhung gi",
)
ROUNDS = 10
FULL_ROUNDS = 60
WARM_UP = 2
QUIET_S = 0.05
TIMEOUT_S = 30.0
_OFFICES = "kho,cảng,đảo,bản,ga,đập,rừng,phà,mỏ,vườn".split(",")


def measure(stack: Stack, *, full: bool = False) -> Report:
    """Search a large bank in a process of its own, then ask on the local stack beside a chain of empty functions."""
    own = _searched()
    samples = _asked(stack, FULL_ROUNDS if full else ROUNDS)
    figures = {
        "search_p50_ms": percentile(own["search_ms"], 50),
        "search_p99_ms": percentile(own["search_ms"], 99),
        "index_load_ms": min(own["load_ms"]),
        "peak_mib": own["peak_mib"][0],
        "reply_p95_ms": percentile(samples["reply"], 95),
        "chain_p95_ms": percentile(samples["chain"], 95),
        "reply_p50_ms": percentile(samples["reply"], 50),
        "chain_p50_ms": percentile(samples["chain"], 50),
        "reply_to_chain": paired_ratio(samples["reply"], samples["chain"]),
    }
    return Report(
        name="faq",
        what=f"search: {SIZE} entries in one process; reply: POST to the answer in the citizen's inbox",
        unit="ms, but peak_mib; reply_to_chain is the median of ratios of neighbours",
        samples={"search": own["search_ms"], "load": own["load_ms"], **samples},
        figures=figures,
        notes=["chain: POST through three empty functions and two FIFO queues, taken in turn with the questions"],
    )


def large_bank(size: int) -> list[BankEntry]:
    """Return ``size`` entries: the starter bank over and over, each round of another office."""
    starter = entries_from_csv(STARTER_BANK.read_text(encoding="utf-8"))
    return [_of_office(starter[number % len(starter)], number // len(starter)) for number in range(size)]


def _of_office(entry: Entry, number: int) -> BankEntry:
    plain = BankEntry(
        id=entry.id, question=entry.question, variants=entry.variants, answer=entry.answer, topic=entry.topic
    )
    if number == 0:
        return plain
    office = f" ở {_OFFICES[number % len(_OFFICES)]}"
    return replace(
        plain,
        id=f"{entry.id}-{number}",
        question=entry.question + office,
        variants=tuple(variant + office for variant in entry.variants),
    )


def _searched() -> dict[str, list[float]]:
    with tempfile.TemporaryDirectory(prefix="dutydesk-bench-") as folder:
        packed = Path(folder) / "bank"
        packed.write_bytes(pack(edition_of("bench", large_bank(SIZE))))
        with QUESTIONS.open(encoding="utf-8", newline="") as rows:
            texts = [row["text"] for row in csv.DictReader(rows)]
        asked = Path(folder) / "questions.json"
        asked.write_text(json.dumps(texts), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "bench.faq_process", str(packed), str(asked)],
            check=True,
            capture_output=True,
            text=True,
        )
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found


def _asked(stack: Stack, rounds: int) -> dict[str, list[float]]:
    homecomings = Homecomings()
    samples: dict[str, list[float]] = {"reply": [], "chain": []}
    with (
        httpx.Client(timeout=TIMEOUT_S, trust_env=False) as http,
        listening(homecomings) as callback_url,
        deployed(stack.cloud(), callback_url) as emptiness,
    ):
        for number in range(rounds + WARM_UP):
            taken = _round(stack, http, emptiness, homecomings, ASKED)
            if number >= WARM_UP:
                for name, values in taken.items():
                    samples[name] += values
    return samples


def _round(
    stack: Stack, http: httpx.Client, emptiness: Emptiness, homecomings: Homecomings, texts: Sequence[str]
) -> dict[str, list[float]]:
    endpoints = stack.endpoints
    citizen = Citizen(http, simulator=endpoints.simulator, api=endpoints.api, page=endpoints.page(UNIT))
    citizen.follow()
    taken: dict[str, list[float]] = {"reply": [], "chain": []}
    for text in texts:
        time.sleep(QUIET_S)
        taken["chain"].append(chain_ms(http, emptiness, homecomings))
        time.sleep(QUIET_S)
        taken["reply"].append(citizen.write(text).replied_ms)
    return taken
