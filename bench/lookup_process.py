"""One import, alone in a process as in Lambda: ``python -m bench.lookup_process JOB UNIT IMPORT …``.

``import`` has the function's own importer carry it through; ``weigh`` does so and counts what that is billed as;
``naive`` writes the first so many rows of it by ``bench.lookup_naive``. Each prints what it tells as one JSON object.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bench.memory import peak_mib

if TYPE_CHECKING:
    from bench.lookup_weighing import Weighed
    from functions.lookup.importing.importer import Importer


def main() -> int:
    """Do the job and print what came of it."""
    job, unit, import_id, *arguments = sys.argv[1:]
    print(json.dumps(_JOBS[job](unit, import_id, *arguments) | {"peak_mib": peak_mib()}))
    return 0


def _import(unit: str, import_id: str) -> dict[str, Any]:
    from functions.lookup.importing.wiring import desk  # noqa: PLC0415  # only what the job needs is in its memory

    return _carried_through(desk().importer, unit, import_id)


def _weigh(unit: str, import_id: str) -> dict[str, Any]:
    from functions.lookup.importing.wiring import desk  # noqa: PLC0415  # as above

    used: Counter[str] = Counter()

    def told(one: "Weighed") -> None:
        used["read_units"] += one.read_units  # type: ignore[assignment]  # sums of halves
        used["write_units"] += one.write_units  # type: ignore[assignment]  # likewise

    return _carried_through(weighed(desk().importer, told), unit, import_id) | dict(used)


def weighed(importer: "Importer", told: "Callable[[Weighed], None]") -> "Importer":
    """Return the importer over clients that tell of each item that they read or write."""
    from bench.lookup_weighing import Weighing  # noqa: PLC0415  # as above

    stores: dict[str, Any] = {name: getattr(importer, name) for name in ("records", "turns", "shelf", "calendar")}
    return replace(
        importer, **{name: replace(store, client=Weighing(store.client, told)) for name, store in stores.items()}
    )


def _carried_through(importer: "Importer", unit: str, import_id: str) -> dict[str, Any]:
    began = time.perf_counter()
    outcome = importer.go_on(unit, import_id, lambda: True)
    took_s = time.perf_counter() - began
    record = importer.records.get(unit, import_id)
    counts = {name: getattr(record, name) for name in ("rows", "added", "changed", "unchanged", "faults")}
    return {"outcome": outcome, "took_s": took_s, **counts}


def _naive(unit: str, import_id: str, most: str) -> dict[str, Any]:
    from bench.lookup_naive import Naive  # noqa: PLC0415  # as above

    return dict(Naive.of_environment().work(unit, import_id, int(most)))


_JOBS: Mapping[str, Callable[..., dict[str, Any]]] = {"import": _import, "weigh": _weigh, "naive": _naive}

if __name__ == "__main__":
    sys.exit(main())
