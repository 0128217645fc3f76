"""One worker, alone in a process as in Lambda: ``python -m bench.evidence_process JOB …``.

``fetch`` has the function ``media`` fetch files by their ids, or none to see what it weighs idle; ``plain`` has
``requests`` and ``put_object`` do so by their links; ``weigh`` fetches and preserves, and counts what that is billed
as. Each prints what it tells as one JSON object.
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench.memory import peak_mib

CASE_VARIABLE = "BENCH_CASE"
_LIFE_S = 299.0
_WRITES = frozenset({"PutObject", "CopyObject", "CreateMultipartUpload", "UploadPart", "UploadPartCopy"})
_LISTS = frozenset({"CompleteMultipartUpload", "ListMultipartUploads", "ListObjectsV2"})


class NotDone(RuntimeError):
    """A file did not end as it was to."""


def main() -> int:
    """Do the job and print what came of it."""
    job, *arguments = sys.argv[1:]
    print(json.dumps(_JOBS[job](arguments) | {"peak_mib": peak_mib()}))
    return 0


def _fetch(file_ids: Sequence[str]) -> dict[str, Any]:
    from functions.media.fetching.wiring import desk  # noqa: PLC0415  # only what the job needs is in its memory

    fetching = desk().fetching
    began = time.perf_counter()
    for file_id in file_ids:
        _fetched(fetching, file_id)
    return {"took_s": time.perf_counter() - began}


def _fetched(fetching: Any, file_id: str) -> None:
    from dutydesk.evidence import MediaMessage  # noqa: PLC0415  # as above

    message = MediaMessage(case_id=os.environ[CASE_VARIABLE], file_id=file_id)
    result = fetching.fetch(message, time_left_s=_LIFE_S)
    if result.outcome != "fetched":
        raise NotDone(f"{result.outcome} {result.why}")


def _plain(links: Sequence[str]) -> dict[str, Any]:
    import boto3  # noqa: PLC0415  # as above
    import requests  # noqa: PLC0415  # as above

    s3 = boto3.client("s3")
    began = time.perf_counter()
    for number, link in enumerate(links):
        answer = requests.get(link, timeout=30)
        answer.raise_for_status()
        s3.put_object(Bucket=os.environ["QUARANTINE_BUCKET"], Key=f"plain/{number}", Body=answer.content)
    return {"took_s": time.perf_counter() - began}


def _weigh(file_ids: Sequence[str]) -> dict[str, Any]:
    from dutydesk import aws  # noqa: PLC0415  # as above
    from dutydesk.evidence import ScanMessage  # noqa: PLC0415  # likewise
    from functions.media.fetching.wiring import desk as fetchers  # noqa: PLC0415  # likewise
    from functions.media.preserving.wiring import desk as preservers  # noqa: PLC0415  # likewise

    used: Counter[str] = Counter()
    _watch(aws._session(), used)  # noqa: SLF001  # the one place where clients are made
    fetching, preserving = fetchers().fetching, preservers()
    spent = Counter[str]()
    for file_id in file_ids:
        began = time.perf_counter()
        _fetched(fetching, file_id)
        spent["fetch_s"] += time.perf_counter() - began  # type: ignore[assignment]  # sums of seconds
        began = time.perf_counter()
        scan = ScanMessage(case_id=os.environ[CASE_VARIABLE], file_id=file_id, result="NO_THREATS_FOUND")
        outcome = preserving.take(scan, lambda _name: None)
        if outcome != "kept":
            raise NotDone(str(outcome))
        spent["preserve_s"] += time.perf_counter() - began  # type: ignore[assignment]  # likewise
    return {"used": used, "spent": spent}


def _watch(session: Any, used: Counter[str]) -> None:
    """Count each call as what it is billed as."""

    def ask_for_units(params: dict[str, Any], model: Any, **_more: Any) -> dict[str, Any]:
        return (
            params | {"ReturnConsumedCapacity": "TOTAL"}
            if "ReturnConsumedCapacity" in model.input_shape.members
            else params
        )

    def called(model: Any, parsed: Mapping[str, Any], **_more: Any) -> None:
        service, name = model.service_model.service_name, model.name
        if service == "s3":
            used["s3_writes" if name in _WRITES | _LISTS else "s3_reads"] += not name.startswith(("Delete", "Abort"))
        elif service == "dynamodb":
            reads = name in {"GetItem", "Query", "BatchGetItem"}
            used["dynamodb_read_units" if reads else "dynamodb_write_units"] += _units(parsed)  # type: ignore[assignment]  # sums of halves
        elif service in {"kms", "sqs"}:
            used[f"{service}_requests"] += 1
        used["calls"] += 1

    session.register("provide-client-params.dynamodb", ask_for_units)
    session.register("after-call", called)


def _units(answer: Mapping[str, Any]) -> float:
    told = answer.get("ConsumedCapacity", [])
    return sum(float(one["CapacityUnits"]) for one in (told if isinstance(told, list) else [told]))


_JOBS: Mapping[str, Callable[[Sequence[str]], dict[str, Any]]] = {"fetch": _fetch, "plain": _plain, "weigh": _weigh}

if __name__ == "__main__":
    sys.exit(main())
