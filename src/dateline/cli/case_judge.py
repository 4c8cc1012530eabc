"""`dateline incidents`, `judge`, `split`: one happening or several, as people see it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.case_lists import Limit
from dateline.cli.casefile import Case, Reason, Who, now, on_casefile, signer
from dateline.cli.filters import Actor, Country, From, Text, To, Type
from dateline.cli.options import Output, format_option, read_choice, read_day, read_format
from dateline.cli.output import open_output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.merge import SetAside
    from dateline.store import Casefile, StoredIncident

FORMAT_NAMES = ("table", "jsonl", "json", "csv")

FormatName = Annotated[str | None, format_option(FORMAT_NAMES)]
Accounts = Annotated[
    int, typer.Option("--accounts", metavar="N", min=1, help="Told by at least N accounts.")
]
Unsure = Annotated[
    bool, typer.Option("--unsure", help="Only those of which a person should judge a pair.")
]
Order = Annotated[
    str, typer.Option("--order", metavar="NAME", help="day, or accounts: those told most first.")
]
EventId = Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or its beginning.")]


def incidents(
    case: Case,
    type: Type = None,
    earliest: From = None,
    latest: To = None,
    country: Country = None,
    actor: Actor = None,
    text: Text = None,
    accounts: Accounts = 1,
    unsure: Unsure = False,
    order: Order = "day",
    limit: Limit = None,
    format: FormatName = None,
    output: Output = None,
) -> None:
    """List incidents: what the accounts of several reports tell of one happening.

    \b
    Examples:
      dateline incidents --case case/ --accounts 2
      dateline incidents --case case/ --unsure --format table
      dateline incidents --case case/ --country SYR --format jsonl -o syria.jsonl
      dateline incidents --case case/ -o incidents.csv

    \b
    The CSV has a row an incident: days, place, counts as low, best and high, how many
    accounts and sources tell it, who denies it, and what was judged of its accounts.
    """
    name = read_format(format, output, FORMAT_NAMES)
    days = [read_day(earliest, "--from"), read_day(latest, "--to")]
    read_choice(order, ("day", "accounts"), "--order")

    def run(casefile: "Casefile") -> None:
        from dateline.store import IncidentQuery, every

        query = IncidentQuery(
            type=type, country=country, actor=actor, text=text, earliest=days[0], latest=days[1],
            accounts=accounts, unsure=unsure, order=order,  # type: ignore[arg-type]
        )  # fmt: skip
        with open_output(output, []) as out:
            for part in _texts(every(casefile.incidents, query, limit), name):
                out.write(part)

    on_casefile(case, run)


def judge(
    left: EventId,
    right: EventId,
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help="same, different or unsure.")],
    case: Case,
    reason: Reason = None,
    who: Who = None,
) -> None:
    """Rule whether two events are one happening. The last ruling on a pair counts.

    \b
    Examples:
      dateline judge ev_6f0c21 ev_a41b07 same --case case/
      dateline judge ev_6f0c21 ev_a41b07 different --reason "two mornings" --case case/

    \b
    "same" joins them whatever keeps them apart, "different" parts them whatever is
    alike, "unsure" takes back what the machine thought. dateline undo takes it back.
    """

    def run(casefile: "Casefile") -> None:
        aside = casefile.judge(left, right, verdict, who=signer(who), at=now(), reason=reason)
        for id in (left, right):
            found = casefile.event(id)
            typer.echo(f"{found.id} is in {found.incident_id or 'no incident'}")
        _name(aside)

    on_casefile(case, run)


def split(
    incident: Annotated[
        str, typer.Argument(metavar="INCIDENT", help="An incident's id, or its beginning.")
    ],
    case: Case,
    events: Annotated[
        list[str] | None,
        typer.Argument(metavar="[EVENT]...", help="Those to take out; without any, all part."),
    ] = None,
    reason: Reason = None,
    who: Who = None,
) -> None:
    """Take events out of an incident, or take it apart altogether.

    \b
    Examples:
      dateline split inc_0a41c2 ev_a41b07 --reason "another village" --case case/
      dateline split inc_0a41c2 --case case/
    """

    def run(casefile: "Casefile") -> None:
        members = casefile.incident(incident).body["events"]
        chosen = events or []
        aside = casefile.split(incident, chosen, who=signer(who), at=now(), reason=reason)
        for id in members:
            typer.echo(f"{id} is in {casefile.event(id).incident_id or 'no incident'}")
        _name(aside)

    on_casefile(case, run)


def _name(aside: "tuple[SetAside, ...]") -> None:
    for each in aside:
        ruling = each.ruling
        typer.echo(
            f"no longer counts: {ruling.by} ruled {ruling.left} and {ruling.right} "
            f"{ruling.verdict}; {each.why}",
            err=True,
        )


def _texts(found: "Iterator[StoredIncident]", name: str) -> "Iterator[str]":
    from dateline.export.incident_csv import incident_header, incident_row
    from dateline.export.json_array import Listed
    from dateline.export.json_text import json_line

    if name == "jsonl":
        yield from (json_line(each.body) + "\n" for each in found)
    elif name == "json":
        listed = Listed()
        yield "["
        yield from (listed.lines([dict(each.body)]) for each in found)
        yield "\n]\n"
    elif name == "csv":
        yield incident_header()
        yield from (incident_row(each.body) for each in found)
    else:
        yield from (incident_text(each) for each in found)


def incident_text(found: "StoredIncident") -> str:
    """An incident for reading: what, when, where, how many, who tells it."""
    body = found.body
    days = f"{found.earliest or '?'} to {found.latest or '?'}"
    lines = [
        f"{found.id} {found.type} | {days if found.earliest != found.latest else found.earliest}",
        f"   place     {found.place or '?'}, {found.country or '?'}",
        *(f"   {each['role']:<9} {each['name']}" for each in body["actors"]),
        *(f"   {each['measure']:<9} {toll_text(each)}" for each in body["counts"]),
        f"   deaths    {_deaths(body['summary'])}",
        f"   told by   {found.accounts} accounts: {', '.join(body['doc_ids'])}",
        f"   events    {', '.join(body['events'])}",
    ]
    denials = body["summary"]["denials"]
    lines += [f"   denied by {each['who'] or '?'} ({each['event']})" for each in denials]
    for each in body["judgements"]:
        lines.append(
            f"   {each['verdict']:<9} {each['left']} and {each['right']} ({each['score']:.2f}): "
            + "; ".join(each["reasons"])
        )
    return "\n".join(lines) + "\n\n"


def _deaths(summary: Any) -> str:
    """Deaths as UCDP and ACLED would have them."""
    ucdp = [summary["ucdp"][name] for name in ("low", "best", "high")]
    low, best, high = ("?" if each is None else each for each in ucdp)
    acled = summary["acled"]["fatalities"]
    return f"UCDP {low}/{best}/{high}; ACLED {'?' if acled is None else acled}"


def toll_text(toll: Any) -> str:
    """Low, best and high, and how the best was chosen."""
    low, best, high = (toll[name] for name in ("low", "best", "high"))
    bounds = f"{'?' if low is None else low} to {'open' if high is None else high}"
    return f"{bounds}, best {'?' if best is None else best}: {toll['why']}"
