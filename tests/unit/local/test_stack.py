"""What the commands say of a stack one of whose processes has ended."""

import os
from pathlib import Path

import pytest

from local import __main__ as commands
from local import emulator, scanner, simulator, stack
from local.errors import NotUp, StartError
from local.places import Places
from local.processes import Running, born, remembered

ALL = (emulator.NAME, simulator.NAME, scanner.NAME)


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A stack that is up; this process stands for each of its own."""
    for module in (emulator, simulator):
        monkeypatch.setattr(module, "answers", lambda _port: True)
    places = Places(state=tmp_path)
    places.endpoints.write_text("{}")
    for name in ALL:
        note(places, name, born(os.getpid()) or "")
    return places


def note(places: Places, name: str, since: str) -> None:
    places.pid(name).write_text(f'{{"pid": {os.getpid()}, "born": "{since}", "port": 1}}')


def test_a_stack_whose_every_process_runs_is_up(places: Places) -> None:
    assert stack.is_up(places)
    assert stack.is_running(places)
    assert stack.ended(places) == []


@pytest.mark.parametrize("name", ALL)
def test_a_stack_one_of_whose_processes_has_died_is_not_up_and_says_which(places: Places, name: str) -> None:
    note(places, name, "another time")
    assert not stack.is_up(places)
    with pytest.raises(NotUp, match=f"the {name} ended by itself"):
        commands._status(places)
    with pytest.raises(StartError, match=f"the {name} ended by itself"):
        commands._watch(places)


@pytest.mark.parametrize("name", ALL)
def test_what_another_command_stopped_has_not_ended_by_itself(
    places: Places, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    places.pid(name).unlink()
    commands._watch(places)
    assert "another command" in capsys.readouterr().out
    with pytest.raises(NotUp, match=r"not up$"):
        commands._status(places)


def test_a_remembered_process_is_this_one(places: Places) -> None:
    """Else the tests above would pass on nothing."""
    for name in ALL:
        assert remembered(places.pid(name)) == Running(pid=os.getpid(), born=born(os.getpid()) or "", port=1)
