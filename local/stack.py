"""The local stack as a whole: start everything in order, tell whether it is up, stop everything."""

import contextlib
import fcntl
import json
import platform
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from local import emulator, processes, scanner, simulator
from local.bank import fill_bank
from local.cards import bring_cards
from local.counters import open_counters
from local.demo import APP_IDS
from local.deploy import Cloud, deploy
from local.deploy.cloud import REGION
from local.endpoints import Endpoints
from local.errors import StartError
from local.places import PROGRAM, Places
from local.ports import HOST, free_port
from local.prepare import prepare
from local.processes import remembered
from local.seed import seed
from local.sign_in import SignIn
from local.web import web

ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "arm64": "arm64", "aarch64": "arm64"}
ANSWER_PATIENCE_S = 15.0
CHECK_EVERY_S = 0.1
PROCESSES = (emulator.NAME, simulator.NAME, scanner.NAME)
"""What a stack consists of; the scanner answers nobody, so that it runs is all there is to see of it."""


@contextlib.contextmanager
def alone(places: Places) -> Iterator[None]:
    """Keep other commands on the same folder waiting while one starts or stops the stack."""
    places.state.mkdir(parents=True, exist_ok=True)
    with places.lock.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_up(places: Places) -> bool:
    """Tell whether a complete stack of this folder runs and answers."""
    cloud, platforms, scans = (remembered(places.pid(name)) for name in PROCESSES)
    return (
        places.endpoints.exists()
        and cloud is not None
        and platforms is not None
        and scans is not None
        and emulator.answers(cloud.port)
        and simulator.answers(platforms.port)
    )


def is_running(places: Places) -> bool:
    """Tell whether every process of this folder's stack runs, whatever it answers."""
    return all(remembered(places.pid(name)) for name in PROCESSES)


def ended(places: Places) -> list[str]:
    """Name the processes that ended by themselves; what a command stopped is forgotten, and none of them."""
    return [name for name in PROCESSES if places.pid(name).exists() and not remembered(places.pid(name))]


def start(places: Places) -> Endpoints:
    """Bring up a fresh stack and return when everything answers; nothing is left running if it cannot.

    Raises:
        StartError: a process did not come up or an address does not answer.
        DeployError: the program could not be deployed.
    """
    stop(places)
    try:
        return _start(places)
    except BaseException:
        stop(places)
        raise


def stop(places: Places) -> bool:
    """Stop what runs for this folder, forget its addresses, and return whether anything ran."""
    ran = [processes.stop(places.pid(scanner.NAME)), simulator.stop_simulator(places), emulator.stop_emulator(places)]
    for file in (places.endpoints, places.outputs, places.sign_in, places.simulator_config):
        file.unlink(missing_ok=True)
    return any(ran)


def _start(places: Places) -> Endpoints:
    python = prepare()
    with _step("emulator"):
        running = emulator.start_emulator(places, python=python, region=REGION)
    cloud = Cloud(endpoint_url=f"http://{HOST}:{running.port}", workspace=places.state)
    port = free_port()
    platforms = f"http://{HOST}:{port}"
    with _step("deployment of the Pulumi program"):
        outputs = deploy(PROGRAM, config=_config(cloud, platforms), cloud=cloud)
        places.outputs.write_text(json.dumps(outputs, indent=2))
    bucket = outputs["quarantine_bucket"]
    scanner.start_scanner(places, endpoint_url=cloud.endpoint_url, port=running.port, bucket=bucket)
    with _step("demo data and simulated platforms"):
        demo = seed(cloud, outputs)
        webhook = f"{outputs['api_url']}/webhooks/zalo"
        process = simulator.start_simulator(places, port=port, webhook_url=webhook, pages=demo.pages)
        sign_in = _sign_in(cloud, outputs)
        sign_in.save(places.sign_in)
        simulator.await_simulator(places, process)
    endpoints = Endpoints.of(
        cloud, api=outputs["api_url"], console=sign_in.redirect_uri, simulator=platforms, demo=demo
    )
    with ThreadPoolExecutor(2) as aside:
        filling = aside.submit(fill_bank, endpoints, sign_in)
        bringing = aside.submit(_papers, endpoints, sign_in)
        with _step("first answers"):
            _await_answers(endpoints)
        with _step("question bank"):
            filling.result()
        with _step("offices and sample cards"):
            bringing.result()
    endpoints.save(places.endpoints)
    return endpoints


def _papers(endpoints: Endpoints, sign_in: SignIn) -> None:
    """Open the offices, and then show cards that can be fetched there."""
    open_counters(endpoints, sign_in)
    bring_cards(endpoints, sign_in)


def _config(cloud: Cloud, platforms: str) -> dict[str, str]:
    """The local stack's configuration: this machine's architecture and Python, and the simulators' addresses."""
    values: dict[str, Any] = {
        "architecture": ARCHITECTURES[platform.machine().lower()],
        "python_version": f"{sys.version_info.major}.{sys.version_info.minor}",
        "protected": "false",
        "mfa": "optional",
        "zalo_app_ids": json.dumps(APP_IDS),
        "zalo_api_url": platforms,
        "zalo_oauth_url": platforms,
        "media_local_origin": platforms,
        "sign_in_url": cloud.endpoint_url,
    }
    return {f"dutydesk:{name}": value for name, value in values.items()}


def _sign_in(cloud: Cloud, outputs: dict[str, Any]) -> SignIn:
    """Ask the pool where its console client sends officers back to."""
    client = cloud.client("cognito-idp").describe_user_pool_client(
        UserPoolId=outputs["user_pool_id"], ClientId=outputs["user_pool_client_id"]
    )["UserPoolClient"]
    return SignIn(url=cloud.endpoint_url, client_id=client["ClientId"], redirect_uri=client["CallbackURLs"][0])


def _await_answers(endpoints: Endpoints) -> None:
    """Wait until the platform's unsigned probe, the console and the chat page are answered with 200."""
    with web(timeout=ANSWER_PATIENCE_S, follow_redirects=True) as http:
        probe = http.build_request("POST", f"{endpoints.api}/webhooks/zalo", json={})
        pages = [http.build_request("GET", url) for url in (endpoints.console, endpoints.chat)]
        for request in (probe, *pages):
            until = time.monotonic() + ANSWER_PATIENCE_S
            while not (answer := http.send(request)).is_success:
                if time.monotonic() > until:
                    raise StartError(
                        f"{request.method} {request.url} answers {answer.status_code}: {answer.text[:300]}"
                    )
                time.sleep(CHECK_EVERY_S)


@contextlib.contextmanager
def _step(name: str) -> Iterator[None]:
    """Show what is being done and how long it took."""
    began = time.monotonic()
    print(f"  {name} …", end="", flush=True)
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - began:.1f} s", flush=True)
