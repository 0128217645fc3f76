"""The program as a whole, and the plan that is printed from it."""

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from infra.building import ROOT
from infra.invented import ACCOUNT, invented_answer
from infra.plan import main, plan
from infra.recording import Recorded
from tests.infra.conftest import Deploy

INFRA = ROOT / "infra"
EXPORTS = {
    "alarm_topic_arn",
    "api_id",
    "api_url",
    "app_secret_names",
    "audit_heads_bucket",
    "cards_bucket",
    "dead_letters",
    "evidence_key_arn",
    "functions",
    "library_bucket",
    "originals_bucket",
    "papers_key_arn",
    "person_key_secret_arn",
    "quarantine_bucket",
    "queues",
    "retention_days",
    "tables",
    "tokens_key_arn",
    "user_pool_client_id",
    "user_pool_domain",
    "user_pool_domain_url",
    "user_pool_id",
    "views_bucket",
}


def test_the_program_exports_what_others_read(stack: Recorded) -> None:
    assert set(stack.outputs) == EXPORTS
    assert all(stack.outputs.values())


def test_the_provider_is_asked_where_we_are_once(stack: Recorded) -> None:
    assert sorted(stack.calls) == ["aws:index/getCallerIdentity:getCallerIdentity", "aws:index/getRegion:getRegion"]


def test_every_physical_name_says_which_stack_it_belongs_to(deploy: Deploy) -> None:
    for name in ("dev", "prod"):
        for resource in deploy(name):
            physical = resource.inputs.get("name", "")
            if physical not in {"", "$default", "grants", "officers"}:
                assert f"dutydesk-{name}-" in physical, f"{resource.type} {resource.name}"


def test_two_stacks_share_no_physical_name(deploy: Deploy) -> None:
    names = {
        name: {resource.inputs["name"] for resource in deploy(name) if "dutydesk" in resource.inputs.get("name", "")}
        for name in ("dev", "prod")
    }
    assert names["dev"]
    assert not names["dev"] & names["prod"]


def test_every_resource_belongs_to_the_desk(stack: Recorded) -> None:
    components = [resource for resource in stack.resources if resource.component]
    assert "dutydesk:infra:DutyDesk" in {resource.type for resource in components}
    assert not [resource for resource in stack if resource.type.startswith("pulumi:")]


def test_no_module_is_imported_by_a_bare_name() -> None:
    own = {path.stem for path in INFRA.glob("*.py")}
    for path in INFRA.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, path
                names = {node.module or ""}
            assert not names & own, f"{path.name} would load a module twice under the engine"


def test_no_module_hides_one_that_others_import() -> None:
    """The engine puts ``infra/`` first on the import path."""
    own = {path.stem for path in INFRA.glob("*.py")} - {"__init__", "__main__"}
    assert not own & set(sys.stdlib_module_names)
    assert not own & (set(packages_distributions()) - {"infra"})
    assert not own & {path.name for path in ROOT.iterdir() if path.is_dir()} - {"layers"}


def test_the_plan_names_and_counts_every_resource(deploy_dev: Recorded) -> None:
    lines = list(plan(deploy_dev))
    created = list(deploy_dev)
    assert lines[-1] == f"{len(created)} resources of {len({resource.type for resource in created})} types"
    assert sum(line.startswith("  ") for line in lines) == len(created)
    assert not any(ACCOUNT not in line and "[protected]" in line for line in lines)


def test_the_plan_marks_what_is_protected(deploy: Deploy) -> None:
    assert sum("[protected]" in line for line in plan(deploy("prod"))) == 15 + 6 + 4 + 1 + 3


def test_the_plan_is_printed_without_cloud_or_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prod"]) == 0
    assert "aws:dynamodb/table:Table (15)" in capsys.readouterr().out


def test_a_plan_of_an_unknown_stack_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nonesuch"])
    assert "dev" in capsys.readouterr().err


def test_asking_for_a_type_that_is_absent_fails(deploy_dev: Recorded) -> None:
    with pytest.raises(LookupError, match="would hold for nothing"):
        deploy_dev.of_type("aws:ec2/instance:Instance")


def test_a_new_question_to_the_provider_is_not_answered_by_accident() -> None:
    with pytest.raises(LookupError):
        invented_answer("aws:ec2/getVpc:getVpc")


def test_the_program_is_found_where_pulumi_looks() -> None:
    text = (ROOT / "Pulumi.yaml").read_text()
    assert "main: infra" in text
    assert "virtualenv: .venv" in text
    assert len((Path(INFRA) / "__main__.py").read_text().splitlines()) <= 20
