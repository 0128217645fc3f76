"""IAM roles and policies: enforced by the emulator, so a grant forgotten in the program is refused here as well."""

import json

from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props, present
from local.deploy.twists import local_policy


def role(cloud: Cloud, name: str, props: Props) -> Created:
    """Create a role with its trust policy and inline policies."""
    iam = cloud.client("iam")
    physical = props.take("name", name)
    created = iam.create_role(
        RoleName=physical,
        AssumeRolePolicyDocument=_document(props.need("assumeRolePolicy")),
        **present(
            Path=props.take("path"),
            Description=props.take("description"),
            MaxSessionDuration=props.take("maxSessionDuration"),
            PermissionsBoundary=props.take("permissionsBoundary"),
        ),
    )["Role"]
    for inline in props.children("inlinePolicies"):
        iam.put_role_policy(
            RoleName=physical, PolicyName=inline.need("name"), PolicyDocument=_local(inline.need("policy"))
        )
    return Created(physical, {"name": physical, "arn": created["Arn"], "uniqueId": created["RoleId"]})


def role_policy(cloud: Cloud, name: str, props: Props) -> Created:
    """Write a role's inline policy, with the batch actions that the emulator asks for."""
    role_name = props.need("role")
    physical = props.take("name", name)
    cloud.client("iam").put_role_policy(
        RoleName=role_name, PolicyName=physical, PolicyDocument=_local(props.need("policy"))
    )
    return Created(f"{role_name}:{physical}", {"name": physical})


def _document(policy: str | dict[str, object]) -> str:
    return policy if isinstance(policy, str) else json.dumps(policy)


def _local(policy: str | dict[str, object]) -> str:
    return json.dumps(local_policy(json.loads(_document(policy))))


KINDS = {
    "aws:iam/role:Role": role,
    "aws:iam/rolePolicy:RolePolicy": role_policy,
}
