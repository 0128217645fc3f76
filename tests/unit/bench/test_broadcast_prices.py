"""The table of prices."""

import pytest

from bench.broadcast_prices import PRICES, added, per_million, usd


def test_a_bill_is_the_sum_of_amounts_times_prices() -> None:
    used = {"lambda_requests": 2_000_000.0, "kms_requests": 20_000.0}
    assert usd(used) == pytest.approx(2 * PRICES["lambda_requests"].usd + 2 * PRICES["kms_requests"].usd)


def test_what_has_no_price_is_not_for_nothing() -> None:
    with pytest.raises(KeyError):
        usd({"magic": 1.0})


def test_uses_add_up_and_scale() -> None:
    used = added({"sqs_requests": 1.0}, {"sqs_requests": 2.0, "kms_requests": 1.0})
    assert used == {"kms_requests": 1.0, "sqs_requests": 3.0}
    assert per_million(used, 500) == {"kms_requests": 2_000.0, "sqs_requests": 6_000.0}


def test_every_price_names_its_source() -> None:
    assert all(price.source.startswith("https://aws.amazon.com/") and price.usd > 0 for price in PRICES.values())
