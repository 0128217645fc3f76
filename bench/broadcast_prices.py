"""What AWS charges, as data: a change of a price, or of the region, is one edit here.

Public list prices for pay-per-request use, without the free tier, discounts, taxes and the cost of what merely lies
there (storage, alarms, idle polling of queues). They are written down from memory of AWS's price pages and were not
fetched when this was written: whoever budgets by them looks them up first.
"""

from collections.abc import Mapping
from dataclasses import dataclass

REGION = "ap-southeast-1"
AS_OF = "2026-11"


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars for ``per`` units of one thing, and the page that names it."""

    usd: float
    per: float
    source: str


MILLION = 1_000_000.0
_DYNAMODB = "https://aws.amazon.com/dynamodb/pricing/on-demand/"
_LAMBDA = "https://aws.amazon.com/lambda/pricing/"
_SQS = "https://aws.amazon.com/sqs/pricing/"
_S3 = "https://aws.amazon.com/s3/pricing/"
_GUARDDUTY = "https://aws.amazon.com/guardduty/pricing/ (malware protection for S3)"

PRICES: Mapping[str, Price] = {
    "dynamodb_write_units": Price(usd=0.7115, per=MILLION, source=_DYNAMODB),
    "dynamodb_read_units": Price(usd=0.1425, per=MILLION, source=_DYNAMODB),
    "lambda_requests": Price(usd=0.20, per=MILLION, source=_LAMBDA),
    "lambda_gib_s": Price(usd=0.0000133334, per=1, source=f"{_LAMBDA} (arm64, first tier)"),
    "sqs_fifo_requests": Price(usd=0.50, per=MILLION, source=_SQS),
    "sqs_requests": Price(usd=0.40, per=MILLION, source=_SQS),
    "kms_requests": Price(usd=0.03, per=10_000, source="https://aws.amazon.com/kms/pricing/"),
    "http_api_requests": Price(usd=1.25, per=MILLION, source="https://aws.amazon.com/api-gateway/pricing/"),
    "s3_writes": Price(usd=0.005, per=1_000, source=_S3),
    "s3_reads": Price(usd=0.0004, per=1_000, source=_S3),
    "scanned_objects": Price(usd=0.215, per=1_000, source=_GUARDDUTY),
    "scanned_gib": Price(usd=0.09, per=1, source=_GUARDDUTY),
    "log_gib": Price(usd=0.70, per=1, source="https://aws.amazon.com/cloudwatch/pricing/"),
    "out_gib": Price(usd=0.12, per=1, source="https://aws.amazon.com/ec2/pricing/on-demand/ (data transfer out)"),
}


def usd(used: Mapping[str, float]) -> float:
    """Return what this use costs.

    Args:
        used: how much of each thing, by the names of ``PRICES``.

    Raises:
        KeyError: something has no price.
    """
    return sum(amount * PRICES[name].usd / PRICES[name].per for name, amount in used.items())


def added(*uses: Mapping[str, float]) -> dict[str, float]:
    """Return the sum of several uses."""
    names = {name for use in uses for name in use}
    return {name: sum(use.get(name, 0.0) for use in uses) for name in sorted(names)}


def per_million(used: Mapping[str, float], recipients: int) -> dict[str, float]:
    """Return the use for a million recipients at the same rate; ``recipients`` > 0."""
    return {name: amount * MILLION / recipients for name, amount in used.items()}
