"""The third function of ``functions/upkeep``: it tells commanders about the week before."""

from infra.ground import Ground
from infra.job import Job, told_queues, told_tables


def report(ground: Ground) -> Job:
    """Add up what was counted in a week, and tell it to each unit's supervisors."""
    tables = ground.tables
    return Job(
        module="upkeep.weekly",
        timeout_s=120,
        memory_mib=512,
        settings=told_tables(ground, "figures", "officers", "content")
        | told_queues(ground, "replies")
        | {"alarm_topic_arn": ground.alarms.arn},
        grants=[
            tables["figures"].may_query("by_week"),
            tables["officers"].may("Query", leading_keys=("UNIT#*",)),
            tables["officers"].may("GetItem", leading_keys=("OFFICER#*", "CHAT#*")),
            tables["content"].may("GetItem"),
            ground.queues["replies"].may_send(),
            ground.alarms.may_publish(),
        ],
    )
