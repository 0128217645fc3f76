"""Permissions, as sentences: who may do which actions on which named resources.

The house rule: no action with ``*``; no resource that is ``*`` but for the two X-Ray actions below, which AWS cannot
narrow; a trailing ``*`` only below a prefix of our own. (A *denial* may be as wide as it likes.)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi

XRAY: dict[str, Any] = {
    "Effect": "Allow",
    "Action": ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
    "Resource": "*",
}
"""The one statement of ours that names every resource."""


_NAMED_ALONE: dict[str, Any] = {
    "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"],
    "dynamodb:Select": ["SPECIFIC_ATTRIBUTES"],
}
"""What confines a call to the attributes that it names: without it, one that names none would be told all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyUse:
    """What a caller must be able to do with a key when a service encrypts for it."""

    key_arn: pulumi.Input[str]
    service: str
    """The service's endpoint, such as ``sqs.ap-southeast-1.amazonaws.com``: the key opens through it alone."""
    actions: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Permission to do some actions on named resources."""

    actions: Sequence[str]
    resources: Sequence[pulumi.Input[str]]
    leading_keys: Sequence[str] = ()
    """DynamoDB partition keys (patterns) that the actions are confined to; none means all."""
    attributes: Sequence[str] = ()
    """DynamoDB attributes (patterns), keys included, that an action may name; it is then told nothing of others.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
    """
    key_use: KeyUse | None = None

    def __post_init__(self) -> None:
        if not self.actions or not self.resources:
            raise ValueError(f"grant of nothing: {self}")
        if any("*" in action for action in self.actions):
            raise ValueError(f"grant of unnamed actions: {self}")
        if any(isinstance(resource, str) and _too_wide(resource) for resource in self.resources):
            raise ValueError(f"grant is too wide: {self}")


def _too_wide(resource: str) -> bool:
    """Whether a ``*`` reaches beyond what one of our own names starts with."""
    return "*" in resource and "dutydesk-" not in resource.split("*", 1)[0]


def statements(grants: Iterable[Grant]) -> list[dict[str, Any]]:
    """Return IAM statements for these grants, the uses of one key through one service joined into one."""
    granted = list(grants)
    return [_statement(grant) for grant in granted] + _key_statements(
        use for grant in granted if (use := grant.key_use)
    )


def policy(statements_: Sequence[dict[str, Any]]) -> pulumi.Output[str]:
    """Return the JSON of a policy document with these statements."""
    return pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": list(statements_)})


def trust(service: str, *, conditions: dict[str, Any] | None = None) -> pulumi.Output[str]:
    """Return a role's trust policy: this AWS service may take it."""
    statement: dict[str, Any] = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return policy([statement | ({"Condition": conditions} if conditions else {})])


def tls_only(actions: str, resources: Sequence[pulumi.Input[str]]) -> dict[str, Any]:
    """Return the denial, for a resource's own policy, of everything that comes unencrypted."""
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": actions,
        "Resource": list(resources),
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _statement(grant: Grant) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Action": sorted(grant.actions), "Resource": list(grant.resources)}
    confined = {"dynamodb:LeadingKeys": list(grant.leading_keys), "dynamodb:Attributes": list(grant.attributes)}
    condition: dict[str, Any] = {"ForAllValues:StringLike": {name: only for name, only in confined.items() if only}}
    if grant.attributes:
        condition["StringEqualsIfExists"] = _NAMED_ALONE
    return statement | {"Condition": condition} if grant.leading_keys or grant.attributes else statement


def _key_statements(uses: Iterable[KeyUse]) -> list[dict[str, Any]]:
    joined: dict[tuple[str, int], tuple[KeyUse, set[str]]] = {}
    for use in uses:
        _, actions = joined.setdefault((use.service, id(use.key_arn)), (use, set()))
        actions.update(use.actions)
    return [
        {
            "Effect": "Allow",
            "Action": sorted(actions),
            "Resource": [use.key_arn],
            "Condition": {"StringEquals": {"kms:ViaService": use.service}},
        }
        for use, actions in joined.values()
    ]
