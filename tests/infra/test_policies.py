"""Who may do what: the whole of it, so that a permission neither vanishes nor appears unnoticed."""

import importlib
from datetime import UTC, datetime
from fnmatch import fnmatch

import pytest

from infra.broadcasting import TAGGED
from infra.grants import XRAY, Grant
from infra.recording import Recorded
from infra.scanning import MANAGED_RULE, SCANNER
from tests.infra.held import (
    BANK,
    EDITIONS,
    FIFO_QUEUES,
    FUNCTIONS,
    IMPORTS,
    OBJECT_ACTIONS,
    OFFICES,
    QUEUE_ACTIONS,
    SECRETS,
    TABLE_ACTIONS,
    TOPICS,
)
from tests.infra.reading import ROLE_POLICY, Statement, all_statements, permissions, role_statements

WRITES = {f"dynamodb:{action}" for action in ("BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem")}
ALARM_PUBLISHERS = {"alert", "follow", "reply", "report", "send", "upkeep"}
TOKEN_HOLDERS = {"follow", "reply", "send"}


def test_no_policy_names_every_resource(stack: Recorded) -> None:
    assert stack.of_type(ROLE_POLICY)
    for where, statement in all_statements(stack):
        if statement["Effect"] == "Allow" and "*" in statement["Resource"] and "kms/key" not in where:
            assert {**statement, "Resource": "*"} == XRAY, where


def test_in_a_key_policy_the_star_is_that_key_and_the_callers_are_named(stack: Recorded) -> None:
    for where, statement in all_statements(stack):
        if "kms/key" in where:
            assert statement["Principal"] != "*", where
            assert set(statement["Principal"]) <= {"AWS", "Service"}, where


def test_no_policy_allows_an_unnamed_action(stack: Recorded) -> None:
    for where, statement in all_statements(stack):
        if statement["Effect"] == "Allow":
            assert not [action for action in statement["Action"] if "*" in action], where


def test_a_star_ends_a_resource_only_below_our_own_names(stack: Recorded) -> None:
    for where, statement in all_statements(stack):
        for resource in statement["Resource"]:
            if statement["Effect"] == "Allow" and "*" in resource and resource != "*":
                if where.endswith("malware-scan-role") and resource.endswith(f"rule/{MANAGED_RULE}"):
                    continue  # the scanner draws the end of its own rule's name
                assert "dutydesk-" in resource.split("*")[0], where
                assert resource.index("*") == len(resource) - 1, where


def test_only_denials_speak_of_everybody(stack: Recorded) -> None:
    for where, statement in all_statements(stack):
        if statement.get("Principal") == "*":
            assert statement["Effect"] == "Deny", where


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_holds_exactly_its_table_actions(deploy_dev: Recorded, function: str) -> None:
    held = permissions(role_statements(deploy_dev, function), "dynamodb")
    wanted = {f"table/dutydesk-dev-{table}": set(actions.split()) for table, actions in TABLE_ACTIONS[function].items()}
    assert held == wanted


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_holds_exactly_its_queue_actions(deploy_dev: Recorded, function: str) -> None:
    held = permissions(role_statements(deploy_dev, function), "sqs")
    wanted = {_queue_name(queue): set(actions.split()) for queue, actions in QUEUE_ACTIONS[function].items()}
    assert held == wanted


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_holds_exactly_its_object_actions(deploy_dev: Recorded, function: str) -> None:
    held = permissions(role_statements(deploy_dev, function), "s3")
    assert held == {where: set(actions.split()) for where, actions in OBJECT_ACTIONS.get(function, {}).items()}


def test_published_versions_lie_where_two_functions_may_reach() -> None:
    bank = importlib.import_module("dutydesk.stores.bank")
    assert EDITIONS.endswith("/" + bank.published_key("*"))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_reads_exactly_its_secrets(deploy_dev: Recorded, function: str) -> None:
    held = permissions(role_statements(deploy_dev, function), "secretsmanager")
    assert held == {secret: {"GetSecretValue"} for secret in SECRETS.get(function, set())}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_only_some_functions_tell_the_operators(deploy_dev: Recorded, function: str) -> None:
    held = permissions(role_statements(deploy_dev, function), "sns")
    assert held == ({"dutydesk-dev-alarms": {"Publish"}} if function in ALARM_PUBLISHERS else {})


@pytest.mark.parametrize("function", FUNCTIONS)
def test_only_those_who_send_open_the_tokens_of_pages(deploy_dev: Recorded, function: str) -> None:
    held = permissions(role_statements(deploy_dev, function), "kms").get("key/tokens-id")
    assert held == ({"Decrypt", "GenerateDataKey"} if function in TOKEN_HOLDERS else None)


