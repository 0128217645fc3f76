"""What every test relies on: an invented environment, never anybody's own."""

import os

import hypothesis
import pytest

hypothesis.settings.register_profile("short", derandomize=True, deadline=None)
hypothesis.settings.register_profile("long", deadline=None, max_examples=500)


def pytest_configure(config: pytest.Config) -> None:
    """Try the same examples every time, unless the long forms run: those look for new ones."""
    short = "not long" in config.getoption("markexpr", "")
    hypothesis.settings.load_profile("short" if short else "long")


os.environ.update(
    {
        "AWS_DEFAULT_REGION": "ap-southeast-1",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "POWERTOOLS_SERVICE_NAME": "test",
        "POWERTOOLS_METRICS_NAMESPACE": "DutyDesk",
    }
)
