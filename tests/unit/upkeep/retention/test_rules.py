"""What a stack may say about how long cases are kept, and how the function is called."""

import json
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from dutydesk.deadlines import DISPUTED_WITHIN
from dutydesk.errors import MalformedEvent, Misconfigured
from dutydesk.retention import DAYS, SHORTEST_DAYS, retention
from functions.upkeep.retention import handler


def test_what_a_stack_says_is_put_over_the_defaults() -> None:
    terms = retention('{"tip": 100, "traffic": 40}')
    assert terms.term("tip", "verified").days == 100
    assert terms.term("traffic", "other").days == 40
    assert terms.term("question", "answered").days == DAYS["question/answered"]
    assert terms.term("unheard of", "verified").days == DAYS["*"]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"tip": 29}', '{"tip": "100"}', '{"tip": true}', '{"tip": 40000}', '{"tip": 1.5}']
)
def test_what_is_no_table_of_days_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(Misconfigured, match=r"no table of days$"):
        retention(text)


def test_no_term_ends_while_a_citizen_may_still_disagree() -> None:
    assert DISPUTED_WITHIN.days < SHORTEST_DAYS


class TestHandler:
    """The function itself."""

    @pytest.fixture(autouse=True)
    def _named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "DutyDesk")
        monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "retain")

    def call(self, event: dict[str, Any]) -> Any:
        context: Any = SimpleNamespace(function_name="retain", get_remaining_time_in_millis=lambda: 60_001)
        return handler.lambda_handler(event, context)

    def test_a_night_is_counted_and_a_failure_raises_the_alarm(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def retaining(*, failed: Any) -> Any:
            def night(time_left: Any) -> Counter[str]:
                assert time_left()
                failed(OSError("words"))
                return Counter(erased=3, failed=1)

            return SimpleNamespace(night=night)

        monkeypatch.setattr(handler, "retaining", retaining)
        assert self.call(handler.NIGHT) == {"erased": 3, "failed": 1}
        printed = capsys.readouterr().out
        assert "words" not in printed
        lines = [json.loads(line) for line in printed.splitlines()]
        assert [(one["CasesErased"], one["ErasureFailed"]) for one in lines if "_aws" in one] == [([3.0], [1.0])]

    def test_any_other_call_erases_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(handler, "retaining")
        with pytest.raises(MalformedEvent):
            self.call({"do": "report"})
