"""``python -m bench [NAME] [--json] [--full]``: tables, or figures and nothing else as JSON."""

import argparse
import contextlib
import functools
import json
import sys
from collections.abc import Callable

from bench import broadcast, evidence, faq, imports, lookup, officers, tips, webhook
from bench.figures import Report, rounded, table
from bench.stack import Stack, running

NAMES = ("imports", "webhook", "tips", "faq", "broadcast", "lookup", "officers", "evidence")


def main() -> int:
    """Measure what was asked for and print it; progress goes to standard error."""
    asked = _arguments()
    names = [asked.name] if asked.name else list(NAMES)
    figures: dict[str, dict[str, float]] = {}
    with contextlib.ExitStack() as leaving:
        stack = functools.cache(lambda: leaving.enter_context(running()))
        for name in names:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            report = _measure(name, stack, full=asked.full)
            figures[name] = rounded(report)
            if not asked.json:
                print(table(report), flush=True)
    if asked.json:
        print(json.dumps(figures[asked.name] if asked.name else figures))
    return 0


def _measure(name: str, stack: Callable[[], Stack], *, full: bool) -> Report:
    measures: dict[str, Callable[[], Report]] = {
        "imports": lambda: imports.measure(full=full),
        "webhook": lambda: webhook.measure(stack(), full=full),
        "tips": lambda: tips.measure(stack(), full=full),
        "faq": lambda: faq.measure(stack(), full=full),
        "broadcast": lambda: broadcast.measure(stack, full=full),
        "lookup": lambda: lookup.measure(stack, full=full),
        "evidence": lambda: evidence.measure(full=full),
        "officers": lambda: officers.measure(stack, full=full),
    }
    return measures[name]()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="What the desk costs, beside a yardstick.")
    parser.add_argument("name", nargs="?", choices=NAMES, help="one measurement; all when left out")
    parser.add_argument("--json", action="store_true", help="print the figures as a JSON object and nothing else")
    parser.add_argument("--full", action="store_true", help="take many more samples")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
