"""What every reader of events is: the seam between proposing events and all that follows."""

from typing import Protocol

from dateline.model import Proposal, Reading


class Reader(Protocol):
    """Proposes event mentions with their roles, as spans with scores and the proposer's name.

    Joining mentions into happenings, resolving, attributing and confidence come after it
    and are the same for every reader.
    """

    name: str

    def propose(self, reading: Reading) -> tuple[Proposal, ...]:
        """Every mention of an event in the reading, in text order."""
        ...
