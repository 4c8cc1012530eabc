"""Reports into a casefile, one after another: one that cannot be read does not stop the others."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from dateline.errors import DatelineError, ReportError, program_fault
from dateline.model import Report

if TYPE_CHECKING:
    from dateline.pipeline import Tools
    from dateline.store import Added, Casefile

Records = Sequence[Mapping[str, Any]]


class Coder(Protocol):
    """What reads the events of a report."""

    def code(self, report: Report) -> Records:
        """The report's records as `dateline code` writes them."""
        ...

    @property
    def made_by(self) -> Mapping[str, Any]:
        """What made the records."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report that was given: what was `added`, or `why` it was not."""

    name: str
    title: str | None = None
    added: "Added | None" = None
    why: str | None = None


@dataclass
class Adding:
    """One run in which reports are added; `tell` hears of each as soon as it is settled.

    A report is added and told of within `whole`, so that nothing comes between the two.
    """

    casefile: "Casefile"
    coder: Coder
    who: str
    now: Callable[[], datetime]
    tell: Callable[[Outcome], None]
    sensitivity: str | None = None
    whole: Callable[[], AbstractContextManager[None]] = nullcontext

    def take(self, found: tuple[Report, bytes] | ReportError) -> None:
        """Add what was read of an input, or say why nothing was."""
        if isinstance(found, ReportError):
            self.refuse(found.where, found.why)
        else:
            self.add(*found)

    def add(self, report: Report, original: bytes) -> None:
        """Code a report and add it; say why if it cannot be."""
        try:
            records, made_by = self._coded(report)
            with self.whole():
                added = self.casefile.add(
                    report,
                    original,
                    records,
                    made_by,
                    self.who,
                    self.now(),
                    sensitivity=self.sensitivity,
                )
                self.tell(Outcome(report.id, report.title, added))
        except ReportError as error:
            self.refuse(error.where, error.why)
        except DatelineError:
            raise
        # Whatever a report trips over in the program, the others are added all the same.
        except Exception as error:
            self.refuse(report.id, program_fault(error))

    def _coded(self, report: Report) -> tuple[Records | None, Mapping[str, Any] | None]:
        """The report's records and what made them; None where it is not to be coded."""
        if self.casefile.is_coded_once(report):
            return None, None
        return self.coder.code(report), self.coder.made_by

    def refuse(self, name: str, why: str) -> None:
        """Say what was not added, and why."""
        self.tell(Outcome(name, why=why))


def records_of(report: Report, tools: "Tools") -> list[dict[str, Any]]:
    """The report's records as `dateline code` writes them."""
    from dateline.export.event_json import event_json
    from dateline.pipeline import code_report

    return [event_json(each, tools.made_by) for each in code_report(report, tools)]
