"""Every error Dateline raises on purpose.

DatelineError
├── UsageError            the command line asks for something that does not exist        exit 2
│   └── NotHeld           the casefile holds nothing of that id
├── ReportError           one report could not be read; the batch goes on                exit 3
│   ├── EmptyReport       nothing to read in it
│   ├── UnreadableReport  bytes that are not the format they claim to be
│   ├── BadPublished      a publication date that is not a date
│   ├── NotEnglish        it is in another language
│   ├── ErasedReport      the casefile held it once, and had to erase it
│   └── Unanswered        the language model gave no usable answer on it
├── CodebookError         a codebook file is wrong; names the file and the line
├── GazetteerError        the gazetteer file is missing or of another version
├── ModelError            a language model is missing or of another version
├── EndpointError         the language model's server cannot be used at all
└── CasefileError         a casefile cannot be used; nothing was changed                 exit 1
    ├── OtherVersion      it was made by a newer Dateline, or must be upgraded first
    ├── Locked            another program has been writing to it for too long
    ├── NoRoom            the disk it lies on is full
    ├── ConnectionLost    the database server cannot be reached
    └── Damaged           what it holds is not what the ledger says                      exit 4

A message says what is wrong, where, and what to do about it.
"""

import traceback
from pathlib import Path


class DatelineError(Exception):
    """Base of every error Dateline raises on purpose."""


class UsageError(DatelineError):
    """The command line asks for something that does not exist."""


class NotHeld(UsageError):
    """The casefile holds no report, event or incident of that id."""


class ReportError(DatelineError):
    """One report could not be read. `where` names the file, and the line if it has one."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class EmptyReport(ReportError):
    """The report holds no text."""


class UnreadableReport(ReportError):
    """The bytes are not the format they claim to be."""


class BadPublished(ReportError):
    """The publication date is not a date."""


class NotEnglish(ReportError):
    """The report is in a language that no engine reads."""


class ErasedReport(ReportError):
    """The report was erased from the casefile: it is not taken again."""


class Unanswered(ReportError):
    """The language model gave no usable answer on the report, or its limits were reached."""


class CodebookError(DatelineError):
    """A codebook file is wrong. The message starts with file:line."""


class GazetteerError(DatelineError):
    """The gazetteer file is missing or of another version."""


class ModelError(DatelineError):
    """A language model is missing or of another version."""


class EndpointError(DatelineError):
    """The language model's server cannot be used: no report would be answered."""


class CasefileError(DatelineError):
    """A casefile cannot be used. What was asked for has not happened, and nothing is lost."""


class OtherVersion(CasefileError):
    """The casefile was made by a newer Dateline, or must be upgraded first."""


class Locked(CasefileError):
    """Another program has been writing to the casefile for longer than we wait."""


class NoRoom(CasefileError):
    """The disk is full."""


class ConnectionLost(CasefileError):
    """The database server cannot be reached, or hung up."""


class Damaged(CasefileError):
    """What the casefile holds is not what its ledger says."""


def program_fault(error: Exception) -> str:
    """What went wrong inside the program, and where, without a word of the report."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    return f"a fault in Dateline ({type(error).__name__} at {where}); please tell its makers"
