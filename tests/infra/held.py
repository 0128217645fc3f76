"""What each function of the throw-away stack holds, by resource: the whole of it."""

FUNCTIONS = (
    "webhook",
    "intake",
    "alert",
    "reply",
    "admin",
    "upkeep",
    "faq",
    "publish",
    "plan",
    "send",
    "track",
    "follow",
    "report",
    "lookup",
    "imports",
    "ticket",
    "reveal",
    "seal",
    "reorganise",
    "media",
    "preserve",
    "retain",
)
BANK = ["BANK", "BANK#*"]
TOPICS = ["TOPICS#*"]
OFFICES = ["OFFICES#*"]
IMPORTS = ["IMPORT#*"]

TABLE_ACTIONS: dict[str, dict[str, str]] = {
    "webhook": {
        "people": "GetItem PutItem",
        "identities": "UpdateItem",
        "content": "GetItem",
    },
    "intake": {
        "cases": "ConditionCheckItem GetItem PutItem Query UpdateItem",
        "receipts": "GetItem PutItem UpdateItem",
        "content": "GetItem",
        "broadcasts": "GetItem",
        "figures": "UpdateItem",
    },
    "alert": {
        "officers": "DeleteItem GetItem PutItem Query UpdateItem",
        "cases": "ConditionCheckItem GetItem UpdateItem",
        "receipts": "DeleteItem GetItem PutItem UpdateItem",
        "content": "GetItem",
        "figures": "GetItem PutItem UpdateItem",
    },
    "reply": {
        "identities": "GetItem UpdateItem",
        "receipts": "DeleteItem GetItem PutItem UpdateItem",
        "apps": "GetItem PutItem UpdateItem",
        "cases": "UpdateItem",
        "content": "GetItem",
    },
    "admin": {
        "cases": "BatchGetItem ConditionCheckItem DeleteItem GetItem PutItem Query UpdateItem",
        "cases/index/by_unit": "Query",
        "cases/index/by_unit_status": "Query",
        "cases/index/by_person": "Query",
        "people": "GetItem",
        "officers": "ConditionCheckItem DeleteItem GetItem PutItem Query",
        "content": "BatchWriteItem DeleteItem GetItem PutItem Query UpdateItem",
        "questions": "DeleteItem GetItem PutItem Query",
        "receipts": "PutItem Query",
        "apps": "GetItem",
        "audit": "PutItem Query",
        "broadcasts": "BatchGetItem GetItem PutItem Query UpdateItem",
        "tickets": "DeleteItem GetItem PutItem Query",
        "reveals": "GetItem PutItem UpdateItem",
        "reveals/index/by_unit": "Query",
        "figures": "GetItem PutItem Query UpdateItem",
        "likenesses": "Query",
    },
    "upkeep": {
        "receipts": "DeleteItem GetItem PutItem Query UpdateItem",
        "receipts/index/by_due": "Query",
    },
    "faq": {
        "receipts": "GetItem PutItem UpdateItem",
        "questions": "GetItem PutItem",
        "cases": "GetItem",
        "content": "GetItem",
        "figures": "UpdateItem",
    },
    "publish": {
        "content": "GetItem Query UpdateItem",
        "receipts": "UpdateItem",
    },
    "plan": {
        "broadcasts": "GetItem PutItem Query UpdateItem",
        "identities/index/by_page": "Query",
        "identities": "UpdateItem",
        "content": "GetItem",
        "apps": "GetItem",
        "receipts": "PutItem UpdateItem",
    },
    "send": {
        "broadcasts": "DeleteItem GetItem PutItem Query UpdateItem",
        "identities": "BatchGetItem UpdateItem",
        "apps": "GetItem PutItem UpdateItem",
        "content": "GetItem",
        "receipts": "DeleteItem PutItem UpdateItem",
        "figures": "UpdateItem",
    },
    "track": {
        "broadcasts": "GetItem PutItem Query",
        "receipts": "UpdateItem",
    },
    "follow": {
        "identities": "BatchGetItem UpdateItem",
        "apps": "GetItem PutItem Query UpdateItem",
        "content": "GetItem",
        "receipts": "PutItem UpdateItem",
        "figures": "PutItem",
    },
    "report": {
        "figures/index/by_week": "Query",
        "officers": "GetItem Query",
        "content": "GetItem",
    },
    "lookup": {
        "idcards": "BatchGetItem DeleteItem GetItem PutItem Query UpdateItem",
        "receipts": "GetItem PutItem UpdateItem",
        "content": "Query",
        "people": "GetItem",
    },
    "imports": {
        "idcards": "BatchGetItem BatchWriteItem DeleteItem GetItem PutItem Query Scan UpdateItem",
        "receipts": "DeleteItem PutItem UpdateItem",
        "content": "GetItem PutItem Query UpdateItem",
        "people": "GetItem",
    },
    "media": {
        "cases": "GetItem PutItem UpdateItem",
        "receipts": "DeleteItem PutItem UpdateItem",
    },
    "preserve": {
        "cases": "GetItem PutItem Query UpdateItem",
        "receipts": "PutItem UpdateItem",
        "likenesses": "BatchWriteItem",
    },
    "ticket": {
        "tickets": "DeleteItem GetItem PutItem Query",
        "receipts": "GetItem PutItem UpdateItem",
        "content": "GetItem Query",
    },
    "reveal": {
        "officers": "GetItem Query",
        "reveals": "GetItem UpdateItem",
        "cases/index/by_person": "Query",
        "identities": "GetItem",
        "audit": "PutItem Query",
        "receipts": "PutItem",
        "content": "GetItem",
    },
    "retain": {
        "cases": "ConditionCheckItem DeleteItem GetItem PutItem Query UpdateItem",
        "cases/index/by_unit": "Scan",
        "likenesses": "BatchWriteItem",
        "audit": "PutItem Query",
    },
    "seal": {
        "audit": "PutItem Query",
        "officers": "Query",
    },
    "reorganise": {
        "cases": "DeleteItem GetItem PutItem Query UpdateItem",
        "cases/index/by_unit": "Query",
        "cases/index/by_unit_status": "Query",
        "officers": "DeleteItem GetItem PutItem Query UpdateItem",
        "content": "DeleteItem GetItem PutItem Query UpdateItem",
        "questions": "DeleteItem PutItem Query",
        "broadcasts": "DeleteItem GetItem PutItem Query UpdateItem",
        "receipts": "DeleteItem PutItem UpdateItem",
    },
}

