"""Where lists of identity cards arrive, and what was wrong with them."""

from urllib.parse import urlsplit

import pulumi
import pulumi_aws as aws

from infra.buckets import PrivateBucket
from infra.grants import Grant
from infra.queues import WatchedQueue

UPLOADS, REPORTS = "uploads", "reports"
KEPT_DAYS = 1


class Cards(PrivateBucket):
    """Files with raw numbers, for as long as they are being read: no versions, and everything is gone after a day."""

    def announce_to(self, queue: WatchedQueue) -> None:
        """Tell this queue, whose policy must allow it, of every upload."""
        aws.s3.BucketNotification(
            self._title,
            bucket=self.bucket,
            queues=[
                aws.s3.BucketNotificationQueueArgs(
                    id="uploads",
                    queue_arn=queue.arn,
                    events=["s3:ObjectCreated:*"],
                    filter_prefix=f"{UPLOADS}/",
                    filter_suffix=".csv",
                )
            ],
            opts=pulumi.ResourceOptions(parent=self, depends_on=[queue.guard]),
        )

    @property
    def origin(self) -> pulumi.Output[str]:
        """Where browsers find the bucket itself, as a content security policy names it."""
        return pulumi.Output.concat("https://", self.bucket, ".s3.", self._args.place.region, ".amazonaws.com")

    def take_from(self, url: pulumi.Input[str]) -> None:
        """Let pages of this address send files with a form that the desk signed; those of no other, and nothing else.

        https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
        """
        aws.s3.BucketCorsConfiguration(
            self._title,
            bucket=self.bucket,
            cors_rules=[
                aws.s3.BucketCorsConfigurationCorsRuleArgs(
                    allowed_methods=["POST"], allowed_origins=[pulumi.Output.from_input(url).apply(_origin)]
                )
            ],
            opts=self._child,
        )

    def may_tell_what_is_absent(self) -> Grant:
        """Allow hearing that an object is not there; without it S3 answers as it does to whoever may not read.

        https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
        """
        return Grant(actions=["s3:ListBucket"], resources=[self.arn])

    def _keep(self) -> None:
        """Everything expires; what is deleted is gone at once."""
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
                        days_after_initiation=KEPT_DAYS
                    ),
                )
            ],
            opts=self._child,
        )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
