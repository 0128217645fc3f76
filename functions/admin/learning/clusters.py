"""Questions that ask the same, put together. Pure, and the same for the same questions.

Oldest first, each question joins the group whose first question shares most words with it, if that is enough, and
begins one of its own otherwise. What a group is does not depend on what came after its first question.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dutydesk.stores.questions import ToDo
from dutydesk.text.fold import fold

ENOUGH = 0.6
"""Twice the shared words over the words of both."""

MOST_WORDS = 40
TEXTS_SHOWN = 5
ENTRIES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A group of questions, newest first; ``nearest`` are entries that the desk gave or came near to, most first."""

    members: tuple[ToDo, ...]
    why: tuple[tuple[str, int], ...]
    texts: tuple[str, ...]
    nearest: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Group:
    words: frozenset[str]
    members: list[ToDo] = field(default_factory=list)


def clustered(questions: Iterable[ToDo]) -> tuple[Cluster, ...]:
    """Return the groups, biggest first, of like size the one asked last first."""
    groups: list[_Group] = []
    holding: dict[str, list[int]] = defaultdict(list)
    for question in sorted(questions, key=lambda one: (one.asked_at, one.asked_id)):
        words = _words(question)
        place = _best(groups, holding, words)
        if place is None:
            place = len(groups)
            groups.append(_Group(words))
            for word in words:
                holding[word].append(place)
        groups[place].members.append(question)
    found = [_cluster(group.members[::-1]) for group in groups]
    found.sort(key=lambda one: (one.members[0].asked_at, one.members[0].asked_id), reverse=True)
    return tuple(sorted(found, key=lambda one: -len(one.members)))


def _words(question: ToDo) -> frozenset[str]:
    """The telling words; a question without any is only like the very same text."""
    return frozenset(question.words[:MOST_WORDS]) or frozenset({f"\0{fold(question.text)}"})


def _best(groups: Sequence[_Group], holding: dict[str, list[int]], words: frozenset[str]) -> int | None:
    shared = Counter(place for word in words for place in holding[word])
    likeness = {place: 2 * count / (len(words) + len(groups[place].words)) for place, count in shared.items()}
    best = max(likeness, key=lambda place: (likeness[place], -place), default=None)
    return best if best is not None and likeness[best] >= ENOUGH else None


def _cluster(members: Sequence[ToDo]) -> Cluster:
    texts = {fold(one.text): one.text for one in reversed(members)}
    newest_first = dict.fromkeys(fold(one.text) for one in members)
    return Cluster(
        members=tuple(members),
        why=tuple(sorted(Counter(one.why.value for one in members).items())),
        texts=tuple(texts[key] for key in list(newest_first)[:TEXTS_SHOWN]),
        nearest=tuple(
            sorted(Counter(one.entry for one in members if one.entry).items(), key=lambda pair: (-pair[1], pair[0]))
        )[:ENTRIES_SHOWN],
    )
