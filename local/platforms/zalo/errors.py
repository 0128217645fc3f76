"""Refusals of the OA API: HTTP 200 with a negative number and a sentence."""

MESSAGES = {
    -32: "Your application has reached limit call api",
    -131: "Template is not approved",
    -132: "Parameter is invalid: {field}",
    -200: "Send message failed",
    -201: "{field} is invalid!",
    -205: "OA is not existed",
    -210: "{field} is too long or over limit!",
    -211: "Out of quota",
    -213: "User has not followed OA",
    -214: "Article is being processed",
    -216: "Access token is invalid",
    -218: "Recipient has reached the limit of this type of message",
    -220: "access_token is expired or removed",
    -224: "OA has not upgraded to the required package",
    -227: "User is banned or has been inactive for more than 45 days",
    -230: "User has not interacted with the OA in the past 7 days",
    -232: "User has not interacted with the OA, or the latest interaction is overdue",
    -233: "Type of message is not supported",
    -234: "This type of message is not allowed from 22:00 to 06:00",
    -240: "MessageV2 API has been shut down",
    -244: "User has restricted this type of message from your OA",
    -248: "Violation of platform policy",
    -249: "Template is not supported for sending by user id",
}


class Refused(Exception):
    """The platform does not do what was asked; ``code`` is its error number."""

    def __init__(self, code: int, field: str = "") -> None:
        self.code = code
        self.sentence = message_of(code, field)
        super().__init__(self.sentence)


def message_of(code: int, field: str = "parameter") -> str:
    """Return the sentence that goes with a code."""
    return MESSAGES.get(code, "Unknown error").format(field=field)
