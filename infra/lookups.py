"""The three functions of ``functions/lookup``: one tells how far a card is, one imports that, one gives out numbers."""

from infra.cards import REPORTS, UPLOADS
from infra.ground import QUEUES, Ground
from infra.job import Job, told_queues, told_tables

INDEX_KEY = ("KEY",)
"""Where the wrapped key of the card index lies; whoever comes first makes it."""
WATCHED = ("PERSON#*", "WATCH#*")
"""Who wants to be told; both are deleted by whoever tells them."""


def lookup(ground: Ground) -> Job:
    """Tell whoever knows a number and a date of birth how far the card is; nothing else can be done with this role.

    What it reads and writes of ``idcards`` is listed in ``functions.lookup.status.book``: no card can be written, and
    neither cards nor who asked for them can be listed.
    """
    idcards, tables, queues = ground.tables["idcards"], ground.tables, ground.queues
    return Job(
        module="lookup.status",
        timeout_s=QUEUES["lookups"].worker_timeout_s,
        memory_mib=512,
        settings=told_tables(ground, "idcards", "receipts", "content", "people")
        | told_queues(ground, "replies")
        | {"papers_key_arn": ground.papers_key.arn},
        grants=[
            idcards.may("GetItem", leading_keys=INDEX_KEY),
            idcards.may("BatchGetItem", leading_keys=("LIVE", "CARD#*", "PERSON#*", "ASKED#*")),
            idcards.may("Query", leading_keys=("PERSON#*",)),
            idcards.may("PutItem", leading_keys=(*INDEX_KEY, "ASKED#*", *WATCHED)),
            idcards.may("UpdateItem", leading_keys=("PERSON#*", "DAY#*", "PAGE#*")),
            idcards.may("DeleteItem", leading_keys=WATCHED),
            tables["receipts"].may("GetItem", "PutItem", "UpdateItem"),
            tables["content"].may("Query", leading_keys=("OFFICES#*",)),
            tables["people"].may("GetItem"),
            queues["lookups"].may_consume(),
            queues["replies"].may_send(),
            ground.papers_key.may("Decrypt", "GenerateDataKeyWithoutPlaintext"),
        ],
        counted={
            "LookupEnumeration": "met somebody who asked about ten numbers in a day; see docs/operations.md, cards",
            "NumberBesieged": "slows strangers down who keep asking for one number; see docs/operations.md, cards",
            "LookupPageCap": "answers no stranger of a page any more today; see docs/operations.md, cards",
        },
    )


def imports(ground: Ground) -> Job:
    """Check a list of cards, write it, show it, and tell those who wait for theirs."""
    idcards, tables, cards = ground.tables["idcards"], ground.tables, ground.cards
    return Job(
        module="lookup.importing",
        timeout_s=QUEUES["arrivals"].worker_timeout_s,
        memory_mib=1024,  # eight lanes at once; the network comes with memory
        settings=told_tables(ground, "idcards", "receipts", "content", "people")
        | told_queues(ground, "replies")
        | {"cards_bucket": cards.bucket, "papers_key_arn": ground.papers_key.arn},
        grants=[
            idcards.may("GetItem", leading_keys=(*INDEX_KEY, "IMPORTING", "LIVE")),
            idcards.may("PutItem", leading_keys=(*INDEX_KEY, "IMPORTING")),
            idcards.may("UpdateItem", leading_keys=("LIVE",)),
            idcards.may("BatchGetItem", leading_keys=("CARD#*", "LIVE")),
            idcards.may("BatchWriteItem", leading_keys=("CARD#*",)),
            idcards.may("DeleteItem", leading_keys=("IMPORTING", *WATCHED)),
            idcards.may("Query", leading_keys=("WATCH#*",)),
            idcards.may("Scan"),  # what will never be shown is found and taken back
            tables["receipts"].may("DeleteItem", "PutItem", "UpdateItem"),
            tables["content"].may("GetItem", "PutItem", "UpdateItem", leading_keys=("IMPORT#*",)),
            tables["content"].may("Query", leading_keys=("OFFICES#*",)),
            tables["people"].may("GetItem"),
            cards.may("DeleteObject", "GetObject", below=UPLOADS),
            cards.may("DeleteObject", "GetObject", "PutObject", below=REPORTS),
            cards.may_tell_what_is_absent(),
            ground.queues["arrivals"].may_consume(),
            ground.queues["replies"].may_send(),
            ground.papers_key.may("Decrypt", "GenerateDataKeyWithoutPlaintext"),
        ],
        counted={"ImportFailed": "could not bring an import to its end; the officer who uploaded it reads why"},
    )


def ticket(ground: Ground) -> Job:
    """Give out queue numbers; what is known of cards is out of its reach."""
    tables, queues = ground.tables, ground.queues
    return Job(
        module="lookup.tickets",
        timeout_s=QUEUES["tickets"].worker_timeout_s,
        memory_mib=512,
        settings=told_tables(ground, "tickets", "receipts", "content") | told_queues(ground, "replies"),
        grants=[
            tables["tickets"].may("DeleteItem", "GetItem", "PutItem", "Query"),
            tables["receipts"].may("GetItem", "PutItem", "UpdateItem"),
            tables["content"].may("GetItem"),
            tables["content"].may("Query", leading_keys=("OFFICES#*",)),
            queues["tickets"].may_consume(),
            queues["replies"].may_send(),
        ],
    )
