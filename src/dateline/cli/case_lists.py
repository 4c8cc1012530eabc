"""`dateline events`, `reports`, `search`: what a casefile holds, listed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.casefile import Case, on_casefile
from dateline.cli.options import Output, format_option, read_choice, read_format
from dateline.cli.output import look, open_output
from dateline.export import FORMATS

if TYPE_CHECKING:
    from dateline.store import Casefile, EventQuery, Hit, StoredEvent

FORMAT_NAMES = tuple(FORMATS)
_AT_ONCE = 200  # events read together

FormatName = Annotated[str | None, format_option(FORMAT_NAMES)]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most N.")]


def _filter(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help)


Type = Annotated[str | None, _filter("--type", "TYPE", "An event type: dateline codebook list.")]
From = Annotated[str | None, _filter("--from", "DAY", "What may have happened on or after it.")]
To = Annotated[str | None, _filter("--to", "DAY", "What may have happened on or before it.")]
Country = Annotated[str | None, _filter("--country", "ISO3", "Where: SYR, IRQ ...")]
Actor = Annotated[str | None, _filter("--actor", "ACTOR", "An actor's id, or a part of its name.")]
Status = Annotated[
    str,
    _filter(
        "--status",
        "STATUS",
        "unreviewed, accepted, corrected, rejected, superseded, retracted; or any. By default "
        "all that are in force.",
    ),
]
Text = Annotated[str | None, _filter("--text", "WORDS", "Words of the event or its report.")]
Order = Annotated[str, _filter("--order", "NAME", "day, priority (least sure first) or added.")]


def events(
    case: Case,
    type: Type = None,
    earliest: From = None,
    latest: To = None,
    country: Country = None,
    actor: Actor = None,
    status: Status = "in force",
    text: Text = None,
    order: Order = "day",
    limit: Limit = None,
    format: FormatName = None,
    output: Output = None,
) -> None:
    """List events of a casefile as they stand, corrections and all.

    \b
    Examples:
      dateline events --case case/ --type air_strike --from 2016-03-01 --to 2016-03-31
      dateline events --case case/ --country SYR --format csv -o syria.csv
      dateline events --case case/ --actor islamic-state --text "car bomb"
      dateline events --case case/ --status unreviewed --order priority --limit 20

    \b
    Formats are those of `dateline code`, the records as it writes them; one that was
    reviewed says so under `review`.
    """
    name = read_format(format, output, FORMAT_NAMES)
    days = [read_day(earliest, "--from"), read_day(latest, "--to")]
    read_choice(order, ("day", "priority", "added"), "--order")

    def run(casefile: "Casefile") -> None:
        from dateline.store import EventQuery

        query = EventQuery(
            type=type, text=text, country=country, actor=actor, status=status,
            earliest=days[0], latest=days[1], order=order,  # type: ignore[arg-type]
        )  # fmt: skip
        with open_output(output, []) as out:
            for part in _texts(casefile, every_event(casefile, query, limit), name, output):
                out.write(part)

    on_casefile(case, run)


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...", help='Words that must all be there; "in this order"; begin*.'
        ),
    ],
    case: Case,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most N.")] = 20,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="table or jsonl.")
    ] = "table",
) -> None:
    """Find reports and events by words of their texts, titles and quotes.

    \b
    Examples:
      dateline search barrel bombs --case case/
      dateline search '"car bomb" raqqa' --case case/
      dateline search 'defect*' --case case/ --format jsonl
    """
    read_choice(format, ("table", "jsonl"), "--format")

    def run(casefile: "Casefile") -> None:
        for hit in casefile.search(" ".join(words), limit):
            typer.echo(_hit_line(hit) if format == "table" else _hit_json(hit))

    on_casefile(case, run)


def every_event(
    casefile: "Casefile", query: "EventQuery", limit: int | None
) -> "Iterator[StoredEvent]":
    """Events page after page, at most `limit` of them."""
    from dataclasses import replace

    left = limit
    after: str | None = None
    while left is None or left > 0:
        size = _AT_ONCE if left is None else min(left, _AT_ONCE)
        page = casefile.events(replace(query, limit=size, after=after))
        yield from page.items
        left = None if left is None else left - len(page.items)
        after = page.next
        if after is None:
            return


def _texts(
    casefile: "Casefile", found: "Iterator[StoredEvent]", name: str, output: Path | None
) -> Iterator[str]:
    """The events in a format of `dateline code`; JSON records as they are stored."""
    if name == "jsonl":
        from dateline.export.json_text import json_line

        yield from (json_line(each.record) + "\n" for each in found)
        return
    if name == "json":
        from dateline.export.json_array import Listed

        listed = Listed()
        yield "["
        yield from (listed.lines([each.record]) for each in found)
        yield "\n]\n"
        return
    from dateline.export import make_format
    from dateline.export.record_event import event_of_record

    shape = make_format(name, {}, **look(output is None))
    reports: dict[str, Any] = {}
    yield _text(shape.opening())
    for each in found:
        if each.report_id not in reports:
            reports[each.report_id] = casefile.report(each.report_id).as_read()
        report = reports[each.report_id]
        yield _text(shape.report(report, (event_of_record(each.record, report),)))
    yield _text(shape.closing())


def _text(written: str | bytes) -> str:
    assert isinstance(written, str)  # the formats of lists are text
    return written


def _hit_line(hit: "Hit") -> str:
    words = " ".join(hit.excerpt.split())
    return f"{hit.kind} {hit.id} ({hit.doc_id}): {words}"


def _hit_json(hit: "Hit") -> str:
    from dataclasses import asdict

    from dateline.export.json_text import json_line

    return json_line(asdict(hit))


def read_day(text: str | None, option: str) -> str | None:
    """The day of an option as year-month-day. Raises BadParameter for anything else."""
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        message = f"{text!r} is not a date: write year-month-day, as in 2016-03-07"
        raise typer.BadParameter(message, param_hint=option) from None
