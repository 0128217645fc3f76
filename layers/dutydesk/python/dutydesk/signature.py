"""The line that ends every broadcast: who speaks, and the code with which a citizen can ask whether it is true."""

from collections.abc import Mapping

from dutydesk import ids
from dutydesk.text import catalogue


def signed(text: str, *, unit: str, code: str) -> str:
    """Return the words as a citizen reads them, with a last line such as ``Công an Quận Mẫu. Mã kiểm tra: ABC-…``."""
    return f"{text.rstrip()}\n{catalogue.BROADCAST_SIGNED.format(unit=unit, code=ids.shown(code))}"


def fields(text: str, *, unit: str, code: str) -> Mapping[str, str]:
    """Return what fills an approved template: it must have exactly these parameters."""
    return {"unit": unit, "content": text, "code": ids.shown(code)}
