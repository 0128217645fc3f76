"""Where originals of evidence lie: sealed, and locked against everybody for as long as their category says."""

from typing import ClassVar

from infra.buckets import PrivateBucket
from infra.grants import Grant


class Originals(PrivateBucket):
    """Citizens' photos and videos, byte for byte; what erases one is the destruction of its case's key."""

    sealed_days: ClassVar[int] = 30
    """For what is put without a date of its own; whoever preserves evidence always gives one."""
    strict: ClassVar[bool] = True

    @property
    def lock_mode(self) -> str:
        """Whether somebody with a permission for it may end a lock early."""
        return "COMPLIANCE" if self._args.protected else "GOVERNANCE"

    def may_open(self) -> Grant:
        """Allow reading them sealed, and putting legal holds on them."""
        return self.may("GetObject", "PutObjectLegalHold")

    def may_seal(self) -> list[Grant]:
        """Allow putting locked originals, and seeing whether one is there already.

        https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
        """
        actions = ("AbortMultipartUpload", "GetObject", "PutObject", "PutObjectRetention")
        return [self.may(*actions), Grant(actions=["s3:ListBucket"], resources=[self.arn])]