def test_admin_can_reach_no_platform_identity(stack: Recorded) -> None:
    for statement in role_statements(stack, "admin"):
        assert not [resource for resource in statement["Resource"] if "identities" in resource]


def test_a_whole_identity_is_read_where_something_is_sent_and_where_two_people_agreed(stack: Recorded) -> None:
    reads = {f"dynamodb:{action}" for action in ("BatchGetItem", "GetItem", "Query", "Scan")}
    readers = {
        function
        for function in FUNCTIONS
        for statement in role_statements(stack, function)
        if any(resource.endswith("-identities") for resource in statement["Resource"])
        if reads & set(statement["Action"])
    }
    assert readers == {"follow", "reply", "reveal", "send"}


def test_what_reveals_reads_one_identity_at_a_time_and_no_word_of_a_case(stack: Recorded) -> None:
    """The index by person holds whose a case is and when it was opened, and nothing else."""
    statements = role_statements(stack, "reveal")
    on_people = [one for one in statements if any(resource.endswith("-identities") for resource in one["Resource"])]
    assert [one["Action"] for one in on_people] == [["dynamodb:GetItem"]]
    on_cases = [resource for one in statements for resource in one["Resource"] if "-cases" in resource]
    assert [resource.rpartition("-cases")[2] for resource in on_cases] == ["/index/by_person"]
    indexes = stack.of_type("aws:dynamodb/table:Table")["cases"]["globalSecondaryIndexes"]
    (by_person,) = [index for index in indexes if index["name"] == "by_person"]
    assert by_person["projectionType"] == "INCLUDE"
    assert by_person["nonKeyAttributes"] == ["unit"]


STAFF = ["LIST", "OFFICER#*", "ORDER#*", "UNIT#*"]
UNITS = ["UNIT#*", "UNITS"]


def test_who_serves_where_is_written_by_what_administrators_use_and_what_carries_out_their_orders(
    stack: Recorded,
) -> None:
    wrote = {function: _confined(role_statements(stack, function), "officers", WRITES) for function in FUNCTIONS}
    assert {function: keys for function, keys in wrote.items() if keys} == {
        "alert": [["LINK#*", "PERSON#*", "CHAT#*"]],
        "admin": [["LINK#*"], STAFF, ["UNIT#*"]],
        "reorganise": [[*STAFF, "CHAT#*", "PERSON#*"]],
    }


def test_nobody_signs_in_or_out_officers_but_who_enters_them_and_who_lets_them_go(stack: Recorded) -> None:
    held = {function: permissions(role_statements(stack, function), "cognito-idp") for function in FUNCTIONS}
    assert {function: actions for function, actions in held.items() if actions} == {
        "admin": {"userpool/officers-id": {"AdminCreateUser"}},
        "reorganise": {"userpool/officers-id": {"AdminDisableUser", "AdminUserGlobalSignOut"}},
    }


@pytest.mark.parametrize("function", FUNCTIONS)
def test_whose_a_page_is_nothing_writes_but_what_carries_out_mergers(stack: Recorded, function: str) -> None:
    """The same table holds units, the question bank and citizens' topics, whose keys are their own."""
    confined = _confined(role_statements(stack, function), "content", WRITES)
    places = [*UNITS, "PAGE#*", *BANK, *TOPICS, *OFFICES]
    own = {
        "admin": [BANK, TOPICS, ["PHRASES#*"], OFFICES, IMPORTS, UNITS],
        "publish": [BANK],
        "imports": [IMPORTS],
        "reorganise": [places],
    }
    assert confined == own.get(function, [])
    reached = any(fnmatch("PAGE#p", only) for keys in confined for only in keys)
    assert reached == (function == "reorganise")


def test_what_seals_the_audit_writes_no_entry_and_reads_no_digest(stack: Recorded) -> None:
    assert _confined(role_statements(stack, "seal"), "audit", WRITES) == [["DIGESTS"]]
    on_heads = [one for one in role_statements(stack, "seal") if "audit-heads" in str(one["Resource"])]
    assert [one["Action"] for one in on_heads] == [["s3:PutObject"]]


def test_nothing_deletes_or_changes_what_the_audit_holds(stack: Recorded) -> None:
    for function in FUNCTIONS:
        held = permissions(role_statements(stack, function), "dynamodb")
        on_audit = [actions for table, actions in held.items() if table.endswith("-audit")]
        assert all(actions <= {"PutItem", "Query"} for actions in on_audit), function


def test_what_answers_reads_of_cases_only_who_is_talking_with_an_officer(stack: Recorded) -> None:
    assert _confined(role_statements(stack, "faq"), "cases", {"dynamodb:GetItem"}) == [["PERSON#*"]]


