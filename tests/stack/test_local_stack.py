"""The stack on this machine keeps the promises of its command line."""

import json
import os
import signal
import subprocess
import sys

import boto3
import httpx
import pytest

from local.places import Places
from local.processes import remembered
from tests.stack.desk import Desk

pytestmark = pytest.mark.stack


def run(places: Places, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "local", *arguments],
        env={**os.environ, "DUTYDESK_STATE": str(places.state)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_up_when_already_up_says_so_and_succeeds(desk: Desk, places: Places) -> None:
    before = places.endpoints.read_text()
    again = run(places, "up", "--detach")
    assert again.returncode == 0
    assert "already up" in again.stdout
    assert places.endpoints.read_text() == before
    assert httpx.get(desk.endpoints.console, follow_redirects=True, trust_env=False).is_success


def test_status_shows_where_everything_is(desk: Desk, places: Places) -> None:
    shown = run(places, "status")
    assert shown.returncode == 0
    assert desk.endpoints.chat in shown.stdout


def test_a_folder_without_a_stack_has_nothing_to_show_and_nothing_to_stop(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    elsewhere = Places(state=tmp_path_factory.mktemp("elsewhere"))
    assert run(elsewhere, "status").returncode == 3
    assert run(elsewhere, "token", "anybody").returncode == 3
    down = run(elsewhere, "down")
    assert (down.returncode, down.stdout.strip()) == (0, "Nothing was running.")


def test_token_prints_a_token_that_the_api_accepts_and_nothing_else(desk: Desk, places: Places) -> None:
    officer = desk.endpoints.officer("phuong-mau-2")
    printed = run(places, "token", officer["username"])
    assert printed.stderr == ""
    token = printed.stdout.removesuffix("\n")
    assert token.count(".") == 2
    headers = {"authorization": f"Bearer {token}"}
    assert desk.http.get(f"{desk.endpoints.api}/admin/cases", headers=headers).is_success


def test_token_refuses_a_stranger(places: Places) -> None:
    refused = run(places, "token", "nobody")
    assert (refused.returncode, refused.stdout) == (1, "")


def test_the_policies_of_the_program_are_enforced(desk: Desk) -> None:
    """A role's own credentials, asked for something that it was not granted."""
    admin = "dutydesk-local-admin"
    role = desk.aws("lambda").get_function_configuration(FunctionName=admin)["Role"]
    taken = desk.aws("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    dynamodb = boto3.Session().client(
        "dynamodb",
        endpoint_url=desk.endpoints.aws["endpoint_url"],
        region_name=desk.endpoints.aws["region"],
        aws_access_key_id=taken["AccessKeyId"],
        aws_secret_access_key=taken["SecretAccessKey"],
        aws_session_token=taken["SessionToken"],
    )
    key = {"pk": {"S": "PERSON#x"}, "sk": {"S": "#"}}
    assert "Item" not in dynamodb.get_item(TableName="dutydesk-local-people", Key=key)
    with pytest.raises(dynamodb.exceptions.ClientError, match="AccessDenied"):
        dynamodb.get_item(TableName="dutydesk-local-identities", Key=key)


def test_the_endpoints_file_is_json_for_its_owner_alone(places: Places) -> None:
    assert places.endpoints.stat().st_mode & 0o077 == 0
    assert len(json.loads(places.endpoints.read_text())["pages"]) == 18


@pytest.mark.long
def test_in_the_foreground_it_stays_until_interrupted_and_leaves_nothing_behind(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    elsewhere = Places(state=tmp_path_factory.mktemp("foreground"))
    with subprocess.Popen(
        [sys.executable, "-m", "local", "up", "--no-scene"],
        env={**os.environ, "DUTYDESK_STATE": str(elsewhere.state)},
        stdout=subprocess.PIPE,
        text=True,
    ) as foreground:
        assert foreground.stdout is not None
        printed = ""
        while "Ctrl-C" not in printed:
            line = foreground.stdout.readline()
            assert line, f"it ended early:\n{printed}"
            printed += line
        running = [remembered(elsewhere.pid(name)) for name in ("emulator", "simulator")]
        foreground.send_signal(signal.SIGINT)
        foreground.stdout.read()
    assert foreground.returncode == 0
    assert [process is not None and process.alive for process in running] == [False, False]
    assert not elsewhere.endpoints.exists()
    assert not elsewhere.folder("emulator-tmp").exists()
