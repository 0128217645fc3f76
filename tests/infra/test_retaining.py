"""What erases at night: it touches cases alone, opens nothing, and writes into its own chain of the audit."""

import pytest

from infra.config import BadConfig, desk_config
from infra.recording import Recorded
from tests.infra.reading import role_statements


def test_what_erases_can_use_no_key_of_evidence_and_read_no_file(stack: Recorded) -> None:
    statements = role_statements(stack, "retain")
    assert not [one for one in statements if "evidence" in str(one["Resource"])]
    assert not [one for one in statements if "s3:GetObject" in one["Action"] or "s3:ListBucket" in one["Action"]]
    assert "originals" not in str(statements)


def test_what_erases_reaches_no_person_and_no_receipt_code(stack: Recorded) -> None:
    confined = [
        (one["Action"], one.get("Condition", {}).get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys"))
        for one in role_statements(stack, "retain")
        if any(action in one["Action"] for action in ("dynamodb:DeleteItem", "dynamodb:PutItem"))
    ]
    assert sorted(keys for _, keys in confined) == [["CASE#*", "ERASURES", "TOKEN#*"], ["OFFICER#function:retain"]]


def test_officers_can_delete_nothing_of_a_case(stack: Recorded) -> None:
    deleting = [
        one["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
        for one in role_statements(stack, "admin")
        if "dynamodb:DeleteItem" in one["Action"] and any("cases" in arn for arn in one["Resource"])
    ]
    assert deleting == [["TOKEN#*"]]


@pytest.mark.parametrize("days", ['{"tip": 29}', '{"tip": 40000}', '{"tip": "long"}', "[]", "90"])
def test_a_stack_cannot_say_that_cases_go_while_they_may_be_disputed_or_never(days: str) -> None:
    with pytest.raises(BadConfig, match="retention_days"):
        desk_config({"dutydesk:retention_days": days})
