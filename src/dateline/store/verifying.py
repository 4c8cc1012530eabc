"""Whether the casefile is what its ledger says: every hash worked out again.

The ledger is read from its first entry on; each entry must hold the hash of the one before, and
each row that an entry speaks of must be as the entry says. Whoever can write to the database
could write a whole new ledger: that shows only against a hash written down elsewhere.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select

from dateline.errors import Damaged
from dateline.store.acts import ERASE
from dateline.store.adding import row_hash
from dateline.store.archive import is_left, read_original
from dateline.store.connection import Store
from dateline.store.emptying import count_rows, emptied_in, rows_hash
from dateline.store.ledger import FIRST, canonical, hash_of, sha256_of
from dateline.store.releasing import ACTION, check_release
from dateline.store.schema import (
    adjudication,
    answer,
    assignment,
    copy_link,
    handback,
    judgement,
    ledger,
    original,
    reading,
    report,
    retraction,
    review,
    sendback,
    sheet,
    undo,
    version,
)

Say = Callable[[str], None]
Fields = Mapping[str, Any]
_TOLD_EVERY = 1000  # entries


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as the ledger says. `seq` is the entry at which it shows."""

    seq: int
    what: str

    def __str__(self) -> str:
        return f"ledger entry #{self.seq}: {self.what}" if self.seq else self.what


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and every problem found, the first broken link first."""

    entries: int
    reports: int
    originals: int
    records: int
    head: str
    problems: tuple[Problem, ...]
    releases: int = 0


def verify(
    connection: Connection, store: Store, anchor: str | None, say: Say = lambda _: None
) -> Verification:
    """Check ledger, rows and originals. `anchor` is the hash of an entry written down before."""
    checking = _Checking(connection, store, say)
    problems = list(checking.chain())
    if anchor is not None and anchor not in checking.hashes:
        problems.append(
            Problem(0, f"no entry has the hash {anchor}: the ledger was written anew, or cut off")
        )
    problems += checking.strangers()
    problems += checking.originals()
    counts = (_count(connection, table) for table in (report, original, version))
    reports, originals, records = counts
    return Verification(
        len(checking.hashes), reports, originals, records, checking.last, tuple(problems),
        checking.releases,
    )  # fmt: skip


def with_releases(
    connection: Connection, found: Verification, folders: Sequence[Path]
) -> Verification:
    """The same, and whether the releases in these folders are those that the ledger has."""
    wrong = (Problem(0, what) for folder in folders for what in check_release(connection, folder))
    return replace(found, problems=(*found.problems, *wrong))


class _Checking:
    """A walk along the ledger, and what it has shown to be so."""

    def __init__(self, connection: Connection, store: Store, say: Say) -> None:
        self._connection = connection
        self._store = store
        self._say = say
        self.hashes: set[str] = set()
        self.last = FIRST
        self.releases = 0
        erasures = connection.execute(
            select(ledger).where(ledger.c.action == ERASE).order_by(ledger.c.seq)
        ).all()
        self._erased: dict[str, Fields] = {row.subject: json.loads(row.body) for row in erasures}
        self._emptied = emptied_in(erasures)
        self._told: dict[str, int] = {table.name: 0 for table in _SPOKEN_OF}

    def chain(self) -> Iterator[Problem]:
        """Each entry in turn: its link, its own hash, and what it speaks of."""
        rows = self._connection.execution_options(yield_per=500).execute(
            select(ledger).order_by(ledger.c.seq)
        )
        for number, found in enumerate(rows.mappings(), 1):
            row: Fields = dict(found)
            if row["seq"] != number:
                yield Problem(number, f"it is missing: the next one there is #{row['seq']}")
                return
            if row["previous"] != self.last:
                yield Problem(number, f"it does not follow #{number - 1}: that has another hash")
            if hash_of(row) != row["hash"] and not self._is_emptied(row):
                yield Problem(number, "it was changed: its hash is not that of what it says")
            self.last = row["hash"]
            self.hashes.add(row["hash"])
            yield from self._spoken_of(row)
            if number % _TOLD_EVERY == 0:
                self._say(f"{number} entries checked")

    def _is_emptied(self, row: Fields) -> bool:
        """Whether its words were erased, and all else is as it was left then."""
        said = self._emptied.get(row["seq"])
        return said is not None and (said.hash, said.rest) == (row["hash"], hash_of(row))

    def strangers(self) -> Iterator[Problem]:
        """Rows that no entry speaks of."""
        for table in _SPOKEN_OF:
            there = _count(self._connection, table)
            if there != self._told[table.name]:
                yield Problem(
                    0,
                    f"table {table.name} has {there} rows; the ledger speaks of "
                    f"{self._told[table.name]}",
                )

    def originals(self) -> Iterator[Problem]:
        """Every original unpacked and hashed; each report must have one."""
        known = self._connection.execute(select(original.c.sha256).order_by(original.c.sha256))
        held = {row.sha256 for row in known}
        for sha256 in sorted(held):
            try:
                read_original(self._connection, self._store, sha256)
            except Damaged as error:
                yield Problem(0, str(error))
        wanted = self._connection.execute(select(report.c.id, report.c.sha256))
        for row in wanted:
            if row.id in self._erased and row.sha256 not in held:
                if is_left(self._store, row.sha256):
                    yield Problem(
                        0, f"report {row.id} is erased, but its original is still there: erase it "
                        "again"
                    )  # fmt: skip
            elif row.sha256 not in held:
                yield Problem(0, f"report {row.id}: its original {row.sha256} is not held")

    def _spoken_of(self, row: Fields) -> Iterator[Problem]:
        try:
            body = json.loads(row["body"])
            self.releases += row["action"] == ACTION
            check = _CHECKS.get(row["action"])
            if row["seq"] in self._emptied and check not in _OF_CODINGS:
                check = _Checking._emptied_rows
            for what in check(self, row, body) if check else ():
                yield Problem(row["seq"], what)
        except (ValueError, KeyError, TypeError) as error:
            yield Problem(row["seq"], f"what it says cannot be read ({error!r})")

    def _added(self, row: Fields, body: Fields) -> Iterator[str]:
        self._told["report"] += 1
        found = self._one(report, report.c.id == row["subject"])
        if found is None:
            yield f"report {row['subject']} is gone"
        elif row_hash(found) != self._erased.get(row["subject"], body)["row"]:
            yield f"report {row['subject']} was changed: its row has another hash"
        elif (
            row["subject"] not in self._erased and sha256_of(found["text"]) != found["text_sha256"]
        ):
            yield f"report {row['subject']}: its text was changed"
        links = self._connection.execute(
            select(copy_link).where(copy_link.c.report_id == row["subject"])
        )
        held = sorted([each.other_id, each.why] for each in links)
        self._told["copy_link"] += len(body.get("copies", ()))
        if held != sorted(body.get("copies", ())):
            yield f"report {row['subject']}: of what it is a copy was changed"
        yield from self._coded(row, body)

    def _coded(self, row: Fields, body: Fields) -> Iterator[str]:
        said = body.get("reading")
        if said is None:
            return
        self._told["reading"] += 1
        self._told["version"] += len(said["records"])
        found = self._one(
            reading,
            (reading.c.report_id == row["subject"]) & (reading.c.number == said["number"]),
        )
        if found is None or found["made_by"] != canonical(said["made_by"]):
            yield f"coding {said['number']} of report {row['subject']} is gone or was changed"
            return
        held = self._connection.execute(
            select(version.c.event_id, version.c.record).where(version.c.reading_id == found["id"])
        )
        records = {each.event_id: sha256_of(each.record) for each in held}
        if row["subject"] in self._erased:
            said = {"records": dict.fromkeys(said["records"], sha256_of(""))}
        for id in sorted(set(records) | set(said["records"])):
            if records.get(id) != said["records"].get(id):
                yield f"the record of event {id} is gone or was changed"

    def _emptied_rows(self, row: Fields, _: Fields) -> Iterator[str]:
        """Rows whose words were erased are as they were left."""
        for name, number in count_rows(self._connection, row["seq"]):
            self._told[name] = self._told.get(name, 0) + number
        if rows_hash(self._connection, row["seq"]) != self._emptied[row["seq"]].rows:
            yield f"the rows of #{row['seq']}, emptied by an erasure, were changed since"

    def _reviewed(self, row: Fields, body: Fields) -> Iterator[str]:
        yield from self._decided(review, row, body)

    def _coded_twice(self, row: Fields, body: Fields) -> Iterator[str]:
        yield from self._decided(sheet, row, body)

    def _decided(self, table: Table, row: Fields, body: Fields) -> Iterator[str]:
        self._told[table.name] += 1
        value = canonical(body["value"]) if "value" in body else None
        said = {
            "event_id": row["subject"], "action": body["action"], "field": body.get("field"),
            "value": value, "reason": body["reason"],
        }  # fmt: skip
        yield from self._same(table, row, said)

    def _retracted(self, row: Fields, body: Fields) -> Iterator[str]:
        self._told["retraction"] += 1
        said = {"report_id": row["subject"], "reason": body["reason"]}
        yield from self._same(retraction, row, said)

    def _undone(self, row: Fields, body: Fields) -> Iterator[str]:
        self._told["undo"] += 1
        yield from self._same(undo, row, {"undoes": body["undoes"], "reason": body["reason"]})

    def _judged(self, row: Fields, body: Fields) -> Iterator[str]:
        self._told["judgement"] += len(body["pairs"])
        rows = self._connection.execute(
            select(judgement).where(judgement.c.seq == row["seq"])
        ).mappings()
        found = {(each["left_id"], each["right_id"]): each for each in rows}
        for left, right in body["pairs"]:
            each = found.get((left, right))
            said = (body["verdict"], row["who"], row["at"], body["reason"])
            if each is None or said != tuple(each[c] for c in ("verdict", "who", "at", "reason")):
                yield f"the judgement on {left} and {right} is gone or was changed"

    def _assigned(self, row: Fields, body: Fields) -> Iterator[str]:
        said = {(id, name, body["double"]) for name, ids in body["to"].items() for id in ids}
        columns = (assignment.c.event_id, assignment.c.assignee, assignment.c.double)
        yield from self._many(assignment, row, body, columns, said)

    def _given_back(self, row: Fields, body: Fields) -> Iterator[str]:
        said = {(id, name) for name, ids in body["from"].items() for id in ids}
        columns = (handback.c.event_id, handback.c.assignee)
        yield from self._many(handback, row, body, columns, said)

    def _adjudicated(self, row: Fields, body: Fields) -> Iterator[str]:
        said = {(id, canonical(decided)) for id, decided in body["decisions"].items()}
        columns = (adjudication.c.event_id, adjudication.c.decisions)
        yield from self._many(adjudication, row, body, columns, said)

    def _sent_back(self, row: Fields, body: Fields) -> Iterator[str]:
        self._told["sendback"] += 1
        said = {"event_id": row["subject"], "assignee": body["to"], "reason": body["reason"]}
        yield from self._same(sendback, row, said)

    def _answered(self, row: Fields, body: Fields) -> Iterator[str]:
        self._told["answer"] += 1
        said = {
            "event_id": row["subject"], "answers": body["answers"], "reason": body["reason"],
        }  # fmt: skip
        yield from self._same(answer, row, said)

    def _many(
        self, table: Table, row: Fields, body: Fields, columns: Sequence[Any], said: set[Any]
    ) -> Iterator[str]:
        """The rows of one entry about many events."""
        self._told[table.name] += len(said)
        signed = (table.c.who, table.c.at, table.c.reason)
        query = select(*columns, *signed).where(table.c.seq == row["seq"])
        found = {tuple(each) for each in self._connection.execute(query)}
        by = (row["who"], row["at"], body["reason"])
        if found != {(*each, *by) for each in said}:
            yield f"a row of the {table.name} is gone or was changed"

    def _same(self, table: Table, row: Fields, said: Fields) -> Iterator[str]:
        found = self._one(table, table.c.seq == row["seq"])
        expected = {**said, "who": row["who"], "at": row["at"]}
        if found is None or any(found[name] != value for name, value in expected.items()):
            yield f"the {table.name} of {row['subject']} is gone or was changed"

    def _one(self, table: Table, condition: Any) -> Fields | None:
        found = self._connection.execute(select(table).where(condition)).mappings().first()
        return dict(found) if found else None


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar() or 0


_OF_CODINGS = (_Checking._added, _Checking._coded)
_SPOKEN_OF = (
    report, copy_link, reading, version, review, judgement, retraction, undo, assignment, handback,
    sheet, sendback, answer, adjudication,
)  # fmt: skip
_CHECKS: Mapping[str, Callable[[_Checking, Fields, Fields], Iterator[str]]] = {
    "add": _Checking._added,
    "recode": _Checking._coded,
    "review": _Checking._reviewed,
    "retract": _Checking._retracted,
    "undo": _Checking._undone,
    "judge": _Checking._judged,
    "assign": _Checking._assigned,
    "give back": _Checking._given_back,
    "code": _Checking._coded_twice,
    "send back": _Checking._sent_back,
    "answer": _Checking._answered,
    "adjudicate": _Checking._adjudicated,
    "split": _Checking._judged,
}
