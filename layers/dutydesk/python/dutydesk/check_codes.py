"""Check codes as they stand in texts: "Mã kiểm tra: ABC-DEF-GHJ", written by ``dutydesk.signature``.

Read from folded text, so that Vietnamese composed or decomposed, and what was copied without marks, read alike.
"""

import re
from collections.abc import Iterable

from dutydesk.ids import CODE_ALPHABET, as_code
from dutydesk.text.fold import fold

LONGEST_READ = 4_000
"""Characters at the end of a text that are read; a platform's longest message has half as many."""

_GROUP = f"[{CODE_ALPHABET.lower()}]{{3}}"
_HYPHEN = "[-\u2010\u2013]"
_CODE = rf"(?<![0-9a-z])(?P<code>{_GROUP}{_HYPHEN}{_GROUP}{_HYPHEN}{_GROUP})(?![0-9a-z])"
_SHOWN = re.compile(_CODE)
_LABELLED = re.compile(rf"ma kiem tra ?:? ?{_CODE}")
_WORD = re.compile(r"\w+")
_ASKING_ABOUT_IT = frozenset(
    (
        "a ah ha hay vay the do day nay la co phai dung that gia khong ko k hong cho hoi xin em toi minh tin cua cong"
        " an nhe nha voi"
    ).split()
)
"""Small words with which somebody asks about what was pasted before them; none of them tells of anything."""


def signed_with(text: str) -> str:
    """Return the last valid check code that stands in ``text`` behind its label, or nothing. Any ``str``."""
    return _last_valid(_LABELLED.finditer(_read(text)))


def shown_in(text: str) -> str:
    """Return the last valid code that stands in ``text`` in groups, labelled or not, or nothing."""
    return _last_valid(_SHOWN.finditer(_read(text)))


def pasted_code(text: str) -> str:
    """Return the check code with which ``text`` ends, but for a few words that ask about it; or nothing.

    A copy of a broadcast ends so. Whoever goes on to tell something is to be heard by other rules.
    """
    read = _read(text)
    *_, last = (None, *_LABELLED.finditer(read))
    if last is None or not _ASKING_ABOUT_IT.issuperset(_WORD.findall(read, last.end())):
        return ""
    return _valid(last["code"])


def _read(text: str) -> str:
    return fold(text[-LONGEST_READ:])


def _last_valid(found: Iterable[re.Match[str]]) -> str:
    return next((code for one in reversed([*found]) if (code := _valid(one["code"]))), "")


def _valid(shown: str) -> str:
    return as_code(re.sub(_HYPHEN, "", shown)) or ""
