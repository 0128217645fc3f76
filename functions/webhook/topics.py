"""Topics that citizens choose: what they type, or tap, to see them, to get one, and to get it no more.

Only who asks for news ("đăng ký nhận tin …"), not for a paper ("đăng ký tạm trú"), is meant. A name counts when it is a
topic's; some words of one show the list; any other words are somebody else's to answer. A name alone counts only right
after the list, outside a dialogue, and never when it may be an emergency.
"""

import re
from collections.abc import Iterable, Sequence

from dutydesk.messages import Emergency, Intent
from dutydesk.stores.topics import Topic, said_as
from functions.webhook.commands import LONGEST_COMMAND, Command, Word, command_in
from functions.webhook.emergency import assess
from functions.webhook.session import Session

_TOPICAL = frozenset([Intent.TOPICS, Intent.SUBSCRIBE, Intent.UNSUBSCRIBE])
_BEFORE = r"(?:(?:cho|toi|em|minh|con|chau|bac|muon|can|xin|duoc|hay) )*"
_NEWS = r"(?:tin tuc|ban tin|tin|thong bao|chu de)"
_SIGN_UP = r"dang k[yi]"
_GET = r"(?: nhan| theo doi)"
_ON = rf"{_BEFORE}{_SIGN_UP}{_GET}*(?: {_NEWS})+"
# "Đúng tin …" and "bộ tin …" look like "dừng" and "bỏ": those two need more than the news behind them.
_STOP = rf"(?:(?:huy|tat)(?P<signed> {_SIGN_UP})?{_GET}*|(?:dung|ngung|bo) {_SIGN_UP}{_GET}*|(?:dung|ngung|bo){_GET}+)"
_OFF = rf"{_BEFORE}{_STOP}(?P<news>(?: {_NEWS})+)"
_REST = r"(?: (?:ve|theo|cac|nhung|chu de))*(?P<rest>(?: \w+)*)"
_ORDERS = ((Word.SUBSCRIBE, re.compile(_ON + _REST)), (Word.UNSUBSCRIBE, re.compile(_OFF + _REST)))
_SHOW = r"(?:xem |chon |doi |co )?(?:cac |nhung |danh sach )?(?:tin theo )?"
_LISTS = re.compile(rf"{_BEFORE}{_SHOW}chu de(?: tin| thong bao| nao| dang ky)*")
_LEADING = re.compile(rf"^(?:(?:{_NEWS}|ve|theo|cac|nhung) )+")
"""Words before a name that may as well be the order's."""
_POLITE = re.compile(r"(?: (?:a|ah|nhe|nha|voi|di|giup|toi|em|minh|nua|cam on))+$")


def may_concern(text: str, session: Session) -> bool:
    """Whether a unit's topics must be known to route this text: cheap, so that hardly any message costs the read."""
    if not text.strip() or len(text) > LONGEST_COMMAND or text.startswith("#"):
        return False
    said = said_as(text)
    return _was_listed(session) or bool(_LISTS.match(said)) or any(order.match(said) for _, order in _ORDERS)


def topical(text: str, session: Session, topics: Sequence[Topic]) -> Command | None:
    """Return what this text orders of the topics that its page's unit offers, or None; pure."""
    if not topics or not may_concern(text, session):
        return None
    said = said_as(text)
    plain = _POLITE.sub("", said)
    if _LISTS.fullmatch(plain):
        return Command(word=Word.TOPICS)
    for word, order in _ORDERS:
        found = order.fullmatch(said)
        if found is not None:
            return _ordered(word, found, topics)
    named = _named((said, plain), topics)
    if named is None or command_in(text) is not None or assess(text) is not Emergency.NONE:
        return None
    return Command(word=Word.SUBSCRIBE, target=named.key)


def _ordered(word: Word, found: re.Match[str], topics: Sequence[Topic]) -> Command | None:
    rest = found["rest"].strip()
    words = _POLITE.sub("", found["rest"]).strip()
    if not words:
        clear = word is Word.SUBSCRIBE or found["signed"] or "chu de" in found["news"]
        return Command(word=Word.TOPICS) if clear else None
    named = _named((rest, words), topics)
    if named is not None:
        return Command(word=word, target=named.key)
    close = any(set(words.split()) <= set(said_as(topic.name).split()) for topic in topics)
    return Command(word=Word.TOPICS) if close else None


def _named(ways: Iterable[str], topics: Iterable[Topic]) -> Topic | None:
    """Return the topic that is called one of these, by its name or its key; the first way counts first."""
    called: dict[str, Topic] = {}
    for topic in topics:
        name = said_as(topic.name)
        for way in (name, said_as(topic.key), _LEADING.sub("", name)):
            called.setdefault(way, topic)
    return next((called[one] for one in ways if one in called), None)


def _was_listed(session: Session) -> bool:
    """Whether the person was told of topics by the answer to what they wrote last."""
    last = next(reversed(session.recent.values()), None)
    return session.dialogue is None and last is not None and last.intent in _TOPICAL
