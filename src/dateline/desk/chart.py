"""Timelines as SVG: they open anywhere, say in words what they show, and need no colour to.

What is surely of a period is a full bar, what is only possibly a hatched one on top of it; what
is not told as fact hangs hollow below the line. Colours are attributes, which the desk's own
style sheet overrules for light and dark.
"""

from collections.abc import Callable, Iterator
from html import escape

from markupsafe import Markup

from dateline.desk.periods import Period, Timeline

WIDTH, LEFT, RIGHT, TOP, TICKS = 640, 48, 12, 40, 6
BLUE, PALE, GREY, INK = "#1f4e79", "#cfe0f2", "#55595e", "#1c1e20"
_STEPS = (1, 2, 5)

Link = Callable[[Period], str]


def timeline_svg(
    timeline: Timeline, title: str, name: str, link: Link | None = None, tall: int = 150
) -> Markup:
    """The chart of a timeline; `name` tells its parts from those of others on the page."""
    periods = timeline.periods
    up = max((each.possible for each in periods), default=0)
    down = max((each.apart for each in periods), default=0)
    scale = tall / max(up + down, 1)
    base = TOP + scale * up
    height = base + scale * down + 34
    marks = [*_grid(up, down, base, scale), *_bars(timeline, name, base, scale, link)]
    marks += _dates(timeline, base + scale * down)
    return Markup(_file(name, title, height, "".join(marks), down > 0))


def between(low: int, high: int) -> str:
    """Bounds as words: "3", "3 to 5"."""
    return str(low) if low == high else f"{low} to {high}"


def said(period: Period, unit: str) -> str:
    """A period in words."""
    when = f"Week of {period.first}" if unit == "week" else str(period.first)[: _LENGTHS[unit]]
    apart = f"; not told as fact: {period.apart}" if period.apart else ""
    return f"{when}: {between(period.sure, period.possible)}{apart}"


_LENGTHS = {"week": 10, "month": 7, "year": 4}


def _file(name: str, title: str, height: float, marks: str, has_apart: bool) -> str:
    legend = _key(110, name, "sure", "told as fact") + _key(250, name, "maybe", "possibly then")
    legend += _key(400, name, "apart", "not told as fact, below the line") if has_apart else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}" class="chart" role="group" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="12">'
        f'<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect class="c-pale" width="6" height="6" fill="{PALE}"/>'
        f'<line class="c-line" y2="6" stroke="{BLUE}" stroke-width="3"/></pattern></defs>'
        f'<rect class="c-ground" width="100%" height="100%" fill="#ffffff"/>'
        f'<text class="c-text" x="4" y="15" font-size="14" fill="{INK}">{escape(title)}</text>'
        f'<text class="c-faint" x="4" y="32" fill="{GREY}">Events</text>{legend}{marks}</svg>'
    )


def _key(x: int, name: str, kind: str, words: str) -> str:
    return (
        f"{_rect(x, 22, 12, 12, name, kind)}"
        f'<text class="c-faint" x="{x + 17}" y="32" fill="{GREY}">{words}</text>'
    )


def _rect(x: float, y: float, wide: float, tall: float, name: str, kind: str) -> str:
    looks = {
        "sure": f'class="c-sure" fill="{BLUE}"',
        "maybe": f'fill="url(#{name}-hatch)" class="c-edge" stroke="{BLUE}" stroke-width=".6"',
        "apart": f'class="c-apart" fill="none" stroke="{GREY}" stroke-dasharray="2 1"',
    }
    size = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}"'
    return f"<rect {size} {looks[kind]}/>"


def _bars(
    timeline: Timeline, name: str, base: float, scale: float, link: Link | None
) -> Iterator[str]:
    wide = (WIDTH - LEFT - RIGHT) / max(len(timeline.periods), 1)
    bar = min(max(wide - 1, 0.8), 40)
    for i, period in enumerate(timeline.periods):
        if not (period.possible or period.apart):
            continue
        x = LEFT + i * wide
        sure, maybe = scale * period.sure, scale * (period.possible - period.sure)
        marks = [
            _rect(x, base - sure, bar, sure, name, "sure") if sure else "",
            _rect(x, base - sure - maybe, bar, maybe, name, "maybe") if maybe else "",
            _rect(x, base + 1, bar, scale * period.apart, name, "apart") if period.apart else "",
        ]
        words = f"<title>{escape(said(period, timeline.unit))}</title>"
        group = f"<g>{words}{''.join(marks)}</g>"
        yield f'<a href="{escape(link(period))}" tabindex="-1">{group}</a>' if link else group


def _grid(up: int, down: int, base: float, scale: float) -> Iterator[str]:
    for value in _values(max(up, down)):
        yield from _line(value, base - scale * value) if value <= up else ()
        if 0 < value <= down:
            yield from _line(value, base + scale * value)


def _line(value: int, y: float) -> Iterator[str]:
    weight = 1 if value == 0 else 0.4
    yield (
        f'<line class="c-grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" '
        f'stroke="{GREY}" stroke-width="{weight}"/>'
        f'<text class="c-faint" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" '
        f'fill="{GREY}">{value:,}</text>'
    )


def _values(most: int) -> list[int]:
    """Round numbers from 0 up to `most`, at most five steps."""
    power = 1
    while True:
        for step in _STEPS:
            if most <= 4 * step * power:
                return list(range(0, most + 1, step * power))
        power *= 10


def _dates(timeline: Timeline, y: float) -> Iterator[str]:
    periods = timeline.periods
    wide = (WIDTH - LEFT - RIGHT) / max(len(periods), 1)
    every = max(-(-len(periods) // TICKS), 1)
    for i in range(0, len(periods), every):
        x = LEFT + i * wide
        when = str(periods[i].first)[: _LENGTHS[timeline.unit]]
        yield (
            f'<line class="c-grid" x1="{x:.1f}" x2="{x:.1f}" y1="{y + 2:.1f}" y2="{y + 7:.1f}" '
            f'stroke="{GREY}"/><text class="c-faint" x="{x:.1f}" y="{y + 20:.1f}" '
            f'fill="{GREY}">{when}</text>'
        )
