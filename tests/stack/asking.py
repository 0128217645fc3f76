"""Asking the desk on the stack: what the sample bank knows, and how an answer is waited for."""

from tests.stack.desk import Citizen, wait_until

FEE_QUESTION, FEE = "lam lai cccd mat bao nhieu tien", "70.000"
QUIET_LOOKS = 8
"""An answer may come in several bubbles; after so many looks without another one it is whole."""


def asks(citizen: Citizen, text: str) -> list[str]:
    """Ask something and return the whole of what came back, once something did."""
    before = seen = len(citizen.texts())
    quiet = 0
    citizen.tell(text)

    def whole() -> bool:
        nonlocal seen, quiet
        now = len(citizen.texts())
        quiet = quiet + 1 if now == seen > before else 0
        seen = now
        return quiet >= QUIET_LOOKS

    wait_until(whole, f"an answer to “{text}”")
    return citizen.texts()[before:]


def buttons(citizen: Citizen) -> dict[str, str]:
    """Return the payloads of the newest message's buttons, by their titles."""
    return {button["title"]: button["payload"] for button in citizen.inbox()[-1]["buttons"]}
