"""Where what citizens sent lands, and waits for its scan."""

import pulumi_aws as aws

from infra.buckets import PrivateBucket
from infra.grants import Grant

KEPT_DAYS = 7
"""Whatever nobody has preserved by then was lost on its way long before."""


class Quarantine(PrivateBucket):
    """Files as they came, opened by nobody: no versions, so that what is taken away is gone."""

    def may_everywhere(self, *actions: str) -> Grant:
        """Allow exactly these object actions; keys begin with a case's id, so there is no folder to keep to."""
        return self.may(*actions)

    def may_see_what_is_there(self) -> Grant:
        """Allow hearing that an object is not there, and which uploads were never ended.

        https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html
        """
        return Grant(actions=["s3:ListBucket", "s3:ListBucketMultipartUploads"], resources=[self.arn])

    def _keep(self) -> None:
        """Everything expires; parts of broken uploads sooner."""
        aws.s3.BucketLifecycleConfiguration(
            self._title,
            bucket=self.bucket,
            rules=[
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="forget",
                    status="Enabled",
                    filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
                    expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=KEPT_DAYS),
                    abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                        days_after_initiation=1
                    ),
                )
            ],
            opts=self._child,
        )
