"""What citizens type instead of tapping below an answer: right, wrong, one of the choices, or an officer.

Typed words count only when they are all that a message says, but for the small words of politeness around them. A word
with marks must be the right word ("dừng" is not "đúng"); one without is taken for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from dutydesk.text.fold import fold
from functions.webhook.commands import LONGEST_COMMAND, Command, Word
from functions.webhook.reading import STOP, read, spelling

MOST_CHOICES = 3

_RIGHT = """
    đúng|đúng rồi|đúng vậy|đúng thế|đúng là vậy|đúng ý|đúng ý rồi|đúng câu này|đúng câu đó|chính xác|chuẩn|chuẩn rồi|
    phải rồi
"""
_WRONG = """
    sai|sai rồi|sai hết|chưa đúng|chưa đúng ý|chưa đúng lắm|chưa phải|không đúng|không đúng ý|không đúng lắm|không phải|
    không phải vậy|không phải câu này|không phải cái này|không phải ý này|không phải câu đó|nhầm rồi|chưa chính xác|
    không chính xác|không liên quan|trả lời sai|trả lời sai rồi|không câu nào đúng|không có câu nào đúng
"""
_CHOICES = "|số|câu|câu số|câu hỏi|chọn|chọn số|chọn câu|ý|ý số|cái|mục"
_MEET = """
    gặp|gặp trực tiếp|nói chuyện với|trao đổi với|chat với|nhắn tin với|nhắn với|liên hệ|liên hệ với|kết nối|
    kết nối với|chuyển|chuyển cho|chuyển sang|chuyển qua|chuyển máy cho
"""
_SOMEBODY = """
    cán bộ|cán bộ trực|cán bộ trực ban|cán bộ công an|cán bộ phụ trách|cán bộ tư vấn|cán bộ hỗ trợ|người|người thật|
    người trực|người tư vấn|người hỗ trợ|người phụ trách|tư vấn|tư vấn viên|nhân viên|nhân viên tư vấn|nhân viên hỗ trợ|
    nhân viên trực|công an|anh công an|các anh công an|chú công an|các chú công an|đồng chí công an|trực ban|tổng đài|
    tổng đài viên
"""
_BEFORE = "dạ vâng ừ uh ừm ok oke à ồ"
_ASKING = f"{_BEFORE} tôi em mình con cháu bác cô chú anh chị ad cho muốn cần xin được hãy giúp làm ơn vui lòng ơi"
_AFTER = "ạ ah nha nhé nhe nhá đó đấy em anh chị ad bạn bác cán bộ cảm cám ơn nhiều"
_ASKED = f"{_AFTER} đi với ngay gấp liền giúp giùm dùm tôi mình con cháu được không"

type _Word = tuple[str, str]
"""A word without marks, and spelled."""


def verdict_in(text: str) -> Command | None:
    """Return what this text says about an answer, without naming which; None when it says anything else."""
    if len(text) > LONGEST_COMMAND:
        return None
    reading = read(text)
    words = [word for word in zip(reading.bare, reading.spelled, strict=True) if word[0] != STOP]
    said = next((command for sayings, command in _sayings() if sayings.cover(words)), None)
    return None if said is not None and said.word is not Word.OFFICER and "?" in text else said


class _Phrases:
    """Phrases, found again by words with or without marks."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._spellings: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for words in (phrase.split() for phrase in phrases):
            bare = tuple(fold(word) for word in words)
            self._spellings.setdefault(bare, []).append(tuple(spelling(word) for word in words))

    def has(self, words: Sequence[_Word]) -> bool:
        """Say whether these words are one of the phrases; words with marks must be spelled as there."""
        spellings = self._spellings.get(tuple(bare for bare, _ in words), ())
        return any(
            all(
                bare.isdigit() or spelled in (bare, right)
                for (bare, spelled), right in zip(words, spelling, strict=True)
            )
            for spelling in spellings
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sayings:
    """Phrases that say one thing, and the small words that may stand before and after them."""

    before: _Phrases
    phrases: _Phrases
    after: _Phrases

    def cover(self, words: Sequence[_Word]) -> bool:
        """Say whether these words are one of the phrases and nothing else but small words."""
        for start in range(len(words)):
            ends = range(start + 1, len(words) + 1)
            if any(self.phrases.has(words[start:end]) and self._ends(words[end:]) for end in ends):
                return True
            if not self.before.has(words[start : start + 1]):
                return False
        return False

    def _ends(self, words: Sequence[_Word]) -> bool:
        return all(self.after.has([word]) for word in words)


def _listed(phrases: str) -> list[str]:
    return phrases.split("|")


@cache
def _sayings() -> tuple[tuple[_Sayings, Command], ...]:
    """Return everything that can be said; put together on first use, since a cold start need not wait for it."""
    meetings = (f"{meet} {somebody}" for meet, somebody in product(_listed(_MEET), _listed(_SOMEBODY)))
    officer = _Sayings(before=_Phrases(_ASKING.split()), phrases=_Phrases(meetings), after=_Phrases(_ASKED.split()))
    before, after = _Phrases(_BEFORE.split()), _Phrases(_AFTER.split())
    verdicts = [
        (_listed(_RIGHT), Command(word=Word.RIGHT)),
        (_listed(_WRONG), Command(word=Word.WRONG)),
        *(
            ([f"{opening} {choice + 1}" for opening in _CHOICES.split("|")], Command(word=Word.PICK, choice=choice))
            for choice in range(MOST_CHOICES)
        ),
    ]
    return (
        (officer, Command(word=Word.OFFICER)),
        *((_Sayings(before=before, phrases=_Phrases(said), after=after), command) for said, command in verdicts),
    )
