"""SQS queues and their policies."""

import json

from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props
from local.deploy.twists import local_policy

ATTRIBUTES = {
    "fifoQueue": "FifoQueue",
    "contentBasedDeduplication": "ContentBasedDeduplication",
    "deduplicationScope": "DeduplicationScope",
    "fifoThroughputLimit": "FifoThroughputLimit",
    "visibilityTimeoutSeconds": "VisibilityTimeout",
    "messageRetentionSeconds": "MessageRetentionPeriod",
    "receiveWaitTimeSeconds": "ReceiveMessageWaitTimeSeconds",
    "delaySeconds": "DelaySeconds",
    "maxMessageSize": "MaximumMessageSize",
    "kmsMasterKeyId": "KmsMasterKeyId",
    "kmsDataKeyReusePeriodSeconds": "KmsDataKeyReusePeriodSeconds",
    "sqsManagedSseEnabled": "SqsManagedSseEnabled",
    "redrivePolicy": "RedrivePolicy",
    "redriveAllowPolicy": "RedriveAllowPolicy",
}


def queue(cloud: Cloud, name: str, props: Props) -> Created:
    """Create a queue with every attribute that it was given."""
    sqs = cloud.client("sqs")
    physical = props.take("name", name)
    attributes = {attribute: _text(props.take(each)) for each, attribute in ATTRIBUTES.items() if each in props}
    if given := props.take("policy"):
        attributes["Policy"] = json.dumps(local_policy(json.loads(given)))
    url = sqs.create_queue(QueueName=physical, Attributes=attributes)["QueueUrl"]
    return Created(url, {"name": physical, "url": url, "arn": cloud.arn("sqs", physical)})


def policy(cloud: Cloud, _name: str, props: Props) -> Created:
    """Attach a policy to a queue, less the statements that only refuse plain HTTP."""
    url = props.need("queueUrl")
    document = local_policy(json.loads(props.need("policy")))
    if document["Statement"]:
        cloud.client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(document)})
    return Created(url, {})


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


KINDS = {
    "aws:sqs/queue:Queue": queue,
    "aws:sqs/queuePolicy:QueuePolicy": policy,
}
