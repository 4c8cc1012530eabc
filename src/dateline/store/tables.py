"""The tables a backup holds, whoever made them, and how either database gets them back.

What is not worked out anew is kept: a table that somebody adds comes along by itself.
"""

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    inspect,
    select,
    text,
)

from dateline.errors import CasefileError
from dateline.store.ledger import canonical
from dateline.store.schema import DERIVED, SEARCH

# What sessions of the desk are signed with: whoever reads it could sign in as anybody.
KEPT_BACK = ("desk_secret",)
_OWN = "alembic_version"  # the version of the tables, which the manifest says
_PACKED = ("original", "packed")  # in files of their own
_AT_ONCE = 500  # rows
# The first that fits: every BigInteger is an Integer.
_KINDS: tuple[tuple[str, type[Any]], ...] = (
    ("text", Text),
    ("text", String),
    ("boolean", Boolean),
    ("big integer", BigInteger),
    ("integer", Integer),
    ("number", Float),
    ("bytes", LargeBinary),
    ("json", JSON),
)
Described = Mapping[str, Any]


def kept_tables(connection: Connection) -> tuple[Table, ...]:
    """Every table of the database whose rows a backup holds, by name."""
    found = MetaData()
    names = inspect(connection).get_table_names()
    found.reflect(connection, only=sorted(filter(is_kept, names)))
    return tuple(found.tables[name] for name in sorted(found.tables))


def is_kept(name: str) -> bool:
    """Whether a backup holds the rows of a table."""
    return name not in (*DERIVED, *KEPT_BACK, _OWN) and not name.startswith(SEARCH)


def described(table: Table) -> Described:
    """A table so that another database can make it: columns, keys and indexes.

    Raises CasefileError for a column of a kind that no backup can hold.
    """
    unique = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    return {
        "columns": [
            {
                "name": each.name,
                "kind": _kind(each),
                "null": bool(each.nullable) and not each.primary_key,
            }
            for each in _columns(table)
        ],
        "key": [each.name for each in table.primary_key.columns],
        "unique": sorted([column.name for column in each.columns] for each in unique),
        "indexes": [
            {"name": each.name, "columns": list(each.columns.keys()), "unique": bool(each.unique)}
            for each in sorted(table.indexes, key=lambda each: str(each.name))
        ],
    }


def make_missing(connection: Connection, tables: Mapping[str, Described]) -> None:
    """Make those of the described tables that the database has not."""
    types = dict(reversed(_KINDS))
    known = inspect(connection).get_table_names()
    made = MetaData()
    for name in sorted(set(tables) - set(known)):
        said = tables[name]
        columns = (
            Column(
                each["name"],
                types[each["kind"]],
                nullable=each["null"],
                primary_key=each["name"] in said["key"],
            )
            for each in said["columns"]
        )
        table = Table(name, made, *columns, *(UniqueConstraint(*each) for each in said["unique"]))
        for each in said["indexes"]:
            columns_of = (table.c[column] for column in each["columns"])
            Index(each["name"], *columns_of, unique=each["unique"])
    made.create_all(connection)


def lines_of(connection: Connection, table: Table) -> Iterator[bytes]:
    """The rows of a table as JSON Lines, in the order of its key, on either database the same."""
    columns = _columns(table)
    order = (_in_order(connection, each) for each in (table.primary_key.columns or columns))
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(
        select(*columns).order_by(*order)
    )
    for row in rows.mappings():
        told = {
            name: base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value
            for name, value in row.items()
        }
        yield (canonical(told) + "\n").encode("utf-8")


def put_rows(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    """Put rows that `lines_of` wrote into a table that is empty."""
    packed = [each.name for each in table.c if isinstance(each.type, LargeBinary)]
    waiting: list[dict[str, Any]] = []
    for row in rows:
        for name in packed:
            if isinstance(row.get(name), str):
                row[name] = base64.b64decode(row[name])
        waiting.append(row)
        if len(waiting) >= _AT_ONCE:
            connection.execute(insert(table), waiting)
            waiting = []
    if waiting:
        connection.execute(insert(table), waiting)


def number_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows of a table after those put in; SQLite does by itself."""
    key = list(table.primary_key.columns)
    if connection.dialect.name != "postgresql" or len(key) != 1:
        return
    if isinstance(key[0].type, Integer):
        last = connection.execute(select(func.max(key[0]))).scalar()
        numbers = text("SELECT setval(pg_get_serial_sequence(:name, :column), :last)")
        # Without a sequence that asks for nothing.
        connection.execute(numbers, {"name": table.name, "column": key[0].name, "last": last})


def _columns(table: Table) -> list[Column[Any]]:
    return [each for each in table.c if (table.name, each.name) != _PACKED]


def _in_order(connection: Connection, column: Column[Any]) -> Any:
    """PostgreSQL sorts words by the rules of its language, SQLite by their letters."""
    on_server = connection.dialect.name == "postgresql"
    return column.collate("C") if on_server and isinstance(column.type, String) else column


def _kind(column: Column[Any]) -> str:
    generic = column.type.as_generic()
    for kind, type in _KINDS:
        if isinstance(generic, type):
            return kind
    raise CasefileError(
        f"table {column.table.name}: no backup can hold the column {column.name}, which is "
        f"{column.type}: keep it as text"
    )
