"""The webhook's handler over stores in memory."""

import pytest

from bench.in_process import handler_ms


def test_every_call_is_accepted_and_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    taken = handler_ms(12)
    assert len(taken) == 12
    assert min(taken) > 0
    assert capsys.readouterr().out == ""
