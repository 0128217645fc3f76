"""What the admin function is told by its environment."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Its tables, buckets, queues, key and user pool."""

    cases_table: str
    people_table: str
    officers_table: str
    content_table: str
    receipts_table: str
    audit_table: str
    apps_table: str
    questions_table: str
    broadcasts_table: str
    tickets_table: str
    figures_table: str
    reveals_table: str
    likenesses_table: str
    cards_bucket: str
    cards_origin: str
    views_bucket: str
    originals_bucket: str
    evidence_key_arn: str
    audit_heads_bucket: str
    user_pool_id: str
    replies_queue_url: str
    publications_queue_url: str
    plans_queue_url: str
    chunks_queue_url: str
    orders_queue_url: str
    media_queue_url: str
    scans_queue_url: str
    user_pool_client_id: str
    user_pool_domain_url: str
