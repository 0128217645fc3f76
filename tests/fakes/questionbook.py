"""Answering's book in memory, with the conditions of the real one and faults on demand."""

from datetime import datetime

from dutydesk.clock import Clock, from_iso
from dutydesk.errors import Conflict
from dutydesk.stores.awaiting import Awaiting
from dutydesk.stores.questions import ASKED_LIFE, Asked, ToDo, todo_sk
from functions.faq.store import Change, Owed, QuestionBook


class StoreDown(Exception):
    """What the fake raises when it is told to fail."""


class FakeQuestionBook:
    """The ``QuestionBook`` port.

    ``fail_next`` commits change nothing and raise; ``die_next`` commits are made and raise all the same;
    ``conflict_next`` commits lose a race.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.receipts: dict[str, Owed] = {}
        self.questions: dict[str, Asked] = {}
        self.todos: dict[tuple[str, str], ToDo] = {}
        self.awaits: dict[str, Awaiting] = {}
        self.fail_next = self.die_next = self.conflict_next = 0

    def owed(self, event_key: str) -> Owed | None:
        """Return what the receipt holds."""
        return self.receipts.get(event_key)

    def asked(self, asked_id: str) -> Asked | None:
        """Return the question, unless it is forgotten."""
        asked = self.questions.get(asked_id)
        return asked if asked is not None and self.clock() < from_iso(asked.asked_at) + ASKED_LIFE else None

    def awaiting(self, person_id: str) -> Awaiting | None:
        """Return the person's item."""
        return self.awaits.get(person_id)

    def commit(self, change: Change) -> None:
        """Check the condition, then write."""
        if self.fail_next:
            self.fail_next -= 1
            raise StoreDown
        if self.conflict_next or change.event_key in self.receipts:
            self.conflict_next = max(0, self.conflict_next - 1)
            raise Conflict("handled meanwhile")
        self.receipts[change.event_key] = change.owed
        if change.asked is not None:
            self.questions[change.asked.asked_id] = change.asked
        if change.todo is not None:
            self.todos[change.todo.unit, todo_sk(change.todo)] = change.todo
        if self.die_next:
            self.die_next -= 1
            raise StoreDown


_: QuestionBook = FakeQuestionBook(datetime.now)
