"""An HTTP function that does nothing but log one line, as ours do."""

from typing import Any


def lambda_handler(_event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Answer 200."""
    print("answered")
    return {"statusCode": 200, "headers": {"content-type": "text/plain"}, "body": "ok"}
