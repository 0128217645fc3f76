"""``python -m operate --stack STACK COMMAND``: what an operator does to a deployed stack."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path

import httpx

from dutydesk.clock import utc_now
from dutydesk.hours import USUAL
from dutydesk.stores.content import Page, Unit
from dutydesk.stores.officers import Officer
from operate import audit, bank, cards, dead_letters, entries, followers, retention, smoke, words
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

    add("init", _init, "mint the key of person ids, once, before the first message")
    unit = add("unit", _unit, "enter or change a unit")
    unit.add_argument("unit")
    unit.add_argument("--name", required=True)
    unit.add_argument("--parent", default="")
    unit.add_argument("--hotline", default="")
    unit.add_argument("--hours", default="", help=f"office hours, such as '{USUAL}; 6 07:30-11:30'; left out: {USUAL}")
    page = add("page", _page, "enter or change a page")
    page.add_argument("page_id")
    for needed in ("--unit", "--app-id", "--oa-id", "--name"):
        page.add_argument(needed, required=True)
    add("app-secret", _app_secret, "enter an app's secrets (asked for, never on the command line)").add_argument(
        "app_id"
    )
    add("page-tokens", _page_tokens, "enter a page's first token pair (asked for)").add_argument("page_id")
    template = add("template", _template, "let a page's broadcasts use a template that the platform has approved")
    template.add_argument("page_id")
    template.add_argument("template_id")
    limit = add("app-limit", _app_limit, "change how fast broadcasts may use an app")
    limit.add_argument("app_id")
    limit.add_argument("--per-minute", type=int, required=True, help="requests the platform takes; 0: no limit")
    limit.add_argument("--reserve-percent", type=int, required=True, help="how much of it is left to replies")
    officer = add("officer", _officer, "enter or change an officer")
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


def _init(stack: Stack, _asked: argparse.Namespace) -> None:
    print("the key of person ids was minted" if entries.init(stack) else "there is a key already; it stays")


def _unit(stack: Stack, asked: argparse.Namespace) -> None:
    known = {name: getattr(asked, name) for name in ("unit", "name", "parent", "hotline", "hours")}
    entries.add_unit(stack, Unit(**known))
    print(f"unit {asked.unit} entered")


def _page(stack: Stack, asked: argparse.Namespace) -> None:
    page = Page(
        page_id=asked.page_id,
        platform="zalo",
        unit=asked.unit,
        app_id=asked.app_id,
        oa_id=asked.oa_id,
        name=asked.name,
    )
    entries.add_page(stack, page)
    print(f"page {asked.page_id} entered; functions notice within a minute")


def _app_secret(stack: Stack, asked: argparse.Namespace) -> None:
    signing, app = _secret("OA secret key (signs webhooks): "), _secret("App secret (renews tokens): ")
    entries.set_app_secret(stack, asked.app_id, signing_secret=signing, app_secret=app)
    print(f"secrets of app {asked.app_id} stored")


def _page_tokens(stack: Stack, asked: argparse.Namespace) -> None:
    access, refresh = _secret("access token: "), _secret("refresh token: ")
    entries.set_page_tokens(stack, asked.page_id, access_token=access, refresh_token=refresh)
    print(f"tokens of page {asked.page_id} stored; the desk renews them from now on")


def _template(stack: Stack, asked: argparse.Namespace) -> None:
    entries.add_template(stack, asked.page_id, asked.template_id)
    print(f"page {asked.page_id} may use template {asked.template_id}")


def _app_limit(stack: Stack, asked: argparse.Namespace) -> None:
    entries.set_app_limit(stack, asked.app_id, per_minute=asked.per_minute, reserve_percent=asked.reserve_percent)
    limit = f"{asked.per_minute} a minute" if asked.per_minute else "no limit"
    print(f"app {asked.app_id}: {limit}, {asked.reserve_percent} % of it for replies")


def _officer(stack: Stack, asked: argparse.Namespace) -> None:
    officer = Officer(
        username=asked.username,
        display=asked.display,
        roles=tuple(asked.roles.split(",")),
        units=tuple(asked.units.split(",")),
        active=not asked.leaver,
    )
    password = entries.add_officer(stack, officer)
    print(f"officer {asked.username} entered" + (f"; temporary password: {password}" if password else ""))


def _bank(stack: Stack, asked: argparse.Namespace) -> None:
    try:
        csv = asked.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as unread:
        raise bank.BankRefused(f"{asked.file} cannot be read: {type(unread).__name__}") from unread
    with httpx.Client(timeout=60) as http:
        editor = bank.Editor(http=http, api=stack.outputs["api_url"], token=_secret("identity token: "))
        version = bank.put_in_service(editor, csv, replace=asked.replace, override=asked.override)
    print(f"version {version['version']} serves {version['entries']} entries")


def _cards(stack: Stack, asked: argparse.Namespace) -> None:
    try:
        data = asked.file.read_bytes()
    except OSError as unread:
        raise cards.CardsRefused(f"the file cannot be read: {type(unread).__name__}") from unread
    with httpx.Client(timeout=60) as http:
        bringer = cards.Bringer(http=http, api=stack.outputs["api_url"], token=_secret("identity token: "))
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


def _secret(prompt: str) -> str:
    """Ask without echo, or read a line of standard input when nobody is there to ask."""
    return (getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline()).strip()


if __name__ == "__main__":
    sys.exit(main())
