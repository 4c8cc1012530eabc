"""`dateline watch`: new entries of feeds into a casefile, as long as it runs."""

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.batch import guarded
from dateline.cli.case_add import AddTally, Coder, adding_to
from dateline.cli.casefile import Case, Who, signer
from dateline.cli.messages import Messages
from dateline.cli.options import ENGINES, AnyLanguage, Engine, Quiet, read_choice
from dateline.errors import UsageError

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
    any_language: AnyLanguage = False,
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
            from dateline.cli.watching import Taking, Watching
            from dateline.ingest.fetch import Rules
            from dateline.store import Casefile
            from dateline.watch import load_state

            with Casefile.open(case) as casefile:
                adding = adding_to(casefile, coder, signer(who), tally, messages)
                path = state or _state_path(case)
                rules = Rules(private=private_network)
                how = Taking(entries_only, any_language)
                watching = Watching(adding, messages, path, load_state(path), rules, how)
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
