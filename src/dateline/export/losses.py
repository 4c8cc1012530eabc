"""What a format could not carry: events left out, and what a mapping lost of those it took."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Losses:
    """Kept while a format writes; told on standard error when it is done."""

    left_out: Counter[str] = field(default_factory=Counter)  # why -> how many events
    notes: list[tuple[str, str]] = field(default_factory=list)  # event id, what was lost

    def leave_out(self, why: str) -> None:
        """Count an event that the format does not take."""
        self.left_out[why] += 1

    def note(self, event_id: str, *what: str) -> None:
        """Keep what the mapping of an event lost."""
        self.notes += [(event_id, each) for each in what]

    def told(self, name: str) -> Iterator[str]:
        """A line for each reason, the commonest first."""
        for why, number in sorted(self.left_out.items(), key=lambda each: (-each[1], each[0])):
            events = "1 event" if number == 1 else f"{number} events"
            yield f"{name}: left out {events}: {why}"
        lossy = len({event_id for event_id, _ in self.notes})
        if lossy:
            events = "1 event" if lossy == 1 else f"{lossy} events"
            yield f"{name}: {events} lost something in the mapping (--notes FILE lists what)"
