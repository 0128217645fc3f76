"""Outputs as AWS would give them, invented: for runs without a cloud."""

from collections.abc import Callable, Mapping
from typing import Any

ACCOUNT, REGION = "123456789012", "ap-southeast-1"

type Inputs = Mapping[str, Any]


def invented_answer(token: str) -> dict[str, Any]:
    """Return the answer to a question that the program asks the provider.

    Raises:
        LookupError: the program asks something new.
    """
    answers: dict[str, dict[str, Any]] = {
        "aws:index/getCallerIdentity:getCallerIdentity": {
            "accountId": ACCOUNT,
            "arn": f"arn:aws:iam::{ACCOUNT}:user/deployer",
            "id": ACCOUNT,
            "userId": "AIDAINVENTED",
        },
        "aws:index/getRegion:getRegion": {
            "id": REGION,
            "region": REGION,
            "name": REGION,
            "description": "Asia Pacific (Singapore)",
            "endpoint": f"ec2.{REGION}.amazonaws.com",
        },
    }
    return answers[token]


def invented_outputs(type_: str, name: str, inputs: Inputs) -> dict[str, Any]:
    """Return what a resource of this type knows only once it exists."""
    invent = _OUTPUTS.get(type_)
    return invent(name, inputs) if invent else {}


def _arn(service: str, resource: str, *, region: str = REGION) -> str:
    return f"arn:aws:{service}:{region}:{ACCOUNT}:{resource}"


def _api(name: str, _: Inputs) -> dict[str, Any]:
    return {
        "apiEndpoint": f"https://{name}-id.execute-api.{REGION}.amazonaws.com",
        "executionArn": _arn("execute-api", f"{name}-id"),
    }


def _function(_: str, inputs: Inputs) -> dict[str, Any]:
    arn = _arn("lambda", f"function:{inputs['name']}")
    return {"arn": arn, "invokeArn": f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{arn}/invocations"}


def _queue(_: str, inputs: Inputs) -> dict[str, Any]:
    name = inputs["name"]
    return {"arn": _arn("sqs", name), "url": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{name}"}


def _certificate(_: str, inputs: Inputs) -> dict[str, Any]:
    domain = inputs["domainName"]
    proof = {
        "domainName": domain,
        "resourceRecordName": f"_proof.{domain}",
        "resourceRecordType": "CNAME",
        "resourceRecordValue": "_proof.acm-validations.aws",
    }
    return {"arn": _arn("acm", "certificate/1"), "domainValidationOptions": [proof]}


def _domain_name(_: str, inputs: Inputs) -> dict[str, Any]:
    target = {"targetDomainName": f"d-1.execute-api.{REGION}.amazonaws.com", "hostedZoneId": "Z2INVENTED"}
    return {"domainNameConfiguration": {**inputs["domainNameConfiguration"], **target}}


_OUTPUTS: dict[str, Callable[[str, Inputs], dict[str, Any]]] = {
    "aws:acm/certificate:Certificate": _certificate,
    "aws:apigatewayv2/api:Api": _api,
    "aws:apigatewayv2/domainName:DomainName": _domain_name,
    "aws:cloudwatch/logGroup:LogGroup": lambda _, given: {"arn": _arn("logs", f"log-group:{given['name']}")},
    "aws:cognito/userPool:UserPool": lambda name, _: {
        "arn": _arn("cognito-idp", f"userpool/{name}-id"),
        "endpoint": f"cognito-idp.{REGION}.amazonaws.com/{name}-id",
    },
    "aws:dynamodb/table:Table": lambda _, given: {"arn": _arn("dynamodb", f"table/{given['name']}")},
    "aws:cloudwatch/eventRule:EventRule": lambda _, given: {"arn": _arn("events", f"rule/{given['name']}")},
    "aws:iam/role:Role": lambda _, given: {"arn": _arn("iam", f"role/{given['name']}", region="")},
    "aws:kms/key:Key": lambda name, _: {"arn": _arn("kms", f"key/{name}-id"), "keyId": f"{name}-id"},
    "aws:lambda/function:Function": _function,
    "aws:lambda/layerVersion:LayerVersion": lambda _, given: {"arn": _arn("lambda", f"layer:{given['layerName']}:1")},
    "aws:route53/record:Record": lambda _, given: {"fqdn": given["name"]},
    "aws:s3/bucket:Bucket": lambda _, given: {"arn": f"arn:aws:s3:::{given['bucket']}"},
    "aws:secretsmanager/secret:Secret": lambda _, given: {"arn": _arn("secretsmanager", f"secret:{given['name']}-a1")},
    "aws:sns/topic:Topic": lambda _, given: {"arn": _arn("sns", given["name"])},
    "aws:sqs/queue:Queue": _queue,
}
