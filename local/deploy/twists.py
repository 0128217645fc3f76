"""Where the local stack differs from the program on purpose, each by name and with its reason.

A twist changes what is created, never what the program says; tests assert that the program itself carries none of it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pulumi

MAPPINGS_PER_FIFO_QUEUE = 8

TWISTS: Mapping[str, str] = {
    "extra batch actions": "the emulator asks for actions that AWS does not have, such as sqs:SendMessageBatch, where "
    "AWS asks for sqs:SendMessage; they are added wherever the single action is granted",
    "several mappings per FIFO queue": "the emulator runs one batch at a time per mapping whatever its scaling config "
    "says; several mappings of one queue let groups run side by side as on AWS, order within a group kept",
    "layers unpacked once": "the emulator unpacks every layer again for every worker, which costs up to a second and "
    "37 MB for each cold start; a layer of ours is unpacked once and published as a pointer to its folder, in front "
    "of the emulator's own packages as before",
    "TLS-only statements left out": "the emulator speaks plain HTTP on 127.0.0.1, so a Deny unless aws:SecureTransport "
    "would shut out everybody",
    "played sources": "the emulator, as AWS, lets nobody put events in the name of a service; what plays a service on "
    "this machine says played.guardduty for aws.guardduty, and the patterns of rules take both",
    "HTTP API by path": "the API's own host name does not resolve on this machine; the emulator serves the same API "
    "under a path of its own address",
}

PLAYED = "played."
"""What the source of an event begins with that no service has sent."""

BATCH_ACTIONS: Mapping[str, str] = {
    "sqs:SendMessage": "sqs:SendMessageBatch",
    "sqs:DeleteMessage": "sqs:DeleteMessageBatch",
    "sqs:ChangeMessageVisibility": "sqs:ChangeMessageVisibilityBatch",
    "sns:Publish": "sns:PublishBatch",
}


def local_policy(policy: Mapping[str, Any]) -> dict[str, Any]:
    """Return the policy document as the emulator needs it: batch actions added, TLS-only statements left out."""
    statements = policy["Statement"]
    listed = statements if isinstance(statements, list) else [statements]
    return {**policy, "Statement": [_with_batch_actions(each) for each in listed if not is_tls_only(each)]}


def is_tls_only(statement: Mapping[str, Any]) -> bool:
    """Tell whether this statement only says that plain HTTP is refused."""
    if statement.get("Effect") != "Deny":
        return False
    conditions = statement.get("Condition", {})
    asked = {key.lower() for operator in conditions.values() for key in operator}
    return asked == {"aws:securetransport"}


def local_pattern(pattern: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pattern of a rule that also takes what is played in the name of a service."""
    sources: Sequence[str] = pattern.get("source", [])
    played = [f"{PLAYED}{source.removeprefix('aws.')}" for source in sources if source.startswith("aws.")]
    return {**pattern, "source": [*sources, *played]} if played else dict(pattern)


def mappings(queue_arn: str, maximum_concurrency: int | None) -> int:
    """Return how many event source mappings stand for this one."""
    if not queue_arn.endswith(".fifo"):
        return 1
    return min(MAPPINGS_PER_FIFO_QUEUE, maximum_concurrency or MAPPINGS_PER_FIFO_QUEUE)


def pointer(layer: Path) -> pulumi.AssetArchive:
    """Return a layer that makes the packages in ``<layer>/python`` importable, for the workers of this machine."""
    line = f"import sys; sys.path.insert(1, {str(layer / 'python')!r})\n"
    return pulumi.AssetArchive({"python/lib/here/site-packages/layer.pth": pulumi.StringAsset(line)})


def _with_batch_actions(statement: Mapping[str, Any]) -> dict[str, Any]:
    action = statement.get("Action", [])
    actions: Sequence[str] = [action] if isinstance(action, str) else action
    extra = [BATCH_ACTIONS[each] for each in actions if each in BATCH_ACTIONS and BATCH_ACTIONS[each] not in actions]
    return {**statement, "Action": [*actions, *extra]} if extra else dict(statement)
