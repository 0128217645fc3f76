"""``python -m operate --stack STACK COMMAND``: what an operator does to a deployed stack."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

import httpx

from dutydesk.clock import utc_now
from dutydesk.hours import USUAL
from operate import audit, bank, cards, dead_letters, entering, entries, followers, retention, smoke, words
from operate.prompts import secret
from operate.stacks import LOCAL, Stack, StackUnknown, reach

Command = Callable[[Stack, argparse.Namespace], None]

REFUSALS = (
    StackUnknown,
    entries.EntryRefused,
    bank.BankRefused,
    cards.CardsRefused,
    followers.PageUnknown,
    smoke.SmokeFailed,
    audit.AuditBroken,
    retention.NotDryRun,
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 refused or failed with a clear line on standard error."""
    asked = _parser().parse_args(arguments)
    command: Command = asked.run
    try:
        command(reach(asked.stack), asked)
    except REFUSALS as refused:
        print(f"operate: {refused}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m operate", description=__doc__)
    parser.add_argument("--stack", default=LOCAL, help="a Pulumi stack, or 'local' for the desk on this machine")
    commands = parser.add_subparsers(required=True)

    def add(name: str, run: Command, about: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=about)
        found.set_defaults(run=run)
        return found

    add("init", entering.init, "mint the key of person ids, once, before the first message")
    unit = add("unit", entering.unit, "enter or change a unit")
    unit.add_argument("unit")
    unit.add_argument("--name", required=True)
    unit.add_argument("--parent", default="")
    unit.add_argument("--hotline", default="")
    unit.add_argument("--hours", default="", help=f"office hours, such as '{USUAL}; 6 07:30-11:30'; left out: {USUAL}")
    page = add("page", entering.page, "enter or change a page")
    page.add_argument("page_id")
    for needed in ("--unit", "--app-id", "--oa-id", "--name"):
        page.add_argument(needed, required=True)
    add(
        "app-secret", entering.app_secret, "enter an app's secrets (asked for, never on the command line)"
    ).add_argument("app_id")
    add("page-tokens", entering.page_tokens, "enter a page's first token pair (asked for)").add_argument("page_id")
    template = add(
        "template", entering.template, "let a page's broadcasts use a template that the platform has approved"
    )
    template.add_argument("page_id")
    template.add_argument("template_id")
    limit = add("app-limit", entering.app_limit, "change how fast broadcasts may use an app")
    limit.add_argument("app_id")
    limit.add_argument("--per-minute", type=int, required=True, help="requests the platform takes; 0: no limit")
    limit.add_argument("--reserve-percent", type=int, required=True, help="how much of it is left to replies")
    officer = add("officer", entering.officer, "enter or change an officer")
    officer.add_argument("username")
    officer.add_argument("--display", required=True)
    officer.add_argument("--units", required=True, help="unit ids, separated by commas")
    officer.add_argument("--roles", required=True, help=", ".join(entries.ROLES))
    officer.add_argument("--leaver", action="store_true", help="refuse this officer from the next request on")
    filled = add("bank", _bank, "import a question bank and publish it, as an editor whose identity token is asked for")
    filled.add_argument("file", type=Path, help="CSV with at least id,question,variants,answer,topic")
    filled.add_argument("--replace", action="store_true", help="take out the editor's entries that are not in it")
    filled.add_argument("--override", default="", metavar="REASON", help="publish even if it answers worse than before")
    brought = add("cards", _cards, "bring a list of card states, as an editor whose identity token is asked for")
    brought.add_argument("file", type=Path, help="CSV; see docs/operations.md, cards")
    brought.add_argument("--unit", default="", help="whose cards they are; may be left out by an officer of one unit")
    add("search-words", _search_words, "let cases of an older release be found by their words")
    add("dead-letters", _dead_letters, "count what could not be processed, by reason")
    add("redrive", _redrive, "send a queue's dead letters through again").add_argument("queue")
    read = add("followers", _followers, "have pages' lists of followers read now, and each night from now on")
    read.add_argument("page_id", nargs="*", help="left out: every page")
    audited = add("audit", _audit, "verify what officers did, or put officers of earlier releases on the list of all")
    audited.add_argument("what", choices=["verify", "enlist"])
    kept = add("retention", _retention, "list the cases whose content the coming night would erase")
    kept.add_argument("--dry-run", action="store_true", help="the only way: nobody erases by hand")
    add("smoke", _smoke, "send a probe through the whole path and clean up").add_argument("--page", default="")
    return parser


