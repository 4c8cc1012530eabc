"""What every reader of events is: the seam between proposing events and all that follows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from dateline.model import Argument, Proposal, Reading
from dateline.trace import Trace


class Reader(Protocol):
    """Proposes event mentions with their roles, as spans with scores and the proposer's name.

    Joining mentions into happenings, resolving, attributing and confidence come after it
    and are the same for every reader.
    """

    name: str

    def propose(self, reading: Reading, trace: Trace | None = None) -> tuple[Proposal, ...]:
        """Every mention of an event in the reading, in text order; `trace` gets what it weighed."""
        ...


Framer = Callable[[str, tuple[int, ...], int], tuple[Argument, ...]]


def _unframed(_kind: str, _words: tuple[int, ...], _head: int) -> tuple[Argument, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the codebook's words propose, and the tokens it bars in this sense: "a price war".

    `framed` gives the participants of words the codebook does not know, for a type and the word
    they hang on, by the type's own frames.
    """

    proposals: tuple[Proposal, ...]
    refused: frozenset[int]
    framed: Framer = _unframed


class Scanner(Protocol):
    """A reader by the codebook's words, which knows what it refused as well."""

    def scan(self, reading: Reading, trace: Trace | None = None) -> Scanned:
        """The proposals and the refused tokens of a reading, from one pass over it."""
        ...

    def place(self, reading: Reading, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
        """The proposals with the places that grammar gives each among them all, added."""
        ...
