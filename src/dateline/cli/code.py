"""`dateline code`: reports in, event records out."""

import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import Rendered, Tally, guarded, run_batch
from dateline.cli.losses import tell_losses
from dateline.cli.messages import Messages, shows_progress
from dateline.cli.options import (
    ENGINES,
    Actors,
    Engine,
    Factualities,
    Inputs,
    Limit,
    Model,
    NotesFile,
    Output,
    OwnPlaces,
    Public,
    Published,
    Quiet,
    ReadAll,
    format_option,
    read_choice,
    read_factualities,
    read_format,
    read_published,
)
from dateline.cli.output import Output as OutputStream
from dateline.cli.output import look, open_output
from dateline.export import FORMATS
from dateline.model import Event, Report

if TYPE_CHECKING:
    from dateline.export import Chosen
    from dateline.pipeline import Tools

FORMAT_NAMES = tuple(FORMATS)

FormatName = Annotated[str | None, format_option(FORMAT_NAMES)]
Reports = Annotated[
    Path | None,
    typer.Option(
        "--reports", metavar="FILE", help="Also write the text of each report, as JSON Lines."
    ),
]


@dataclass(frozen=True)
class Order:
    """What one run of `dateline code` was asked for."""

    inputs: list[str]
    published: date | None
    format: str
    output: Path | None
    reports: Path | None
    public: bool
    engine: str
    model: Path | None
    actors: Path | None
    own_places: Path | None
    read_all: bool
    limit: int | None
    factualities: frozenset[str] | None
    notes: Path | None

    @property
    def to_terminal(self) -> bool:
        return self.output is None and sys.stdout.isatty()


def code(
    inputs: Inputs,
    published: Published = None,
    format: FormatName = None,
    output: Output = None,
    engine: Engine = "both",
    model: Model = None,
    actors: Actors = None,
    gazetteer: OwnPlaces = None,
    limit: Limit = None,
    quiet: Quiet = False,
    reports: Reports = None,
    public: Public = False,
    read_all: ReadAll = False,
    factuality: Factualities = None,
    notes: NotesFile = None,
) -> None:
    """Code the events that reports tell.

    \b
    Examples:
      dateline code report.txt --published 2016-03-07
      dateline code reports/ -o events.jsonl --reports texts.jsonl
      dateline code 'archive/*.html' --format csv > events.csv
      cat report.txt | dateline code - --format jsonl
      dateline code reports/ --public -o for-everyone.csv
      dateline code reports/ --format acled -o events.csv --notes lost.csv
      dateline code reports/ --actors my_actors.csv -o events.jsonl

    \b
    Each report's records are written together as soon as they are ready, so an
    interrupted run leaves complete records.
    """
    order = Order(
        inputs=inputs,
        published=read_published(published),
        format=read_format(format, output, FORMAT_NAMES),
        output=output,
        reports=reports,
        public=public,
        engine=read_choice(engine, ENGINES, "--engine"),
        model=model,
        actors=actors,
        own_places=gazetteer,
        read_all=read_all,
        limit=limit,
        factualities=read_factualities(factuality),
        notes=notes,
    )
    _check(order)
    tally = Tally()
    with Messages(quiet=quiet, live=shows_progress(order.to_terminal)) as messages:
        status = guarded(lambda: _run(order, tally, messages), tally, "event", messages)
    raise typer.Exit(status)


def _check(order: Order) -> None:
    """Raise BadParameter for options that do not go together."""
    if order.reports is not None and order.public:
        problem = "the text of reports is not public: leave it out, or write it in a run of its own"
        raise typer.BadParameter(problem, param_hint="--reports")
    taken: set[Path] = {order.output.resolve()} if order.output is not None else set()
    for path, option in ((order.reports, "--reports"), (order.notes, "--notes")):
        if path is not None and path.resolve() in taken:
            raise typer.BadParameter(f"{path} is an output already", param_hint=option)
        taken |= {path.resolve()} if path is not None else set()
    if FORMATS[order.format].binary and order.to_terminal:
        problem = f"{order.format} is no text: name a file with -o"
        raise typer.BadParameter(problem, param_hint="--format")


def _run(order: Order, tally: Tally, messages: Messages) -> None:
    from dateline.ingest import read_reports
    from dateline.pipeline import load_tools

    tools = load_tools(
        engine=order.engine,
        model=order.model,
        own_actors=order.actors,
        own_places=order.own_places,
        read_all=order.read_all,
    )
    with ExitStack() as stack:
        out = stack.enter_context(open_output(order.output, order.inputs))
        texts = None
        if order.reports is not None:
            texts = stack.enter_context(open_output(order.reports, order.inputs))
        notes = None
        if order.notes is not None:
            notes = stack.enter_context(open_output(order.notes, order.inputs))
        coder = _Coder(_make_format(order, tools), tools, out, texts, order.public)
        found = read_reports(order.inputs, published=order.published, stdin=sys.stdin.buffer)
        out.write(coder.format.opening())
        try:
            run_batch(found, coder.render, tally=tally, limit=order.limit, messages=messages)
        except KeyboardInterrupt:
            out.write(coder.format.closing())
            raise
        out.write(coder.format.closing())
        tell_losses(coder.format, notes, messages)


def _make_format(order: Order, tools: "Tools") -> "Chosen":
    from dateline.export import make_format

    seen = look(order.output is None)
    made_by = _made_by(order, tools)
    return make_format(order.format, made_by, factualities=order.factualities, **seen)


def _made_by(order: Order, tools: "Tools") -> Mapping[str, object]:
    if not order.public:
        return tools.made_by
    from dateline.pipeline import public_made_by

    return public_made_by(tools)


@dataclass(frozen=True)
class _Coder:
    """Codes a report and sets its records, and its text if wanted, in the formats asked for."""

    format: "Chosen"
    tools: "Tools"
    out: OutputStream
    texts: OutputStream | None
    public: bool

    def render(self, report: Report) -> Rendered:
        from dateline.export.json_text import json_line
        from dateline.export.report_json import report_json

        told, events = self._code(report)
        texts = [(self.out, self.format.report(told, events))]
        if self.texts is not None:
            texts.append((self.texts, json_line(report_json(report)) + "\n"))
        return Rendered(len(events), tuple(texts), passed_over=not self._is_worth(report))

    def _is_worth(self, report: Report) -> bool:
        from dateline.pipeline import is_worth

        return is_worth(report, self.tools)

    def _code(self, report: Report) -> tuple[Report, tuple[Event, ...]]:
        if self.public:
            from dateline.pipeline import code_public

            return code_public(report, self.tools)
        from dateline.pipeline import code_report

        return report, code_report(report, self.tools)
