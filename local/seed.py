"""Fill a deployed stack with the demo, by the same commands with which an operator fills a stack in the cloud."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import boto3

from dutydesk.stores.content import Page
from dutydesk.stores.officers import Officer
from local import demo
from local.deploy import Cloud
from operate import entries
from operate.stacks import LOCAL, Stack

ENTRIES_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What was entered, for the outside to use."""

    pages: Sequence[demo.DemoPage]
    officers: Sequence[demo.DemoOfficer]


@dataclass(frozen=True, kw_only=True)
class _Seeded(Stack):
    """The local stack as an operator sees it, with clients that are built once."""

    cloud: Cloud

    def client(self, service: str) -> Any:
        return self.cloud.client(service)


def seed(cloud: Cloud, outputs: Mapping[str, Any]) -> Demo:
    """Enter units, pages, officers, secrets and page tokens; return them.

    Raises:
        EntryRefused: the demo data make no sense.
        botocore.exceptions.ClientError: the emulator refused an entry.
    """
    entered = Demo(pages=demo.pages(), officers=list(demo.officers()))
    stack = _Seeded(name=LOCAL, outputs=outputs, session=boto3.Session(), cloud=cloud)
    jobs: list[Callable[[], object]] = [
        lambda: entries.init(stack),
        *(lambda unit=unit: entries.add_unit(stack, unit) for unit in demo.units()),
        *(lambda page=page: _enter_page(stack, page) for page in entered.pages),
        *(lambda page=page: _enter_app(stack, page) for page in {each.app_id: each for each in entered.pages}.values()),
        *(
            lambda officer=officer, order=order: _enter_officer(stack, officer, order)
            for order, officer in enumerate(entered.officers)
        ),
    ]
    with ThreadPoolExecutor(ENTRIES_AT_ONCE) as pool:
        for done in [pool.submit(job) for job in jobs]:
            done.result()
    return entered


def _enter_page(stack: Stack, page: demo.DemoPage) -> None:
    known = Page(
        page_id=page.page_id,
        platform=page.platform,
        unit=page.unit,
        app_id=page.app_id,
        oa_id=page.oa_id,
        name=page.name,
    )
    entries.add_page(stack, known)
    entries.set_page_tokens(stack, page.page_id, access_token=page.access_token, refresh_token=page.refresh_token)


def _enter_app(stack: Stack, page: demo.DemoPage) -> None:
    entries.set_app_secret(stack, page.app_id, signing_secret=page.signing_secret, app_secret=page.app_secret)


def _enter_officer(stack: Stack, officer: demo.DemoOfficer, order: int) -> None:
    """Enter the officer and give them the demo's password in place of the temporary one."""
    known = Officer(
        username=officer.username, display=officer.display, roles=tuple(officer.roles), units=tuple(officer.units)
    )
    entries.add_officer(stack, known, order=order)
    stack.client("cognito-idp").admin_set_user_password(
        UserPoolId=stack.outputs["user_pool_id"],
        Username=officer.username,
        Password=officer.password,
        Permanent=True,
    )
