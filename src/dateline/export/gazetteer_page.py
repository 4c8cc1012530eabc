"""What a gazetteer holds, as text for a person."""

from collections.abc import Iterable, Iterator

from dateline.gazetteer.holdings import Holdings
from dateline.gazetteer.store import FEATURES

_SHOWN = tuple(kind for kind in FEATURES if kind not in ("country", "region"))


def holdings_text(held: Holdings) -> str:
    """Sources and licences, then a line for each country."""
    return "".join(f"{line}\n" for line in _lines(held))


def _lines(held: Holdings) -> Iterator[str]:
    total = sum(sum(kinds.values()) for kinds in held.places.values())
    yield f"{held.file.name}: {total:,} places, {held.bytes / 1e6:.1f} MB"
    yield from (f"  from {source}" for source in held.sources)
    yield from (f"  {licence}" for licence in held.licences)
    yield _row("", (*_SHOWN, "located", "names"))
    for country, kinds in held.places.items():
        counts = [kinds[kind] for kind in _SHOWN]
        more = (held.located.get(country, 0), held.names.get(country, 0))
        yield _row(country, [f"{count:,}" for count in (*counts, *more)])


def _row(head: str, cells: Iterable[str]) -> str:
    return f"{head:<5}" + "".join(f"{cell:>9}" for cell in cells)
