"""`dateline mentions`: every mention read, whether or not an event uses it."""

import sys
from typing import Annotated

import typer

from dateline.cli.batch import Rendered, Tally, guarded, run_batch
from dateline.cli.messages import Messages, shows_progress
from dateline.cli.options import (
    ENGINES,
    Actors,
    Engine,
    Inputs,
    Limit,
    Output,
    OwnPlaces,
    Public,
    Published,
    Quiet,
    read_choice,
    read_published,
)
from dateline.cli.output import open_output
from dateline.model import Report

FORMAT_NAMES = ("jsonl",)


def mentions(
    inputs: Inputs,
    published: Published = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="jsonl: a mention a line.")
    ] = "jsonl",
    output: Output = None,
    engine: Engine = "rules",
    actors: Actors = None,
    gazetteer: OwnPlaces = None,
    limit: Limit = None,
    quiet: Quiet = False,
    public: Public = False,
) -> None:
    """List every mention: actors, places, times, quantities, who says what.

    \b
    Examples:
      dateline mentions report.txt --published 2016-03-07
      dateline mentions reports/ -o mentions.jsonl
      dateline mentions reports/ --public -o for-everyone.jsonl
      dateline mentions report.txt --actors my_actors.csv
    """
    read_choice(format, FORMAT_NAMES, "--format")
    read_choice(engine, ENGINES, "--engine")
    day = read_published(published)
    tally = Tally()

    def run() -> None:
        from dateline.export.json_text import json_line
        from dateline.export.mention_json import mentions_json
        from dateline.ingest import read_reports
        from dateline.pipeline import load_tools, read_mentions

        tools = load_tools(engine=engine, own_actors=actors, own_places=gazetteer)
        with open_output(output, inputs) as out:

            def render(report: Report) -> Rendered:
                readout = read_mentions(report, tools)
                rows = mentions_json(report, readout)
                if public:
                    from dateline.pipeline import shown_of_mentions
                    from dateline.redact import public_mentions

                    rows = public_mentions(rows, report, shown_of_mentions(readout, tools))
                return Rendered(len(rows), ((out, "".join(json_line(row) + "\n" for row in rows)),))

            found = read_reports(inputs, published=day, stdin=sys.stdin.buffer)
            run_batch(found, render, tally=tally, limit=limit, messages=messages)

    to_terminal = output is None and sys.stdout.isatty()
    with Messages(quiet=quiet, live=shows_progress(to_terminal)) as messages:
        code = guarded(run, tally, "mention", messages)
    raise typer.Exit(code)
