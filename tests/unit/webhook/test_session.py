"""Sessions as they were written by another release."""

from dutydesk.messages import Intent
from functions.webhook.session import Business, Dialogue, Errand, Routed, Session, from_plain, to_plain

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


def test_an_errand_and_a_watch_survive_being_stored_and_are_left_out_when_there_are_none() -> None:
    errand = Errand(kind=Business.LOOKUP, opened_at="t0", last_at="t1")
    routed = Routed(desk="tips", intent="keep", hide=True, also_check=True)
    session = Session(errand=errand, watching_until="t2", checked_at="t1", recent={"e1": routed})
    assert from_plain(to_plain(session)) == session
    assert set(to_plain(Session())) == set()


def test_a_newer_releases_errand_is_read_as_far_as_it_is_known() -> None:
    ahead = {"errand": {"kind": "fine", "opened_at": "t0", "last_at": "t1", "step": 3}}
    assert from_plain(ahead).errand == Errand(kind="fine", opened_at="t0", last_at="t1")
