"""``python -m infra.plan STACK``: what a stack would create, without cloud or CLI."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from infra.building import ROOT, NotBuilt
from infra.config import BadConfig
from infra.recording import Recorded, engine_values, record

TELLING = (
    "name",
    "bucket",
    "layerName",
    "domain",
    "dashboardName",
    "handler",
    "runtime",
    "architectures",
    "memorySize",
    "timeout",
    "visibilityTimeoutSeconds",
    "routeKey",
    "authorizationType",
    "principal",
    "sourceArn",
    "scheduleExpression",
    "batchSize",
    "retentionInDays",
    "billingMode",
    "hashKey",
    "rangeKey",
    "deletionProtectionEnabled",
    "deletionProtection",
    "mfaConfiguration",
    "namespace",
    "metricName",
    "threshold",
    "limitAmount",
    "endpoint",
)
"""Properties worth a place in the plan, in this order."""


def plan(recorded: Recorded) -> Iterator[str]:
    """Yield the plan's lines: resources by type and name, then their numbers."""
    counts = Counter(resource.type for resource in recorded)
    ordered = sorted(recorded, key=lambda resource: (resource.type, resource.name))
    last = None
    for resource in ordered:
        if resource.type != last:
            yield f"{resource.type} ({counts[resource.type]})"
            last = resource.type
        mark = "  [protected]" if resource.protected else ""
        yield f"  {resource.name:28} {_told(resource.inputs)}{mark}".rstrip()
    yield ""
    yield f"{sum(counts.values())} resources of {len(counts)} types"


def main(arguments: list[str] | None = None) -> int:
    """Print the plan of a stack; return the process's exit code."""
    stacks = sorted(file.stem.removeprefix("Pulumi.") for file in ROOT.glob("Pulumi.*.yaml"))
    parser = argparse.ArgumentParser(prog="python -m infra.plan", description=__doc__)
    parser.add_argument("stack", choices=stacks)
    stack = parser.parse_args(arguments).stack
    try:
        recorded = record(stack, engine_values(ROOT / f"Pulumi.{stack}.yaml"))
    except (BadConfig, NotBuilt) as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    print(f"Stack {stack}\n")
    for line in plan(recorded):
        print(line)
    return 0


def _told(inputs: Mapping[str, Any]) -> str:
    return " ".join(f"{key}={_text(inputs[key])}" for key in TELLING if inputs.get(key) is not None)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(_text, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
