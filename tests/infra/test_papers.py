"""Who may do what with citizens' papers: the key that seals them, the cards, the lists that are uploaded."""

from fnmatch import fnmatch

import pytest

from infra.recording import Recorded
from tests.infra.held import FUNCTIONS, PAPERS
from tests.infra.reading import Statement, permissions, role_statements


@pytest.mark.parametrize("function", FUNCTIONS)
def test_what_citizens_type_of_their_papers_one_seals_and_another_opens(deploy_dev: Recorded, function: str) -> None:
    """Without the condition that it be through a service: these are calls of our own."""
    direct = [one for one in role_statements(deploy_dev, function) if "key/papers-id" in one["Resource"][0]]
    assert all("Condition" not in one for one in direct)
    assert permissions(direct, "kms").get("key/papers-id") == PAPERS.get(function)


def test_officers_know_of_no_card_and_of_no_upload(stack: Recorded) -> None:
    """They fill in what an upload is to be called, and read what was wrong with it."""
    for statement in role_statements(stack, "admin"):
        for resource in statement["Resource"]:
            assert "-idcards" not in resource
            assert "/uploads/" not in resource or statement["Action"] == ["s3:PutObject"]


def test_cards_are_known_to_two_functions_and_listed_by_one(stack: Recorded) -> None:
    """Whoever answers can neither write a card nor go through them, nor through those who asked."""
    known = {
        function: [one for one in role_statements(stack, function) if one["Resource"][0].endswith("-idcards")]
        for function in FUNCTIONS
    }
    assert {function for function, held in known.items() if held} == {"lookup", "imports"}
    for statement in known["lookup"]:
        keys = statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
        reaches = {key for key in ("CARD#d", "LIVE", "IMPORTING", "PERSON#p") if any(fnmatch(key, one) for one in keys)}
        assert reaches <= {"BatchGetItem": {"CARD#d", "LIVE", "PERSON#p"}}.get(_only_action(statement), {"PERSON#p"})
    assert [_only_action(one) for one in known["imports"] if "Condition" not in one] == ["Scan"]


def _only_action(statement: Statement) -> str:
    (action,) = statement["Action"]
    return str(action).removeprefix("dynamodb:")
