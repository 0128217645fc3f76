"""``python -m bench.faq_process BANK QUESTIONS``: load a packed bank and search it, alone in a process."""

import json
import sys
import time
from pathlib import Path

from bench.memory import peak_mib
from functions.faq.edition import unpack
from functions.faq.search import Search

LOADS = 5
REPEATS = 3


def main() -> int:
    """Print what loading and searching took, and the most memory that the process ever held, as JSON."""
    packed, texts = Path(sys.argv[1]).read_bytes(), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    search, first = _loaded(packed)
    searches = [min(_timed(search, text) for _ in range(REPEATS)) for text in texts]
    peak = peak_mib()
    loads = [first, *(_loaded(packed)[1] for _ in range(LOADS - 1))]
    print(json.dumps({"load_ms": loads, "search_ms": searches, "peak_mib": [peak]}))
    return 0


def _loaded(packed: bytes) -> tuple[Search, float]:
    """Load as a function does when it starts; return what searches, and how long it took in milliseconds."""
    began = time.perf_counter()
    search = Search(unpack(packed).index)
    return search, (time.perf_counter() - began) * 1000


def _timed(search: Search, text: str) -> float:
    """Search once, in milliseconds; other programs on the machine only ever add to it."""
    began = time.perf_counter()
    search.find(text)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
