"""What a cold start loads: the webhook little, and every function nothing that it would not have in Lambda."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.deployed import FUNCTIONS, Deployed, ImportRefused
from bench.imports import LAMBDA, building, settings_of

UNAFFORDABLE = ("boto3", "pydantic", "aws_xray_sdk")
"""What the webhook may not load: Zalo grants two seconds for an answer."""


type Everything = Callable[[str, dict[str, str]], str]


@pytest.fixture(name="everything")
def _everything(tmp_path: Path) -> Everything:
    """Run code where all that is installed here can be imported, and a stand-in for the X-Ray SDK as well."""
    (tmp_path / "aws_xray_sdk").mkdir()
    (tmp_path / "aws_xray_sdk" / "__init__.py").touch()

    def run(code: str, settings: dict[str, str]) -> str:
        whole = f"import sys; sys.path.append({str(tmp_path)!r})\n{code}"
        environment = {"PATH": os.environ["PATH"], **LAMBDA, **settings}
        done = subprocess.run(  # noqa: S603  # our own interpreter
            [sys.executable, "-c", whole], env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


@pytest.fixture(scope="module", name="deployed")
def _deployed(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    return Deployed.into(tmp_path_factory.mktemp("deployed"))


def test_the_webhook_builds_its_desk_without_what_it_cannot_afford(everything: Everything) -> None:
    """All three can be imported in that process, so whatever imports one of them finds it."""
    code = f"{building('webhook')}\nimport sys; print([name for name in {UNAFFORDABLE!r} if name in sys.modules])"
    assert everything(code, settings_of("webhook")) == "[]"


def test_what_the_webhook_cannot_afford_could_be_imported_there(everything: Everything) -> None:
    assert everything(f"import {', '.join(UNAFFORDABLE)}\nprint('found')", {}) == "found"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_starts_with_nothing_but_its_archive_the_layers_and_boto3(deployed: Deployed, function: str) -> None:
    deployed.run(deployed.path_of(function), building(function), LAMBDA | settings_of(function))


@pytest.mark.parametrize("absent", ["httpx", "pulumi", "moto", "yaml", "infra", "tests", "functions.intake"])
def test_nothing_else_of_this_machine_can_be_imported(deployed: Deployed, absent: str) -> None:
    with pytest.raises(ImportRefused, match="ModuleNotFoundError"):
        deployed.run(deployed.path_of("webhook"), f"import {absent}", LAMBDA)


def test_modules_come_from_the_layer_before_the_runtime(deployed: Deployed) -> None:
    printed = deployed.run(deployed.path_of("reply"), "import urllib3; print(urllib3.__file__)", LAMBDA)
    assert ".build" in Path(printed.strip()).parts
