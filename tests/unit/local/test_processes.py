"""Processes are stopped by their own pid, and strangers never."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from local.ports import free_port, listens
from local.processes import Running, born, remembered, start, stop

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)",
]


@pytest.fixture
def pid_file(tmp_path: Path) -> Path:
    return tmp_path / "one.pid.json"


def test_a_started_process_is_remembered_and_stopped(tmp_path: Path, pid_file: Path) -> None:
    running = start(SLEEP, environment={}, port=1, log=tmp_path / "log", remember=pid_file)
    assert remembered(pid_file) == running
    assert stop(pid_file)
    assert not running.alive
    assert not pid_file.exists()


def test_a_process_that_ignores_the_request_is_killed(
    tmp_path: Path, pid_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("local.processes.STOP_PATIENCE_S", 0.2)
    log = tmp_path / "log"
    running = start(STUBBORN, environment={}, port=1, log=log, remember=pid_file)
    while "deaf" not in log.read_text():
        assert running.alive
    assert stop(pid_file)
    assert not running.alive


def test_stopping_twice_is_harmless(tmp_path: Path, pid_file: Path) -> None:
    start(SLEEP, environment={}, port=1, log=tmp_path / "log", remember=pid_file)
    assert stop(pid_file)
    assert not stop(pid_file)


def test_a_pid_that_now_belongs_to_a_stranger_is_not_signalled(pid_file: Path) -> None:
    with subprocess.Popen(SLEEP) as stranger:  # noqa: S603 - our own sleeper
        pid_file.write_text(json.dumps({"pid": stranger.pid, "born": "another time", "port": 1}))
        assert not stop(pid_file)
        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.parametrize("content", ["", "{}", "not json", '{"pid": 1}', "[]"], ids=repr)
def test_a_damaged_pid_file_is_stale(pid_file: Path, content: str) -> None:
    pid_file.write_text(content)
    assert remembered(pid_file) is None
    assert not stop(pid_file)
    assert not pid_file.exists()


def test_a_process_that_does_not_exist_was_never_born() -> None:
    assert born(2**22 + 1) is None
    assert born(os.getpid())
    assert not Running(pid=2**22 + 1, born="1", port=1).alive


def test_the_listener_on_a_port_is_told_from_others() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", free_port()))
        listener.listen()
        port = listener.getsockname()[1]
        assert listens(os.getpid(), port)
        assert not listens(os.getppid(), port)
    assert not listens(os.getpid(), port)
