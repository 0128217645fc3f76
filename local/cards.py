"""The demo's list of cards: invented numbers and dates, brought as an editor would do it, signed in like a browser."""

from collections.abc import Iterator
from datetime import date, timedelta

from local.demo import BRINGS_CARDS, WARDS
from local.endpoints import Endpoints
from local.errors import StartError
from local.sign_in import SignIn
from local.web import web
from operate.cards import Bringer, CardsRefused, bring

CARDS = 200
UNIT = WARDS[0]
"""Whose cards they are, and where they can be fetched."""
COLUMNS = ("card_number", "receipt_number", "birth_date", "status", "office", "day")
STATES = ("received", "processing", "printed", "ready", "handed_over", "returned")
FIRST_BORN = date(1990, 2, 1)
DECIDED = date(2026, 3, 2)
PATIENCE_S = 60.0


def invented_number(order: int) -> str:
    """Return a card number that nobody bears: the demo's own making, counted up."""
    return f"001099{order:06}"


def invented_receipt(order: int) -> str:
    """Return a file receipt number of the demo's own making."""
    return f"QM-0000-{order:05}"


def invented_birth(order: int) -> date:
    """Return the date of birth that goes with it."""
    return FIRST_BORN + timedelta(days=order)


def invented_state(order: int) -> str:
    """Return how far it is: each sixth card is ready."""
    return STATES[order % len(STATES)]


def sample(cards: int = CARDS, *, office: str = UNIT) -> bytes:
    """Return a list of so many cards as a spreadsheet of this country writes it."""
    return ("\ufeff" + "\r\n".join((";".join(COLUMNS), *_rows(cards, office), ""))).encode()


def bring_cards(endpoints: Endpoints, sign_in: SignIn) -> None:
    """Bring the sample to the desk through the admin API.

    Raises:
        SignInRefused: the demo's editor was not let in.
        StartError: the desk refused the list or did not show it.
    """
    token = sign_in.id_token(BRINGS_CARDS, endpoints.password(BRINGS_CARDS) or "")
    with web(timeout=PATIENCE_S) as http:
        bringer = Bringer(http=http, api=endpoints.api, token=token)
        try:
            bring(bringer, sample(), unit=UNIT, file_name="mau.csv", patience_s=PATIENCE_S, say=lambda _: None)
        except CardsRefused as refused:
            raise StartError(f"the sample cards are not shown: {refused}") from refused


def _rows(cards: int, office: str) -> Iterator[str]:
    for order in range(1, cards + 1):
        state = invented_state(order)
        born, decided = (f"{day:%d/%m/%Y}" for day in (invented_birth(order), DECIDED))
        yield ";".join((invented_number(order), invented_receipt(order), born, state, office, decided))
