"""The commands that enter what the desk must know: units, pages, apps, officers."""

import argparse

from dutydesk.stores.content import Page, Unit
from dutydesk.stores.officers import Officer
from operate import entries
from operate.prompts import secret
from operate.stacks import Stack


def init(stack: Stack, _asked: argparse.Namespace) -> None:
    """Mint the key of person ids, unless there is one."""
    print("the key of person ids was minted" if entries.init(stack) else "there is a key already; it stays")


def unit(stack: Stack, asked: argparse.Namespace) -> None:
    """Enter a unit."""
    known = {name: getattr(asked, name) for name in ("unit", "name", "parent", "hotline", "hours")}
    entries.add_unit(stack, Unit(**known))
    print(f"unit {asked.unit} entered")


def page(stack: Stack, asked: argparse.Namespace) -> None:
    """Enter a page."""
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


def app_secret(stack: Stack, asked: argparse.Namespace) -> None:
    """Ask for an app's secrets and store them."""
    signing, app = secret("OA secret key (signs webhooks): "), secret("App secret (renews tokens): ")
    entries.set_app_secret(stack, asked.app_id, signing_secret=signing, app_secret=app)
    print(f"secrets of app {asked.app_id} stored")


def page_tokens(stack: Stack, asked: argparse.Namespace) -> None:
    """Ask for a page's first tokens and store them."""
    access, refresh = secret("access token: "), secret("refresh token: ")
    entries.set_page_tokens(stack, asked.page_id, access_token=access, refresh_token=refresh)
    print(f"tokens of page {asked.page_id} stored; the desk renews them from now on")


def template(stack: Stack, asked: argparse.Namespace) -> None:
    """Let a page use a template."""
    entries.add_template(stack, asked.page_id, asked.template_id)
    print(f"page {asked.page_id} may use template {asked.template_id}")


def app_limit(stack: Stack, asked: argparse.Namespace) -> None:
    """Change an app's limit."""
    entries.set_app_limit(stack, asked.app_id, per_minute=asked.per_minute, reserve_percent=asked.reserve_percent)
    limit = f"{asked.per_minute} a minute" if asked.per_minute else "no limit"
    print(f"app {asked.app_id}: {limit}, {asked.reserve_percent} % of it for replies")


def officer(stack: Stack, asked: argparse.Namespace) -> None:
    """Enter an officer."""
    officer = Officer(
        username=asked.username,
        display=asked.display,
        roles=tuple(asked.roles.split(",")),
        units=tuple(asked.units.split(",")),
        active=not asked.leaver,
    )
    password = entries.add_officer(stack, officer)
    print(f"officer {asked.username} entered" + (f"; temporary password: {password}" if password else ""))
