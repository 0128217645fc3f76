"""What a page is told that it may still send."""

import pytest

from tests.unit.simulator.conftest import OA, PAGE, Sim

PATH = "/v3.0/oa/quota/message"


def test_a_page_is_told_its_consultations_and_the_app_none(sim: Sim) -> None:
    sim.post("/settings", {"consultations_left": 7})
    (asset,) = sim.call(PATH, {"quota_owner": "OA"})["data"]["asset"]
    assert (asset["product_type"], asset["remain"], asset["asset_id"]) == ("cs", 7, f"asset-{OA}")
    assert sim.call(PATH, {"quota_owner": "APP"})["data"]["asset"] == []


def test_a_platform_may_say_nothing(sim: Sim) -> None:
    sim.post("/settings", {"consultations_left": None})
    told = sim.call(PATH, {"quota_owner": "OA"})
    assert (told["error"], told["data"]["asset"]) == (0, [])


@pytest.mark.parametrize("body", [{}, {"quota_owner": "me"}, {"quota_owner": ["OA"]}], ids=str)
def test_whose_quota_is_asked_for_must_be_said(sim: Sim, body: object) -> None:
    assert sim.call(PATH, body)["error"] == -201


def test_it_takes_a_token_counts_against_the_limit_and_fails_on_demand(sim: Sim) -> None:
    assert sim.call(PATH, {"quota_owner": "OA"}, token="nobody's")["error"] == -216
    sim.post("/faults", {"endpoint": "quota", "zalo_error": -224, "count": 1})
    assert [sim.call(PATH, {"quota_owner": "OA"})["error"] for _ in range(2)] == [-224, 0]
    sim.post("/settings", {"requests_per_minute": 1})
    assert sim.call(PATH, {"quota_owner": "OA"})["error"] == -32
    assert {entry["page_id"] for entry in sim.log("call") if entry["endpoint"] == "quota"} >= {PAGE}
