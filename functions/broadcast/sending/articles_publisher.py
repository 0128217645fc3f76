"""One broadcast's article on one page: its words, and the page's token, renewed once when the platform refuses it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from dutydesk.errors import DeliveryError, PageBroken, TokenExpired, Unavailable
from dutydesk.platforms.zalo.articles import ArticleWords
from functions.broadcast.sending.courier import PageTokens, Token


class Taken(Protocol):
    """The platform has taken an article in to carry it to a page's followers."""

    @property
    def message_id(self) -> str:
        """The platform's id, empty where it named none."""

    @property
    def followers(self) -> int | None:
        """How many people the platform says that it goes to; None where it does not say."""


class Articles(Protocol):
    """The platform's calls; each is made once."""

    def create(self, *, access_token: str, words: ArticleWords) -> str:
        """Hand it in; return the token that asks for it."""

    def verify(self, *, access_token: str, token: str) -> str:
        """Return its id once it is made."""

    def broadcast(self, *, access_token: str, article_id: str) -> Taken:
        """Have it carried to all followers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePublisher[T: Token]:
    """The ``Publisher`` port.

    A token that cannot be had or renewed is no lost answer: nothing was asked of the platform's articles.
    """

    page_id: str
    words: ArticleWords
    articles: Articles
    tokens: PageTokens[T]

    def create(self) -> str:
        """Hand it in, hidden."""
        return self._asked(lambda token: self.articles.create(access_token=token, words=self.words))

    def verify(self, token: str) -> str:
        """Ask for it."""
        return self._asked(lambda access_token: self.articles.verify(access_token=access_token, token=token))

    def broadcast(self, article_id: str) -> Taken:
        """Send it."""
        return self._asked(lambda token: self.articles.broadcast(access_token=token, article_id=article_id))

    def _asked[A](self, ask: Callable[[str], A]) -> A:
        access = self._had(lambda: self.tokens.access(self.page_id))
        try:
            try:
                return ask(access.token)
            except TokenExpired:
                refused = access
                access = self._had(lambda: self.tokens.renewed(refused))
                return ask(access.token)
        except PageBroken as broken:
            self.tokens.report_broken(access, broken.code)
            raise

    def _had(self, get: Callable[[], T]) -> T:
        try:
            return get()
        except PageBroken:
            raise
        except DeliveryError as error:
            raise Unavailable(error.code, answer_lost=False) from error
