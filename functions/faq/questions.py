"""A question in a citizen's words: answer it, ask what was meant, or say that nobody here knows."""

from dataclasses import dataclass, replace

from dutydesk.clock import Clock
from dutydesk.messages import QuestionMessage
from dutydesk.stores.awaiting import Awaiting
from dutydesk.stores.content import Content
from dutydesk.stores.questions import Why
from dutydesk.text.redact import redact
from functions.faq import talk
from functions.faq.lookup import Looked, Lookup
from functions.faq.smalltalk import Chat, small_talk
from functions.faq.store import QuestionBook
from functions.faq.talk import Choice
from functions.faq.verdict import Did, Verdict, asked_by, joined, kept, own_id, todo_of

_GREETED_BACK = frozenset({Chat.HELLO, Chat.SIGN, Chat.NOD})
"""Small talk to which the desk's greeting is the whole answer when somebody writes for the first time."""
_WITH_AN_OFFICER = frozenset({Chat.UPSET, Chat.WHO})
"""Small talk to which an officer is offered, who should then see what was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Decides about words."""

    book: QuestionBook
    lookup: Lookup
    content: Content
    clock: Clock

    def on(self, question: QuestionMessage) -> Verdict:
        """Return what to do; an officer who talks with this person comes first, and then small talk."""
        awaiting = self.book.awaiting(question.message.person_id)
        if awaiting is not None and awaiting.silences(self.clock()):
            return Verdict(did=Did.SILENT) if question.kept else joined(question, awaiting)
        if question.kept:
            looked = self._looked(question)
            if looked.kind == "sure":
                return self._answered(question, looked)
            return Verdict(did=Did.SILENT, asked=asked_by(question, looked))
        chat = small_talk(question.message.text, unit_name=self._unit_name(question))
        if chat is not None:
            return self._chatted(question, chat)
        return self._found(question, self._looked(question), awaiting)

    def _found(self, question: QuestionMessage, looked: Looked, awaiting: Awaiting | None) -> Verdict:
        if looked.kind == "sure":
            return self._answered(question, looked)
        if awaiting is not None and not awaiting.over:
            return joined(question, awaiting)
        return self._offered(question, looked) if looked.kind == "unsure" else self._unanswered(question, looked)

    def _answered(self, question: QuestionMessage, looked: Looked) -> Verdict:
        asked = replace(asked_by(question, looked), entry=looked.nearest)
        said = talk.answered(looked.answers[0], asked.asked_id, looked.sides)
        forward = None if question.kept else kept(question)
        return Verdict(did=Did.ANSWERED, said=(said,), forward=forward, asked=asked)

    def _offered(self, question: QuestionMessage, looked: Looked) -> Verdict:
        asked = replace(asked_by(question, looked), offered=tuple(one.id for one in looked.answers))
        said = talk.offered([Choice(at, one) for at, one in enumerate(looked.answers)], asked.asked_id)
        return Verdict(did=Did.OFFERED, said=(said,), forward=kept(question), asked=asked)

    def _unanswered(self, question: QuestionMessage, looked: Looked) -> Verdict:
        asked = asked_by(question, looked)
        unit_name = self._unit_name(question)
        greeting = (talk.greeting(unit_name),) if question.first_contact else ()
        said = talk.unanswered(asked.asked_id, question.dialogue_id, unit_name)
        return Verdict(
            did=Did.UNANSWERED,
            said=(*greeting, said),
            forward=kept(question),
            asked=asked,
            todo=todo_of(asked, Why.UNANSWERED, looked.nearest),
        )

    def _chatted(self, question: QuestionMessage, chat: Chat) -> Verdict:
        unit_name = self._unit_name(question)
        said = [talk.chatted(chat, own_id(question), unit_name)]
        if question.first_contact and chat in _GREETED_BACK:
            said = [talk.greeting(unit_name)]
        elif question.first_contact and chat is Chat.ASKS_LEAVE:
            said = [talk.greeting(unit_name), *said]
        asked = asked_by(question, Looked()) if chat in _WITH_AN_OFFICER else None
        return Verdict(did=Did.CHATTED, said=tuple(said), forward=kept(question), asked=asked)

    def _looked(self, question: QuestionMessage) -> Looked:
        return self.lookup.search(redact(question.message.text).text, page_id=question.message.page_id)

    def _unit_name(self, question: QuestionMessage) -> str:
        return self.content.unit(question.message.unit).name
