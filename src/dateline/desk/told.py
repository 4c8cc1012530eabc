"""An incident as its screen shows it: each account beside the others, and where they differ."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.desk import wording
from dateline.desk.pieces import pieces_of
from dateline.desk.room import Room
from dateline.store import StoredEvent, StoredIncident, StoredReport

AROUND = 180  # characters shown on either side of what names an event
MOST_PAIRS = 5


@dataclass(frozen=True, slots=True)
class Account:
    """One event of the incident, as its report tells it."""

    event: StoredEvent
    report: StoredReport
    pieces: tuple[tuple[str, bool], ...]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One field across all accounts; `differs` where those that say something disagree."""

    label: str
    cells: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts that may be one happening: what was judged of them, and both of them."""

    left: Account
    right: Account
    verdict: str
    score: float
    reasons: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that the screen of an incident shows."""

    incident: StoredIncident
    accounts: tuple[Account, ...]
    rows: tuple[Row, ...]
    inside: tuple[Pair, ...]  # why they were joined
    beyond: tuple[Pair, ...]  # accounts elsewhere that may be of it

    @property
    def asked(self) -> Pair | None:
        """The pair that the keys decide on: one nobody is sure of, else the least alike."""
        if self.beyond:
            return self.beyond[0]
        return min(self.inside, key=lambda each: each.score, default=None)


# Row label -> what an account says there; empty where it says nothing.
_ROWS: tuple[tuple[str, Callable[[Mapping[str, Any]], str]], ...] = (
    ("Type", lambda record: wording.plain(record["type"])),
    ("When", lambda record: wording.days(record["time"]) if record["time"] else ""),
    ("Where", wording.places),
    ("Who did it", lambda record: wording.parties(record, "agent")),
    ("To whom", lambda record: wording.parties(record, "target")),
    ("Did it happen", lambda record: record["factuality"]),
    ("According to", wording.sources),
)


def told_of(room: Room, id: str) -> Told:
    """What the screen of an incident shows. Raises NotHeld."""
    incident = room.case.incident(id)
    known = {each: account_of(room, each) for each in incident.body["events"]}
    accounts = tuple(known.values())
    inside = [
        Pair(known[each["left"]], known[each["right"]], each["verdict"], each["score"],
             tuple(each["reasons"]), each.get("by", "merge"))
        for each in incident.body["judgements"]
        if each["left"] in known and each["right"] in known
    ]  # fmt: skip
    return Told(incident, accounts, rows_of(accounts), tuple(inside), beyond(room, list(known)))


def beyond(room: Room, ids: Sequence[str]) -> tuple[Pair, ...]:
    """Pairs of these events with others that wait for a ruling."""
    found = (each for each in room.case.open_pairs(ids, MOST_PAIRS * 3))
    pairs = (
        Pair(account_of(room, each.left), account_of(room, each.right), each.verdict, each.score,
             each.reasons, each.by)
        for each in found
        if not (each.left in ids and each.right in ids)
    )  # fmt: skip
    return tuple(pair for pair, _ in zip(pairs, range(MOST_PAIRS), strict=False))


def account_of(room: Room, id: str) -> Account:
    """One event as its report tells it, with the words around what names it."""
    event = room.case.event(id)
    report = room.case.report(event.report_id)
    cells = {label: say(event.record) for label, say in _ROWS}
    for count in event.record["counts"]:
        label = wording.plain(count["measure"]).capitalize()
        cells[label] = "; ".join(filter(None, (cells.get(label), wording.bounds(count))))
    return Account(event, report, _excerpt(report.text, event.record["mentions"]), cells)


def rows_of(accounts: Sequence[Account]) -> tuple[Row, ...]:
    """The table of what they say: fixed rows, then each measure anybody counts."""
    labels = dict.fromkeys(label for account in accounts for label in account.cells)
    rows = []
    for label in labels:
        cells = tuple(account.cells.get(label, "") for account in accounts)
        if any(cells):
            rows.append(Row(label, cells, len({cell for cell in cells if cell}) > 1))
    return tuple(rows)


def _excerpt(text: str, mentions: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, bool], ...]:
    """The words around the first mention, cut at blanks."""
    named = next((each for each in mentions if each.get("start") is not None), None)
    if named is None:
        return pieces_of(text[: 2 * AROUND], ())
    start = text.rfind(" ", 0, max(named["start"] - AROUND, 0)) + 1
    end = text.find(" ", named["end"] + AROUND)
    end = end if end >= 0 else len(text)
    moved = [
        {"start": each["start"] - start, "end": each["end"] - start}
        for each in mentions
        if each.get("start") is not None and start <= each["start"] and each["end"] <= end
    ]
    return pieces_of(text[start:end], moved)
