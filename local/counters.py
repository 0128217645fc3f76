"""The demo's offices: entered as an editor would do it, signed in like a browser."""

from dutydesk.messages import as_plain
from dutydesk.stores.offices import Office
from local.demo import EDITS_THE_BANK, offices
from local.endpoints import Endpoints
from local.errors import StartError
from local.sign_in import SignIn
from local.web import web

PATIENCE_S = 60.0


def open_counters(endpoints: Endpoints, sign_in: SignIn) -> None:
    """Enter every office of the demo through the admin API, so that citizens can take numbers there.

    Raises:
        SignInRefused: the demo's editor was not let in.
        StartError: the desk refused an office.
    """
    token = sign_in.id_token(EDITS_THE_BANK, endpoints.password(EDITS_THE_BANK) or "")
    with web(timeout=PATIENCE_S, headers={"authorization": f"Bearer {token}"}) as http:
        for office in offices():
            entered = http.put(f"{endpoints.api}/admin/offices/{office.office_id}", json=_wish(office))
            if not entered.is_success:
                raise StartError(f"the office {office.office_id} was refused with {entered.status_code}")


def _wish(office: Office) -> dict[str, object]:
    return {name: value for name, value in as_plain(office).items() if name != "office_id"}
