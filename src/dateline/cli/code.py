"""`dateline code`: reports in, event records out."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import Rendered, Tally, guarded, run_batch
from dateline.cli.code_many import code_to_folder, coder_of, is_folder, setup_of
from dateline.cli.language_model import (
    LLM,
    LlmCache,
    LlmModel,
    LlmSet,
    LlmUrl,
    Yes,
    find_language_model,
    read_engine,
    tell_account,
)
from dateline.cli.losses import tell_losses
from dateline.cli.messages import Messages, shows_progress
from dateline.cli.options import (
    RUNNERS,
    Actors,
    AnyLanguage,
    ClusterAddress,
    Engine,
    EngineRunner,
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
    ShardSize,
    Workers,
    format_option,
    read_choice,
    read_factualities,
    read_format,
    read_published,
)
from dateline.cli.output import Output as OutputStream
from dateline.cli.output import look, open_output, refuse_terminal
from dateline.cli.pace import Pace, expected_reports
from dateline.export import FORMATS

if TYPE_CHECKING:
    from dateline.export import Chosen
    from dateline.llm import LanguageModel
    from dateline.scale import Coded

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
    workers: int | None
    runner: str
    address: str | None
    shard_size: int
    factualities: frozenset[str] | None
    notes: Path | None
    any_language: bool
    llm: "LanguageModel | None" = None

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
    workers: Workers = None,
    shard_size: ShardSize = 2000,
    engine_runner: EngineRunner = "processes",
    address: ClusterAddress = None,
    factuality: Factualities = None,
    notes: NotesFile = None,
    any_language: AnyLanguage = False,
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_cache: LlmCache = None,
    llm_set: LlmSet = None,
    yes: Yes = False,
) -> None:
    """Code the events that reports tell.

    \b
    Examples:
      dateline code report.txt --published 2016-03-07
      dateline code reports/ -o events.jsonl --reports texts.jsonl
      cat report.txt | dateline code - --format csv > events.csv
      dateline code reports/ --public -o for-everyone.csv
      dateline code reports/ --format acled -o events.csv --notes lost.csv
      dateline code archive.jsonl --workers 4 -o coded/
      dateline code reports/ --engine llm --llm-url http://localhost:8080/v1 --llm-model qwen3
      dateline code s3://news/2016/ --engine-runner ray --address auto -o s3://coded/2016

    \b
    An interrupted run leaves complete records. A folder as output takes them in
    shards, and the same command goes on where it was stopped.
    """
    known = read_engine(engine)
    order = Order(
        inputs=inputs, published=read_published(published), any_language=any_language, limit=limit,
        format=read_format(format, output, FORMAT_NAMES), output=output, reports=reports,
        public=public, engine=known, model=model, actors=actors, own_places=gazetteer,
        read_all=read_all, workers=workers, shard_size=shard_size, notes=notes,
        runner=read_choice(engine_runner, RUNNERS, "--engine-runner"), address=address,
        factualities=read_factualities(factuality),
    )  # fmt: skip
    _check(order)
    llm = find_language_model(known, llm_url, llm_model, llm_cache, llm_set, yes=yes)
    raise typer.Exit(_carried_out(replace(order, llm=llm), quiet))


def _carried_out(order: Order, quiet: bool) -> int:
    """The exit code of a run."""
    tally = Tally()
    with Messages(quiet=quiet, live=shows_progress(order.to_terminal)) as messages:
        run = _to_folder if _is_folder(order) else _run
        status = guarded(lambda: run(order, tally, messages), tally, "event", messages)
        tell_account(order.llm, messages)
    return status


def _check(order: Order) -> None:
    """Raise BadParameter for options that do not go together."""
    _check_runner(order)
    if order.engine == LLM:
        _check_one_process(order)
    if order.reports is not None and order.public:
        problem = "the text of reports is not public: leave it out, or write it in a run of its own"
        raise typer.BadParameter(problem, param_hint="--reports")
    taken: set[Path] = {order.output.resolve()} if order.output is not None else set()
    for path, option in ((order.reports, "--reports"), (order.notes, "--notes")):
        if path is not None and path.resolve() in taken:
            raise typer.BadParameter(f"{path} is an output already", param_hint=option)
        taken |= {path.resolve()} if path is not None else set()
    refuse_terminal(order.format, FORMATS[order.format].binary, order.output)
    only_lines = order.notes is None and order.factualities is None and order.format == "jsonl"
    if _is_folder(order) and not only_lines:
        problem = "a folder takes jsonl of every event: code into it, then export from a casefile"
        raise typer.BadParameter(problem, param_hint="--output")


def _check_one_process(order: Order) -> None:
    """Raise BadParameter where a language model would be asked by several processes."""
    if (order.workers or 1) > 1:
        problem = (
            "the engine llm has limits for one process; --llm-set parallel=N asks more at once"
        )
        raise typer.BadParameter(problem, param_hint="--workers")
    if _is_folder(order):
        problem = "the engine llm writes no shards: name a file; --llm-cache lets it go on later"
        raise typer.BadParameter(problem, param_hint="--output")


def _is_folder(order: Order) -> bool:
    return order.runner == "ray" or is_folder(order.output, order.workers)


def _check_runner(order: Order) -> None:
    if order.runner == "ray" and (order.output is None or order.workers is not None):
        problem = "its cores decide how many work" if order.output else "name a folder with -o"
        option = "--workers" if order.output else "--engine-runner"
        raise typer.BadParameter(f"ray: {problem}", param_hint=option)
    if order.runner != "ray" and order.address is not None:
        raise typer.BadParameter("only for --engine-runner ray", param_hint="--address")


def _to_folder(order: Order, tally: Tally, messages: Messages) -> None:
    assert order.output is not None
    code_to_folder(order, order.output, order.shard_size, tally, messages)


def _run(order: Order, tally: Tally, messages: Messages) -> None:
    from dateline.loading import loading

    with loading():
        from dateline.export import make_format
        from dateline.ingest import read_reports
        from dateline.scale.coding import made_by_setup

        seen = look(order.output is None)
        setup = setup_of(order)
        made_by = made_by_setup(setup)
        format = make_format(order.format, made_by, factualities=order.factualities, **seen)
        code = coder_of(setup, order.workers or 1)
    with ExitStack() as stack:
        out = stack.enter_context(open_output(order.output, order.inputs))
        texts, notes = (
            stack.enter_context(open_output(path, order.inputs)) if path is not None else None
            for path in (order.reports, order.notes)
        )
        found = read_reports(
            order.inputs,
            published=order.published,
            stdin=sys.stdin.buffer,
            any_language=order.any_language,
        )
        out.write(format.opening())
        writer = _Writer(format, out, texts)
        try:
            run_batch(
                code(found),
                writer.render,
                tally=tally,
                limit=order.limit,
                messages=messages,
                pace=_pace(order, messages),
            )
        except KeyboardInterrupt:
            out.write(format.closing())
            raise
        out.write(format.closing())
        tell_losses(format, notes, messages)


def _pace(order: Order, messages: Messages) -> Pace | None:
    """The rate and the time left, where somebody sees them."""
    if not messages.live:
        return None
    return Pace(lambda: _expected(order))


def _expected(order: Order) -> int | None:
    expected = expected_reports(order.inputs)
    return min(expected, order.limit) if expected and order.limit else expected


@dataclass(frozen=True)
class _Writer:
    """Sets a report's records, and its text if wanted, in the formats asked for."""

    format: "Chosen"
    out: OutputStream
    texts: OutputStream | None

    def render(self, coded: "Coded") -> Rendered:
        from dateline.export.json_text import json_line
        from dateline.export.report_json import report_json

        texts = [(self.out, self.format.report(coded.report, coded.events))]
        if self.texts is not None:
            texts.append((self.texts, json_line(report_json(coded.report)) + "\n"))
        return Rendered(len(coded.events), tuple(texts), coded.passed_over)
