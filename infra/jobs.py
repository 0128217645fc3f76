"""The functions: what each is told and what each may do, and nothing more.

A transaction asks for the action of each of its items, so a worker that commits a case and a receipt together holds
both tables' actions.
"""

from infra import (
    answering,
    broadcasting,
    evidence,
    following,
    lookups,
    reorganising,
    reporting,
    retaining,
    revealing,
    sealing,
)
from infra.cards import REPORTS, UPLOADS
from infra.config import DeskConfig
from infra.ground import QUEUES, Ground
from infra.job import BANK, COUNTED, FOUND_BY, IMPORTS, OFFICES, PHRASES, STEPS, TOPICS, Job, told_queues, told_tables
from infra.officers import Officers

LINKS_AND_PEOPLE = ("LINK#*", "PERSON#*", "CHAT#*")
"""What `alert` may write of the officers: the link of a chat account, never a role or a unit."""


LETTERS = ("LETTERS",)
"""What of the receipts `admin` reads: numbers and reasons of dead letters, never what is owed to whom."""

HEALTH = ("pk", "sk", "broken", "broken_at", "expires_at_iso")
"""What of a page's tokens `admin` may name: whether it can send, and until when; nothing that is sealed."""


def jobs(ground: Ground, officers: Officers, config: DeskConfig) -> dict[str, Job]:
    """Return every function of the desk by its name."""
    return {
        "webhook": _webhook(ground),
        "intake": _intake(ground),
        "alert": _alert(ground),
        "reply": _reply(ground, config),
        "admin": _admin(ground, officers),
        "upkeep": _upkeep(ground),
        "faq": answering.faq(ground),
        "publish": answering.publish(ground),
        "plan": broadcasting.plan(ground),
        "send": broadcasting.send(ground, config),
        "track": broadcasting.track(ground),
        "follow": following.follow(ground, config),
        "report": reporting.report(ground),
        "seal": sealing.seal(ground),
        "retain": retaining.retain(ground, config),
        "reorganise": reorganising.reorganise(ground, officers),
        "lookup": lookups.lookup(ground),
        "imports": lookups.imports(ground),
        "ticket": lookups.ticket(ground),
        "reveal": revealing.reveal(ground, officers),
        "media": evidence.media(ground, config),
        "preserve": evidence.preserve(ground, config),
    }


def _webhook(ground: Ground) -> Job:
    tables, queues, credentials = ground.tables, ground.queues, ground.credentials
    return Job(
        timeout_s=5,  # Zalo has turned away after 2 s; what is being queued still gets there
        memory_mib=1024,  # a cold start is bound by CPU, which comes with memory
        settings=told_tables(ground, "people", "identities", "content")
        | told_queues(ground, "tips", "alerts", "questions", "echoes", "lookups", "tickets")
        | {
            "person_key_secret": credentials.person_key_arn,
            "app_secrets_prefix": credentials.app_prefix,
            "papers_key_arn": ground.papers_key.arn,
        },
        grants=[
            tables["people"].may("GetItem", "PutItem"),
            tables["identities"].may("UpdateItem"),
            tables["content"].may("GetItem"),
            queues["tips"].may_send(),
            queues["alerts"].may_send(),
            queues["questions"].may_send(),
            queues["echoes"].may_send(),
            queues["lookups"].may_send(),
            queues["tickets"].may_send(),
            ground.papers_key.may("Encrypt"),
            credentials.may_read_person_key(),
            credentials.may_read_apps(),
        ],
        counted={
            "EventNotAccepted": "could not hand an event to a queue; the platform delivers it again for two hours",
            "EventMalformed": "refused an event of a shape that it does not know; see docs/decisions/0008",
            "PageUnknown": "keeps messages of a page that nobody registered; see python -m operate page",
        },
    )


