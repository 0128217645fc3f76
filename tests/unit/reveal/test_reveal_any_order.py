"""Whatever officers do, and in whatever order: nobody learns who somebody is without two people of that unit."""

import itertools
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dutydesk.audit.chain import entry_from
from dutydesk.stores.cases import Case, case_item
from dutydesk.stores.items import from_item
from tests.unit.admin.desk import PLATFORM_USER
from tests.unit.reveal.counter import Counter

UNITS = ("quan-mau", "phuong-mau-1")
ROLES = ("officer", "supervisor", "duty_officer", "auditor", "administrator", "editor")
ASKING = frozenset({"officer", "duty_officer", "supervisor"})
SUPERVISING = frozenset({"supervisor"})
DAY = timedelta(hours=24)
numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Post:
    """What an officer is at a moment."""

    roles: tuple[str, ...]
    units: tuple[str, ...]
    active: bool = True

    def may(self, unit: str, roles: frozenset[str]) -> bool:
        """Whether somebody in this post has one of the roles in the unit."""
        return self.active and unit in self.units and bool(roles & set(self.roles))


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does; ``who`` and ``what`` are places in the lists of officers and of cases or requests."""

    does: str
    who: int = 0
    what: int = 0
    post: Post = Post(("officer",), ("quan-mau",))


@dataclass
class Asked:
    """What the world knows of a request, beside what the desk knows."""

    request_id: str
    case: int
    unit: str
    by: int
    at: datetime
    agreed_by: set[int] = field(default_factory=set)
    told: int = 0


posts = st.builds(
    Post,
    roles=st.lists(st.sampled_from(ROLES), unique=True, min_size=1, max_size=3).map(tuple),
    units=st.lists(st.sampled_from(UNITS), unique=True, min_size=1, max_size=2).map(tuple),
    active=st.sampled_from((True, True, True, True, False)),
)
steps = st.builds(
    Step,
    does=st.sampled_from(
        ("ask", "ask", "agree", "agree", "agree", "use", "use", "use", "refuse", "wait", "post", "move")
    ),
    who=st.integers(0, 2),
    what=st.integers(0, 2),
    post=posts,
)
OFFICER, SUPERVISOR = Post(("officer",), ("quan-mau",)), Post(("supervisor",), ("quan-mau",))
BOTH = Post(("officer", "supervisor"), UNITS)


class World:
    """Three officers, two cases, and what happened to them."""

    def __init__(self, counter: Counter, first: tuple[Post, ...]) -> None:
        self.counter, self.number = counter, next(numbers)
        self.posts = list(first)
        for place, post in enumerate(first):
            self.appoint(place, post)
        self.cases: list[Case] = [
            counter.case(unit, person_id=f"p{self.number:016x}{place:016x}") for place, unit in enumerate(UNITS)
        ]
        self.requests: list[Asked] = []

    def name(self, who: int) -> str:
        """An officer's username, never one of another example's."""
        return f"o{self.number}-{who}"

    def appoint(self, who: int, post: Post) -> None:
        """Put an officer in a post."""
        self.posts[who] = post
        self.counter.desk.officer(self.name(who), roles=post.roles, units=post.units, active=post.active)

    def accounted(self, who: int) -> int:
        """How often an officer's chain says that somebody was revealed."""
        found = self.counter.desk.client.query(
            TableName=self.counter.desk.tables["audit"],
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": f"OFFICER#{self.name(who)}"}},
        )
        entries = [entry_from(from_item(item)) for item in found["Items"]]
        return sum((entry.action, entry.outcome) == ("identity.reveal", "allowed") for entry in entries)

    def run(self, step: Step) -> None:
        """Do one step; whatever is told is checked against what the world knows."""
        match step.does:
            case "ask":
                self._ask(step.who, step.what % len(self.cases))
            case "post":
                self.appoint(step.who, step.post)
            case "wait":
                self.counter.desk.clock.advance(hours=13)
            case "move":
                place = step.what % len(self.cases)
                self.cases[place] = replace(self.cases[place], unit=UNITS[step.who % len(UNITS)])
                self.counter.desk.put_raw("cases", case_item(self.cases[place]))
            case _ if not self.requests:
                pass
            case "agree" | "refuse":
                self._decide(step.who, self.requests[step.what % len(self.requests)], agree=step.does == "agree")
            case _:
                self._use(step.who, self.requests[step.what % len(self.requests)])

    def _ask(self, who: int, place: int) -> None:
        case, now = self.cases[place], self.counter.desk.clock()
        answer = self.counter.ask(case, self.name(who))
        assert (answer.status == 201) == self.posts[who].may(case.unit, ASKING)
        if answer.status == 201:
            self.requests.append(Asked(answer.body["request_id"], place, case.unit, who, now))

    def _decide(self, who: int, asked: Asked, *, agree: bool) -> None:
        answer = self.counter.decide(asked.request_id, self.name(who), "approve" if agree else "refuse")
        if answer.status == 200:
            assert who != asked.by
            assert self.posts[who].may(asked.unit, SUPERVISING)
            if agree:
                asked.agreed_by.add(who)

    def _use(self, who: int, asked: Asked) -> None:
        answer = self.counter.use(asked.request_id, self.name(who))
        assert (PLATFORM_USER in answer.text) == (answer.status == 200)
        if answer.status != 200:
            return
        asked.told += 1
        assert asked.told == 1
        assert who == asked.by
        assert self.posts[who].may(asked.unit, ASKING)
        others = asked.agreed_by - {who}
        assert any(self.posts[other].may(asked.unit, SUPERVISING) for other in others)
        assert self.cases[asked.case].unit == asked.unit
        assert self.counter.desk.clock() < asked.at + DAY


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.tuples(posts, posts, posts), done=st.lists(steps, min_size=3, max_size=12))
@example(first=(OFFICER, SUPERVISOR, SUPERVISOR), done=[Step("ask"), Step("agree", 1), Step("use"), Step("use")])
@example(first=(BOTH, BOTH, BOTH), done=[Step("ask"), Step("agree"), Step("use"), Step("agree", 1), Step("use", 1)])
@example(
    first=(BOTH, BOTH, BOTH),
    done=[Step("ask"), Step("agree", 1), Step("post", 1, post=OFFICER), Step("use"), Step("agree", 2), Step("use")],
)
@example(first=(BOTH, BOTH, BOTH), done=[Step("ask"), Step("agree", 1), Step("move", 1), Step("use"), Step("use", 1)])
@example(first=(BOTH, BOTH, BOTH), done=[Step("ask"), Step("agree", 1), Step("wait"), Step("wait"), Step("use")])
def test_nobody_learns_who_somebody_is_without_two_people_of_the_unit(
    counter: Counter, first: tuple[Post, ...], done: list[Step]
) -> None:
    world = World(counter, first)
    for step in done:
        world.run(step)
    told = sum(asked.told for asked in world.requests)
    assert sum(world.accounted(who) for who in range(3)) == told
    assert not counter.desk.faults


def test_the_examples_above_tell_something(counter: Counter) -> None:
    """Else the test above would pass on a desk that never tells anything."""
    world = World(counter, (OFFICER, SUPERVISOR, SUPERVISOR))
    for step in (Step("ask"), Step("agree", 1), Step("use"), Step("use")):
        world.run(step)
    assert [asked.told for asked in world.requests] == [1]
