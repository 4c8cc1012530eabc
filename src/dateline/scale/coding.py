"""What a process needs to code reports, and what comes of a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import DatelineError, ReportError, program_fault
from dateline.model import Event, Report
from dateline.pipeline import (
    THREADS,
    Tools,
    code_if_worth,
    code_public,
    is_worth,
    load_tools,
    made_by_of,
    public_made_by,
)

if TYPE_CHECKING:
    from dateline.llm import LanguageModel


@dataclass(frozen=True, slots=True)
class Setup:
    """How reports are coded, in words that another process understands."""

    engine: str = "both"
    model: Path | None = None
    own_actors: Path | None = None
    own_places: Path | None = None
    read_all: bool = False
    public: bool = False
    language_model: "LanguageModel | None" = None  # of this process alone; stands for `engine`

    @property
    def _engine(self) -> str:
        """What is loaded: a language model takes the place of the rules."""
        return self.engine if self.language_model is None else "rules"

    def load(self, threads: int = THREADS) -> Tools:
        """The tools. Raises as load_tools does."""
        tools = load_tools(
            self._engine,
            self.model,
            own_actors=self.own_actors,
            own_places=self.own_places,
            read_all=self.read_all,
            threads=threads,
        )
        if self.language_model is None:
            return tools
        from dateline.llm import with_language_model

        return with_language_model(tools, self.language_model)

    def made_by(self) -> Mapping[str, object]:
        """What the records say they were made by, without loading the tools."""
        made_by = made_by_of(
            self._engine, self.model, own_actors=self.own_actors, own_places=self.own_places
        )
        if self.language_model is not None:
            from dateline.llm import asked_by

            made_by = asked_by(made_by, self.language_model)
        return public_made_by(made_by) if self.public else made_by


@dataclass(frozen=True, slots=True)
class Coded:
    """A report and its events; `report` as it may be published, where that was asked for."""

    report: Report
    events: tuple[Event, ...]
    passed_over: bool  # about other things, so not parsed

    @property
    def id(self) -> str:
        return self.report.id


@dataclass(frozen=True, slots=True)
class Refused:
    """A report that could not be read: which, and why."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


class Coder:
    """Codes one report after the other; whatever a report trips over, the next one is coded."""

    def __init__(self, tools: Tools, *, public: bool) -> None:
        """`public`: reports and events come as they may be published."""
        self.tools = tools
        self.made_by = public_made_by(tools.made_by) if public else tools.made_by
        self._public = public

    def code(self, report: Report | ReportError | Refused) -> Coded | Refused:
        """What comes of a report. Raises DatelineError where no report can be coded."""
        if isinstance(report, Refused):
            return report
        if isinstance(report, ReportError):
            return Refused(report.where, report.why)
        try:
            return self._code(report)
        except ReportError as error:
            return Refused(error.where, error.why)
        except DatelineError:
            raise
        except Exception as error:
            return Refused(report.id, program_fault(error))

    def _code(self, report: Report) -> Coded:
        if self._public:
            worth = is_worth(report, self.tools)
            return Coded(*code_public(report, self.tools, worth=worth), passed_over=not worth)
        events = code_if_worth(report, self.tools)
        return Coded(report, events or (), passed_over=events is None)
