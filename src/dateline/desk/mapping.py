"""A map as SVG, for a browser without scripts, and for taking away."""

import math
from collections.abc import Iterator, Sequence
from html import escape

from dateline.desk.chart import BLUE, GREY, INK
from dateline.desk.located import Area, Located, Spot
from dateline.desk.outlines import Box, Outline, Outlines

WIDTH, HEIGHT, HEAD, FOOT = 960, 600, 40, 30
SEA, LAND, BORDER = "#dfe8ee", "#eceae4", "#7d7a72"
SHADES = ("#f3d9b1", "#e8b26f", "#d98a3d", "#b65f1d", "#7f3b08")  # light to dark, in any eyes
MOST_PROVINCES = 700  # drawn with their borders; with more, only those with events are
SMALLEST = 3.0  # degrees that a map shows at least
NOTE = "Natural Earth shows who holds a border, not who should. Shade: events in the province."


def map_svg(found: Located, outlines: Outlines, title: str) -> str:
    """The whole map: provinces shaded by their events, towns as dots, vague places as rings."""
    frame = _frame(found)
    view = _View(frame)
    words = [_words(title, 4, 15, 14, INK), _words(_beside(found), 4, 32, 12, GREY)]
    words += [_words(NOTE, 4, HEAD + HEIGHT + 20, 12, GREY), *_shade_key(found.most)]
    dots = "".join(view.spot(each, found) for each in found.spots)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEAD + HEIGHT + FOOT}" '
        f'width="{WIDTH}" height="{HEAD + HEIGHT + FOOT}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(words)}'
        f'<svg y="{HEAD}" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="100%" height="100%" fill="{SEA}"/>'
        f'<g transform="{view.transform}" stroke="{BORDER}" fill="{LAND}">'
        f"{''.join(_ground(found, outlines, frame))}</g>{dots}</svg></svg>"
    )


def shade(number: int, most: int) -> int:
    """Which of the shades stands for so many events: each for five times fewer or so."""
    if number <= 0 or most <= 0:
        return 0
    share = math.log1p(number) / math.log1p(most)
    return min(int(share * len(SHADES)), len(SHADES) - 1)


def bounds_of(index: int, most: int) -> tuple[int, int]:
    """The fewest and the most events a shade stands for; the first above the second for none."""
    fits = [number for number in _numbers(most) if shade(number, most) == index]
    return (min(fits), max(fits)) if fits else (1, 0)


def _numbers(most: int) -> Sequence[int]:
    if most <= 5000:
        return range(1, most + 1)
    return sorted({round(most ** (i / 4000)) for i in range(4001)})


class _View:
    """Where a box of the world lies on the page: an equirectangular map, true in its middle."""

    def __init__(self, box: Box) -> None:
        south, west, north, east = box
        self.wide = math.cos(math.radians((south + north) / 2)) or 1.0
        self.scale = min(WIDTH / ((east - west) * self.wide), HEIGHT / (north - south))
        self.x = WIDTH / 2 - self.scale * self.wide * (east + west) / 2
        self.y = HEIGHT / 2 + self.scale * (north + south) / 2

    @property
    def transform(self) -> str:
        across, down = self.scale * self.wide, self.scale
        return f"translate({self.x:.2f} {self.y:.2f}) scale({across:.3f} {down:.3f})"

    def spot(self, each: Spot, found: Located) -> str:
        x, y = self.x + self.scale * self.wide * each.lon, self.y - self.scale * each.lat
        most = max(spot.number for spot in found.spots)
        size = 3 + 9 * math.sqrt(each.number / most)
        look = f'fill="{BLUE}" fill-opacity=".75" stroke="#ffffff"'
        if each.ring:
            look = f'fill="none" stroke="{BLUE}" stroke-width="1.5" stroke-dasharray="4 3"'
            size += 6
        said = escape(f"{each.name}: {each.number}{' (near)' if each.ring else ''}")
        circle = f'cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"'
        return f"<circle {circle} {look}><title>{said}</title></circle>"


def _frame(found: Located) -> Box:
    """A box around all that is marked, with room about it; the world if nothing is."""
    boxes = [(each.lat, each.lon, each.lat, each.lon) for each in found.spots]
    boxes += [each.outline.box for each in found.areas if each.outline]
    if not boxes:
        return (-58.0, -180.0, 80.0, 180.0)
    south, west = min(box[0] for box in boxes), min(box[1] for box in boxes)
    north, east = max(box[2] for box in boxes), max(box[3] for box in boxes)
    tall = max((SMALLEST - (north - south)) / 2, 0.08 * (north - south))
    wide = max((SMALLEST - (east - west)) / 2, 0.08 * (east - west))
    return south - tall, west - wide, north + tall, east + wide


def _ground(found: Located, outlines: Outlines, frame: Box) -> Iterator[str]:
    near = _grown(frame)
    provinces = [each for each in outlines.provinces if _meet(each.box, near)]
    told: dict[int, list[Area]] = {}
    for area in found.areas:
        if area.outline:
            told.setdefault(id(area.outline), []).append(area)
    if len(provinces) > MOST_PROVINCES:
        yield from (_path(each, "") for each in outlines.countries if _meet(each.box, near))
        provinces = [each for each in provinces if id(each) in told]
    for each in provinces:
        number = sum(area.number for area in told.get(id(each), ()))
        fill = f' fill="{SHADES[shade(number, found.most)]}"' if number else ""
        yield _path(each, fill, f"{each.name}: {number}" if number else "")
    for each in outlines.countries:
        if _meet(each.box, near):
            yield _path(each, ' fill="none" stroke-width="1.4"')


def _grown(box: Box) -> Box:
    """A frame is as wide as the page, which may show more than was asked for."""
    south, west, north, east = box
    tall, wide = (north - south) / 2, (east - west) / 2
    return south - tall, west - wide, north + tall, east + wide


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _path(outline: Outline, look: str, said: str = "") -> str:
    width = "" if "stroke-width" in look else ' stroke-width=".4"'
    title = f"<title>{escape(said)}</title>" if said else ""
    return (
        f'<path d="{outline.path}" vector-effect="non-scaling-stroke"{width}{look}>{title}</path>'
    )


def _shade_key(most: int) -> Iterator[str]:
    x = WIDTH - 90 * len(SHADES)
    for i, colour in enumerate(SHADES):
        low, high = bounds_of(i, most)
        if low > high:
            continue
        number = f"{low:,}" if low == high else f"{low:,} to {high:,}"
        box = f'x="{x + 90 * i}" y="6" width="14" height="12"'
        yield f'<rect {box} fill="{colour}" stroke="{BORDER}"/>'
        yield _words(number, x + 90 * i + 18, 16, 11, INK)


def _beside(found: Located) -> str:
    only = sum(number for _, number in found.countries)
    parts = [f"{sum(each.only for each in found.areas):,} known only to a province"]
    parts.append(f"{only:,} only to a country (not drawn)")
    parts.append(f"{found.unlocated:,} to no place (not drawn)")
    return "; ".join(parts)


def _words(text: str, x: float, y: float, size: int, fill: str) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}">{escape(text)}</text>'
