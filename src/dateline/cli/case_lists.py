"""`dateline events`, `reports`, `search`: what a casefile holds, listed."""

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.casefile import Case, on_casefile
from dateline.cli.filters import Actor, Country, From, Status, Text, To, Type, read_query
from dateline.cli.options import Output, format_option, read_choice, read_format
from dateline.cli.output import look, open_output
from dateline.export import FORMATS

if TYPE_CHECKING:
    from dateline.store import Casefile, Hit

FORMAT_NAMES = tuple(FORMATS)

FormatName = Annotated[str | None, format_option(FORMAT_NAMES)]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most N.")]


Order = Annotated[
    str,
    typer.Option("--order", metavar="NAME", help="day, priority (least sure first) or added."),
]


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
    query = read_query(
        earliest, latest, order, type=type, text=text, country=country, actor=actor, status=status
    )

    def run(casefile: "Casefile") -> None:
        from dateline.exchange.case_events import listed, made_by
        from dateline.exchange.writing import written
        from dateline.export import make_format
        from dateline.store import every

        found = every(casefile.events, query, limit)
        shape = make_format(name, made_by(public=False), **look(output is None))
        with open_output(output, []) as out:
            for part in written(listed(casefile, found), shape):
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


def _hit_line(hit: "Hit") -> str:
    words = " ".join(hit.excerpt.split())
    return f"{hit.kind} {hit.id} ({hit.doc_id}): {words}"


def _hit_json(hit: "Hit") -> str:
    from dataclasses import asdict

    from dateline.export.json_text import json_line

    return json_line(asdict(hit))
