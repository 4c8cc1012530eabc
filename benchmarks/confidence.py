"""How far `confidence` holds on annotated reports: a table for events and each field, and a plot.

    python benchmarks/confidence.py --shared ../shared [--engine both] [--plot docs/confidence.svg]

Calibration error is the expected one over ten bins of equal width: how far the mean probability
of a bin and the share that came true lie apart, weighed by how many fall into the bin. `by chance`
is what perfect probabilities would show on as few records. Reports are those of `gold`, which
nothing was fitted on.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from coding import events_of
from dateline.model import CONFIDENT_OF
from dateline.pipeline import load_tools
from field_truth import truths
from reference import GOLD_TOOL, is_absent, load_scorer
from reliability import Judged, bins, brier, calibration_error, chance_error

ALL = "all of these"
SIDE, MARGIN = 260, 40  # points
Table = Mapping[str, Sequence[Judged]]


def main() -> None:
    arguments = _arguments()
    if is_absent(arguments.shared / "gold/docs/dev"):
        return
    table = measure(arguments.shared, arguments.engine)
    print("\n".join(lines_of(table)))
    print()
    print("\n".join(bin_lines(table)))
    if arguments.plot:
        arguments.plot.write_text(plot_of(table), encoding="utf-8")


def measure(shared: Path, engine: str) -> Table:
    """What was given and what came true, by field."""
    gold_tool = load_scorer(shared / GOLD_TOOL)
    docs = gold_tool.read_docs(shared / "gold/docs/dev")
    gold = gold_tool.read_ann(shared / "gold/ann/dev", docs, [])
    tools = load_tools(engine)
    found: dict[str, list[Judged]] = {name: [] for name in ("event", *CONFIDENT_OF)}
    for key in sorted(gold):
        rows = list(events_of([{**docs[key], "id": key}], tools))
        for at, field, right in truths(rows, gold[key], docs[key]["text"], gold_tool):
            row = rows[at]
            given = row["confidence"] if field == "event" else row["confidences"][field]
            found[field].append(Judged(given, right))
    return {**found, ALL: [each for judged in found.values() for each in judged]}


def lines_of(table: Table) -> list[str]:
    """Figures by field, as a table of the documentation."""
    rows = [
        "| | judged | right | given | calibration error | by chance | Brier |",
        "|---" * 7 + "|",
    ]
    for name, judged in table.items():
        share = sum(each.right for each in judged) / len(judged)
        given = sum(each.score for each in judged) / len(judged)
        error, chance = calibration_error(judged), chance_error(judged)
        rows.append(
            f"| {name} | {len(judged)} | {share:.2f} | {given:.2f} | {error:.3f} "
            f"| {chance:.3f} | {brier(judged):.3f} |"
        )
    return rows


def bin_lines(table: Table) -> list[str]:
    """For each tenth of the scale the share that came true and (of how many), by field."""
    tenths = [f".{tenth}" for tenth in range(10)]
    rows = [f"| | {' | '.join(tenths)} |", "|---" * 11 + "|"]
    for name, judged in table.items():
        cells = {int(min(b.given, 0.999) * 10): f"{b.right:.2f} ({b.judged})" for b in bins(judged)}
        rows.append(f"| {name} | {' | '.join(cells.get(tenth, '') for tenth in range(10))} |")
    return rows


def plot_of(table: Table) -> str:
    """The reliability of events and of all fields together as an SVG: given across, true up."""
    fields = [each for name in CONFIDENT_OF for each in table[name]]
    size = SIDE + 2 * MARGIN
    marks = [
        f'<line x1="{_x(0):g}" y1="{_y(0):g}" x2="{_x(1):g}" y2="{_y(1):g}" stroke="#999"/>',
        *_line(table["event"], "#b03030"),
        *_line(fields, "#3050b0"),
        *(_text(_x(at / 10) - 8, _y(0) + 16, f"{at / 10:g}") for at in range(0, 11, 2)),
        *(_text(8, _y(at / 10) + 4, f"{at / 10:g}") for at in range(0, 11, 2)),
        _text(_x(0.04), _y(0.95), "events", "#b03030"),
        _text(_x(0.04), _y(0.88), "fields", "#3050b0"),
        _text(_x(0.3), size - 6, "given; upwards: came true"),
    ]
    where = f'x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}"'
    box = f'<rect {where} fill="none" stroke="#333"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}">'
    return "\n".join([head, box, *marks, "</svg>", ""])


def _line(judged: Sequence[Judged], colour: str) -> list[str]:
    found = bins(judged)
    points = " ".join(f"{_x(b.given):.1f},{_y(b.right):.1f}" for b in found)
    largest = max(b.judged for b in found)
    dots = [
        f'<circle cx="{_x(b.given):.1f}" cy="{_y(b.right):.1f}" '
        f'r="{2 + 5 * (b.judged / largest) ** 0.5:.1f}" fill="{colour}" fill-opacity="0.6"/>'
        for b in found
    ]
    return [f'<polyline points="{points}" fill="none" stroke="{colour}"/>', *dots]


def _text(x: float, y: float, words: str, colour: str = "#333") -> str:
    font = 'font-family="sans-serif" font-size="12"'
    return f'<text x="{x:g}" y="{y:g}" {font} fill="{colour}">{words}</text>'


def _x(value: float) -> float:
    return MARGIN + SIDE * value


def _y(value: float) -> float:
    return MARGIN + SIDE * (1 - value)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--engine", choices=("both", "rules", "trained"), default="both")
    parser.add_argument("--plot", type=Path, help="where to write an SVG")
    return parser.parse_args()


if __name__ == "__main__":
    main()
