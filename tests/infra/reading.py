"""Policies as recorded, read the way AWS reads them."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from infra.recording import Recorded

ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
POLICY_PROPERTIES = ("policy", "assumeRolePolicy")

type Statement = dict[str, Any]


def role_statements(recorded: Recorded, function: str) -> list[Statement]:
    """What a function's role is allowed."""
    return list(_statements(recorded.of_type(ROLE_POLICY)[f"{function}-role"]["policy"]))


def module_of(deployed: Mapping[str, Any]) -> str:
    """Return where the code of a deployed function is: its handler's package, such as ``functions.faq``."""
    return str(deployed["handler"]).removesuffix(".handler.lambda_handler")


def all_statements(recorded: Recorded) -> Iterator[tuple[str, Statement]]:
    """Yield every statement of every policy, whatever it hangs on, with where it was found."""
    for resource in recorded:
        for name in POLICY_PROPERTIES:
            if name in resource.inputs:
                for statement in _statements(resource.inputs[name]):
                    yield f"{resource.type} {resource.name}", statement


def permissions(statements: list[Statement], service: str) -> Mapping[str, set[str]]:
    """Return the actions of one service by the last part of the resource's ARN, service names left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for action in statement["Action"]:
            if action.startswith(f"{service}:"):
                for resource in statement["Resource"]:
                    found[resource.split(":", 5)[5]].add(action.removeprefix(f"{service}:"))
    return found


def _statements(document: str) -> Iterator[Statement]:
    for statement in json.loads(document)["Statement"]:
        yield {**statement, "Action": _listed(statement["Action"]), "Resource": _listed(statement.get("Resource", []))}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
