"""How reports are coded, and what comes of one: what processes tell one another.

The process that hands reports out needs none of what codes them, and loads none of it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.model import Event, Report

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
    def loaded_engine(self) -> str:
        """What is loaded: a language model takes the place of the rules."""
        return self.engine if self.language_model is None else "rules"


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
