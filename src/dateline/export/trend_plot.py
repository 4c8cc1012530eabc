"""Counts as a plot: an SVG file that opens anywhere and says in words what it shows.

What is sure is a full bar, what is only possible a hatched one on top: no colour carries it.
"""

from collections.abc import Iterator, Sequence
from html import escape

from dateline.export.trend_text import between
from dateline.trends import Row

_WIDTH, _LEFT, _LINE, _BARS = 800, 240, 22, 460
_MOST_BARS = 30  # of types, actors, places; weeks are all shown
_TALL, _BASE = 260, 200
_HATCH = (
    '<defs><pattern id="maybe" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#cfe0f2"/>'
    '<line x1="0" y1="0" x2="0" y2="6" stroke="#0b57a4" stroke-width="2"/></pattern></defs>'
)
_FONT = 'font-family="sans-serif" font-size="12"'


def trend_plot(by: str, rows: Sequence[Row]) -> str:
    """The SVG file: columns for weeks, bars for all else."""
    shown = [row for row in rows if by != "week" or row.key[:1].isdigit()]
    if by == "week":
        return _file(_TALL, f"Events by {by}", _weeks(shown), _rest(rows, shown))
    shown = shown[:_MOST_BARS]
    height = 60 + _LINE * len(shown)
    return _file(height, f"Events by {by}", _bars(shown), _rest(rows, shown))


def _rest(rows: Sequence[Row], shown: Sequence[Row]) -> str:
    left = sum(row.possible for row in rows) - sum(row.possible for row in shown)
    return f" {left} more are not shown." if left else ""


def _file(height: int, title: str, marks: Iterator[str], rest: str) -> str:
    legend = f"Full: told as fact and surely here. Hatched: possibly.{rest}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" role="img" {_FONT}>\n'
        f"<title>{escape(title)}</title><desc>{escape(legend)}</desc>\n{_HATCH}\n"
        f'<rect width="100%" height="100%" fill="white"/>\n'
        f'<text x="10" y="20" font-size="15">{escape(title)}</text>\n'
        f'<text x="10" y="38" fill="#555">{escape(legend)}</text>\n'
        + "\n".join(marks)
        + "\n</svg>\n"
    )


def _bars(rows: Sequence[Row]) -> Iterator[str]:
    most = max((row.possible for row in rows), default=1) or 1
    for i, row in enumerate(rows):
        top = 52 + i * _LINE
        sure, possible = (_BARS * number / most for number in (row.sure, row.possible))
        label = row.key if len(row.key) < 36 else row.key[:34] + "…"
        yield f'<text x="{_LEFT - 8}" y="{top + 13}" text-anchor="end">{escape(label)}</text>'
        yield _rect(_LEFT, top, possible, 16, "url(#maybe)", row)
        yield _rect(_LEFT, top, sure, 16, "#0b57a4", row)
        number = between(row.sure, row.possible)
        yield f'<text x="{_LEFT + possible + 6:.1f}" y="{top + 13}">{number}</text>'


def _weeks(rows: Sequence[Row]) -> Iterator[str]:
    most = max((row.possible for row in rows), default=1) or 1
    wide = (_WIDTH - 60) / max(len(rows), 1)
    scale = (_BASE - 50) / most
    for i, row in enumerate(rows):
        left = 40 + i * wide
        for number, fill in ((row.possible, "url(#maybe)"), (row.sure, "#0b57a4")):
            tall = number * scale
            yield _rect(left, _BASE - tall, max(wide - 1, 0.5), tall, fill, row)
    for row, at, anchor in (*_ends(rows),):
        yield f'<text x="{at}" y="{_BASE + 18}" text-anchor="{anchor}">{row.key}</text>'
    yield f'<text x="34" y="58" text-anchor="end">{most}</text>'
    yield f'<line x1="40" y1="{_BASE}" x2="{_WIDTH - 20}" y2="{_BASE}" stroke="#555"/>'


def _ends(rows: Sequence[Row]) -> Iterator[tuple[Row, int, str]]:
    if rows:
        yield rows[0], 40, "start"
    if len(rows) > 1:
        yield rows[-1], _WIDTH - 20, "end"


def _rect(x: float, y: float, width: float, height: float, fill: str, row: Row) -> str:
    said = f"{row.key}: {between(row.sure, row.possible)}"
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{fill}"><title>{escape(said)}</title></rect>'
    )
