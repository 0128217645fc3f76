"""How soon a citizen who asks for a card has the answer on the local stack, beside a chain of empty functions.

One asks for a card of the demo's sample, with the right date, and then for one that is not in it. From each answer the
desk's fixed delay is taken away: it is there to hide what was found, and the worker's own work lies within it.
"""

import time

import httpx

from bench.callback import Homecomings, listening
from bench.citizen import Citizen
from bench.emptiness import Emptiness, chain_ms, deployed
from bench.lookup_desk import Fate, check
from bench.stack import Stack
from functions.lookup.status.desk import ANSWER_AFTER_S
from local.cards import CARDS, STATES, invented_birth, invented_number

UNIT = "phuong-mau-2"
ROUNDS, FULL_ROUNDS, WARM_UP = 15, 60, 2
QUIET_S = 0.05
TIMEOUT_S = 30.0
READY = STATES.index("ready")
NOBODYS = 900_000
"""Card numbers from here on are in no list."""


def measure(stack: Stack, *, full: bool = False) -> dict[str, list[float]]:
    """Return milliseconds by name: ``reply`` (less the fixed delay) and ``chain``, two of each a round.

    Raises:
        NotAsIntended: a citizen was told something else than it was to be.
    """
    rounds = FULL_ROUNDS if full else ROUNDS
    homecomings = Homecomings()
    samples: dict[str, list[float]] = {"reply": [], "chain": []}
    with (
        httpx.Client(timeout=TIMEOUT_S, trust_env=False) as http,
        listening(homecomings) as callback_url,
        deployed(stack.cloud(), callback_url) as emptiness,
    ):
        for number in range(rounds + WARM_UP):
            taken = _round(stack, http, emptiness, homecomings, number)
            if number >= WARM_UP:
                for name, values in taken.items():
                    samples[name] += values
    return samples


def _round(
    stack: Stack, http: httpx.Client, emptiness: Emptiness, homecomings: Homecomings, number: int
) -> dict[str, list[float]]:
    endpoints = stack.endpoints
    citizen = Citizen(http, simulator=endpoints.simulator, api=endpoints.api, page=endpoints.page(UNIT))
    citizen.follow()
    taken: dict[str, list[float]] = {"reply": [], "chain": []}
    for order in (READY + len(STATES) * (number % (CARDS // len(STATES))), NOBODYS + number):
        time.sleep(QUIET_S)
        taken["chain"].append(chain_ms(http, emptiness, homecomings))
        time.sleep(QUIET_S)
        words = f"cccd {invented_number(order)} {invented_birth(order % CARDS):%d/%m/%Y}"
        taken["reply"].append(citizen.write(words).replied_ms - ANSWER_AFTER_S * 1000)
        check(citizen.heard, Fate.HIT if order < NOBODYS else Fate.MISS)
    return taken
