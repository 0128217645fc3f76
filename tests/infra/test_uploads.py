"""Lists of cards come straight from officers' browsers: from the console's own pages, and to no other bucket."""

import importlib

import pytest

from infra.recording import Recorded
from tests.infra.conftest import Deploy


@pytest.mark.parametrize("stack_name", ["dev", "prod", "own-domain"])
def test_only_pages_of_the_console_send_lists_of_cards(deploy: Deploy, stack_name: str) -> None:
    """No other bucket listens to any page, and this one to no other call than the sending of a form."""
    found = deploy(stack_name)
    cors = found.of_type("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration")
    assert set(cors) == {"cards"}
    (callback, _) = found.of_type("aws:cognito/userPoolClient:UserPoolClient")["officers"]["callbackUrls"]
    console = callback.removesuffix("/console")
    assert cors["cards"]["corsRules"] == [{"allowedMethods": ["POST"], "allowedOrigins": [console]}]


def test_the_console_may_call_the_bucket_that_takes_its_lists(stack: Recorded) -> None:
    """The origin that pages are allowed is the one of the forms that the desk signs."""
    config = importlib.import_module("botocore.config").Config
    s3 = (
        importlib.import_module("botocore.session")
        .get_session()
        .create_client(
            "s3",
            region_name="ap-southeast-1",
            aws_access_key_id="a",
            aws_secret_access_key="b",
            config=config(signature_version="s3v4", s3={"addressing_style": "virtual"}),
        )
    )
    told = stack.of_type("aws:lambda/function:Function")["admin"]["environment"]["variables"]
    form = s3.generate_presigned_post(told["CARDS_BUCKET"], "uploads/a.csv")
    assert form["url"].rstrip("/") == told["CARDS_ORIGIN"]
