"""The second function of ``functions/upkeep``: it learns who follows the pages, also who did so before the desk."""

from infra.config import DeskConfig
from infra.ground import QUEUES, Ground
from infra.job import COUNTED, Job, told_tables

FOLLOWING = ("FOLLOWING",)
"""The list of the pages whose followers are read; no other list of `apps` can be read."""


def follow(ground: Ground, config: DeskConfig) -> Job:
    """Read the pages' lists of followers, and put who is missing among the identities."""
    tables, credentials = ground.tables, ground.credentials
    return Job(
        module="upkeep.following",
        timeout_s=QUEUES["followers"].worker_timeout_s,
        memory_mib=512,
        settings=told_tables(ground, "identities", "apps", "content", "receipts", "figures")
        | {
            "person_key_secret": credentials.person_key_arn,
            "tokens_key_arn": ground.tokens_key.arn,
            "app_secrets_prefix": credentials.app_prefix,
            "zalo_api_url": config.zalo_api_url,
            "zalo_oauth_url": config.zalo_oauth_url,
            "alarm_topic_arn": ground.alarms.arn,
        },
        grants=[
            tables["identities"].may("BatchGetItem", "UpdateItem"),
            tables["apps"].may("GetItem", "PutItem", "UpdateItem"),
            tables["apps"].may("Query", leading_keys=FOLLOWING),
            tables["content"].may("GetItem"),
            tables["receipts"].may("PutItem", "UpdateItem"),
            tables["figures"].may("PutItem", leading_keys=COUNTED),
            ground.queues["followers"].may_consume(),
            ground.tokens_key.may("Decrypt", "GenerateDataKey"),
            credentials.may_read_person_key(),
            credentials.may_read_apps(),
            ground.alarms.may_publish(),
        ],
        counted={
            "FollowersNotRead": "gave up reading the followers of a page for this night; its item says why",
            "AlarmNotPublished": "could not tell the operators of a broken page",
        },
    )
