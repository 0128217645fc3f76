"""``python -m bench``: what it prints."""

import json
import sys

import pytest

from bench import __main__ as command
from bench.figures import Report


@pytest.fixture(autouse=True)
def _measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(*, full: bool) -> Report:
        return Report(
            name="imports",
            what="invented",
            unit="ms",
            samples={"webhook": [1.0]},
            figures={"webhook_ms": 2.0 if full else 1.0},
        )

    monkeypatch.setattr("bench.imports.measure", measure)


def test_as_json_it_prints_the_figures_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "imports", "--json"])
    assert command.main() == 0
    assert json.loads(capsys.readouterr().out) == {"webhook_ms": 1.0}


def test_otherwise_it_prints_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "imports", "--full"])
    assert command.main() == 0
    out = capsys.readouterr().out
    assert out.startswith("imports: invented")
    assert "webhook_ms" in out


def test_what_needs_a_stack_asks_for_it_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measure(stack: object, *, full: bool) -> Report:
        figures = {"tickets_issued": 200.0} if callable(stack) and not full else {}
        return Report(name="lookup", what="invented", unit="ms", samples={}, figures=figures)

    monkeypatch.setattr("bench.lookup.measure", measure)
    monkeypatch.setattr(sys, "argv", ["bench", "lookup", "--json"])
    assert command.main() == 0
    assert json.loads(capsys.readouterr().out) == {"tickets_issued": 200.0}


def test_an_unknown_measurement_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "speed"])
    with pytest.raises(SystemExit):
        command.main()
