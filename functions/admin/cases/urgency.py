"""Why a case is urgent, in words: the rules are the webhook's, their keys are stored with the case."""

from collections.abc import Mapping
from dataclasses import dataclass

_WORDS: Mapping[str, tuple[str, str]] = {
    "fire": ("nói đến cháy", "speaks of a fire"),
    "explosion": ("nói đến nổ", "speaks of an explosion"),
    "gas": ("nói đến rò rỉ khí", "speaks of a gas leak"),
    "collapse": ("nói đến sập, đổ", "speaks of something collapsing"),
    "weapon": ("nói đến vũ khí", "speaks of a weapon"),
    "fight": ("nói đến đánh nhau", "speaks of a fight"),
    "domestic": ("nói đến bạo lực gia đình", "speaks of violence at home"),
    "sexual": ("nói đến xâm hại", "speaks of sexual violence"),
    "robbery": ("nói đến cướp", "speaks of a robbery"),
    "break_in": ("nói đến đột nhập", "speaks of a break-in"),
    "kidnap": ("nói đến bắt giữ người", "speaks of a kidnapping"),
    "child": ("nói đến trẻ em gặp nguy", "speaks of a child in danger"),
    "drowning": ("nói đến đuối nước", "speaks of somebody drowning"),
    "medical": ("nói đến cấp cứu", "speaks of a medical emergency"),
    "suicide": ("nói đến tự tử", "speaks of suicide"),
    "traffic": ("nói đến tai nạn giao thông", "speaks of a traffic accident"),
    "distress": ("nói đến nguy hiểm", "speaks of somebody in distress"),
    "plea": ("lời cầu cứu", "is a plea for help"),
    "call_for_help": ("lời kêu cứu", "is a call for help"),
    "insisted": ("chưa chắc, bà con bấm gửi thành tin báo", "in doubt, and the citizen made it a report"),
    "officer": ("cán bộ quyết định", "an officer decided so"),
}
_UNNAMED = ("có dấu hiệu khẩn cấp", "sounds like an emergency")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and what it found, for officers."""

    rule: str
    vi: str
    en: str


def rules_of(stored: str) -> tuple[Rule, ...]:
    """Return the rules that a case names, joined by ``+``; one that a newer release knows is shown in general words."""
    return tuple(Rule(one, *_WORDS.get(one, _UNNAMED)) for one in stored.split("+") if one)
