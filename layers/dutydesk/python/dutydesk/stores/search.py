"""Search words of cases: which of a unit's cases hold a word.

===========  =================================  ==================  =============================================
Item         pk                                 sk                  Purpose
===========  =================================  ==================  =============================================
Word         ``TOKEN#<unit>#<word>``            ``<opened_key>``    a case of the unit holds the word
Beginning    ``TOKEN#<unit>#<beginning>*``      ``<opened_key>``    a case of the unit holds a word that begins so
===========  =================================  ==================  =============================================

In the table ``cases``. An item says no more than its keys, and proves nothing: a case may have moved meanwhile, so who
finds it asks the case itself. Words are folded, 12 characters at the most; numbers by which a person or a telephone is
known are never words. ``intake`` and ``admin`` put them together with the messages that hold them; what a transaction
has no room for is put before it, so that a message is never there without its words.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched, islice
from typing import TYPE_CHECKING, Any

from dutydesk.stores.cases import QUESTION, Case
from dutydesk.stores.items import key
from dutydesk.stores.transactions import transact
from dutydesk.text.fold import fold
from dutydesk.text.redact import HIDDEN_IDENTITY, HIDDEN_NUMBER, redact

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

LONGEST_WORD = 12
"""Characters of a word that are told apart; Vietnamese syllables have seven."""
MOST_TERMS = 2000
"""Words and beginnings of one message; what lies behind them in a very long one leads nowhere."""
AT_ONCE = 40
"""Parts that go into somebody else's transaction, which takes 100 in all."""
PORTION = 100

_FEWEST = 2
"""Characters of the shortest beginning."""
_NUMBER_OF_SOMEBODY = re.compile(r"\d{7}")
_KINDS: Mapping[str, str] = {"tip": "tin báo", "emergency": "khẩn cấp", QUESTION: "câu hỏi"}
"""What officers call the categories."""


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are searched for, each once, in order."""
    for hidden in (HIDDEN_IDENTITY, HIDDEN_NUMBER):
        text = text.replace(hidden, " ")
    shown = redact(text).text.replace(HIDDEN_IDENTITY, " ").replace(HIDDEN_NUMBER, " ")
    return _words(shown)


def beginning(letters: str) -> str:
    """Return what words that begin so are found by; a single letter is a word of its own."""
    return f"{letters[:LONGEST_WORD]}*" if len(letters) >= _FEWEST else letters


def terms_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words of texts and the words' beginnings, each once, ``MOST_TERMS`` at the most."""
    return _terms(word for text in texts for word in words_in(text))


def terms_of(case: Case) -> tuple[str, ...]:
    """Return what a case is found by before anybody has said a word: its code, its category, its line in the list.

    The code is known here to be one, so its digits are nobody's number.
    """
    code = case.receipt.lower()
    groups = [code[at : at + 3] for at in range(0, len(code), 3)]
    named = (*_words(case.category), *_words(_KINDS.get(case.category, "")))
    return _terms((code, *groups, *named, *words_in(case.summary)))


def token_pk(unit: str, term: str) -> str:
    """The partition of a unit's cases that are found by a term."""
    return f"TOKEN#{unit}#{term}"


@dataclass(frozen=True, slots=True)
class Wording:
    """Keeps what cases are found by."""

    client: "DynamoDBClient"
    table: str

    def parts(self, case: Case, texts: Iterable[str], *, new: bool = False) -> "list[TransactWriteItemTypeDef]":
        """Return what belongs into the transaction that gives a case these texts, ``AT_ONCE`` parts at the most.

        What has no room is written now: a word that is there too early finds a case that does not hold it yet.

        Args:
            case: as it will be; words are put under its unit.
            texts: what is said; none is fine.
            new: whether the case's code, category and summary are to be found too.
        """
        found = dict.fromkeys([*(terms_of(case) if new else ()), *terms_in(texts)])
        puts = [self._put(case, term) for term in found]
        self._write(puts[AT_ONCE:])
        return puts[:AT_ONCE]

    def moved(self, case: Case, texts: Sequence[str], *, to: str) -> "list[TransactWriteItemTypeDef]":
        """Return what belongs into the transaction that makes ``to`` the case's unit.

        ``texts`` are all that was ever said in the case. The words of before stay until ``forget``: they find nothing,
        since the case is another unit's.
        """
        return self.parts(replace(case, unit=to), texts, new=True)

    def forget(self, case: Case, texts: Iterable[str]) -> None:
        """Take the words away that led to the case in the unit that ``case`` names, once it is not there any more."""
        terms = dict.fromkeys([*terms_of(case), *terms_in(texts)])
        self._write([{"Delete": {"TableName": self.table, "Key": _key(case, term)}} for term in terms])

    def complete(self, case: Case, texts: Iterable[str]) -> int:
        """Put all that the case is found by, whatever is there already; return how many terms that are."""
        terms = dict.fromkeys([*terms_of(case), *terms_in(texts)])
        self._write([self._put(case, term) for term in terms])
        return len(terms)

    def _put(self, case: Case, term: str) -> "TransactWriteItemTypeDef":
        return {"Put": {"TableName": self.table, "Item": _key(case, term)}}

    def _write(self, parts: "Sequence[TransactWriteItemTypeDef]") -> None:
        for portion in batched(parts, PORTION, strict=False):
            transact(self.client, portion)


def _key(case: Case, term: str) -> dict[str, Any]:
    return key(token_pk(case.unit, term), case.opened_key)


def _words(text: str) -> tuple[str, ...]:
    """Split at everything that is neither letter nor digit; numbers that may be somebody's are left out."""
    letters = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    found = (word for word in letters.split() if not _NUMBER_OF_SOMEBODY.search(word))
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in found))


def _terms(words: Iterable[str]) -> tuple[str, ...]:
    found = (
        term
        for word in dict.fromkeys(words)
        for term in (word, *(beginning(word[:size]) for size in range(_FEWEST, len(word) + 1)))
    )
    return tuple(islice(dict.fromkeys(found), MOST_TERMS))
