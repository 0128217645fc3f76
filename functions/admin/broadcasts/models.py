"""The broadcasts' shapes."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from functions.admin.broadcasts import articles
from functions.admin.broadcasts.rules import LARGE, MOST_EARLIER, MOST_EXCLUDED, MOST_TEXT, MOST_TITLE
from functions.admin.models import Shape

STATE = Literal["draft", "approved", "planning", "sending", "paused", "cancelled", "done"]
PRIORITY = Literal["emergency", "normal"]
KIND = Literal["messages", "article"]
MOST_OFFICERS = 20

Earlier = Annotated[str, Field(max_length=64)]


def _listed(value: object) -> object:
    """Take one text for a list of it, and none for an empty one."""
    return ([value] if value else []) if isinstance(value, str) else value


class AudienceWish(Shape):
    """Who is meant: the followers of these pages that all the other fields leave in."""

    units: list[str] = Field(default=[], description="Own units; each stands for the pages it has now")
    pages: list[str] = Field(default=[], description="Pages of own units")
    segments: list[str] = Field(default=[], description="`tag:…` or `topic:…`; people who have any of them")
    got: Earlier = Field(default="", description="Only people who got this earlier broadcast")
    not_got: Annotated[list[Earlier], BeforeValidator(_listed)] = Field(
        default=[],
        max_length=MOST_EARLIER,
        description="Only people who got none of these earlier broadcasts; a single one may stand as plain text",
    )
    excluded: list[str] = Field(default=[], description=f"Person ids, up to {MOST_EXCLUDED}")


class BroadcastWish(Shape):
    """A draft, as an officer writes it."""

    kind: KIND = Field(
        default="messages",
        description=(
            "`messages` go to each person; an `article` goes out once for each page, and the platform carries it to "
            "all followers of the page: nobody can be picked or left out, people who opted out included"
        ),
    )
    title: str = Field(
        description=f"For officers; up to {MOST_TITLE} characters. An article's is read by all: {articles.MOST_TITLE}"
    )
    text: str = Field(
        description=(
            f"Up to {MOST_TEXT} characters after NFC, of an article {articles.MOST_TEXT}; a last line with the unit's "
            "name and the code is added"
        )
    )
    description: str = Field(
        default="", description=f"Of an article: what stands below its title; up to {articles.MOST_DESCRIPTION}"
    )
    cover_url: str = Field(default="", description="Of an article: https:// address of its cover, a photo")
    audience: AudienceWish
    unit: str = Field(default="", description="Whose it is; may be left out by officers of one unit")
    priority: PRIORITY = "normal"
    policy: Literal["once", "reach"] = Field(
        default="once",
        description="What becomes of who may or may not have got it: `once` leaves them, `reach` sends again",
    )
    template_id: str = Field(default="", description="An approved template of the platform, for people beyond windows")
    starts_at: str = Field(default="", description="ISO-8601 with time zone; empty for at once")
    recurring: Literal["", "daily", "weekly"] = Field(
        default="", description="One approval lets out seven daily or four weekly ones"
    )
    corrects: Earlier = Field(default="", description="The earlier broadcast that this one corrects")
    night_reason: str = Field(default="", description="Why an emergency may be told between 22:00 and 06:00")


class BroadcastChange(BroadcastWish):
    """A draft written anew."""

    revision: int = Field(description="The one that was read", ge=0)


class Correction(Shape):
    """Other words for the people who got a broadcast."""

    text: str
    title: str = Field(default="", description="By default that of the first")


class Approval(Shape):
    """An officer's yes."""

    revision: int = Field(default=0, description="Only the draft of this revision; 0 for any", ge=0)


class TestWish(Shape):
    """Who gets a draft for a look."""

    __test__ = False

    officers: Annotated[list[str], Field(min_length=1, max_length=MOST_OFFICERS)] = Field(
        description="Usernames of officers of own units who have linked a chat account"
    )


class Asked(Shape):
    """It is on its way; look again in some seconds."""

    id: str
    officers: int = Field(default=0, description="How many chat accounts a test goes to")


