"""Floors: figures that must not fall, each tied to the very reports it was measured on."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one benchmark, engine and set of reports."""

    name: str
    engine: str
    fingerprint: str  # reference.fingerprint of the reports
    figures: Mapping[str, Any]


def load_floors(path: Path = FLOORS) -> tuple[Mapping[str, Any], ...]:
    """The entries of floors.json."""
    return tuple(json.loads(path.read_text(encoding="utf-8"))["floors"])


def below(measured: Measured, floors: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A sentence for each figure that is worse than its floor (`at_most`: its ceiling).

    Reports that no entry knows are said to be unknown and pass: a floor holds for its own only.
    """
    known = [each for each in floors if _same_benchmark(each, measured)]
    entry = next((each for each in known if each["fingerprint"] == measured.fingerprint), None)
    if entry is None:
        print(f"{_named(measured)}: {_why_unknown(known, measured)}; nothing is compared")
        return
    for figure, least in entry["at_least"].items():
        value = measured.figures.get(figure)
        if value is None or value < least:
            yield f"{_named(measured)}: {figure} is {value}, its floor is {least}"
    for figure, most in entry.get("at_most", {}).items():
        value = measured.figures.get(figure)
        if value is not None and value > most:
            yield f"{_named(measured)}: {figure} is {value}, its ceiling is {most}"


def _same_benchmark(entry: Mapping[str, Any], measured: Measured) -> bool:
    return (entry["benchmark"], entry["engine"]) == (measured.name, measured.engine)


def _named(measured: Measured) -> str:
    return f"{measured.name} ({measured.engine})"


def _why_unknown(known: Sequence[Mapping[str, Any]], measured: Measured) -> str:
    if not known:
        return "floors.json has no floors for it"
    others = ", ".join(each["fingerprint"] for each in known)
    return (
        f"these are other reports ({measured.fingerprint}) than the floors were set on ({others})"
    )
