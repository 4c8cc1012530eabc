"""Connections to a casefile: one writer at a time, and failures in words a user can act on."""

import contextlib
import errno
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Connection,
    Engine,
    Row,
    Table,
    Text,
    bindparam,
    create_engine,
    event,
    insert,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from dateline.errors import CasefileError, ConnectionLost, Damaged, Locked, NoRoom
from dateline.store.address import Address

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

_AT_ONCE = 500  # ids or keys in one question
_CACHE_KIB = 65_536  # SQLite's own 2 MB make it read the same pages again and again
_LOG_PAGES = 4_000  # a report changes hundreds: every thousand, pages are copied over and over
WAIT_SECONDS = 30.0  # for another writer to finish
_FULL = ("database or disk is full", "disk i/o error", "could not extend", "no space left")
_DAMAGED = ("malformed", "is not a database", "file is encrypted")


def _nothing() -> None:
    """Nothing has to be forgotten."""


class Store:
    """A casefile's database. Reads see one moment; of writers the second waits for the first."""

    def __init__(self, address: Address, wait_seconds: float = WAIT_SECONDS) -> None:
        self.address = address
        self.wait_seconds = wait_seconds
        self._engine = _engine(address, wait_seconds)
        self.when_undone: Callable[[], None] = _nothing  # called if what was written is not kept

    @property
    def _one_moment(self) -> dict[str, Any]:
        """What lets a transaction see one moment throughout; in SQLite every one does."""
        return {"isolation_level": "REPEATABLE READ"} if self.on_server else {}

    @property
    def on_server(self) -> bool:
        return self.address.folder is None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self.named_failures(), self._engine.connect() as connection:
            reader = connection.execution_options(**self._one_moment)
            with reader.begin():
                yield reader

    @contextlib.contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept, or nothing; nothing where not `keep`.

        Raises Locked if another writer is not done in time, NoRoom, ConnectionLost.
        """
        kept = False
        try:
            with self.named_failures(), self._engine.connect() as connection:
                writer = connection.execution_options(writes=True)
                with writer.begin() as transaction:
                    if self.on_server:
                        writer.execute(text("LOCK TABLE ledger IN SHARE ROW EXCLUSIVE MODE"))
                    yield writer
                    if not keep:
                        transaction.rollback()
            kept = keep
        finally:
            if not kept:
                self.when_undone()

    @contextlib.contextmanager
    def creating(self) -> Iterator[Connection]:
        """A transaction in which the tables are made or changed."""
        with self.named_failures(), self._engine.connect() as connection:
            writer = connection.execution_options(writes=True)
            with writer.begin():
                yield writer

    @contextlib.contextmanager
    def named_failures(self) -> Iterator[None]:
        """Say what a failure of the database or the disk means."""
        try:
            yield
        except DBAPIError as error:
            raise _named(error, self) from error
        except TimeoutError as error:
            raise Locked(
                f"casefile {self.address}: too many of its connections are busy"
            ) from error
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise _no_room(self) from error
            raise CasefileError(f"casefile {self.address}: {error.strerror or error}") from error

    def compact(self) -> None:
        """Write the database anew, so that nothing is left in it of rows that were deleted.

        Raises CasefileError where somebody else's open transaction is in the way.
        """
        with self.named_failures(), self._engine.connect() as connection:
            if self.on_server:
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                alone.exec_driver_sql("VACUUM FULL")
                return
        with self.named_failures():
            _compact_sqlite(self._engine, self.address)

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()


def add_row(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Add a row to a table that numbers its rows, and give back its number."""
    made = connection.execute(insert(table), dict(values)).inserted_primary_key
    assert made is not None
    return int(made[0])


def parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Ids or keys, as many at a time as one question may name."""
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]


def among(column: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Whether a column has one of these values. One parameter however many: quick to prepare."""
    given = bindparam(None, list(values), type_=column.type, expanding=True)
    return column.in_(given)


class _AnyOf(FunctionElement[bool]):
    """Whether a column has one of the values of a list, which is one parameter."""

    type = Boolean()
    name = "any_of"
    inherit_cache = True
    _is_implicitly_boolean = True  # else SQLite is asked for "(...) = 1", and uses no index


class _Listed(TypeDecorator[Sequence[Any]]):
    """A list of values: an array on PostgreSQL, JSON on SQLite."""

    impl = Text
    cache_ok = True

    def __init__(self, of: TypeEngine[Any]) -> None:
        super().__init__()
        self.of = of

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """What the database takes it for."""
        on_server = dialect.name == "postgresql"
        return dialect.type_descriptor(ARRAY(self.of) if on_server else Text())

    def process_bind_param(self, value: Sequence[Any] | None, dialect: Dialect) -> Any:
        """The list as it is handed over."""
        return json.dumps(list(value or ())) if dialect.name == "sqlite" else list(value or ())


@compiles(_AnyOf, "sqlite")
def _in_json(element: _AnyOf, compiler: SQLCompiler, **options: Any) -> str:
    column, given = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({given}))"


@compiles(_AnyOf, "postgresql")
def _in_array(element: _AnyOf, compiler: SQLCompiler, **options: Any) -> str:
    column, given = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} = ANY ({given})"


def any_of(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """The same with the values given when it is asked: a query built once is asked sooner."""
    return _AnyOf(column, bindparam(name, type_=_Listed(column.type)))


def _engine(address: Address, wait_seconds: float) -> Engine:
    if address.folder is None:
        wait = int(wait_seconds * 1000)
        settings: dict[str, Any] = {
            "connect_timeout": 10,
            "options": f"-c lock_timeout={wait} -c timezone=UTC",
        }
        return create_engine(address.url, connect_args=settings, pool_pre_ping=True)
    engine = create_engine(address.url, connect_args={"timeout": wait_seconds})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # sqlite3's own BEGIN comes too late to keep others out
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _compact_sqlite(engine: Engine, address: Address) -> None:
    """Write the file anew, and empty its log, which repeats what is written."""
    raw = engine.raw_connection()
    try:
        found = raw.cursor()
        found.execute("VACUUM")
        found.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        answer = found.fetchone()
        if answer is None or answer[0]:
            raise Locked(f"casefile {address}: another program reads it: its log was not emptied")
    except sqlite3.Error as error:
        raise CasefileError(f"casefile {address}: it could not be written anew: {error}") from error
    finally:
        raw.close()


def _named(error: DBAPIError, store: Store) -> CasefileError:
    said, where = str(error.orig), store.address
    low = said.lower()
    state = getattr(error.orig, "sqlstate", None)
    if "database is locked" in low or state == "55P03":
        wait = f"{store.wait_seconds:g} seconds"
        return Locked(
            f"casefile {where}: another program has been writing for more than {wait}; "
            "nothing of this was stored: try again when it is done"
        )
    if state == "53100" or any(words in low for words in _FULL):
        return _no_room(store)
    if any(words in low for words in _DAMAGED):
        return Damaged(f"casefile {where}: {said}: restore it from a backup (dateline restore)")
    if store.on_server and (error.connection_invalidated or state in (None, "57P01", "57P02")):
        return ConnectionLost(
            f"casefile {where}: the connection to the database failed ({_line(said)}); what was "
            "not finished is undone: run the command again"
        )
    return CasefileError(f"casefile {where}: {_line(said)}")


def _no_room(store: Store) -> NoRoom:
    return NoRoom(
        f"casefile {store.address}: the disk is full; what was finished is kept: make room and "
        "run the command again"
    )


def _line(said: str) -> str:
    return said.strip().split("\n", 1)[0]
