"""How soon a case is there on the local stack, beside the cheapest route that an officer may call.

Both go through the same gateway, authorizer and function, in turn. The cheapest is the list of a unit's topics: who
asks is read, the reading is accounted for, and one item is looked up, without which there is no answer at all.
"""

import random
import time

import httpx

from bench.citizen import Citizen
from bench.stack import Stack

UNIT = "phuong-mau-2"
ROUNDS, FULL_ROUNDS, WARM_UP = 60, 400, 5
TIMEOUT_S = 30.0
TOLD = (
    "báo tin",
    "Có hai thanh niên bẻ khóa xe máy trước số 12 đường Mẫu 3",
    "Một người mặc áo đỏ, người kia đội mũ đen",
    "Họ đi về phía chợ rồi",
    "xong",
)
"""What a citizen says, so that the case has a thread."""
CHEAPEST = "topics"


def measure(stack: Stack, *, full: bool = False) -> dict[str, list[float]]:
    """Return milliseconds by name, ``case`` and ``empty``; those of one index were taken within the same moment."""
    samples: dict[str, list[float]] = {"case": [], "empty": []}
    headers = {"authorization": f"Bearer {stack.token(UNIT)}"}
    with httpx.Client(timeout=TIMEOUT_S, trust_env=False, headers=headers) as http:
        case_id = reported(stack, http)
        paths = {"case": f"cases/{case_id}", "empty": CHEAPEST}
        for number in range((FULL_ROUNDS if full else ROUNDS) + WARM_UP):
            for name in random.sample(list(paths), len(paths)):
                taken_ms = _timed(http, f"{stack.endpoints.api}/admin/{paths[name]}")
                if number >= WARM_UP:
                    samples[name].append(taken_ms)
    return samples


def reported(stack: Stack, http: httpx.Client) -> str:
    """Have a citizen report something; return the id of the newest case that the unit's officer then sees."""
    endpoints = stack.endpoints
    with httpx.Client(timeout=TIMEOUT_S, trust_env=False) as outside:
        citizen = Citizen(outside, simulator=endpoints.simulator, api=endpoints.api, page=endpoints.page(UNIT))
        citizen.follow()
        for text in TOLD:
            citizen.write(text)
    listed = http.get(f"{endpoints.api}/admin/cases", params={"limit": 1}).raise_for_status().json()
    return str(listed["items"][0]["case_id"])


def _timed(http: httpx.Client, url: str) -> float:
    began = time.perf_counter()
    http.get(url).raise_for_status()
    return (time.perf_counter() - began) * 1000
