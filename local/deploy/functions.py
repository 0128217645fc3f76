"""Lambda functions, layers, event source mappings and permissions."""

import base64
import hashlib
from typing import Any

from local.deploy.archives import unpacked, zipped
from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props, pascal, present
from local.deploy.twists import mappings, pointer


def function(cloud: Cloud, name: str, props: Props) -> Created:
    """Create a function from its archive with role, layers, environment, memory and time-out."""
    client = cloud.client("lambda")
    physical = props.take("name", name)
    environment = props.child("environment").take("variables", {})
    created = client.create_function(
        FunctionName=physical,
        Role=props.need("role"),
        Runtime=props.need("runtime"),
        Handler=props.need("handler"),
        Code={"ZipFile": zipped(props.need("code"))},
        Timeout=props.take("timeout", 3),
        MemorySize=props.take("memorySize", 128),
        Layers=props.take("layers", []),
        Environment={"Variables": environment},
        **present(
            Description=props.take("description"),
            Architectures=props.take("architectures"),
            PackageType=props.take("packageType"),
            TracingConfig=pascal(props.take("tracingConfig")),
            LoggingConfig=pascal(props.take("loggingConfig")),
            EphemeralStorage=pascal(props.take("ephemeralStorage")),
            DeadLetterConfig=pascal(props.take("deadLetterConfig")),
            SnapStart=pascal(props.take("snapStart")),
            Publish=props.take("publish"),
        ),
    )
    reserved = props.take("reservedConcurrentExecutions")
    if reserved is not None and reserved >= 0:
        client.put_function_concurrency(FunctionName=physical, ReservedConcurrentExecutions=reserved)
    arn = created["FunctionArn"]
    outputs = {
        "name": physical,
        "arn": arn,
        "invokeArn": f"arn:aws:apigateway:{cloud.region}:lambda:path/2015-03-31/functions/{arn}/invocations",
        "qualifiedArn": f"{arn}:{created['Version']}",
        "version": created["Version"],
    }
    return Created(physical, outputs)


def layer_version(cloud: Cloud, _name: str, props: Props) -> Created:
    """Unpack a layer beside the emulator and publish a pointer to it."""
    name = props.need("layerName")
    content = zipped(pointer(unpacked(props.need("code"), cloud.workspace / "layers" / name)))
    published = cloud.client("lambda").publish_layer_version(
        LayerName=name,
        Content={"ZipFile": content},
        **present(
            CompatibleRuntimes=props.take("compatibleRuntimes"),
            CompatibleArchitectures=props.take("compatibleArchitectures"),
            Description=props.take("description"),
            LicenseInfo=props.take("licenseInfo"),
        ),
    )
    outputs = {
        "arn": published["LayerVersionArn"],
        "layerArn": published["LayerArn"],
        "version": str(published["Version"]),
        "sourceCodeHash": base64.b64encode(hashlib.sha256(content).digest()).decode(),
    }
    return Created(published["LayerVersionArn"], outputs)


def event_source_mapping(cloud: Cloud, _name: str, props: Props) -> Created:
    """Let a queue invoke a function; a FIFO queue gets several mappings, so that its groups run side by side."""
    source = props.need("eventSourceArn")
    concurrency = props.child("scalingConfig").take("maximumConcurrency")
    wanted: dict[str, Any] = {
        "EventSourceArn": source,
        "FunctionName": props.need("functionName"),
        "Enabled": props.take("enabled", default=True),
        **present(
            BatchSize=props.take("batchSize"),
            FunctionResponseTypes=props.take("functionResponseTypes"),
            MaximumBatchingWindowInSeconds=props.take("maximumBatchingWindowInSeconds"),
            ScalingConfig={"MaximumConcurrency": concurrency} if concurrency else None,
            FilterCriteria=pascal(props.take("filterCriteria")),
        ),
    }
    client = cloud.client("lambda")
    made = [client.create_event_source_mapping(**wanted) for _ in range(mappings(source, concurrency))]
    first = made[0]
    return Created(first["UUID"], {"uuid": first["UUID"], "functionArn": first["FunctionArn"]})


def permission(cloud: Cloud, name: str, props: Props) -> Created:
    """Allow a service to invoke a function. The emulator stores it; only a test of the program proves it is there."""
    statement = props.take("statementId", name)
    cloud.client("lambda").add_permission(
        FunctionName=props.need("function"),
        StatementId=statement,
        Action=props.need("action"),
        Principal=props.need("principal"),
        **present(
            SourceArn=props.take("sourceArn"),
            SourceAccount=props.take("sourceAccount"),
            Qualifier=props.take("qualifier"),
        ),
    )
    return Created(statement, {"statementId": statement})


KINDS = {
    "aws:lambda/function:Function": function,
    "aws:lambda/layerVersion:LayerVersion": layer_version,
    "aws:lambda/eventSourceMapping:EventSourceMapping": event_source_mapping,
    "aws:lambda/permission:Permission": permission,
}
