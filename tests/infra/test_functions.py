"""Functions: what is deployed is what the code expects."""

import ast
import dataclasses
import importlib
import sys
from pathlib import Path
from typing import Any

import pytest
from pulumi import AssetArchive, FileAsset

from infra.archives import function_archive, shared_archive
from infra.building import ROOT
from infra.recording import Recorded
from tests.infra.held import FUNCTIONS
from tests.infra.reading import module_of

FUNCTION = "aws:lambda/function:Function"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
TAG = sys.implementation.cache_tag
UNCHECKED_HASH = (0b01).to_bytes(4, "little")
DRAWING = {"admin", "preserve"}
"""What draws or reads pictures, and so has a layer more."""
COMMON = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE", "POWERTOOLS_LOG_LEVEL", "STAGE"}


def test_every_job_is_deployed(stack: Recorded) -> None:
    handlers = (ROOT / "functions").rglob("handler.py")
    packages = {".".join(path.parent.relative_to(ROOT).parts) for path in handlers}
    deployed = stack.of_type(FUNCTION)
    assert set(deployed) == set(FUNCTIONS)
    assert sorted(module_of(each) for each in deployed.values()) == sorted(packages)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_handler_exists_in_its_archive(deploy_dev: Recorded, function: str) -> None:
    deployed = deploy_dev.of_type(FUNCTION)[function]
    module, _, attribute = deployed["handler"].rpartition(".")
    source = _files(deployed["code"])[module.replace(".", "/") + ".py"]
    assert attribute in {node.name for node in ast.parse(source.read_text()).body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_environment_is_exactly_what_the_settings_read(deploy_dev: Recorded, function: str) -> None:
    deployed = deploy_dev.of_type(FUNCTION)[function]
    settings = importlib.import_module(f"{module_of(deployed)}.wiring").Settings
    wanted = {field.name.upper() for field in dataclasses.fields(settings)}
    given = deployed["environment"]["variables"]
    assert set(given) == wanted | COMMON


def test_no_environment_variable_is_empty(stack: Recorded) -> None:
    for name, function in stack.of_type(FUNCTION).items():
        variables = function["environment"]["variables"]
        assert all(isinstance(value, str) and value for value in variables.values()), name
        assert variables["POWERTOOLS_SERVICE_NAME"] == name


def test_functions_run_as_the_stack_says_and_are_traced(stack: Recorded) -> None:
    for name, function in stack.of_type(FUNCTION).items():
        assert function["architectures"] == ["arm64"], name
        assert function["runtime"] == "python3.13", name
        assert function["tracingConfig"] == {"mode": "Active"}, name
        assert function["loggingConfig"]["logFormat"] == "JSON", name


def test_a_function_waits_for_its_permissions(stack: Recorded) -> None:
    functions = [resource for resource in stack if resource.type == FUNCTION]
    assert functions
    for function in functions:
        wanted = f"RolePolicy::{function.name}-role"
        assert any(urn.endswith(wanted) for urn in function.dependencies), function.name


def test_each_function_has_its_own_role_and_its_own_log(stack: Recorded) -> None:
    functions = stack.of_type(FUNCTION)
    assert len({function["role"] for function in functions.values()}) == len(functions)
    logs = {name: log["name"] for name, log in stack.of_type(LOG_GROUP).items()}
    assert {name: function["loggingConfig"]["logGroup"] for name, function in functions.items()} == {
        name: logs[name] for name in functions
    }


def test_every_log_group_expires(stack: Recorded) -> None:
    for name, log in stack.of_type(LOG_GROUP).items():
        assert log["retentionInDays"] >= 1, name


def test_every_function_stands_on_the_two_layers_our_own_first(stack: Recorded) -> None:
    for name, function in stack.of_type(FUNCTION).items():
        layers = [arn.split(":")[-2].rpartition("-")[2] for arn in function["layers"]]
        assert layers == ["dutydesk", "dependencies", *(["images"] if name in DRAWING else [])], name


@pytest.mark.parametrize("function", FUNCTIONS)
def test_an_archive_holds_one_function_and_no_leavings(deploy_dev: Recorded, function: str) -> None:
    deployed = deploy_dev.of_type(FUNCTION)[function]
    paths = set(_files(deployed["code"]))
    folder = module_of(deployed).split(".")[1]
    assert {"functions/__init__.py", f"functions/{folder}/__init__.py"} <= paths
    package = {"functions/__init__.py", "functions/__pycache__/__init__.cpython-313.pyc"}
    assert all(path in package or path.startswith(f"functions/{folder}/") for path in paths)
    assert not [path for path in paths if "/." in path]


def test_no_archive_carries_a_question_bank(deploy_dev: Recorded) -> None:
    """What is answered is published, never deployed."""
    for name, function in deploy_dev.of_type(FUNCTION).items():
        assert not [path for path in _files(function["code"]) if path.endswith(".csv")], name


def test_what_tools_left_beside_the_sources_changes_nothing(tmp_path: Path) -> None:
    function = tmp_path / "functions" / "greet"
    function.mkdir(parents=True)
    for path, text in (("__init__.py", ""), ("handler.py", "WORD = 1"), ("page.html", "<p>")):
        (function / path).write_text(text)
    (tmp_path / "functions" / "__init__.py").touch()
    clean = _files(function_archive("greet", root=tmp_path, builds=tmp_path))
    leavings = (
        "__pycache__/handler.cpython-313.pyc",
        "__pycache__/x.pyc.1402",
        ".DS_Store",
        ".mypy_cache/x",
        "old.pyc",
    )
    for path in leavings:
        (function / path).parent.mkdir(exist_ok=True)
        (function / path).write_bytes(b"left behind")
    assert _files(function_archive("greet", root=tmp_path, builds=tmp_path)) == clean
    assert {path.removeprefix("functions/greet/") for path in clean if path.startswith("functions/greet/")} == {
        "__init__.py",
        "handler.py",
        "page.html",
        f"__pycache__/__init__.{TAG}.pyc",
        f"__pycache__/handler.{TAG}.pyc",
    }


def test_changed_code_is_another_archive(tmp_path: Path) -> None:
    function = tmp_path / "functions" / "greet"
    function.mkdir(parents=True)
    (tmp_path / "functions" / "__init__.py").touch()
    seen = set()
    for text in ("WORD = 1", "WORD = 2"):
        (function / "handler.py").write_text(text)
        files = _files(function_archive("greet", root=tmp_path, builds=tmp_path))
        seen.add(files["functions/greet/handler.py"])
    assert len(seen) == 2


@pytest.mark.parametrize("function", FUNCTIONS)
def test_code_arrives_compiled_so_that_a_cold_start_need_not(deploy_dev: Recorded, function: str) -> None:
    files = _files(deploy_dev.of_type(FUNCTION)[function]["code"])
    sources = [Path(path) for path in files if path.endswith(".py")]
    assert {f"{path.parent}/__pycache__/{path.stem}.cpython-313.pyc" for path in sources} == {
        path for path in files if path.endswith(".pyc")
    }
    for path, file in files.items():
        if path.endswith(".pyc"):
            assert file.read_bytes()[4:8] == UNCHECKED_HASH, path


def test_data_files_travel_with_their_function() -> None:
    sources = ROOT / "functions"
    for name in sorted({path.parent.relative_to(sources).parts[0] for path in sources.rglob("handler.py")}):
        wanted = {
            path.relative_to(ROOT).as_posix()
            for path in (sources / name).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert wanted <= set(_files(function_archive(name))), name


def test_the_shared_layer_is_importable_as_dutydesk() -> None:
    paths = set(_files(shared_archive()))
    assert "python/dutydesk/__init__.py" in paths
    assert all(path.startswith("python/dutydesk/") for path in paths)


def test_an_unknown_function_is_refused() -> None:
    with pytest.raises(FileNotFoundError, match="no such function"):
        function_archive("nonesuch")


def _files(archive: Any) -> dict[str, Path]:
    assert isinstance(archive, AssetArchive)
    files = {}
    for name, asset in archive.assets.items():
        assert isinstance(asset, FileAsset), f"{name} is not listed file by file"
        files[name] = Path(asset.path)
    assert files
    return files
