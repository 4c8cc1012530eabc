"""`dateline add`: reports into a casefile, coded on the way."""

import sys
from dataclasses import dataclass, field
from datetime import date
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
from dateline.errors import DatelineError, ReportError, program_fault
from dateline.model import Report

if TYPE_CHECKING:
    from dateline.llm import LanguageModel
    from dateline.pipeline import Tools
    from dateline.store import Added, Casefile

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
        from dateline.export.event_json import event_json
        from dateline.pipeline import code_report

        tools = self.tools
        return [event_json(each, tools.made_by) for each in code_report(report, tools)]

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
            from dateline.store import Casefile

            with Casefile.open(case) as casefile:
                refuse_sensitive(llm, casefile, sensitivity)
                adding = Adding(casefile, coder, signer(who), sensitivity, tally, messages)
                adding.take(inputs, day, limit, any_language=any_language)

        status = guarded(run, tally, "event", messages)
        tell_account(llm, messages)
    raise typer.Exit(status)


@dataclass
class Adding:
    """One run of `dateline add`: what it was asked for, and where it stands."""

    casefile: "Casefile"
    coder: Coder
    who: str
    sensitivity: str | None
    tally: AddTally
    messages: Messages

    def take(
        self,
        inputs: list[str],
        published: date | None,
        limit: int | None,
        *,
        any_language: bool = False,
    ) -> None:
        """Add each report; name what cannot be read, and go on."""
        from dateline.ingest import read_originals

        given = read_originals(
            inputs, published=published, stdin=sys.stdin.buffer, any_language=any_language
        )
        for found in given:
            if isinstance(found, ReportError):
                self.refuse(str(found))
                continue
            self.add(*found)
            self.messages.advance(self.tally.text("event"))
            if limit is not None and self.tally.reports >= limit:
                return

    def add(self, report: Report, original: bytes) -> None:
        """Code a report and add it; name it if it cannot be."""
        try:
            records, made_by = self._coded(report)
            with uninterrupted():
                added = self.casefile.add(
                    report,
                    original,
                    records,
                    made_by,
                    self.who,
                    now(),
                    sensitivity=self.sensitivity,
                )
                self._count(added)
        except ReportError as error:
            self.refuse(str(error))
        except DatelineError:
            raise
        # Whatever a report trips over in the program, the others are added all the same.
        except Exception as error:
            self.refuse(f"{report.id}: {program_fault(error)}")

    def _coded(self, report: Report) -> tuple[list[dict[str, Any]] | None, Any]:
        """The report's records and what made them; None where it is not to be coded."""
        if self.casefile.is_coded_once(report):
            return None, None
        return self.coder.code(report), self.coder.tools.made_by

    def _count(self, added: "Added") -> None:
        if added.held:
            self.tally.held += 1
            return
        self.tally.reports += 1
        self.tally.records += len(added.events)
        self.tally.copies += added.copy_of is not None

    def refuse(self, text: str) -> None:
        """Name what was not read, and count it."""
        self.tally.unread += 1
        self.messages.failure(f"not read: {text}")
