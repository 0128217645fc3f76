"""The demo's question bank: imported and published as an editor would do it, signed in like a browser."""

from local.demo import EDITS_THE_BANK
from local.endpoints import Endpoints
from local.errors import StartError
from local.places import STARTER_BANK
from local.sign_in import SignIn
from local.web import web
from operate.bank import BankRefused, Editor, put_in_service

PATIENCE_S = 60.0


def fill_bank(endpoints: Endpoints, sign_in: SignIn) -> None:
    """Put the sample bank in service through the admin API.

    Raises:
        SignInRefused: the demo's editor was not let in.
        StartError: the desk refused the bank or did not put it in service.
    """
    token = sign_in.id_token(EDITS_THE_BANK, endpoints.password(EDITS_THE_BANK) or "")
    with web(timeout=PATIENCE_S) as http:
        editor = Editor(http=http, api=endpoints.api, token=token)
        try:
            put_in_service(editor, STARTER_BANK.read_text(encoding="utf-8"), say=lambda _: None)
        except BankRefused as refused:
            raise StartError(f"the question bank is not in service: {refused}") from refused
