"""Where a stack lives, and how its things are called."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One stack in one region of one account."""

    stack: str
    account_id: str
    region: str
    partition: str = "aws"

    @classmethod
    def found(cls) -> "Place":
        """Ask the provider, once per program, where this deployment goes."""
        return cls(
            stack=pulumi.get_stack(),
            account_id=aws.get_caller_identity().account_id,
            region=aws.get_region().region,
        )

    @property
    def prefix(self) -> str:
        """What the physical name of everything of this stack starts with."""
        return f"dutydesk-{self.stack}-"

    def named(self, what: str) -> str:
        """Return the physical name of one of this stack's things."""
        return self.prefix + what

    def arn(self, service: str, resource: str) -> str:
        """Return the ARN of one of this account's resources in this region."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account_id}:{resource}"

    @property
    def root(self) -> str:
        """The account itself, as a principal."""
        return f"arn:{self.partition}:iam::{self.account_id}:root"
