"""The least that a function pays which calls AWS through botocore: a session and one client."""

from typing import Any

import botocore.session

sqs: Any = botocore.session.get_session().create_client("sqs")
