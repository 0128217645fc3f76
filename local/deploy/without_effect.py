"""Properties that the program sets and the emulator does not act upon, each with the reason.

The engine accepts these unread. Everything else that no maker reads is an error, so this table is the whole list of
what a run on this machine does *not* prove; tests of the program assert these properties on plain data instead.
A path names nested properties with dots and covers what lies below it.
"""

from collections.abc import Mapping

PROVIDER_ONLY = "tells the Pulumi provider how to replace or delete; the local stack is thrown away whole"

EVERYWHERE: Mapping[str, str] = {
    "tags": "labels for the bill; nothing is billed here",
}

WITHOUT_EFFECT: Mapping[str, Mapping[str, str]] = {
    "aws:lambda/layerVersion:LayerVersion": {"skipDestroy": PROVIDER_ONLY},
    "aws:kms/key:Key": {"deletionWindowInDays": PROVIDER_ONLY},
    "aws:secretsmanager/secret:Secret": {"recoveryWindowInDays": PROVIDER_ONLY},
    "aws:s3/bucket:Bucket": {"forceDestroy": PROVIDER_ONLY},
    "aws:apigatewayv2/stage:Stage": {
        "accessLogSettings": "the emulator writes no access logs",
        "defaultRouteSettings": "the emulator does not throttle",
        "routeSettings": "the emulator does not throttle",
    },
    "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan": {
        "role": "the emulator has no scanner; local.scanner plays it as the account's owner",
        "actions": "likewise; it always tags",
    },
    "aws:budgets/budget:Budget": {"notifications": "nothing is billed here, so no threshold is ever reached"},
}


def is_without_effect(kind: str, path: str) -> bool:
    """Tell whether this property of this resource type is listed as having no local effect."""
    listed = {**EVERYWHERE, **WITHOUT_EFFECT.get(kind, {})}
    return any(path == each or path.startswith(f"{each}.") for each in listed)
