"""What the desk keeps as short words, the console has in words for officers, in both languages."""

import re
from typing import get_args

import pytest

from dutydesk.tokens.pages import OUR_WORDS
from functions.admin.matrix import Deed
from functions.admin.pages import FOLDER
from functions.admin.staff.api import RoleName
from functions.upkeep.wiring import QUEUES

WANTED = {
    ("audited", "audited_"): [*Deed, "identity.reveal"],
    ("stuck", "stuckQueue_"): QUEUES,
    ("health", "healthWhy_"): sorted(OUR_WORDS),
    ("staff", "staffRole_"): get_args(RoleName),
}


@pytest.mark.parametrize(("table", "prefix"), WANTED, ids=[table for table, _ in WANTED])
@pytest.mark.parametrize("language", ["VI", "EN"])
def test_every_short_word_can_be_read(table: str, prefix: str, language: str) -> None:
    text = (FOLDER / "words" / f"{table}.js").read_text()
    (own,) = re.findall(rf"export const {language} = {{(.*?)^}};", text, re.MULTILINE | re.DOTALL)
    said = set(re.findall(rf'^  "?{prefix}([\w.]+)"?: ".+",$', own, re.MULTILINE))
    assert set(map(str, WANTED[table, prefix])) <= said
