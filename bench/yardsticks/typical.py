"""A function as most are written: Logger, Metrics, a resolver, a pydantic model and two boto3 clients."""

from typing import Any

import boto3
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from pydantic import BaseModel

logger = Logger()
metrics = Metrics()
app = APIGatewayHttpResolver()
dynamodb = boto3.client("dynamodb")
sqs = boto3.client("sqs")


class Greeting(BaseModel):
    """Something to validate."""

    name: str
    text: str = ""


@app.post("/greetings")
def greet() -> dict[str, str]:
    """Say it back."""
    return Greeting.model_validate(app.current_event.json_body).model_dump()


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one HTTP call."""
    answer: dict[str, Any] = app.resolve(event, context)
    return answer
