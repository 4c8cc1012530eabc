"""What `dateline watch` does while it runs."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from dateline.cli.messages import Messages
from dateline.errors import ReportError
from dateline.exchange.adding import Adding
from dateline.ingest.fetch import Answer, FetchError, Rules, fetch
from dateline.ingest.fields import Fields
from dateline.ingest.read import original_of, report_of_entry
from dateline.ingest.web import read_answer
from dateline.watch import Robots, WatchState, ask_feed, save_state


@dataclass(frozen=True, slots=True)
class Taking:
    """What is taken of a feed: its own words instead of pages, and reports in any language."""

    entries_only: bool = False
    any_language: bool = False


@dataclass
class Watching:
    """One run of `dateline watch`: what it was asked for, and what it remembers."""

    adding: Adding
    messages: Messages
    path: Path
    state: WatchState
    rules: Rules
    how: Taking
    _asked_at: dict[str, float] = field(default_factory=dict, init=False)  # by site
    _robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self._robots = Robots(lambda address: fetch(address, self.rules))

    def run(self, feeds: list[str], every: float, once: bool) -> None:
        """Ask feeds as they are due, until told to end."""
        while True:
            for address in feeds:
                if self.state.of(address).next_at <= time.time():
                    self._ask(address, every)
            if once:
                return
            due = min(self.state.of(address).next_at for address in feeds)
            self._robots = Robots(lambda address: fetch(address, self.rules))
            time.sleep(max(due - time.time(), 1.0))

    def _ask(self, address: str, every: float) -> None:
        state = self.state.of(address)
        if not self._robots.allows(address):
            self.adding.refuse(address, "the site's robots.txt lets no program read it")
            state.next_at = time.time() + every
            return self._save()
        asked = ask_feed(address, state, self._get, now=time.time(), every=every)
        for error in asked.errors:
            self.adding.refuse(error.where, error.why)
        later, state.next_at = state.next_at, 0.0  # if this is cut short it is due at once
        for key, entry in asked.entries:
            self._take(entry)
            state.done(key)
            self._save()
        asked.finish(state)
        state.next_at = later
        self._save()
        new = "nothing new" if asked.unchanged else f"{len(asked.entries)} new"
        self.messages.say(f"{address}: {'failed' if state.failures else new}")
        return None

    def _take(self, entry: Fields) -> None:
        """Add an entry: its page, or its own words where there is none to read."""
        try:
            for found in self._page(entry):
                if isinstance(found, ReportError):
                    raise found
                report = report_of_entry(found, any_language=self.how.any_language)
                self.adding.add(report, original_of(found))
        except ReportError as error:
            self.adding.refuse(error.where, error.why)

    def _page(self, entry: Fields) -> list[Fields | ReportError]:
        if self.how.entries_only or entry.url is None:
            return [entry]
        if not self._robots.allows(entry.url):
            self.messages.say(f"{entry.url}: robots.txt forbids it; the feed's words are taken")
            return [entry]
        try:
            answer = self._get(entry.url, {})
            if answer.status != 200:
                raise FetchError(entry.url, f"the server answers {answer.status}")
        except FetchError as error:
            self.messages.say(f"{error}; the feed's words are taken")
            return [entry]
        return [_with_entry(each, entry) for each in read_answer(answer, entry.url)]

    def _get(self, address: str, headers: Mapping[str, str]) -> Answer:
        """A page, after a wait if one of its site was asked just now."""
        site = urlsplit(address).netloc
        rest = self._asked_at.get(site, 0.0) + self._robots.wait(address) - time.time()
        if rest > 0:
            time.sleep(rest)
        try:
            return fetch(address, self.rules, headers)
        finally:
            self._asked_at[site] = time.time()

    def _save(self) -> None:
        save_state(self.path, self.state)


def _with_entry(found: Fields | ReportError, entry: Fields) -> Fields | ReportError:
    """What the feed says of a page counts where the page says nothing."""
    if isinstance(found, ReportError):
        return found
    return replace(
        found,
        title=found.title or entry.title,
        published=found.published or entry.published,
        source=found.source or entry.source,
        url=found.url or entry.url,
        language=found.language or entry.language,
        id=f"r_{found.sha256[:16]}" if found.sha256 else None,
    )
