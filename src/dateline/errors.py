"""Every error Dateline raises on purpose.

DatelineError
├── UsageError            the command line asks for something that does not exist        exit 2
├── ReportError           one report could not be read; the batch goes on                exit 3
│   ├── EmptyReport       nothing to read in it
│   ├── UnreadableReport  bytes that are not the format they claim to be
│   └── BadPublished      a publication date that is not a date
├── CodebookError         a codebook file is wrong; names the file and the line
├── GazetteerError        the gazetteer file is missing or of another version
└── ModelError            a language model is missing or of another version

A message says what is wrong, where, and what to do about it.
"""


class DatelineError(Exception):
    """Base of every error Dateline raises on purpose."""


class UsageError(DatelineError):
    """The command line asks for something that does not exist."""


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


class CodebookError(DatelineError):
    """A codebook file is wrong. The message starts with file:line."""


class GazetteerError(DatelineError):
    """The gazetteer file is missing or of another version."""


class ModelError(DatelineError):
    """A language model is missing or of another version."""
