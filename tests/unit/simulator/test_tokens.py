"""Access tokens live 25 hours; a refresh token works once."""

import pytest

from tests.unit.simulator.conftest import APP, OTHER_APP, OTHER_PAGE, PAGE, Sim

HELLO = {"text": "Xin chào"}


@pytest.fixture(autouse=True)
def met(sim: Sim) -> None:
    """Let the citizen have written to the page."""
    sim.say(text="xin chào")


def test_an_unknown_token_is_refused(sim: Sim) -> None:
    assert sim.error_of(HELLO, token="made-up") == -216
    assert sim.error_of(HELLO, token=f"Bearer access-{PAGE}") == -216


def test_an_access_token_ends_after_25_hours(sim: Sim) -> None:
    sim.time.pass_by(hours=24, minutes=59)
    assert sim.error_of(HELLO) == 0
    sim.time.pass_by(minutes=1)
    assert sim.error_of(HELLO) == -216


def test_a_refresh_gives_a_new_pair_and_ends_the_old_one(sim: Sim) -> None:
    pair = sim.refresh(f"refresh-{PAGE}")
    assert pair["expires_in"] == "90000"
    assert sim.error_of(HELLO, token=pair["access_token"]) == 0
    assert sim.error_of(HELLO) == -216
    again = sim.refresh(f"refresh-{PAGE}")
    assert "access_token" not in again
    assert again["error"] < 0
    assert "error_name" in again
    assert "access_token" in sim.refresh(pair["refresh_token"])
    assert sim.status()["pages"][0]["refreshes"] == 2
    assert sim.status()["pages"][0]["refused_refreshes"] == 1


def test_the_old_access_token_lives_on_when_the_setting_says_so(sim: Sim) -> None:
    sim.post("/settings", {"old_access_token_survives": True})
    sim.refresh(f"refresh-{PAGE}")
    assert sim.error_of(HELLO) == 0


@pytest.mark.parametrize(
    ("app_id", "secret"),
    [(APP, f"signing-{APP}"), (APP, ""), (OTHER_APP, f"app-{OTHER_APP}")],
    ids=["signing secret", "none", "another app"],
)
def test_a_refresh_needs_its_own_apps_secret_and_costs_nothing_when_refused(sim: Sim, app_id: str, secret: str) -> None:
    assert "access_token" not in sim.refresh(f"refresh-{PAGE}", app_id=app_id, secret=secret)
    assert "access_token" in sim.refresh(f"refresh-{PAGE}")


def test_a_refresh_token_ends_after_three_months(sim: Sim) -> None:
    sim.time.pass_by(days=91)
    assert "access_token" not in sim.refresh(f"refresh-{PAGE}")


def test_tokens_can_be_expired_for_one_page_or_all(sim: Sim) -> None:
    sim.say(text="xin chào", page_id=OTHER_PAGE)
    sim.post("/faults", {"expire_tokens": True, "page_id": PAGE})
    assert sim.error_of(HELLO) == -216
    assert sim.error_of(HELLO, token=f"access-{OTHER_PAGE}") == 0
    sim.post("/faults", {"expire_tokens": True})
    assert sim.error_of(HELLO, token=f"access-{OTHER_PAGE}") == -216
    assert sim.error_of(HELLO, token=sim.refresh(f"refresh-{PAGE}")["access_token"]) == 0
    sim.post("/faults", {"expire_refresh_tokens": True})
    assert "access_token" not in sim.refresh(f"refresh-{OTHER_PAGE}", app_id=OTHER_APP, secret=f"app-{OTHER_APP}")


def test_consent_repairs_a_page_whose_tokens_are_lost(sim: Sim) -> None:
    pair = sim.post(f"/pages/{PAGE}/consent")
    assert sim.error_of(HELLO, token=pair["access_token"]) == 0
    assert "access_token" in sim.refresh(pair["refresh_token"])
    assert "access_token" not in sim.refresh(f"refresh-{PAGE}")


def test_a_reset_leaves_tokens_alone(sim: Sim) -> None:
    pair = sim.refresh(f"refresh-{PAGE}")
    sim.client.post("/reset")
    sim.say(text="xin chào")
    assert sim.error_of(HELLO, token=pair["access_token"]) == 0
