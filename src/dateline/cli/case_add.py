"""`dateline add`: reports into a casefile, coded on the way."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.batch import Tally, counted, guarded
from dateline.cli.casefile import Case, Who, now, signer
from dateline.cli.language_model import (
    LlmCache,
    LlmModel,
    LlmSet,
    LlmUrl,
    Yes,
    find_language_model,
    read_engine,
    refuse_sensitive,
    tell_account,
)
from dateline.cli.messages import Messages, shows_progress
from dateline.cli.options import (
    Actors,
    AnyLanguage,
    Engine,
    Inputs,
    Limit,
    Model,
    OwnPlaces,
    Published,
    Quiet,
    read_published,
)
from dateline.cli.output import uninterrupted
from dateline.exchange.adding import Adding, Outcome, records_of
from dateline.model import Report

if TYPE_CHECKING:
    from dateline.llm import LanguageModel
    from dateline.pipeline import Tools
    from dateline.store import Casefile

Sensitivity = Annotated[
    str | None,
    typer.Option(
        "--sensitivity",
        metavar="LEVEL",
        help="low, moderate, high or severe, of all these reports; kept with them.",
    ),
]


@dataclass
class AddTally(Tally):
    """How many reports were added, were held already, or repeat one that is held."""

    held: int = 0
    copies: int = 0

    def text(self, noun: str) -> str:
        """The tally as a sentence."""
        parts = [f"{counted(self.reports, 'report')} added"]
        if self.copies:
            parts.append(f"{self.copies} of them {'a copy' if self.copies == 1 else 'copies'}")
        if self.held:
            parts.append(f"{self.held} held already")
        if self.unread:
            parts.append(f"{self.unread} not read")
        return f"{', '.join(parts)}; {counted(self.records, noun)}"

    def count(self, outcome: Outcome) -> None:
        """One report more, whatever became of it."""
        if outcome.added is None:
            self.unread += 1
        elif outcome.added.held:
            self.held += 1
        else:
            self.reports += 1
            self.records += len(outcome.added.events)
            self.copies += outcome.added.copy_of is not None


@dataclass
class Coder:
    """Codes reports; models are loaded when the first report needs them."""

    engine: str
    model: Path | None
    actors: Path | None
    own_places: Path | None
    language_model: "LanguageModel | None" = None  # for the engine llm
    _tools: "Tools | None" = field(default=None, init=False)

    def code(self, report: Report) -> list[dict[str, Any]]:
        """The report's records as `dateline code` writes them."""
        return records_of(report, self.tools)

    @property
    def made_by(self) -> Mapping[str, Any]:
        """What makes the records."""
        return self.tools.made_by

    @property
    def tools(self) -> "Tools":
        """The models and tables, loaded once."""
        if self._tools is None:
            from dateline.pipeline import load_tools

            engine = self.engine if self.language_model is None else "rules"
            self._tools = load_tools(
                engine, self.model, own_actors=self.actors, own_places=self.own_places
            )
            if self.language_model is not None:
                from dateline.llm import with_language_model

                self._tools = with_language_model(self._tools, self.language_model)
        return self._tools


def add(
    inputs: Inputs,
    case: Case,
    published: Published = None,
    engine: Engine = "both",
    model: Model = None,
    actors: Actors = None,
    gazetteer: OwnPlaces = None,
    limit: Limit = None,
    quiet: Quiet = False,
    sensitivity: Sensitivity = None,
    any_language: AnyLanguage = False,
    who: Who = None,
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_cache: LlmCache = None,
    llm_set: LlmSet = None,
    yes: Yes = False,
) -> None:
    """Add reports to a casefile: keep the originals, code them, join what they tell.

    \b
    Examples:
      dateline add reports/ --case case/
      dateline add report.txt --case case/ --published 2016-03-07
      dateline add 'archive/*.html' --case case/ --engine rules --as maria
      cat report.txt | dateline add - --case case/

    \b
    Each report is stored with its events as a whole as soon as it is coded. After
    an interruption add the same again: what is held is passed over. A report that
    repeats one that is held is kept and linked to it, and counts as one account;
    unless it gives other figures it is not coded again.
    """
    day = read_published(published)
    known = read_engine(engine)
    llm = find_language_model(known, llm_url, llm_model, llm_cache, llm_set, yes=yes)
    coder = Coder(known, model, actors, gazetteer, llm)
    tally = AddTally()
    with Messages(quiet=quiet, live=shows_progress(False)) as messages:

        def run() -> None:
            from dateline.ingest import read_originals
            from dateline.store import Casefile

            with Casefile.open(case) as casefile:
                refuse_sensitive(llm, casefile, sensitivity)
                adding = adding_to(casefile, coder, signer(who), tally, messages)
                adding.sensitivity = sensitivity
                given = read_originals(
                    inputs, published=day, stdin=sys.stdin.buffer, any_language=any_language
                )
                for found in given:
                    adding.take(found)
                    if limit is not None and tally.reports >= limit:
                        return

        status = guarded(run, tally, "event", messages)
        tell_account(llm, messages)
    raise typer.Exit(status)


def adding_to(
    casefile: "Casefile", coder: Coder, who: str, tally: AddTally, messages: Messages
) -> Adding:
    """Adds reports, counts them, and names each that is not added."""

    def tell(outcome: Outcome) -> None:
        tally.count(outcome)
        if outcome.why is not None:
            messages.failure(f"not read: {outcome.name}: {outcome.why}")
        messages.advance(tally.text("event"))

    return Adding(casefile, coder, who, now, tell, whole=uninterrupted)
