"""`dateline agreement`: how far people agree who coded the same events."""

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.casefile import Case, on_casefile
from dateline.cli.options import read_choice

if TYPE_CHECKING:
    from dateline.agreement import Agreement, Measured
    from dateline.store import Casefile

FORMATS = ("table", "json", "csv")
COLUMNS = ("field", "scale", "alpha", "low", "high", "units", "same", "one_only", "why")
HEADS = ("field", "scale", "alpha", "95 % interval", "units", "same", "one only")


def agreement(
    case: Case,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="table, json or csv.")
    ] = "table",
) -> None:
    """How far two coders agree: Krippendorff's alpha of each field, with its interval.

    \b
    Examples:
      dateline agreement --case case/
      dateline agreement --case case/ --format json
      dateline agreement --case case/ --format csv > agreement.csv

    \b
    Of events that were given to two coders on the desk, those both are done with.
    1 is perfect agreement, 0 is what chance gives; 0.80 is asked for where
    conclusions rest on it, below 0.67 even tentative ones do not. "one only" are
    events for which only one coder gave the field a value: they are left out, and so
    are events that only one has coded so far. With fewer than 10 events there is no
    number. The interval comes of 1,000 draws of the events.
    """
    read_choice(format, FORMATS, "--format")

    def run(casefile: "Casefile") -> None:
        from dateline.agreement import measure

        units = casefile.work.units()
        typer.echo(_WRITE[format](measure([unit.sheets for unit in units])), nl=False)

    on_casefile(case, run)


def _table(found: "Measured") -> str:
    if not found.units + found.coded_by_one + found.coded_by_none:
        return "No event is double coded: assign some to two coders on the desk, page Work.\n"
    rows = [HEADS, *(_row(each) for each in found.fields)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    waiting = (
        f"{found.units} events coded by both; left out: {found.coded_by_one} coded by one so far, "
        f"{found.coded_by_none} by none"
    )
    return "\n".join([waiting, "", *lines]) + "\n"


def _row(each: "Agreement") -> tuple[str, ...]:
    counts = (str(each.units), str(each.same), str(each.one_only))
    if each.alpha is None:
        return (each.field, each.scale, "-", each.why or "", *counts)
    interval = "not found" if each.low is None else f"{each.low:.2f} to {each.high:.2f}"
    return (each.field, each.scale, f"{each.alpha:.2f}", interval, *counts)


def _json(found: "Measured") -> str:
    from dataclasses import asdict

    from dateline.export.json_text import json_page

    return json_page(asdict(found))


def _csv(found: "Measured") -> str:
    import csv
    import io
    from dataclasses import asdict

    out = io.StringIO()
    rows = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    rows.writeheader()
    rows.writerows(asdict(each) for each in found.fields)
    return out.getvalue()


_WRITE = {"table": _table, "json": _json, "csv": _csv}
