"""Secrets that a person enters once: the key of person ids, and each platform app's secrets.

The program creates them empty: a value in a Pulumi program would also lie in its state. An empty secret is refused by
the functions, so a forgotten one is noticed with the first message.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra.grants import Grant
from infra.keys import EncryptionKey
from infra.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsArgs:
    """Which platform apps the stack serves."""

    place: Place
    key: EncryptionKey
    protected: bool
    zalo_app_ids: Sequence[str]


class Credentials(pulumi.ComponentResource):
    """One secret for the person key, and one for each app below a common prefix."""

    def __init__(self, name: str, args: CredentialsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:Credentials", name, {}, opts)
        self._args = args
        self.app_prefix = args.place.named("apps/")
        person_key = self._secret(
            "person-key", args.place.named("person-key"), "64 hex characters; a change makes every person a stranger"
        )
        self.person_key_arn = person_key.arn
        self.app_names = [
            self._secret(
                f"zalo-app-{app_id}", f"{self.app_prefix}zalo/{app_id}", 'JSON: {"signing_secret", "app_secret"}'
            ).name
            for app_id in args.zalo_app_ids
        ]
        self.register_outputs({"person_key_arn": self.person_key_arn})

    def may_read_person_key(self) -> Grant:
        """Allow turning platform user ids into person ids."""
        return self._may_read(self.person_key_arn)

    def may_read_apps(self) -> Grant:
        """Allow reading every app's secrets, also of apps that are added later."""
        return self._may_read(self._args.place.arn("secretsmanager", f"secret:{self.app_prefix}*"))

    def _may_read(self, arn: pulumi.Input[str]) -> Grant:
        return Grant(
            actions=["secretsmanager:GetSecretValue"],
            resources=[arn],
            key_use=self._args.key.through("secretsmanager", "Decrypt"),
        )

    def _secret(self, title: str, name: str, description: str) -> aws.secretsmanager.Secret:
        return aws.secretsmanager.Secret(
            title,
            name=name,
            description=description,
            kms_key_id=self._args.key.arn,
            recovery_window_in_days=30 if self._args.protected else 0,
            opts=pulumi.ResourceOptions(parent=self, protect=self._args.protected),
        )