def _intake(ground: Ground) -> Job:
    tables, queues = ground.tables, ground.queues
    return Job(
        timeout_s=QUEUES["tips"].worker_timeout_s,
        memory_mib=512,
        settings=told_tables(ground, "cases", "receipts", "content", "broadcasts", "figures")
        | told_queues(ground, "replies", "alerts", "media"),
        grants=[
            tables["cases"].may("ConditionCheckItem", "GetItem", "PutItem", "Query", "UpdateItem"),
            tables["receipts"].may("GetItem", "PutItem", "UpdateItem"),
            tables["content"].may("GetItem"),
            tables["broadcasts"].may("GetItem", leading_keys=("CODE#*",)),
            tables["figures"].may("UpdateItem", leading_keys=COUNTED),
            queues["tips"].may_consume(),
            queues["replies"].may_send(),
            queues["alerts"].may_send(),
            queues["media"].may_send(),
        ],
    )


def _alert(ground: Ground) -> Job:
    tables, queues = ground.tables, ground.queues
    return Job(
        timeout_s=QUEUES["alerts"].worker_timeout_s,
        memory_mib=512,
        settings=told_tables(ground, "cases", "officers", "receipts", "content", "figures")
        | told_queues(ground, "replies")
        | {"alarm_topic_arn": ground.alarms.arn},
        grants=[
            tables["officers"].may("GetItem", "Query"),
            tables["officers"].may("DeleteItem", "PutItem", "UpdateItem", leading_keys=LINKS_AND_PEOPLE),
            tables["cases"].may("ConditionCheckItem", "GetItem", "UpdateItem"),
            tables["receipts"].may("DeleteItem", "GetItem", "PutItem", "UpdateItem"),
            tables["content"].may("GetItem"),
            tables["figures"].may("GetItem", "PutItem", leading_keys=STEPS),
            tables["figures"].may("UpdateItem", leading_keys=COUNTED),
            queues["alerts"].may_consume(),
            queues["replies"].may_send(),
            ground.alarms.may_publish(),
        ],
    )


def _reply(ground: Ground, config: DeskConfig) -> Job:
    tables, queues = ground.tables, ground.queues
    return Job(
        timeout_s=QUEUES["replies"].worker_timeout_s,
        memory_mib=512,
        settings=told_tables(ground, "identities", "receipts", "apps", "cases", "content")
        | {
            "tokens_key_arn": ground.tokens_key.arn,
            "app_secrets_prefix": ground.credentials.app_prefix,
            "zalo_api_url": config.zalo_api_url,
            "zalo_oauth_url": config.zalo_oauth_url,
            "alarm_topic_arn": ground.alarms.arn,
        },
        grants=[
            tables["identities"].may("GetItem", "UpdateItem"),
            tables["receipts"].may("DeleteItem", "GetItem", "PutItem", "UpdateItem"),
            tables["apps"].may("GetItem", "PutItem", "UpdateItem"),
            tables["cases"].may("UpdateItem"),
            tables["content"].may("GetItem"),
            queues["replies"].may_consume(),
            ground.tokens_key.may("Decrypt", "GenerateDataKey"),
            ground.credentials.may_read_apps(),
            ground.alarms.may_publish(),
        ],
        counted={"AlarmNotPublished": "could not tell the operators of a broken page"},
    )


