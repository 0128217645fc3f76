"""What officers may look at: views of pictures, copies of recordings and documents."""

import pulumi_aws as aws

from infra.buckets import PrivateBucket
from infra.grants import Grant

OPENED = "opened"
"""The folder of originals that a supervisor had opened; gone after a day."""
OPENED_DAYS = 1


class Views(PrivateBucket):
    """No versions, so that what is erased is gone; the originals are elsewhere."""

    def may_fill(self) -> Grant:
        """Allow putting views, and taking them back when their case was erased meanwhile."""
        return self.may("DeleteObject", "PutObject")

    def may_show(self) -> list[Grant]:
        """Allow reading what can be shown, and putting an original where it is gone after a day."""
        return [self.may("GetObject"), self.may("AbortMultipartUpload", "PutObject", below=OPENED)]

    def may_empty(self) -> Grant:
        """Allow deleting whatever lies there."""
        return self.may("DeleteObject")

    def _keep(self) -> None:
        """Nothing goes by itself but what was opened, and parts of broken copies."""
        aws.s3.BucketLifecycleConfiguration(
            self._title,
            bucket=self.bucket,
            rules=[
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="opened",
                    status="Enabled",
                    filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=f"{OPENED}/"),
                    expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=OPENED_DAYS),
                ),
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="tidy",
                    status="Enabled",
                    filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
                    abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                        days_after_initiation=1
                    ),
                ),
            ],
            opts=self._child,
        )
