"""The deployer creates what the program says, and nothing goes by unseen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from local.deploy import deploy
from local.errors import DeployError
from tests.unit.local.conftest import RecordingCloud

type Program = Callable[[str], Path]

pytestmark = pytest.mark.filterwarnings(
    "ignore:.* has been deprecated in favor of:DeprecationWarning"  # pulumi-aws warns of its own modules on import
)


def test_a_resource_reaches_the_cloud_and_its_outputs_reach_the_program(
    cloud: RecordingCloud, program: Program
) -> None:
    outputs = deploy(
        program("""
            queue = aws.sqs.Queue("tips", name="tips.fifo", fifo_queue=True, visibility_timeout_seconds=35)
            pulumi.export("queue", {"url": queue.url, "arn": queue.arn})
        """),
        config={},
        cloud=cloud,
    )
    assert cloud.asked("create_queue") == [
        {"QueueName": "tips.fifo", "Attributes": {"FifoQueue": "true", "VisibilityTimeout": "35"}}
    ]
    assert outputs["queue"]["arn"] == "arn:aws:sqs:ap-southeast-1:000000000000:tips.fifo"


def test_the_program_reads_the_stack_s_configuration(cloud: RecordingCloud, program: Program) -> None:
    source = program('pulumi.export("seen", pulumi.Config("dutydesk").require("colour") + pulumi.get_stack())')
    assert deploy(source, config={"dutydesk:colour": "red"}, cloud=cloud) == {"seen": "redlocal"}


def test_a_second_deployment_in_one_process_forgets_the_first(cloud: RecordingCloud, program: Program) -> None:
    deploy(program('pulumi.export("first", 1)'), config={}, cloud=cloud)
    assert deploy(program('pulumi.export("second", 2)'), config={}, cloud=cloud) == {"second": 2}


def test_an_unknown_resource_type_is_an_error_that_names_type_and_resource(
    cloud: RecordingCloud, program: Program
) -> None:
    with pytest.raises(
        DeployError, match=r"aws:ssm/parameter:Parameter \(note\): a resource type that .* does not know"
    ):
        deploy(program('aws.ssm.Parameter("note", type="String", value="x")'), config={}, cloud=cloud)


def test_an_unknown_property_is_an_error_that_names_type_resource_and_property(
    cloud: RecordingCloud, program: Program
) -> None:
    source = program('aws.sqs.Queue("tips", name="tips", name_prefix="x")')
    with pytest.raises(DeployError, match=r"aws:sqs/queue:Queue \(tips\): a property .*: namePrefix"):
        deploy(source, config={}, cloud=cloud)


def test_an_unknown_nested_property_is_an_error_that_names_its_path(cloud: RecordingCloud, program: Program) -> None:
    source = program("""
        aws.dynamodb.Table(
            "cases", name="cases", billing_mode="PAY_PER_REQUEST", hash_key="pk",
            attributes=[{"name": "pk", "type": "S"}, {"name": "unit", "type": "S"}],
            global_secondary_indexes=[
                {"name": "by_unit", "hash_key": "unit", "projection_type": "ALL", "read_capacity": 5}
            ],
        )
    """)
    with pytest.raises(DeployError, match=r"Table \(cases\): a property .*: globalSecondaryIndexes\.readCapacity"):
        deploy(source, config={}, cloud=cloud)


def test_a_missing_property_is_an_error_that_names_it(cloud: RecordingCloud, program: Program) -> None:
    source = program("""
        class Rule(pulumi.CustomResource):
            def __init__(self):
                super().__init__("aws:iam/rolePolicy:RolePolicy", "grants", {"policy": "{}"})
        Rule()
    """)
    with pytest.raises(DeployError, match=r"RolePolicy \(grants\): the property role is missing"):
        deploy(source, config={}, cloud=cloud)


def test_a_property_listed_as_without_effect_is_accepted(cloud: RecordingCloud, program: Program) -> None:
    source = program("""
        aws.apigatewayv2.Stage(
            "live", api_id="a", name="$default", auto_deploy=True, tags={"cost": "desk"},
            default_route_settings={"throttling_burst_limit": 5, "throttling_rate_limit": 5},
        )
    """)
    deploy(source, config={}, cloud=cloud)
    assert cloud.asked("create_stage") == [{"ApiId": "a", "StageName": "$default", "AutoDeploy": True}]


def test_an_unknown_look_up_is_an_error(cloud: RecordingCloud, program: Program) -> None:
    with pytest.raises(DeployError, match=r"aws:s3/getBucket:getBucket: a look-up that"):
        deploy(program("aws.s3.get_bucket(bucket='theirs')"), config={}, cloud=cloud)


def test_a_refusal_of_the_cloud_names_the_resource(cloud: RecordingCloud, program: Program) -> None:
    source = program('aws.sqs.QueuePolicy("p", queue_url="u", policy="not json")')
    with pytest.raises(DeployError, match=r"aws:sqs/queuePolicy:QueuePolicy \(p\): JSONDecodeError"):
        deploy(source, config={}, cloud=cloud)


def test_an_error_of_the_program_itself_surfaces(cloud: RecordingCloud, program: Program) -> None:
    with pytest.raises(DeployError, match="ZeroDivisionError"):
        deploy(program("1 / 0"), config={}, cloud=cloud)


def test_an_error_inside_apply_surfaces(cloud: RecordingCloud, program: Program) -> None:
    source = program("""
        queue = aws.sqs.Queue("tips", name="tips")
        aws.sqs.QueuePolicy("p", queue_url=queue.url, policy=queue.arn.apply(lambda arn: {}["missing"]))
    """)
    with pytest.raises(DeployError, match="missing"):
        deploy(source, config={}, cloud=cloud)


def test_a_secret_input_arrives_unwrapped(cloud: RecordingCloud, program: Program) -> None:
    deploy(program('aws.sqs.Queue("tips", name=pulumi.Output.secret("hidden"))'), config={}, cloud=cloud)
    assert cloud.asked("create_queue") == [{"QueueName": "hidden", "Attributes": {}}]


def test_a_function_is_created_from_its_archive_with_its_environment(cloud: RecordingCloud, program: Program) -> None:
    source = program("""
        aws.lambda_.Function(
            "webhook", name="webhook", role="arn:role", runtime="python3.13", handler="h.f", timeout=10,
            code=pulumi.AssetArchive({"h.py": pulumi.StringAsset("x = 1")}),
            environment={"variables": {"STAGE": "local"}}, reserved_concurrent_executions=4,
        )
    """)
    deploy(source, config={}, cloud=cloud)
    (created,) = cloud.asked("create_function")
    assert created["Environment"] == {"Variables": {"STAGE": "local"}}
    assert created["Timeout"] == 10
    assert created["Code"]["ZipFile"].startswith(b"PK")
    assert cloud.asked("put_function_concurrency") == [{"FunctionName": "webhook", "ReservedConcurrentExecutions": 4}]


def test_a_bucket_is_told_which_queue_hears_of_which_objects(cloud: RecordingCloud, program: Program) -> None:
    source = program("""
        aws.s3.BucketNotification("told", bucket="cards", queues=[
            {"id": "up", "queue_arn": "arn:q", "events": ["s3:ObjectCreated:*"], "filter_prefix": "up/",
             "filter_suffix": ".csv"}])
    """)
    deploy(source, config={}, cloud=cloud)
    rules = [{"Name": "prefix", "Value": "up/"}, {"Name": "suffix", "Value": ".csv"}]
    told = {
        "Id": "up",
        "QueueArn": "arn:q",
        "Events": ["s3:ObjectCreated:*"],
        "Filter": {"Key": {"FilterRules": rules}},
    }
    assert cloud.asked("put_bucket_notification_configuration") == [
        {"Bucket": "cards", "NotificationConfiguration": {"QueueConfigurations": [told]}}
    ]


def test_a_bucket_is_told_whose_pages_may_call_it(cloud: RecordingCloud, program: Program) -> None:
    source = program("""
        aws.s3.BucketCorsConfiguration("cards", bucket="cards", cors_rules=[
            {"allowed_methods": ["POST"], "allowed_origins": ["https://desk.example.org"]}])
    """)
    deploy(source, config={}, cloud=cloud)
    rule = {"AllowedMethods": ["POST"], "AllowedOrigins": ["https://desk.example.org"]}
    assert cloud.asked("put_bucket_cors") == [{"Bucket": "cards", "CORSConfiguration": {"CORSRules": [rule]}}]


def test_whom_else_a_bucket_is_to_tell_is_not_overlooked(cloud: RecordingCloud, program: Program) -> None:
    source = program('aws.s3.BucketNotification("told", bucket="cards", eventbridge=True)')
    with pytest.raises(DeployError, match=r"BucketNotification \(told\): a property .*: eventbridge"):
        deploy(source, config={}, cloud=cloud)


def test_policies_reach_the_cloud_with_the_local_twists(cloud: RecordingCloud, program: Program) -> None:
    source = program("""
        document = json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": ["arn:q"]}]})
        aws.iam.RolePolicy("grants", name="grants", role="webhook-role", policy=document)
    """)
    deploy(source, config={}, cloud=cloud)
    (put,) = cloud.asked("put_role_policy")
    assert json.loads(put["PolicyDocument"])["Statement"][0]["Action"] == ["sqs:SendMessage", "sqs:SendMessageBatch"]