def _admin(ground: Ground, officers: Officers) -> Job:
    tables, queues = ground.tables, ground.queues
    return Job(
        timeout_s=29,  # an import of a whole bank takes most of it, and the gateway waits no longer
        memory_mib=1024,
        draws=True,  # an officer's name across a view
        settings=told_tables(
            ground,
            *("cases", "people", "officers", "content", "questions", "receipts", "audit", "broadcasts", "tickets"),
            *("reveals", "figures", "apps", "likenesses"),
        )
        | told_queues(ground, "replies", "publications", "plans", "chunks", "orders", "media", "scans")
        | {
            "views_bucket": ground.views.bucket,
            "originals_bucket": ground.originals.bucket,
            "evidence_key_arn": ground.evidence_key.arn,
            "cards_bucket": ground.cards.bucket,
            "cards_origin": ground.cards.origin,
            "audit_heads_bucket": ground.audit_heads.bucket,
            "user_pool_id": officers.pool_id,
            "user_pool_client_id": officers.client_id,
            "user_pool_domain_url": officers.domain_url,
        },
        grants=[
            tables["cases"].may("BatchGetItem", "ConditionCheckItem", "GetItem", "PutItem", "Query", "UpdateItem"),
            tables["cases"].may("DeleteItem", leading_keys=FOUND_BY),
            tables["cases"].may_query("by_unit", "by_unit_status", "by_person"),
            tables["people"].may("GetItem"),
            tables["officers"].may("GetItem"),
            tables["officers"].may("PutItem", leading_keys=("LINK#*",)),
            tables["content"].may("GetItem"),
            tables["content"].may("Query", leading_keys=("UNIT#*", "UNITS")),
            tables["content"].may("BatchWriteItem", "DeleteItem", "PutItem", "Query", "UpdateItem", leading_keys=BANK),
            tables["content"].may("PutItem", leading_keys=TOPICS),
            tables["content"].may("PutItem", leading_keys=PHRASES),
            tables["content"].may("DeleteItem", "PutItem", "Query", leading_keys=OFFICES),
            tables["content"].may("PutItem", "Query", leading_keys=IMPORTS),
            tables["questions"].may("DeleteItem", "GetItem", "PutItem", "Query", leading_keys=("UNIT#*",)),
            tables["receipts"].may("PutItem"),
            tables["receipts"].may("Query", leading_keys=LETTERS),
            tables["apps"].may("GetItem", leading_keys=("PAGE#*",), attributes=HEALTH),
            tables["audit"].may("PutItem", "Query"),
            tables["broadcasts"].may("BatchGetItem", "GetItem", "PutItem", "Query", "UpdateItem"),
            tables["tickets"].may("DeleteItem", "GetItem", "PutItem", "Query"),
            tables["reveals"].may("GetItem", "PutItem", "UpdateItem"),
            tables["reveals"].may_query("by_unit"),
            tables["figures"].may("GetItem", "PutItem", leading_keys=STEPS),
            tables["figures"].may("Query", "UpdateItem", leading_keys=COUNTED),
            ground.cards.may("PutObject", below=UPLOADS),
            ground.cards.may("GetObject", below=REPORTS),
            *reorganising.may_decide(ground, officers),
            tables["likenesses"].may("Query"),
            *ground.views.may_show(),
            ground.originals.may_open(),
            ground.evidence_key.may("Decrypt"),
            queues["media"].may_send(),
            queues["scans"].may_send(),
            queues["replies"].may_send(),
            queues["publications"].may_send(),
            queues["plans"].may_send(),
            queues["chunks"].may_send(),
        ],
        counted={
            "Faults": "answered an officer with a server error; its log group has the reason",
            "OrderNotEnqueued": "committed an order about units or a leaver that its queue refused; upkeep has it",
            "FileNotEnqueued": "asked for a file again, or for one set aside, and its queue refused; upkeep has it",
            "BroadcastNotEnqueued": "committed an order for a broadcast that its queue refused; upkeep hands it over",
        },
    )


def _upkeep(ground: Ground) -> Job:
    receipts, queues = ground.tables["receipts"], ground.queues
    return Job(
        timeout_s=50,  # ends before the next minute's call
        memory_mib=512,
        settings=told_tables(ground, "receipts")
        | told_queues(ground, *queues)
        | {f"{name}_dead_letters_url": queue.dead_letters_url for name, queue in queues.items()}
        | {"alarm_topic_arn": ground.alarms.arn},
        grants=[
            receipts.may("DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"),
            receipts.may_query("by_due"),
            *(queue.may_send() for queue in queues.values()),
            *(queue.may_redrive() for queue in queues.values()),
            ground.alarms.may_publish(),
        ],
    )
