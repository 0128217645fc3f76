"""What functions inherit from the emulator, and when its environment is made."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from local.emulator import _environment
from local.places import Places
from local.prepare import prepare


def test_nothing_of_our_own_environment_reaches_the_functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET", "invented-secret")
    environment = _environment(Places(state=tmp_path), port=4000, region="ap-southeast-1")
    assert "invented-secret" not in environment.values()
    assert all(str(tmp_path) in environment[name] for name in ("HOME", "TMPDIR", "STATE_DIR", "S3_DATA_DIR"))


def test_policies_are_enforced_and_only_this_machine_is_served(tmp_path: Path) -> None:
    environment = _environment(Places(state=tmp_path), port=4000, region="ap-southeast-1")
    assert environment["AUTH"] == "true"
    assert environment["BIND_HOST"] == "127.0.0.1"
    assert environment["IOT_MTLS_ENABLED"] == "0"
    assert environment["GATEWAY_PORT"] == "4000"


@pytest.fixture
def installs(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Record installs instead of running them."""
    recorded: list[Any] = []

    def create(folder: Path, **_options: Any) -> None:
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").touch()

    monkeypatch.setattr("local.prepare.venv.create", create)
    monkeypatch.setattr("local.prepare.subprocess.run", lambda command, **_options: recorded.append(command))
    return recorded


def test_the_environment_is_made_once_and_again_when_its_pins_change(tmp_path: Path, installs: list[Any]) -> None:
    pins, environment = tmp_path / "pins.txt", tmp_path / "venv"
    pins.write_text("ministack==1")
    for _ in range(2):
        prepare(environment, pins)
    assert len(installs) == 1
    pins.write_text("ministack==2")
    prepare(environment, pins)
    assert len(installs) == 2


def test_a_failed_install_is_tried_again(tmp_path: Path, installs: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    pins, environment = tmp_path / "pins.txt", tmp_path / "venv"
    pins.write_text("ministack==1")

    def fail(command: list[str], **_options: Any) -> None:
        raise subprocess.CalledProcessError(1, command)

    with monkeypatch.context() as broken:
        broken.setattr("local.prepare.subprocess.run", fail)
        with pytest.raises(subprocess.CalledProcessError):
            prepare(environment, pins)
    prepare(environment, pins)
    assert len(installs) == 1


def test_installs_are_pinned_by_hash(tmp_path: Path, installs: list[Any]) -> None:
    (tmp_path / "pins.txt").write_text("ministack==1")
    prepare(tmp_path / "venv", tmp_path / "pins.txt")
    assert "--require-hashes" in installs[0]