def test_who_asked_what_is_read_by_the_desk_that_answers_alone(stack: Recorded) -> None:
    every = {f"dynamodb:{action}" for action in ("DeleteItem", "GetItem", "PutItem", "Query")}
    assert _confined(role_statements(stack, "admin"), "questions", every) == [["UNIT#*"]]
    assert _confined(role_statements(stack, "faq"), "questions", {"dynamodb:GetItem"}) == [["ASKED#*"]]


def test_what_publishes_reads_nothing_but_the_bank(stack: Recorded) -> None:
    reads = {"dynamodb:GetItem", "dynamodb:Query"}
    assert _confined(role_statements(stack, "publish"), "content", reads) == [BANK]


def test_what_plans_sees_no_platform_identity(stack: Recorded) -> None:
    """It reads the index by page alone, which carries none; of a person it may change the tags, unseen the rest."""
    on_people = [
        statement
        for statement in role_statements(stack, "plan")
        if any(resource.endswith("-identities") for resource in statement["Resource"])
    ]
    assert [(statement["Action"], statement["Condition"]) for statement in on_people] == [
        (
            ["dynamodb:UpdateItem"],
            {
                "ForAllValues:StringLike": {
                    "dynamodb:LeadingKeys": ["PERSON#*"],
                    "dynamodb:Attributes": ["pk", "sk", "segments", "segment_at:tag:*"],
                },
                "StringEqualsIfExists": {
                    "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"],
                    "dynamodb:Select": ["SPECIFIC_ATTRIBUTES"],
                },
            },
        )
    ]


def test_what_plans_may_name_of_a_person_is_what_a_tag_changes() -> None:
    segments = importlib.import_module("dutydesk.stores.segments")
    at = datetime(2026, 1, 1, tzinfo=UTC)
    change = segments.decision("identities", "p1", segments.tag_segment("to-5"), on=True, at=at)
    named = {"pk", "sk", *change["ExpressionAttributeNames"].values()}
    assert all(any(fnmatch(name, only) for only in TAGGED) for name in named)
    assert not any(fnmatch(segments.DECIDED_PREFIX + segments.topic_segment("x"), only) for only in TAGGED)
    assert "ReturnValues" not in change


def test_officers_learn_of_a_pages_token_whether_it_works_and_nothing_that_is_sealed(stack: Recorded) -> None:
    """A call that names no attribute would be told all of them, so it is refused."""
    on_apps = [one for one in role_statements(stack, "admin") if one["Resource"][0].endswith("-apps")]
    (statement,) = on_apps
    assert statement["Action"] == ["dynamodb:GetItem"]
    assert statement["Condition"]["StringEqualsIfExists"]["dynamodb:Select"] == ["SPECIFIC_ATTRIBUTES"]
    confined = statement["Condition"]["ForAllValues:StringLike"]
    assert confined["dynamodb:LeadingKeys"] == ["PAGE#*"]
    shown = importlib.import_module("dutydesk.stores.page_health").SHOWN
    assert confined["dynamodb:Attributes"] == ["pk", "sk", *shown]
    sealed = importlib.import_module("dutydesk.tokens.vault").SealedPair
    assert not {field for field in sealed.__slots__ if field != "page_id"} & set(confined["dynamodb:Attributes"])


def test_officers_read_of_receipts_what_upkeep_tells_them_and_no_reply_that_is_owed(stack: Recorded) -> None:
    reads = {"dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"}
    assert _confined(role_statements(stack, "admin"), "receipts", reads) == [["LETTERS"]]


def test_what_reads_followers_lists_nothing_but_the_pages_to_read(stack: Recorded) -> None:
    assert _confined(role_statements(stack, "follow"), "apps", {"dynamodb:Query"}) == [["FOLLOWING"]]


def test_a_citizen_who_asks_learns_of_a_broadcast_by_its_code_alone(stack: Recorded) -> None:
    assert _confined(role_statements(stack, "intake"), "broadcasts", {"dynamodb:GetItem"}) == [["CODE#*"]]


def test_officers_list_the_units_and_which_pages_one_has_and_nothing_else(stack: Recorded) -> None:
    assert _confined(role_statements(stack, "admin"), "content", {"dynamodb:Query"}) == [
        UNITS,
        BANK,
        OFFICES,
        IMPORTS,
    ]


