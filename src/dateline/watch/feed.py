"""One feed asked once: only if it changed, and less often the longer it does not answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from dateline.errors import ReportError
from dateline.ingest.feeds import read_feed
from dateline.ingest.fetch import Answer, FetchError
from dateline.ingest.fields import Fields
from dateline.watch.state import FeedState

HOUR, DAY = 3600.0, 86400.0
_UNCHANGED, _OK = 304, 200
_GONE = (404, 410)

Get = Callable[[str, Mapping[str, str]], Answer]


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking. `entries` are those not read before, the oldest first; `etag` and
    `modified` are to be remembered once they are read.
    """

    entries: tuple[tuple[str, Fields], ...] = ()
    errors: tuple[ReportError, ...] = ()
    unchanged: bool = False
    etag: str | None = None
    modified: str | None = None

    def finish(self, state: FeedState) -> None:
        """All entries are read: the server may say "nothing new" from now on.

        Not before: after an interruption it would hide those that were not read yet.
        """
        if not self.unchanged and not state.failures:
            state.etag, state.modified = self.etag, self.modified


class Refused(FetchError):
    """A server that answers, but not with the feed."""

    def __init__(self, address: str, answer: Answer) -> None:
        gone = answer.status in _GONE
        what = "the feed is gone, is its address still right?" if gone else "asked again later"
        super().__init__(address, f"the server answers {answer.status}: {what}")
        self.retry_after = answer.headers.get("retry-after")


def ask_feed(address: str, state: FeedState, get: Get, *, now: float, every: float) -> Asked:
    """Ask a feed, if it has changed; `every` is how often it is asked, in seconds.

    Entries are for the caller to mark as read (`state.done`), and then all (`finish`). A server
    that fails is asked again after twice as long each time, up to a day, or when it says.
    """
    try:
        answer = get(address, _conditions(state))
        if answer.status not in (_OK, _UNCHANGED):
            raise Refused(address, answer)
        found = () if answer.status == _UNCHANGED else tuple(read_feed(answer.content, address, ""))
    except ReportError as error:
        later = _retry_after(error, now)
        state.failures += 1
        state.next_at = now + max(later, min(every * 2**state.failures, DAY))
        return Asked(errors=(error,))
    state.failures = 0
    state.next_at = now + every
    if answer.status == _UNCHANGED:
        return Asked(unchanged=True)
    entries = [(key_of(each), each) for each in found if isinstance(each, Fields)]
    new = [(key, each) for key, each in entries if key not in set(state.read)]
    errors = tuple(each for each in found if isinstance(each, ReportError))
    said = answer.headers
    tags = (said.get("etag"), said.get("last-modified"))
    return Asked(tuple(reversed(new)), errors, False, *tags)


def key_of(entry: Fields) -> str:
    """What an entry is known by: its page, else its words."""
    return entry.url or entry.sha256 or entry.text


def _conditions(state: FeedState) -> dict[str, str]:
    """Headers that let the server say "nothing new"."""
    asked = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in asked.items() if value}


def _retry_after(error: ReportError, now: float) -> float:
    """How many seconds the server wants to be left alone."""
    said = error.retry_after if isinstance(error, Refused) else None
    return seconds_until(said, now) if said else 0.0


def seconds_until(said: str, now: float) -> float:
    """A Retry-After header, in seconds or as a time; at most a day, 0 for anything else."""
    try:
        number = said.strip()
        wait = float(number) if number.isdigit() else parsedate_to_datetime(said).timestamp() - now
    except (ValueError, TypeError, IndexError):
        return 0.0
    return min(max(wait, 0.0), DAY)
