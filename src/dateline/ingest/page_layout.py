"""The lines of a printed page in the order in which people read them: columns one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_GUTTER = 7.0  # points: the narrowest white stripe between two columns
_FEWEST = 3  # lines on either side of a gutter
_SAME_LINE = 0.5  # of the lower piece's height that two pieces of one line share
WORD_GAP = 1.1  # of the height: pieces further apart are of different columns


@dataclass(frozen=True, slots=True)
class Piece:
    """Words and where they stand, in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    words: str

    @property
    def height(self) -> float:
        return self.top - self.bottom


def in_reading_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines made of the pieces: from the top, each column from its top to its end."""
    return list(_ordered(_lines(pieces)))


def _lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces side by side as one line, unless a column's gap lies between them."""
    lines: list[Piece] = []
    for piece in sorted(pieces, key=lambda each: (-each.top, each.left)):
        beside = next((i for i, line in enumerate(lines) if _continues(line, piece)), None)
        if beside is None:
            lines.append(piece)
        else:
            lines[beside] = _joined(lines[beside], piece)
    return lines


def _continues(line: Piece, piece: Piece) -> bool:
    shared = min(line.top, piece.top) - max(line.bottom, piece.bottom)
    lower = min(line.height, piece.height)
    if shared < _SAME_LINE * lower:
        return False
    gap = max(piece.left - line.right, line.left - piece.right)
    return gap < WORD_GAP * max(line.height, piece.height)


def _joined(one: Piece, other: Piece) -> Piece:
    first, second = sorted((one, other), key=lambda each: each.left)
    space = " " if second.left - first.right > 0.12 * first.height else ""
    words = f"{first.words.rstrip()}{space or _own_space(first, second)}{second.words.lstrip()}"
    return Piece(
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
        words,
    )


def _own_space(first: Piece, second: Piece) -> str:
    return " " if first.words[-1:].isspace() or second.words[:1].isspace() else ""


def _ordered(lines: Sequence[Piece]) -> Iterator[Piece]:
    """Cuts at a gutter; else in two above and below where one part then has a gutter."""
    gutter = _gutter(lines)
    if gutter is not None:
        yield from _ordered([line for line in lines if line.right <= gutter])
        yield from _ordered([line for line in lines if line.right > gutter])
        return
    below = sorted(lines, key=lambda each: (-each.top, each.left))
    at = _cut(below)
    if at is None:
        yield from below
    else:
        yield from _ordered(below[:at])
        yield from _ordered(below[at:])


def _gutter(lines: Sequence[Piece]) -> float | None:
    """The left edge of the widest white stripe with enough lines on both sides."""
    if len(lines) < 2 * _FEWEST:
        return None
    found: list[tuple[float, float]] = []
    reach = -1.0
    for line in sorted(lines, key=lambda each: each.left):
        if reach >= 0 and line.left - reach >= _GUTTER:
            found.append((line.left - reach, reach))
        reach = max(reach, line.right)
    return next((edge for _, edge in sorted(found, reverse=True) if _parts(lines, edge)), None)


def _parts(lines: Sequence[Piece], edge: float) -> bool:
    """Enough lines on both sides, and side by side: a margin note below is no column."""
    left = [line for line in lines if line.right <= edge]
    right = [line for line in lines if line.right > edge]
    if min(len(left), len(right)) < _FEWEST:
        return False
    shared = min(max(x.top for x in left), max(x.top for x in right)) - max(
        min(x.bottom for x in left), min(x.bottom for x in right)
    )
    return shared > 0


def _cut(lines: Sequence[Piece]) -> int | None:
    """Before which line to cut: the first that leaves columns below it, or the last above."""
    if len(lines) < 2 * _FEWEST:
        return None
    for at in range(1, len(lines)):
        if _is_gap(lines, at) and _gutter(lines[at:]) is not None:
            return at
    for at in range(len(lines) - 1, 0, -1):
        if _is_gap(lines, at) and _gutter(lines[:at]) is not None:
            return at
    return None


def _is_gap(lines: Sequence[Piece], at: int) -> bool:
    """Whether no line above reaches down beside one below."""
    return min(line.bottom for line in lines[:at]) >= lines[at].top - 1