CONSUME = "ChangeMessageVisibility DeleteMessage GetQueueAttributes ReceiveMessage"
REDRIVE = f"{CONSUME} SendMessage"
FIFO_QUEUES = (
    *("tips", "alerts", "replies", "questions", "publications", "plans", "chunks", "followers"),
    *("lookups", "tickets", "orders"),
)
QUEUES = (*FIFO_QUEUES, "echoes", "arrivals", "media", "scans")
QUEUE_ACTIONS: dict[str, dict[str, str]] = {
    "webhook": dict.fromkeys(("tips", "alerts", "questions", "echoes", "lookups", "tickets"), "SendMessage"),
    "intake": {"tips": CONSUME, "replies": "SendMessage", "alerts": "SendMessage", "media": "SendMessage"},
    "alert": {"alerts": CONSUME, "replies": "SendMessage"},
    "reply": {"replies": CONSUME},
    "admin": dict.fromkeys(("replies", "publications", "plans", "chunks", "orders", "media", "scans"), "SendMessage"),
    "upkeep": dict.fromkeys(QUEUES, "SendMessage") | {f"{queue}-dead": REDRIVE for queue in QUEUES},
    "faq": {"questions": CONSUME, "replies": "SendMessage", "tips": "SendMessage"},
    "publish": {"publications": CONSUME},
    "plan": {"plans": CONSUME, "chunks": "SendMessage", "replies": "SendMessage"},
    "send": {"chunks": CONSUME},
    "track": {"echoes": CONSUME},
    "follow": {"followers": CONSUME},
    "report": {"replies": "SendMessage"},
    "lookup": {"lookups": CONSUME, "replies": "SendMessage"},
    "imports": {"arrivals": CONSUME, "replies": "SendMessage"},
    "ticket": {"tickets": CONSUME, "replies": "SendMessage"},
    "media": {"media": CONSUME},
    "preserve": {"scans": CONSUME, "replies": "SendMessage"},
    "seal": {},
    "retain": {},
    "reorganise": {"orders": CONSUME},
    "reveal": {"replies": "SendMessage"},
}

CARDS = "dutydesk-dev-cards-123456789012"
HEADS = "dutydesk-dev-audit-heads-123456789012"
QUARANTINE = "dutydesk-dev-quarantine-123456789012"
ORIGINALS = "dutydesk-dev-originals-123456789012"
VIEWS = "dutydesk-dev-views-123456789012"
EDITIONS = "dutydesk-dev-library-123456789012/faq/*"
OBJECT_ACTIONS: dict[str, dict[str, str]] = {
    "faq": {EDITIONS: "GetObject"},
    "publish": {EDITIONS: "GetObject PutObject"},
    "admin": {
        f"{CARDS}/uploads/*": "PutObject",
        f"{CARDS}/reports/*": "GetObject",
        HEADS: "ListBucket",
        f"{HEADS}/digests/*": "GetObject",
        f"{VIEWS}/*": "GetObject",
        f"{VIEWS}/opened/*": "AbortMultipartUpload PutObject",
        f"{ORIGINALS}/*": "GetObject PutObjectLegalHold",
    },
    "retain": {f"{VIEWS}/*": "DeleteObject", f"{QUARANTINE}/*": "DeleteObject"},
    "seal": {f"{HEADS}/digests/*": "PutObject"},
    "media": {
        QUARANTINE: "ListBucket ListBucketMultipartUploads",
        f"{QUARANTINE}/*": "AbortMultipartUpload DeleteObject GetObject PutObject",
    },
    "preserve": {
        QUARANTINE: "ListBucket ListBucketMultipartUploads",
        f"{QUARANTINE}/*": "DeleteObject GetObject",
        ORIGINALS: "ListBucket",
        f"{ORIGINALS}/*": "AbortMultipartUpload GetObject PutObject PutObjectRetention",
        f"{VIEWS}/*": "DeleteObject PutObject",
    },
    "imports": {
        CARDS: "ListBucket",
        f"{CARDS}/uploads/*": "DeleteObject GetObject",
        f"{CARDS}/reports/*": "DeleteObject GetObject PutObject",
    },
}

PAPERS: dict[str, set[str]] = {
    "webhook": {"Encrypt"},
    "lookup": {"Decrypt", "GenerateDataKeyWithoutPlaintext"},
    "imports": {"Decrypt", "GenerateDataKeyWithoutPlaintext"},
}

SECRETS: dict[str, set[str]] = {
    "webhook": {"secret:dutydesk-dev-person-key-a1", "secret:dutydesk-dev-apps/*"},
    "reply": {"secret:dutydesk-dev-apps/*"},
    "send": {"secret:dutydesk-dev-apps/*"},
    "follow": {"secret:dutydesk-dev-person-key-a1", "secret:dutydesk-dev-apps/*"},
}
