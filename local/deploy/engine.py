"""Run the Pulumi program and create each of its resources in the emulator.

The SDK's mocks answer every resource registration. Here the answer is a real resource and its real outputs, so that
dependencies (ARNs, URLs, ids) flow through the program exactly as they do under Pulumi's own engine, which is absent.
"""

import asyncio
import contextlib
import runpy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pulumi
from pulumi.runtime import MockCallArgs, MockResourceArgs, Mocks, set_mocks
from pulumi.runtime.settings import get_root_resource, set_root_resource
from pulumi.runtime.stack import Stack

from local.deploy import (
    cognito,
    dynamodb,
    events,
    functions,
    http_api,
    iam,
    keys,
    observability,
    s3,
    scheduler,
    sns,
    sqs,
)
from local.deploy.cloud import Cloud, Created
from local.deploy.props import MissingInput, Props
from local.deploy.without_effect import is_without_effect
from local.errors import DeployError

type Maker = Callable[[Cloud, str, Props], Created]


KINDS: Mapping[str, Maker] = {
    **dynamodb.KINDS,
    **sqs.KINDS,
    **iam.KINDS,
    **functions.KINDS,
    **http_api.KINDS,
    **observability.KINDS,
    **sns.KINDS,
    **keys.KINDS,
    **cognito.KINDS,
    **scheduler.KINDS,
    **s3.KINDS,
    **events.KINDS,
}

ARCHIVES = ("code",)  # properties too large to travel back as outputs


class Emulated(Mocks):
    """Create what the program asks for; refuse what nobody taught us. Keeps every failure."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self.failures: list[DeployError] = []
        self.loops: set[asyncio.AbstractEventLoop] = set()

    def new_resource(self, args: MockResourceArgs) -> tuple[str, dict[str, Any]]:
        """Create one resource and return its physical id and outputs.

        Raises:
            DeployError: the type or one of the properties is unknown, or the emulator refused.
        """
        self.loops.add(asyncio.get_event_loop())
        if not args.custom:
            return "", dict(args.inputs)  # a component groups, it creates nothing
        try:
            created = self._create(args)
        except DeployError as failure:
            self.failures.append(failure)
            raise
        echoed = {name: value for name, value in args.inputs.items() if name not in ARCHIVES}
        return created.id, {**echoed, **created.outputs}

    def call(self, args: MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
        """Answer a provider look-up.

        Raises:
            DeployError: nobody taught us this one.
        """
        self.loops.add(asyncio.get_event_loop())
        answers: dict[str, dict[str, Any]] = {
            "aws:index/getCallerIdentity:getCallerIdentity": {
                "id": self._cloud.account_id,
                "accountId": self._cloud.account_id,
                "arn": f"arn:aws:iam::{self._cloud.account_id}:root",
                "userId": self._cloud.account_id,
            },
            "aws:index/getRegion:getRegion": {
                "id": self._cloud.region,
                "region": self._cloud.region,
                "name": self._cloud.region,
                "endpoint": self._cloud.endpoint_url,
                "description": "local",
            },
            "aws:index/getPartition:getPartition": {
                "id": "aws",
                "partition": "aws",
                "dnsSuffix": "amazonaws.com",
                "reverseDnsPrefix": "com.amazonaws",
            },
        }
        if args.token not in answers:
            failure = DeployError(f"{args.token}: a look-up that the local deployer does not know")
            self.failures.append(failure)
            raise failure
        return answers[args.token], []

    def _create(self, args: MockResourceArgs) -> Created:
        if args.typ not in KINDS:
            raise DeployError(f"{args.typ} ({args.name}): a resource type that the local deployer does not know")
        props = Props(args.inputs)
        try:
            created = KINDS[args.typ](self._cloud, args.name, props)
        except MissingInput as missing:
            raise DeployError(f"{args.typ} ({args.name}): the property {missing} is missing") from missing
        except Exception as refused:
            raise DeployError(f"{args.typ} ({args.name}): {type(refused).__name__}: {refused}") from refused
        unknown = sorted({path for path in props.unread() if not is_without_effect(args.typ, path)})
        if unknown:
            names = ", ".join(unknown)
            raise DeployError(f"{args.typ} ({args.name}): a property that the local deployer does not know: {names}")
        return created


def deploy(program: Path, *, config: Mapping[str, str], cloud: Cloud, stack: str = "local") -> dict[str, Any]:
    """Run the program at this path as this stack and return its stack outputs, resolved.

    Args:
        program: the program's main file, as Pulumi would run it.
        config: the stack's configuration, ``namespace:key`` to value.
        cloud: where the resources are created.
        stack: the stack's name.

    Raises:
        DeployError: a resource could not be created; the first one is named, the others are noted on it.
    """
    emulated = Emulated(cloud)
    with _event_loop(emulated):
        return _run(program, config, stack, emulated)


def _run(program: Path, config: Mapping[str, str], stack: str, emulated: Emulated) -> dict[str, Any]:
    pulumi.runtime.set_all_config(dict(config))
    set_root_resource(None)  # type: ignore[arg-type]  # forget the stack of an earlier run in this process
    set_mocks(emulated, project="dutydesk", stack=stack, preview=False)
    resolved: dict[str, Any] = {}

    @pulumi.runtime.test  # type: ignore[untyped-decorator]  # waits for all of it; without it failures are lost
    def run() -> pulumi.Output[None]:
        runpy.run_path(str(program), run_name="__main__")
        root = get_root_resource()
        outputs = root.outputs if isinstance(root, Stack) else {}
        return pulumi.Output.all(**outputs).apply(resolved.update)

    try:
        run()
    except Exception as failure:
        raise _first(emulated.failures, failure) from failure
    if emulated.failures:
        raise _first(emulated.failures, None)
    return resolved


@contextlib.contextmanager
def _event_loop(emulated: Emulated) -> Iterator[None]:
    """Lend Pulumi an event loop, and close it with those that it opened in its own threads and left open."""
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda _loop, _context: None)  # a failure is raised once, not logged for each dependant
    asyncio.set_event_loop(loop)
    try:
        yield
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        asyncio.set_event_loop(None)
        for each in {loop, *emulated.loops}:
            each.close()


def _first(failures: list[DeployError], otherwise: Exception | None) -> Exception:
    if not failures:
        return DeployError(f"the program failed: {type(otherwise).__name__}: {otherwise}")
    first, *others = failures
    for other in others:
        first.add_note(f"also: {other}")
    return first
