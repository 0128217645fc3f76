"""Sessions as they were written by another release."""

from dutydesk.messages import Intent
from functions.webhook.session import Dialogue, Routed, Session, from_plain, to_plain

OLD = {
    "greeted": True,
    "dialogue": {"dialogue_id": "d", "started_at": "t0", "last_at": "t1", "has_content": True},
    "recent": [["e1", {"desk": "tips", "intent": "keep", "dialogue_id": "d", "report_like": True}]],
}


def test_a_session_of_the_last_release_is_read() -> None:
    assert from_plain(OLD) == Session(
        greeted=True,
        dialogue=Dialogue(dialogue_id="d", started_at="t0", last_at="t1", has_content=True),
        recent={"e1": Routed(desk="tips", intent=Intent.KEEP, dialogue_id="d", report_like=True)},
    )


def test_what_the_next_release_adds_to_a_session_is_ignored() -> None:
    ahead = {"mood": 1, "closed": {"dialogue_id": "d", "started_at": "t0", "closed_at": "t1", "why": "x"}}
    ahead["recent"] = [["e1", {"desk": "tips", "intent": "keep", "news": 1}]]
    assert to_plain(from_plain(ahead)) == {
        "closed": {"dialogue_id": "d", "started_at": "t0", "closed_at": "t1"},
        "recent": [["e1", {"desk": "tips", "intent": "keep"}]],
    }


def test_a_route_to_the_desk_that_answers_survives_being_stored() -> None:
    routed = Routed(desk="questions", intent="pick", asked_id="0a" * 10, choice=2)
    kept = Routed(desk="tips", intent="keep", dialogue_id="d", also_ask=True)
    session = Session(recent={"e1": routed, "e2": kept})
    assert from_plain(to_plain(session)) == session
