"""`dateline geocode`: the gazetteer alone."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.batch import FAILED
from dateline.cli.options import OwnPlaces, read_choice
from dateline.errors import DatelineError
from dateline.model import Place

FORMAT_NAMES = ("table", "jsonl")


def geocode(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place name, in any spelling.")],
    country: Annotated[
        str | None,
        typer.Option(
            "--country", metavar="ISO3", help="Only there: three letters, as in SYR.", min=1
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help="table or jsonl; by default table on a terminal and jsonl elsewhere.",
        ),
    ] = None,
    gazetteer: OwnPlaces = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most N.")] = 10,
) -> None:
    """Look a place name up: ranked candidates, each with its reasons.

    \b
    Examples:
      dateline geocode "Tel Abyad"
      dateline geocode Tripoli --country LBN --format jsonl

    \b
    Exit code 1 if the gazetteer holds no such name.
    """
    chosen = read_choice(
        format or ("table" if sys.stdout.isatty() else "jsonl"), FORMAT_NAMES, "--format"
    )
    places = _look_up(name, _read_country(country), limit, gazetteer)
    if not places:
        where = f" in {country}" if country else ""
        typer.echo(f"dateline: the gazetteer holds no {name!r}{where}", err=True)
        raise typer.Exit(FAILED)
    typer.echo(_table(places) if chosen == "table" else _lines(name, places), nl=False)


def _look_up(name: str, country: str | None, limit: int, own: Path | None) -> tuple[Place, ...]:
    from dateline.codebook.places import load_place_words
    from dateline.gazetteer import open_gazetteer
    from dateline.resolve.places import geocode as find

    try:
        return find(
            name,
            country=country,
            gazetteer=open_gazetteer(own=own),
            words=load_place_words(),
            limit=limit,
        )
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(FAILED) from None


def _read_country(text: str | None) -> str | None:
    if text is None:
        return None
    if not (len(text) == 3 and text.isascii() and text.isalpha()):
        message = f"{text!r} is not a country code: write its three letters, as in SYR"
        raise typer.BadParameter(message, param_hint="--country")
    return text.upper()


def _lines(name: str, places: tuple[Place, ...]) -> str:
    from dateline.export.event_json import place_json
    from dateline.export.json_text import json_line

    rows = (
        {"query": name, "rank": rank, **_without_words(place_json(place))}
        for rank, place in enumerate(places, 1)
    )
    return "".join(json_line(row) + "\n" for row in rows)


def _without_words(row: dict[str, object]) -> dict[str, object]:
    return {key: row[key] for key in row if key not in ("start", "end", "quote", "candidates")}


def _table(places: tuple[Place, ...]) -> str:
    return "\n".join(_entry(rank, place) for rank, place in enumerate(places, 1)) + "\n"


def _entry(rank: int, place: Place) -> str:
    where = ", ".join(part for part in (place.name, place.adm1, place.country) if part)
    point = f"{place.lat:.4f}, {place.lon:.4f}" if place.lat is not None else "no coordinates"
    head = f"{rank:>2} {where} ({place.precision or 'place'})  {point}"
    known = f"   score {place.score:.2f}, geonameid {place.geonameid or 'none'}"
    return "\n".join([head, known, *(f"   - {reason}" for reason in place.reasons)])
