"""What every reader of events is: the seam between proposing events and all that follows."""

from dataclasses import dataclass
from typing import Protocol

from dateline.model import Proposal, Reading
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


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the codebook's words propose, and the tokens it bars in this sense: "a price war"."""

    proposals: tuple[Proposal, ...]
    refused: frozenset[int]


class Scanner(Protocol):
    """A reader by the codebook's words, which knows what it refused as well."""

    def scan(self, reading: Reading, trace: Trace | None = None) -> Scanned:
        """The proposals and the refused tokens of a reading, from one pass over it."""
        ...

    def place(self, reading: Reading, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
        """The proposals with the places that grammar gives each among them all, added."""
        ...
