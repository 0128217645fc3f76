"""Run the program without cloud or CLI, and keep what it asked for as plain data."""

import asyncio
import contextlib
import json
import runpy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pulumi
import yaml  # type: ignore[import-untyped] # no stubs among our pins
from pulumi.runtime import rpc
from pulumi.runtime.mocks import MockCallArgs, MockMonitor, MockResourceArgs, Mocks, set_mocks
from pulumi.runtime.settings import get_root_resource

from infra.building import ROOT
from infra.invented import invented_answer, invented_outputs

if TYPE_CHECKING:
    from pulumi.runtime.stack import Stack


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One resource as the program asked for it, in the engine's own property names (camelCase)."""

    type: str
    name: str
    inputs: Mapping[str, Any]
    protected: bool
    dependencies: frozenset[str]
    """Engine names (URNs) of what must exist before it."""

    @property
    def component(self) -> bool:
        """Whether it only groups; everything else a provider creates."""
        return self.type.startswith("dutydesk:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """All that one run of the program asked for."""

    resources: list[Resource] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    """Tokens of what the program asked the provider."""
    outputs: dict[str, Any] = field(default_factory=dict)

    def of_type(self, type_: str) -> dict[str, Mapping[str, Any]]:
        """Return the inputs of every resource of a type by name; asking for a type that is absent is an error."""
        found = {resource.name: resource.inputs for resource in self if resource.type == type_}
        if not found:
            raise LookupError(f"nothing of type {type_} was recorded: a promise about it would hold for nothing")
        return found

    def __iter__(self) -> Iterator[Resource]:
        return (resource for resource in self.resources if not resource.component)


def record(stack: str, config: Mapping[str, str], *, program: Path = ROOT / "infra") -> Recorded:
    """Run the program as the engine would and return what it asked for.

    Args:
        stack: the stack's name.
        config: engine values, ``namespace:key`` -> text or JSON text.
        program: the folder with ``__main__.py``.
    """
    recorded = Recorded()
    pulumi.runtime.set_all_config(dict(config), secret_keys=[])
    mocks = _Inventing(recorded.calls)
    monitor = _Monitor(mocks, recorded.resources)

    def run() -> pulumi.Output[Any]:
        runpy.run_path(str(program), run_name="__main__")
        exported = cast("Stack", get_root_resource()).outputs
        return pulumi.Output.all(**exported).apply(recorded.outputs.update)

    with _event_loop():
        set_mocks(mocks, project="dutydesk", stack=stack, preview=False, monitor=monitor)
        _awaited(run)()
    return recorded


def engine_values(stack_file: Path) -> dict[str, str]:
    """Return a ``Pulumi.<stack>.yaml`` as the engine hands it to the program: text, or JSON text for what is not.

    Secrets are left out: only the engine can open them.
    """
    written = yaml.safe_load(stack_file.read_text(encoding="utf-8")).get("config") or {}
    return {
        key: value if isinstance(value, str) else json.dumps(value)
        for key, value in written.items()
        if not (isinstance(value, dict) and set(value) == {"secure"})
    }


@contextlib.contextmanager
def _event_loop() -> Iterator[None]:
    """Give this thread the event loop that the SDK looks for, and take it away again."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        yield
    finally:
        asyncio.set_event_loop(None)
        loop.close()


def _awaited(run: Callable[[], Any]) -> Callable[[], None]:
    """Wait for every registration and output; without it errors are lost."""
    return cast("Callable[[], None]", pulumi.runtime.test(run))  # type: ignore[no-untyped-call] # the SDK's own gap


class _Inventing(Mocks):
    """Answers as a provider would, with names in place of ids."""

    def __init__(self, calls: list[str]) -> None:
        self._calls = calls

    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        return f"{args.name}-id", {**args.inputs, **invented_outputs(args.typ, args.name, args.inputs)}

    def call(self, args: MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
        self._calls.append(args.token)
        return invented_answer(args.token), []


class _Monitor(MockMonitor):
    """Keeps each request, with what the mocks are not shown: protection and dependencies."""

    def __init__(self, mocks: Mocks, resources: list[Resource]) -> None:
        super().__init__(mocks)
        self._recorded = resources

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802 - the engine's name
        with _event_loop():  # on the SDK's worker thread, which would otherwise leave one open
            answer = super().RegisterResource(request)  # type: ignore[no-untyped-call] # the SDK's own gap
        if request.type != "pulumi:pulumi:Stack":
            resource = Resource(
                type=request.type,
                name=request.name,
                inputs=rpc.deserialize_properties(request.object),
                protected=request.protect,
                dependencies=frozenset(request.dependencies),
            )
            self._recorded.append(resource)
        return answer

    def Invoke(self, request: Any) -> Any:  # noqa: N802 - the engine's name
        with _event_loop():
            return super().Invoke(request)  # type: ignore[no-untyped-call] # the SDK's own gap
