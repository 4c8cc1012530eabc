"""`dateline watch`: new entries of feeds into a casefile, as long as it runs."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from dateline.cli.batch import guarded
from dateline.cli.case_add import Adding, AddTally, Coder
from dateline.cli.casefile import Case, Who, signer
from dateline.cli.messages import Messages
from dateline.cli.options import ENGINES, Engine, Quiet, read_choice
from dateline.errors import ReportError, UsageError
from dateline.ingest.fetch import Answer, FetchError, Rules, fetch
from dateline.ingest.fields import Fields
from dateline.ingest.read import original_of, report_of_entry
from dateline.ingest.web import read_answer
from dateline.watch import Robots, WatchState, ask_feed, load_state, save_state

MINUTE = 60.0
_SHORTEST = 5  # minutes: no feed is asked more often
Feeds = Annotated[
    list[str],
    typer.Argument(
        metavar="FEEDS...",
        help="Addresses of RSS or Atom feeds, or a file with one on each line.",
        show_default=False,
    ),
]
Every = Annotated[
    int,
    typer.Option("--every", metavar="MINUTES", min=_SHORTEST, help="How often a feed is asked."),
]
Once = Annotated[bool, typer.Option("--once", help="Ask each feed that is due once, and end.")]
EntriesOnly = Annotated[
    bool,
    typer.Option("--entries-only", help="Take the feed's own words; fetch no page of an entry."),
]
StateFile = Annotated[
    Path | None,
    typer.Option(
        "--state", metavar="FILE", help="What it remembers; by default watch.json in the casefile."
    ),
]
Private = Annotated[
    bool,
    typer.Option("--private-network", help="Also ask addresses of a private network."),
]


def watch(
    feeds: Feeds,
    case: Case,
    every: Every = 60,
    once: Once = False,
    entries_only: EntriesOnly = False,
    engine: Engine = "both",
    state: StateFile = None,
    private_network: Private = False,
    who: Who = None,
    quiet: Quiet = False,
) -> None:
    """Watch feeds: code each new report and add it to a casefile.

    \b
    Examples:
      dateline watch https://example.org/news.rss --case case/
      dateline watch feeds.txt --case case/ --every 30 --entries-only
      dateline watch feeds.txt --case case/ --once

    \b
    A feed is asked only for what is new to it, and less often while it fails. What
    a site's robots.txt forbids is not read; pages of one site are at least two
    seconds apart. End it with Ctrl-C: it goes on where it was, the next time.
    """
    coder = Coder(read_choice(engine, ENGINES, "--engine"), None, None, None)
    tally = AddTally()
    with Messages(quiet=quiet, live=False) as messages:

        def run() -> None:
            from dateline.store import Casefile

            with Casefile.open(case) as casefile:
                adding = Adding(casefile, coder, signer(who), None, tally, messages)
                path = state or _state_path(case)
                rules = Rules(private=private_network)
                watching = _Watch(adding, messages, path, load_state(path), rules, entries_only)
                watching.run(_addresses(feeds), every * MINUTE, once)

        status = guarded(run, tally, "event", messages)
    raise typer.Exit(status)


def _state_path(case: str) -> Path:
    folder = Path(case)
    if folder.is_dir():
        return folder / "watch.json"
    raise UsageError("the casefile is a database: say with --state FILE where to remember feeds")


def _addresses(feeds: list[str]) -> list[str]:
    """The addresses given, and those in files; lines that begin with # are passed over."""
    found: list[str] = []
    for each in feeds:
        if each.startswith(("http://", "https://")):
            found.append(each)
            continue
        try:
            lines = Path(each).read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{each} is no web address, and no list of them: {error}") from error
        found += [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not found:
        raise UsageError("no feed is named")
    return list(dict.fromkeys(found))


@dataclass
class _Watch:
    """One run of `dateline watch`."""

    adding: Adding
    messages: Messages
    path: Path
    state: WatchState
    rules: Rules
    entries_only: bool
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
            self.adding.refuse(f"{address}: the site's robots.txt lets no program read it")
            state.next_at = time.time() + every
            return self._save()
        asked = ask_feed(address, state, self._get, now=time.time(), every=every)
        for error in asked.errors:
            self.adding.refuse(str(error))
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
                self.adding.add(report_of_entry(found), original_of(found))
        except ReportError as error:
            self.adding.refuse(str(error))

    def _page(self, entry: Fields) -> list[Fields | ReportError]:
        if self.entries_only or entry.url is None:
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
