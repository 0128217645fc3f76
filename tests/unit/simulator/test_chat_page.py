"""The citizen's page is served from here alone and shows both sides of a conversation."""

import re

import pytest

from local.platforms.pages import FILES, HERE
from tests.unit.simulator.conftest import CITIZEN, PAGE, Sim


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_served_with_a_policy_that_allows_nothing_from_outside(sim: Sim, name: str) -> None:
    answer = sim.client.get(f"/chat/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")


def test_no_file_inserts_markup_or_names_another_host() -> None:
    for name, _ in FILES.values():
        source = (HERE / name).read_text()
        assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|https?://\w", source), name


def test_the_way_to_the_page_is_short(sim: Sim) -> None:
    assert sim.client.get("/").url.path == "/chat/"
    assert sim.client.get("/chat/../config.py").status_code == 404


def test_a_conversation_shows_both_sides_and_how_far_each_line_came(sim: Sim) -> None:
    sim.webhook.answers = [500]
    sim.say(text="báo tin")
    sim.settle()
    sim.send({"text": "Chuyện gì xảy ra?"})
    where = f"/citizens/{CITIZEN}/conversation"
    told = sim.client.get(where, params={"page_id": PAGE}).json()
    assert [(line["by"], line["text"], line["delivery"]) for line in told["lines"]] == [
        ("citizen", "báo tin", "delivered"),
        ("page", "Chuyện gì xảy ra?", "sent"),
    ]
    unchanged = sim.client.get(where, params={"page_id": PAGE, "version": told["version"]})
    assert unchanged.status_code == 204


def test_an_uploaded_photo_is_served_again(sim: Sim) -> None:
    kept = sim.client.post("/media", content=b"\xff\xd8\xff", headers={"Content-Type": "image/jpeg"})
    served = sim.client.get(f"/media/{kept.json()['name']}")
    assert (served.content, served.headers["content-type"]) == (b"\xff\xd8\xff", "image/jpeg")
    assert sim.client.post("/media", content=b"<svg/>", headers={"Content-Type": "image/svg+xml"}).status_code == 415


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("say", {"page_id": "nowhere", "text": "a"}, 404),
        ("say", {"page_id": PAGE}, 400),
        ("say", {"page_id": PAGE, "attachments": [{"type": "hologram"}]}, 400),
        ("say", {"page_id": PAGE, "attachments": [{"type": "location", "latitude": "x", "longitude": 1}]}, 400),
        ("say", {"page_id": PAGE, "txt": "a"}, 400),
        ("dance", {"page_id": PAGE}, 404),
    ],
)
def test_a_control_call_that_makes_no_sense_is_refused_with_a_reason(
    sim: Sim, path: str, body: dict[str, object], status: int
) -> None:
    answer = sim.client.post(f"/citizens/{CITIZEN}/{path}", json=body)
    assert answer.status_code == status
    assert answer.json()["error"]
