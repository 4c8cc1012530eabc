"""Who has a role in which event of a report: asked of every party, so looked up, not searched."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.model import Happening, Reading, Span
from dateline.resolve.parties import Party

Told = Mapping[str, tuple[Party, ...]]  # role -> the parties an event's mentions give it
BLOCK = 64  # characters: words that overlap share a block
NOBODY: Mapping[str, set[int]] = {}


class Roster:
    """The events of a report, by the actors and the words that have a role in them.

    An event is its place among `every`.
    """

    def __init__(self, every: Sequence[tuple[Happening, Told]], reading: Reading) -> None:
        self.every = every
        self._by_sentence: dict[int, set[int]] = defaultdict(set)
        self._by_actor: dict[tuple[str, str], dict[str, set[int]]] = {}
        self._by_block: dict[tuple[str, int], list[tuple[Span, int]]] = defaultdict(list)
        for at, (happening, told) in enumerate(every):
            for proposal in happening.proposals:
                self._by_sentence[reading.tokens[proposal.head].sentence].add(at)
            for role, parties in told.items():
                for party in parties:
                    self._enter(at, happening.type, role, party)

    def _enter(self, at: int, kind: str, role: str, party: Party) -> None:
        if party.key is not None:
            types = self._by_actor.setdefault((role, party.key), {})
            types.setdefault(kind, set()).add(at)
        for span in party.spans:
            for block in _blocks(span):
                self._by_block[role, block].append((span, at))

    def with_actor(self, role: str, key: str | None) -> Mapping[str, set[int]]:
        """The events in which an actor has a role, by their types."""
        return NOBODY if key is None else self._by_actor.get((role, key), NOBODY)

    def with_words(self, role: str, span: Span) -> set[int]:
        """The events in which one with a role is told by some of these words."""
        near = (each for block in _blocks(span) for each in self._by_block.get((role, block), ()))
        return {at for other, at in near if other.overlaps(span)}

    def told_in(self, sentences: Iterable[int]) -> set[int]:
        """The events with a word in one of the sentences."""
        return {at for i in sentences for at in self._by_sentence.get(i, ())}


def _blocks(span: Span) -> range:
    return range(span.start // BLOCK, (span.end - 1) // BLOCK + 1)
