"""Full-text search: one question, put to FTS5 or to a tsvector."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select, text

from dateline.store.connection import AnyRow, among
from dateline.store.schema import event, report
from dateline.store.words import Term, find_terms, read_terms, spelled

_AROUND = 70  # characters shown on either side of the first word found


@dataclass(frozen=True, slots=True)
class Hit:
    """A report or an event in which all the words stand; `excerpt` marks none of them.

    `found` are the places of the words in `excerpt`: start and end.
    """

    kind: Literal["report", "event"]
    id: str
    report_id: str
    doc_id: str
    title: str | None
    excerpt: str
    found: tuple[tuple[int, int], ...]


def put_report(connection: Connection, seq: int, words: str) -> None:
    """Let a report be found by the words of its title and text."""
    _put(connection, {2 * seq + 1: words}, renew=False)


def put_events(connection: Connection, words: Mapping[int, str], *, renew: bool) -> None:
    """Let events be found by their words; `words` by the number of the event."""
    _put(connection, {2 * seq: said for seq, said in words.items()}, renew=renew)


def drop_entries(connection: Connection, entries: Sequence[int]) -> None:
    """Let nothing be found by these any more, and leave no word of them in the index."""
    dialect = _dialect(connection)
    connection.execute(text(_DELETE[dialect]), [{"entry": entry} for entry in entries])
    if dialect == "sqlite":  # FTS5 only notes that words are gone until it writes its parts anew
        connection.execute(text("INSERT INTO search_entry (search_entry) VALUES ('optimize')"))


def matching_events(connection: Connection, asked: str) -> Any:
    """A subquery of the `seq` of events in which, or in whose reports, all the words stand."""
    return text(_EVENTS[_dialect(connection)]).bindparams(asked=_query(connection, asked))


def matching_reports(connection: Connection, asked: str) -> Any:
    """A subquery of the `seq` of reports in which all the words stand."""
    return text(_REPORTS[_dialect(connection)]).bindparams(asked=_query(connection, asked))


def search(connection: Connection, asked: str, limit: int = 50) -> Sequence[Hit]:
    """Reports and events that hold all the words, the likeliest first.

    Raises UsageError if nothing is asked for.
    """
    terms = read_terms(asked)
    found = connection.execute(
        text(_RANKED[_dialect(connection)]), {"asked": _query(connection, asked), "limit": limit}
    )
    numbers = [row[0] for row in found]
    reports = _reports(connection, [number // 2 for number in numbers if number % 2])
    events = _events(connection, [number // 2 for number in numbers if not number % 2])
    hits = (
        _report_hit(reports[number // 2], terms)
        if number % 2
        else _event_hit(events[number // 2], terms)
        for number in numbers
    )
    return list(hits)


def _put(connection: Connection, words: Mapping[int, str], *, renew: bool) -> None:
    if not words:
        return
    dialect = _dialect(connection)
    if renew:
        connection.execute(text(_DELETE[dialect]), [{"entry": entry} for entry in words])
    rows = [{"entry": entry, "words": spelled(said)} for entry, said in words.items()]
    connection.execute(text(_INSERT[dialect]), rows)


def _query(connection: Connection, asked: str) -> str:
    write = _tsquery if _dialect(connection) == "postgresql" else _fts5
    return write(read_terms(asked))


def _fts5(terms: Sequence[Term]) -> str:
    return " AND ".join(
        f'"{" ".join(term.words)}"' + (" *" if term.begins else "") for term in terms
    )


def _tsquery(terms: Sequence[Term]) -> str:
    return " & ".join(
        "(" + " <-> ".join(term.words) + (":*" if term.begins else "") + ")" for term in terms
    )


def _reports(connection: Connection, numbers: Sequence[int]) -> dict[int, AnyRow]:
    columns = (report.c.seq, report.c.id, report.c.doc_id, report.c.title, report.c.text)
    found = connection.execute(select(*columns).where(among(report.c.seq, numbers)))
    return {row.seq: row for row in found}


def _events(connection: Connection, numbers: Sequence[int]) -> dict[int, AnyRow]:
    columns = (
        event.c.seq, event.c.id, event.c.report_id, report.c.doc_id, report.c.title, report.c.text,
    )  # fmt: skip
    query = select(*columns).join(report, report.c.id == event.c.report_id)
    return {row.seq: row for row in connection.execute(query.where(among(event.c.seq, numbers)))}


def _report_hit(row: AnyRow, terms: tuple[Term, ...]) -> Hit:
    return Hit("report", row.id, row.id, row.doc_id, row.title, *_excerpt(row.text, terms))


def _event_hit(row: AnyRow, terms: tuple[Term, ...]) -> Hit:
    excerpt = _excerpt(row.text, terms)
    return Hit("event", row.id, row.report_id, row.doc_id, row.title, *excerpt)


def _excerpt(whole: str, terms: tuple[Term, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Whole words around the first that was found, and where those found stand in them."""
    found = find_terms(whole, terms)
    first = found[0][0] if found else 0
    start = whole.rfind(" ", 0, first - _AROUND) + 1 if first > _AROUND else 0
    end = whole.find(" ", first + 2 * _AROUND)
    end = len(whole) if end < 0 else end
    return whole[start:end], tuple((a - start, b - start) for a, b in found if b <= end)


def _dialect(connection: Connection) -> str:
    return connection.dialect.name


_INSERT = {
    "sqlite": "INSERT INTO search_entry (rowid, words) VALUES (:entry, :words)",
    "postgresql": "INSERT INTO search_entry VALUES (:entry, to_tsvector('simple', :words))",
}
_DELETE = {
    "sqlite": "DELETE FROM search_entry WHERE rowid = :entry",
    "postgresql": "DELETE FROM search_entry WHERE entry = :entry",
}
_RANKED = {
    "sqlite": "SELECT rowid FROM search_entry WHERE words MATCH :asked "
    "ORDER BY rank, rowid LIMIT :limit",
    "postgresql": "SELECT entry FROM search_entry, to_tsquery('simple', :asked) asked "
    "WHERE words @@ asked ORDER BY ts_rank(words, asked, 1) DESC, entry LIMIT :limit",
}
_MATCHING = {
    "sqlite": "SELECT rowid AS entry FROM search_entry WHERE words MATCH :asked",
    "postgresql": "SELECT entry FROM search_entry WHERE words @@ to_tsquery('simple', :asked)",
}
_EVENTS = {
    dialect: f"WITH hit AS ({found}) SELECT entry / 2 FROM hit WHERE entry % 2 = 0 "
    "UNION SELECT event.seq FROM hit CROSS JOIN report CROSS JOIN event "
    "WHERE hit.entry % 2 = 1 AND report.seq = hit.entry / 2 AND event.report_id = report.id"
    for dialect, found in _MATCHING.items()
}
_REPORTS = {
    dialect: f"WITH hit AS ({found}) SELECT entry / 2 FROM hit WHERE entry % 2 = 1"
    for dialect, found in _MATCHING.items()
}