class PreflightView(Shape):
    """What was counted when. Counts by rail or by letter."""

    counted_at: str
    people: int
    reach: dict[str, int]
    billed: dict[str, int] = Field(description="Of those reached, whom the platform charges for")
    passed_by: dict[str, int] = Field(
        description="By the letter that they would end with. `o` and `q` are about one page: somebody who stopped the "
        "broadcasts of one page, or had enough of them, still gets those of another page under another person id"
    )
    by_page: dict[str, int]
    seconds: int = Field(description="What the slowest app takes")
    cost_vnd: int = Field(description="Of what has a published price")
    unpriced: int = Field(description="Messages charged by a package of the page's own")
    unready: dict[str, str] = Field(default={}, description="Pages that cannot send, and why: it lets nobody approve")
    possible_doubles: int = Field(
        default=0,
        description="Of those reached, who get it on another page as well, as far as the desk knows that both are one "
        "person; more may be",
    )
    quota_left: dict[str, dict[str, int | Literal["unknown"]]] = Field(
        default={},
        description="By page and kind of message, as the platform says; asked after the count, so it comes some "
        "seconds later. `consultation` are those that a page sends between 48 hours and 7 days after somebody wrote",
    )
    followers: int = Field(default=0, description="Of an article, which counts pages: followers known to the desk")
    opted_out: int = Field(default=0, description="Of these followers, who opted out and gets the article all the same")
    notices: list[str] = Field(default=[], description="What to know before approving, in Vietnamese and English")


class BroadcastLine(Shape):
    """One line of the list."""

    id: str
    unit: str
    title: str
    state: STATE
    priority: PRIORITY
    kind: KIND
    created_by: str
    created_at: str = Field(description="ISO-8601, UTC")
    starts_at: str
    started_at: str
    ended_at: str
    target: int
    revision: int


class BroadcastPage(Shape):
    """Some lines, newest first."""

    items: list[BroadcastLine]
    next: str | None = Field(description="The cursor of the next page, if there is one")


class BooksView(Shape):
    """The books: `target` is the sum of sent, failed, skipped, unknown and pending, at every moment."""

    target: int
    sent: int
    failed: int
    skipped: int
    unknown: int
    pending: int
    delivered: int = Field(description="Of those sent, as far as the platform says so")
    seen: int
    letters: dict[str, int] = Field(description="The same by letter")
    words: dict[str, str] = Field(description="What each of these letters means")


class BroadcastView(BroadcastLine):
    """A broadcast, its pre-flight, and how far it is at this moment."""

    text: str
    description: str
    cover_url: str
    code: str = Field(description="The code that ends each message, as citizens are shown it")
    audience: AudienceWish
    policy: Literal["once", "reach"]
    template_id: str
    recurring: str
    corrects: str
    follows: str = Field(description="The broadcast that it repeats, or whose series it belongs to")
    night_reason: str
    approved_by: list[str]
    needs_two: bool = Field(description=f"An emergency, or more than {LARGE} people: two officers approve it")
    reason: str = Field(description="Why it is not being sent, as a code")
    reason_words: str = Field(description="The same in Vietnamese and English")
    preflight: PreflightView | None = Field(description="Of this text and audience; none if nobody has asked since")
    books: BooksView
    followers: int | None = Field(
        description="Of an article: followers it goes to, as the platform says; null where it does not say"
    )
    per_second: float = Field(description="People a second over the last minute")
    eta_s: int | None = Field(description="Seconds until it is through, if that can be told")


class RecipientView(Shape):
    """What became of one person, or of one page that an article went out on."""

    person_id: str = Field(description="Ours; tells nothing about who it is; empty for a page")
    page_id: str = Field(default="", description="Of an article: the page")
    letter: str
    words: str


class RecipientPage(Shape):
    """Some recipients, in the order of sending."""

    items: list[RecipientView]
    next: str | None = Field(description="The cursor of the next page, if there is one")


class CodeView(Shape):
    """Which broadcast a code names."""

    id: str
    unit: str
    started_at: str = Field(description="When it began; empty for what was sent to nobody yet")
    is_out: bool = Field(description="Whether a message with this code can really be from the desk")
    called_off: bool = Field(description="Whether it was cancelled")
    corrected_by: str = Field(description="The broadcast that corrects it; the one that began last, empty for none")
