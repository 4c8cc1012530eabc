"""Users, their passwords and tokens: tables of the desk's own in the casefile's database.

Passwords are kept as argon2 hashes and tokens as SHA-256, so neither can be read back. What is
done to a user is written in the casefile's ledger by whoever does it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Column, Integer, MetaData, Table, Text, delete, insert, select, update

from dateline.desk.roles import ROLES, Role
from dateline.errors import UsageError
from dateline.store.connection import Store

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1024  # hashing takes time in proportion
TOKEN_MARK = "dlt_"  # so that a token is known for one where it is found

metadata = MetaData()
desk_user = Table(
    "desk_user",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),  # argon2id
    Column("generation", Integer, nullable=False),  # raised to end all sessions
)
desk_token = Table(
    "desk_token",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("id", Text, nullable=False, unique=True),  # its first characters
    Column("user", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)
desk_secret = Table("desk_secret", metadata, Column("value", Text, primary_key=True))


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in."""

    name: str
    role: Role
    generation: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is listed; what it opens with is shown once, when it is made."""

    id: str
    user: str
    label: str
    made_at: str


class Accounts:
    """Who may sign in to the desk of one casefile."""

    def __init__(self, store: Store, hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._hasher = hasher or PasswordHasher()
        with store.creating() as connection:
            metadata.create_all(connection)

    @cached_property
    def _nobody(self) -> str:
        """Compared with where there is no such user, so that both take as long."""
        return self._hasher.hash(secrets.token_hex(16))

    def secret(self) -> bytes:
        """What sessions are signed with; made once and kept."""
        with self._store.writing() as connection:
            held = connection.execute(select(desk_secret.c.value)).scalar()
            if held is None:
                held = secrets.token_hex(32)
                connection.execute(insert(desk_secret).values(value=held))
        return bytes.fromhex(held)

    def users(self) -> tuple[User, ...]:
        """Everybody, by name."""
        query = select(desk_user).order_by(desk_user.c.name)
        with self._store.reading() as connection:
            return tuple(_user(row) for row in connection.execute(query))

    def user(self, name: str) -> User | None:
        """The user of that name."""
        query = select(desk_user).where(desk_user.c.name == name)
        with self._store.reading() as connection:
            row = connection.execute(query).first()
        return _user(row) if row else None

    def put(self, name: str, role: str, password: str | None) -> User:
        """Add a user, or change the role and, if one is given, the password of one there is.

        Sessions of before end. Raises UsageError for a role there is not, a short password,
        or a new user without one.
        """
        _check(name, role, password)
        hashed = self._hasher.hash(password) if password is not None else None
        with self._store.writing() as connection:
            row = connection.execute(select(desk_user).where(desk_user.c.name == name)).first()
            if row is None and hashed is None:
                raise UsageError(f"new user {name} needs a password")
            generation = row.generation + 1 if row else 0
            values = {"role": role, "generation": generation}
            values |= {"password": hashed} if hashed else {}
            if row:
                connection.execute(
                    update(desk_user).where(desk_user.c.name == name).values(**values)
                )
            else:
                connection.execute(insert(desk_user).values(name=name, **values))
        return User(name, cast(Role, role), generation)

    def remove(self, name: str) -> None:
        """Take a user and all their tokens away. Raises UsageError if there is none."""
        with self._store.writing() as connection:
            gone = connection.execute(delete(desk_user).where(desk_user.c.name == name))
            if not gone.rowcount:
                raise UsageError(f"there is no user {name}")
            connection.execute(delete(desk_token).where(desk_token.c.user == name))

    def signed_in(self, name: str, password: str) -> User | None:
        """The user, if that is the password; takes as long for a name there is not."""
        nobody = self._nobody  # made at the first sign-in, whoever it is
        with self._store.reading() as connection:
            row = connection.execute(select(desk_user).where(desk_user.c.name == name)).first()
        held = row.password if row else nobody
        try:
            self._hasher.verify(held, password[:LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return None
        return _user(row) if row else None

    def make_token(self, user: str, label: str, at: datetime) -> str:
        """A token that does what the user may do. Raises UsageError if there is no such user."""
        if self.user(user) is None:
            raise UsageError(f"there is no user {user}")
        token = TOKEN_MARK + secrets.token_urlsafe(32)
        row = {
            "sha256": _hash(token),
            "id": _hash(token)[:12],
            "user": user,
            "label": label,
            "made_at": at.isoformat(timespec="seconds"),
        }
        with self._store.writing() as connection:
            connection.execute(insert(desk_token), row)
        return token

    def tokens(self, user: str | None = None) -> tuple[Token, ...]:
        """Tokens there are, all or those of a user."""
        query = select(desk_token).order_by(desk_token.c.made_at, desk_token.c.id)
        query = query.where(desk_token.c.user == user) if user else query
        with self._store.reading() as connection:
            rows = connection.execute(query)
            return tuple(Token(row.id, row.user, row.label, row.made_at) for row in rows)

    def drop_token(self, id: str) -> None:
        """End a token. Raises UsageError if there is none."""
        with self._store.writing() as connection:
            gone = connection.execute(delete(desk_token).where(desk_token.c.id == id))
        if not gone.rowcount:
            raise UsageError(f"there is no token {id}")

    def user_of_token(self, token: str) -> User | None:
        """Whose token it is."""
        query = (
            select(desk_user)
            .join(desk_token, desk_token.c.user == desk_user.c.name)
            .where(desk_token.c.sha256 == _hash(token))
        )
        with self._store.reading() as connection:
            row = connection.execute(query).first()
        return _user(row) if row else None


def _user(row: object) -> User:
    return User(row.name, row.role, row.generation)  # type: ignore[attr-defined]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _check(name: str, role: str, password: str | None) -> None:
    if not name.strip() or name != name.strip() or not name.isprintable() or len(name) > 100:
        raise UsageError(
            f"{name!r} is no user name: write 1 to 100 characters without blanks around"
        )
    if role not in ROLES:
        raise UsageError(f"no role {role!r}: known are {', '.join(ROLES)}")
    if password is not None and not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
