"""SNS topics, their policies and subscriptions."""

import json

from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props
from local.deploy.twists import local_policy


def topic(cloud: Cloud, name: str, props: Props) -> Created:
    """Create a topic."""
    sns = cloud.client("sns")
    physical = props.take("name", name)
    attributes = {
        attribute: str(props.take(each))
        for each, attribute in {
            "displayName": "DisplayName",
            "kmsMasterKeyId": "KmsMasterKeyId",
            "signatureVersion": "SignatureVersion",
            "tracingConfig": "TracingConfig",
        }.items()
        if each in props
    }
    arn = sns.create_topic(Name=physical, Attributes=attributes)["TopicArn"]
    if policy := props.take("policy"):
        _set_policy(cloud, arn, policy)
    return Created(arn, {"name": physical, "arn": arn, "owner": cloud.account_id})


def topic_policy(cloud: Cloud, _name: str, props: Props) -> Created:
    """Attach a policy to a topic, less the statements that only refuse plain HTTP."""
    arn = props.need("arn")
    _set_policy(cloud, arn, props.need("policy"))
    return Created(arn, {})


def subscription(cloud: Cloud, _name: str, props: Props) -> Created:
    """Subscribe an endpoint to a topic."""
    attributes = {
        attribute: str(props.take(each)).lower() if each == "rawMessageDelivery" else str(props.take(each))
        for each, attribute in {
            "rawMessageDelivery": "RawMessageDelivery",
            "filterPolicy": "FilterPolicy",
            "filterPolicyScope": "FilterPolicyScope",
            "redrivePolicy": "RedrivePolicy",
        }.items()
        if each in props
    }
    arn = cloud.client("sns").subscribe(
        TopicArn=props.need("topic"),
        Protocol=props.need("protocol"),
        Endpoint=props.need("endpoint"),
        Attributes=attributes,
        ReturnSubscriptionArn=True,
    )["SubscriptionArn"]
    return Created(arn, {"arn": arn})


def _set_policy(cloud: Cloud, arn: str, policy: str) -> None:
    document = local_policy(json.loads(policy))
    if document["Statement"]:
        cloud.client("sns").set_topic_attributes(
            TopicArn=arn, AttributeName="Policy", AttributeValue=json.dumps(document)
        )


KINDS = {
    "aws:sns/topic:Topic": topic,
    "aws:sns/topicPolicy:TopicPolicy": topic_policy,
    "aws:sns/topicSubscription:TopicSubscription": subscription,
}
