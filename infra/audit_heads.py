"""Where it is kept, out of everybody's reach, where each officer's chain of deeds ended each night."""

from typing import ClassVar

from infra.buckets import PrivateBucket
from infra.grants import Grant

DIGESTS = "digests"
"""The folder of the digests; each object is written once and locked."""


class AuditHeads(PrivateBucket):
    """Digests of the audit, which nobody can delete or change, the account's owner included, for ten years."""

    sealed_days: ClassVar[int] = 3650
    strict: ClassVar[bool] = True

    def may_seal(self) -> Grant:
        """Allow adding digests, and reading none."""
        return self.may("PutObject", below=DIGESTS)

    def may_verify(self) -> list[Grant]:
        """Allow finding and reading every digest."""
        return [Grant(actions=["s3:ListBucket"], resources=[self.arn]), self.may("GetObject", below=DIGESTS)]
