"""Things that belong together, whichever order they are joined in."""

from collections.abc import Iterable


class Groups:
    """Disjoint groups of names; each group is called by its first name in sorted order."""

    def __init__(self, members: Iterable[str]) -> None:
        self._parent = {member: member for member in members}

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(self._parent)

    def first(self, member: str) -> str:
        """The name its group is called by."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, left: str, right: str) -> None:
        """Make one group of two."""
        first, other = sorted((self.first(left), self.first(right)))
        self._parent[other] = first