def _bank(stack: Stack, asked: argparse.Namespace) -> None:
    try:
        csv = asked.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as unread:
        raise bank.BankRefused(f"{asked.file} cannot be read: {type(unread).__name__}") from unread
    with httpx.Client(timeout=60) as http:
        editor = bank.Editor(http=http, api=stack.outputs["api_url"], token=secret("identity token: "))
        version = bank.put_in_service(editor, csv, replace=asked.replace, override=asked.override)
    print(f"version {version['version']} serves {version['entries']} entries")


def _cards(stack: Stack, asked: argparse.Namespace) -> None:
    try:
        data = asked.file.read_bytes()
    except OSError as unread:
        raise cards.CardsRefused(f"the file cannot be read: {type(unread).__name__}") from unread
    with httpx.Client(timeout=60) as http:
        bringer = cards.Bringer(http=http, api=stack.outputs["api_url"], token=secret("identity token: "))
        shown = cards.bring(bringer, data, unit=asked.unit, file_name=asked.file.name)
    print(", ".join(f"{shown[name]} {name}" for name in ("rows", "added", "changed", "unchanged")))


def _search_words(stack: Stack, _asked: argparse.Namespace) -> None:
    print(f"{words.complete(stack)} cases are found by their words")


def _dead_letters(stack: Stack, _asked: argparse.Namespace) -> None:
    for found in dead_letters.dead_letters(stack):
        reasons = ", ".join(f"{count} x {reason}" for reason, count in sorted(found.reasons.items()))
        print(f"{found.queue}: {found.waiting} waiting{f' ({reasons})' if reasons else ''}")


def _redrive(stack: Stack, asked: argparse.Namespace) -> None:
    print(json.dumps(dead_letters.redrive(stack, asked.queue)))


def _followers(stack: Stack, asked: argparse.Namespace) -> None:
    for page in followers.follow(stack, asked.page_id or followers.every_page(stack)):
        print(f"page {page.page_id}: {_told(page)}")


def _told(page: followers.LastReading) -> str:
    if page.under_way:
        return f"being read, {page.found} found so far"
    if not page.ended_at:
        return "will be read for the first time"
    if page.reason:
        return f"will be read again; given up at {page.ended_at}: {page.reason}"
    return f"will be read again; at {page.ended_at} {page.found} were found, at most {page.missed} missed"


def _audit(stack: Stack, asked: argparse.Namespace) -> None:
    if asked.what == "enlist":
        print(f"{audit.enlist(stack)} officers are on the list")
        return
    found = audit.verify(stack)
    told = f"{found.entries} entries of {found.chains} officers, {found.digests} digests"
    if found.faults:
        raise audit.AuditBroken("\n  ".join([f"the audit does not hold ({told}):", *found.faults]))
    print(f"the audit holds: {told}")


def _retention(stack: Stack, asked: argparse.Namespace) -> None:
    if not asked.dry_run:
        raise retention.NotDryRun("the function retain erases each night; ask what with --dry-run")
    number = 0
    for number, one in enumerate(retention.going(stack, now=utc_now()), start=1):  # noqa: B007  # counted to the end
        held = ", held: stays" if one.held else ""
        print(f"{one.case_id} {one.unit} {one.category}/{one.outcome or '-'} since {one.since} by {one.by}{held}")
    print(f"{number} cases")


def _smoke(stack: Stack, asked: argparse.Namespace) -> None:
    smoke.smoke(stack, asked.page or smoke.first_page(stack))


if __name__ == "__main__":
    sys.exit(main())
