"""How many messages a second the simulated Zalo takes: ``python -m local.platforms.rate``.

A measurement of a sender means something only while the platform is not what it waits for. One process serves, this one
asks over connections that stay open; the figures are the machine's, at its load of the moment.
"""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local.ports import free_port

HOST = "127.0.0.1"
PAGE, TOKEN = "zalo-rate", "rate-access"
CROWD = 20_000
PATIENCE_S = 20.0
PATH = "/v3.0/oa/message/cs"
TEXT = "Thông báo thử nghiệm của Công an Phường Mẫu.\nMã kiểm tra: ABC-DEF-GHJ"

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(slots=True)
class _Run:
    """What is left to send, and what came of the rest."""

    user_ids: list[str]
    left: int
    errors: Counter[int] = field(default_factory=Counter)
    waited_s: list[float] = field(default_factory=list)


def main() -> None:
    """Measure once and print one line."""
    parser = argparse.ArgumentParser(prog="python -m local.platforms.rate", description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=CROWD)
    parser.add_argument("--connections", type=int, default=160)
    parser.add_argument("--latency-ms", type=float, default=120)
    asked = parser.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "simulator.json"
        config.write_text(json.dumps(_config(port, asked.latency_ms)))
        with subprocess.Popen([sys.executable, "-m", "local.platforms", "--config", str(config)]) as serving:
            try:
                run, took_s = _measured(port, asked.messages, asked.connections)
            finally:
                serving.terminate()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    waited_ms = sorted(1000 * waited_s for waited_s in run.waited_s)
    print(
        f"{asked.messages / took_s:.0f} messages/s over {asked.connections} connections, answers after"
        f" {waited_ms[len(waited_ms) // 2]:.0f} ms (p50) {waited_ms[int(len(waited_ms) * 0.95)]:.0f} ms (p95),"
        f" simulator {used.ru_utime + used.ru_stime:.1f} s of processor and {used.ru_maxrss / 1024:.0f} MiB;"
        f" error numbers {dict(run.errors)}"
    )


def _measured(port: int, messages: int, connections: int) -> tuple[_Run, float]:
    _await(port)
    _call(port, f"/pages/{PAGE}/crowd", {"count": CROWD})
    user_ids = _call(port, f"/pages/{PAGE}/crowd?limit={CROWD}")["user_ids"]
    run = _Run(user_ids, messages)
    started = time.perf_counter()
    asyncio.run(_send_all(run, port, connections))
    took_s = time.perf_counter() - started
    tally = _call(port, f"/pages/{PAGE}/crowd/tally")
    if tally["total_messages"] != run.errors[0]:
        raise SystemExit("the simulator counted another number of messages than it confirmed")
    return run, took_s


async def _send_all(run: _Run, port: int, connections: int) -> None:
    async with asyncio.TaskGroup() as group:
        for _ in range(connections):
            group.create_task(_send(run, port))


async def _send(run: _Run, port: int) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    while run.left > 0:
        run.left -= 1
        user_id = run.user_ids[run.left % len(run.user_ids)]
        body = json.dumps({"recipient": {"user_id": user_id}, "message": {"text": TEXT}}).encode()
        head = f"POST {PATH} HTTP/1.1\r\nHost: {HOST}\r\naccess_token: {TOKEN}\r\nContent-Length: {len(body)}\r\n\r\n"
        started = time.perf_counter()
        writer.write(head.encode() + body)
        answered = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(answered.partition(b"content-length:")[2].partition(b"\r\n")[0])
        answer = json.loads(await reader.readexactly(length))
        run.waited_s.append(time.perf_counter() - started)
        run.errors[answer["error"]] += 1
    writer.close()
    await writer.wait_closed()


def _await(port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            _call(port, "/health")
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _call(port: int, path: str, body: object = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    with _DIRECT.open(f"http://{HOST}:{port}{path}", data, PATIENCE_S) as answer:
        return json.load(answer)


def _config(port: int, latency_ms: float) -> dict[str, object]:
    page = {
        "page_id": PAGE,
        "unit": "rate",
        "app_id": "1",
        "oa_id": "2",
        "name": "Trang đo",
        "signing_secret": "rate-signing",
        "app_secret": "rate-app",
        "access_token": TOKEN,
        "refresh_token": "rate-refresh",
    }
    unlimited = {"requests_per_minute": 0, "latency_ms": latency_ms}
    return {"port": port, "webhook_url": f"http://{HOST}:9/", "pages": [page], **unlimited}


if __name__ == "__main__":
    main()