def test_what_tracks_can_neither_send_nor_pause(stack: Recorded) -> None:
    writes = _confined(role_statements(stack, "track"), "broadcasts", WRITES)
    assert writes == [["BROADCAST#*", "PAGE#*"]]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_what_is_encrypted_can_be_opened_through_its_service_alone(deploy_dev: Recorded, function: str) -> None:
    statements = role_statements(deploy_dev, function)
    services = {action.split(":")[0] for statement in statements for action in statement["Action"]}
    through = {
        statement["Condition"]["StringEquals"]["kms:ViaService"].split(".")[0]: set(statement["Action"])
        for statement in statements
        if any(resource.endswith("key/data-id") for resource in statement["Resource"])
    }
    assert set(through) == services & {"dynamodb", "s3", "sqs", "sns", "secretsmanager"}
    assert all("kms:Decrypt" in actions for actions in through.values())
    assert all("kms:GenerateDataKey" in through[service] for service in set(through) & {"dynamodb", "sns"})
    sends = any("sqs:SendMessage" in statement["Action"] for statement in statements)
    assert "sqs" not in through or ("kms:GenerateDataKey" in through["sqs"]) == sends
    stores = any("s3:PutObject" in statement["Action"] for statement in statements)
    assert "s3" not in through or ("kms:GenerateDataKey" in through["s3"]) == stores


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_writes_only_its_own_log(deploy_dev: Recorded, function: str) -> None:
    held = permissions(role_statements(deploy_dev, function), "logs")
    assert held == {f"log-group:/aws/lambda/dutydesk-dev-{function}:*": {"CreateLogStream", "PutLogEvents"}}


def test_each_role_trusts_the_service_that_takes_it(stack: Recorded) -> None:
    trusted = {
        where.split()[-1]: statement["Principal"]["Service"]
        for where, statement in all_statements(stack)
        if "sts:AssumeRole" in statement["Action"]
    }
    assert trusted == {f"{function}-role": "lambda.amazonaws.com" for function in FUNCTIONS} | {
        "malware-scan-role": SCANNER,
        "follow-schedule-role": "scheduler.amazonaws.com",
        "report-schedule-role": "scheduler.amazonaws.com",
        "seal-schedule-role": "scheduler.amazonaws.com",
        "retain-schedule-role": "scheduler.amazonaws.com",
        "upkeep-schedule-role": "scheduler.amazonaws.com",
    }


def test_no_policy_carries_the_actions_that_only_an_emulator_has(stack: Recorded) -> None:
    emulated = {
        "sqs:SendMessageBatch",
        "sqs:DeleteMessageBatch",
        "sqs:ChangeMessageVisibilityBatch",
        "sns:PublishBatch",
    }
    for where, statement in all_statements(stack):
        assert not emulated & set(statement["Action"]), where


def test_every_store_that_has_a_policy_of_its_own_refuses_plain_http(stack: Recorded) -> None:
    refusing = {where for where, statement in all_statements(stack) if _refuses_plain_http(statement)}
    wanted = {f"aws:sqs/queuePolicy:QueuePolicy {name}" for name in stack.of_type("aws:sqs/queue:Queue")}
    buckets = {f"aws:s3/bucketPolicy:BucketPolicy {name}" for name in stack.of_type("aws:s3/bucket:Bucket")}
    assert refusing == wanted | buckets | {"aws:sns/topicPolicy:TopicPolicy alarms"}


@pytest.mark.parametrize(
    "resources",
    [["*"], ["arn:aws:s3:::*"], ["arn:aws:dynamodb:*:*:table/dutydesk-dev-cases"], []],
    ids=["everything", "every bucket", "every region", "nothing"],
)
def test_a_grant_that_is_too_wide_is_refused(resources: list[str]) -> None:
    with pytest.raises(ValueError, match="grant"):
        Grant(actions=["s3:GetObject"], resources=resources)


@pytest.mark.parametrize("action", ["s3:*", "*", "s3:Get*"])
def test_a_grant_of_unnamed_actions_is_refused(action: str) -> None:
    with pytest.raises(ValueError, match="unnamed actions"):
        Grant(actions=[action], resources=["arn:aws:s3:::dutydesk-dev-media-1/a"])


def _confined(statements: list[Statement], table: str, actions: set[str]) -> list[list[str]]:
    """Return the keys that each statement allowing one of these actions on a table is confined to."""
    held = [
        statement
        for statement in statements
        if any(resource.endswith(f"-{table}") for resource in statement["Resource"])
        and actions & set(statement["Action"])
    ]
    return [statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"] for statement in held]


def _queue_name(queue: str) -> str:
    return f"dutydesk-dev-{queue}{'.fifo' if queue.removesuffix('-dead') in FIFO_QUEUES else ''}"


def _refuses_plain_http(statement: dict[str, object]) -> bool:
    return statement["Effect"] == "Deny" and statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
