"""Options that several commands share, and how their values are read."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

ENGINES = ("both", "rules", "trained")


def read_published(text: str | None, option: str = "--published") -> date | None:
    """The day of an option. Raises BadParameter, which says the wanted form."""
    if text is None:
        return None
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        message = f"{text!r} is not a date: write year-month-day, as in 2016-03-07"
        raise typer.BadParameter(message, param_hint=option) from None


def read_day(text: str | None, option: str) -> str | None:
    """The day of an option as a casefile has it: 2016-03-07. Raises BadParameter."""
    day = read_published(text, option)
    return str(day) if day else None


def read_choice(text: str, known: tuple[str, ...], option: str) -> str:
    """One of the known values. Raises BadParameter naming them."""
    if text not in known:
        message = f"unknown value {text!r}: known are {', '.join(known)}"
        raise typer.BadParameter(message, param_hint=option)
    return text


def read_factualities(text: str | None) -> frozenset[str] | None:
    """The factualities of `--factuality`: "all", or some with commas between them.

    None leaves it to the format. Raises BadParameter naming the known ones.
    """
    from dateline.export.formats import FACTUALITIES

    if text is None:
        return None
    wanted = [word.strip() for word in text.split(",")]
    if wanted == ["all"]:
        return frozenset(FACTUALITIES)
    return frozenset(read_choice(word, FACTUALITIES, "--factuality") for word in wanted)


def format_option(names: tuple[str, ...]) -> Any:
    """The option `--format` of a command that writes in these formats."""
    help = (
        f"{', '.join(names)}. By default the output file's suffix decides; "
        "without a file, table on a terminal and jsonl elsewhere."
    )
    return typer.Option("--format", "-f", metavar="NAME", help=help)


def read_format(text: str | None, output: Path | None, names: tuple[str, ...]) -> str:
    """The format asked for; else that of the output's suffix, a table for a person, JSON Lines
    for a program. Raises BadParameter naming the known formats.
    """
    return read_choice(text or _default_format(output, names), names, "--format")


def _default_format(output: Path | None, names: tuple[str, ...]) -> str:
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    suffix = output.suffix.removeprefix(".")
    return suffix if suffix in names else "jsonl"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Files, folders, globs or web addresses of reports; - reads standard input.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="Day of publication (2016-03-07) of reports that do not say it themselves.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write; standard output if none."),
]
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME",
        help="What reads events: rules (the codebook's words and grammar, fastest), trained "
        "(weights learned from annotated reports) or both; where --llm-url can be given also llm.",
    ),
]
Model = Annotated[
    Path | None,
    typer.Option(
        "--model",
        metavar="FOLDER",
        help="A model that `dateline train` wrote, in place of the one that ships (`small`); or "
        "`large`, a network that ships beside it: with it `both` takes twice as long (the model "
        "card says what it gains).",
    ),
]
Actors = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        metavar="FILE",
        help="Actors of your own, as CSV or YAML (docs/actors.md): they extend or override "
        "those that ship.",
    ),
]
OwnPlaces = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer",
        metavar="FILE",
        help="Places of your own, which `dateline gazetteer add` wrote, beside those that ship.",
    ),
]
Factualities = Annotated[
    str | None,
    typer.Option(
        "--factuality",
        metavar="NAMES",
        help="Only events told so: asserted, uncertain, denied, planned, hypothetical, foiled "
        "(several with commas), or all. By default Dateline's own formats hold all, those of other "
        "codebooks only what is asserted.",
    ),
]
NotesFile = Annotated[
    Path | None,
    typer.Option(
        "--notes",
        metavar="FILE",
        help="Also write what the format could not carry, event by event, as CSV.",
    ),
]
AnyLanguage = Annotated[
    bool,
    typer.Option(
        "--any-language", help="Also code reports that are not English; the codebook's words are."
    ),
]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Stop after N reports.")
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="No progress and no summary; failures are still named."),
]
ReadAll = Annotated[
    bool,
    typer.Option(
        "--read-all",
        help="Parse every report. By default a scan passes over reports whose words are not "
        "those of conflict, protest or politics; the summary counts them.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="Processes that code side by side; the records are the same whatever their number.",
    ),
]
ShardSize = Annotated[
    int,
    typer.Option(
        "--shard-size", metavar="N", min=1, help="Reports in a shard, where the output is a folder."
    ),
]
RUNNERS = ("processes", "ray")
EngineRunner = Annotated[
    str,
    typer.Option(
        "--engine-runner",
        metavar="NAME",
        help="What runs the engine, where the output is a folder: processes of this machine, or "
        "ray, a cluster (pip install 'dateline[cluster]').",
    ),
]
ClusterAddress = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar="ADDR",
        help="The Ray cluster: host:port, or auto for one this machine belongs to. Without it, a "
        "cluster of this machine alone.",
    ),
]
Public = Annotated[
    bool,
    typer.Option(
        "--public",
        help="Records that may be published: names of private persons, sources that are anonymous "
        "or at risk, file names, links and offsets are left out.",
    ),
]
