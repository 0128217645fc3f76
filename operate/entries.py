"""Entering what an administrator decides: units, pages, officers, secrets, tokens."""

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from dutydesk.hours import USUAL, HoursUnclear, OfficeHours
from dutydesk.stores.content import Page, Unit, page_items, template_item, unit_items
from dutydesk.stores.followed import enter_page
from dutydesk.stores.items import key, to_item
from dutydesk.stores.officers import Officer, officer_items
from dutydesk.tokens.pages import store_tokens
from dutydesk.tokens.store import DynamoTokens
from dutydesk.tokens.vault import TokenVault
from operate.stacks import Stack

PAGE_TOKEN_LIFE = timedelta(hours=25)
"""How long Zalo's access tokens live."""

ROLES = ("officer", "duty_officer", "supervisor", "editor", "auditor", "administrator")
MOST_RESERVED_PERCENT = 90
_UNIT = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class EntryRefused(Exception):
    """What was to be entered makes no sense; nothing was written."""


def init(stack: Stack) -> bool:
    """Mint the key of person ids, once; return False when there is one.

    Another key would make a stranger of everybody who ever wrote, so an existing one is never replaced.
    """
    store, secret_id = stack.client("secretsmanager"), stack.outputs["person_key_secret_arn"]
    try:
        if store.get_secret_value(SecretId=secret_id).get("SecretString"):
            return False
    except store.exceptions.ResourceNotFoundException:
        pass  # AWS says so of a secret without a value; the emulator gives it an empty one
    store.put_secret_value(SecretId=secret_id, SecretString=secrets.token_hex(32))
    return True


def add_unit(stack: Stack, unit: Unit) -> None:
    """Enter a unit, or change its name, parent, hotline or office hours."""
    if not _UNIT.fullmatch(unit.unit):
        raise EntryRefused("a unit's id is made of small letters, digits and dashes")
    try:
        OfficeHours.parse(unit.hours or USUAL)
    except HoursUnclear as unclear:
        raise EntryRefused(f"office hours: {unclear}") from unclear
    _put(stack, "content", unit_items(unit))


def add_page(stack: Stack, page: Page) -> None:
    """Enter a page of a known unit; its followers are read each night from now on."""
    if not (page.app_id.isdigit() and page.oa_id.isdigit()):
        raise EntryRefused("app id and OA id are written in digits")
    _put(stack, "content", page_items(page))
    enter_page(stack.dynamodb, stack.table("apps"), page.page_id)


def add_template(stack: Stack, page_id: str, template_id: str) -> None:
    """Let a page's broadcasts use a template that the platform has approved for this page."""
    if not (page_id and template_id):
        raise EntryRefused("a template belongs to a page, and has the platform's id")
    _put(stack, "content", [template_item(page_id, template_id)])


def set_app_limit(stack: Stack, app_id: str, *, per_minute: int, reserve_percent: int) -> None:
    """Tell the senders of broadcasts how many requests a minute the platform takes of an app.

    ``reserve_percent`` of it is left to replies; 0 requests a minute stands for no limit. What the app's senders have
    learned and who of them sends right now stays; the next turn keeps to the new limit.
    """
    if not app_id.isdigit():
        raise EntryRefused("an app id is written in digits")
    if per_minute < 0 or not 0 <= reserve_percent <= MOST_RESERVED_PERCENT:
        raise EntryRefused(
            f"a limit is not negative, and 0 to {MOST_RESERVED_PERCENT} percent of it are kept for replies"
        )
    stack.dynamodb.update_item(
        TableName=stack.table("apps"),
        Key=key(f"APP#{app_id}", "PACER"),
        UpdateExpression="SET per_minute = :limit, reserve_percent = :reserve, #schema = :schema",
        ExpressionAttributeNames={"#schema": "schema"},
        ExpressionAttributeValues={
            ":limit": {"N": str(per_minute)},
            ":reserve": {"N": str(reserve_percent)},
            ":schema": {"N": "1"},
        },
    )


def set_app_secret(stack: Stack, app_id: str, *, signing_secret: str, app_secret: str) -> None:
    """Store an app's two secrets: the OA secret key that signs webhooks, and the app secret that renews tokens."""
    if not (signing_secret and app_secret):
        raise EntryRefused("both secrets are needed")
    stack.client("secretsmanager").put_secret_value(
        SecretId=f"{stack.app_secrets_prefix}zalo/{app_id}",
        SecretString=json.dumps({"signing_secret": signing_secret, "app_secret": app_secret}),
    )


def set_page_tokens(stack: Stack, page_id: str, *, access_token: str, refresh_token: str) -> None:
    """Store the token pair that the page's administrator consented to, encrypted under the tokens key."""
    store_tokens(
        DynamoTokens(stack.dynamodb, stack.table("apps")),
        TokenVault(stack.client("kms"), stack.outputs["tokens_key_arn"]),
        page_id,
        access_token=access_token,
        refresh_token=refresh_token,
        expires_at=datetime.now(UTC) + PAGE_TOKEN_LIFE,
    )


def add_officer(stack: Stack, officer: Officer, *, order: int = 100) -> str:
    """Enter an officer and their sign-in; return the temporary password, which is shown this once.

    An officer who can sign in already keeps the password, and "" is returned.
    """
    unknown = set(officer.roles) - set(ROLES)
    if unknown or not officer.roles or not officer.units:
        raise EntryRefused(f"an officer needs units, and roles out of: {', '.join(ROLES)}")
    _put(stack, "officers", officer_items(officer, order=order))
    cognito = stack.client("cognito-idp")
    password = f"{secrets.token_urlsafe(12)}-Aa1"
    try:
        cognito.admin_create_user(
            UserPoolId=stack.outputs["user_pool_id"],
            Username=officer.username,
            TemporaryPassword=password,
            MessageAction="SUPPRESS",
        )
    except cognito.exceptions.UsernameExistsException:
        return ""
    return password


def _put(stack: Stack, table: str, items: Iterable[Mapping[str, Any]]) -> None:
    for item in items:
        stack.dynamodb.put_item(TableName=stack.table(table), Item=to_item(item))
