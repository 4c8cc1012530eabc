"""What is done to users of the desk, each time with an entry in the casefile's ledger.

Nobody can be left without an admin: the last one keeps role and place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.desk.accounts import User
from dateline.desk.people import Person, TooOften
from dateline.desk.room import Room
from dateline.errors import NotHeld, UsageError
from dateline.store import Entry
from dateline.store.ledger import latest

AUDITED = (
    "login", "login failed", "login refused", "logout", "user put", "user removed",
    "password changed", "token made", "token dropped", "export",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Users:
    """The users of a desk, as one person changes them."""

    room: Room
    by: Person

    def add(self, name: str, role: str, password: str) -> User:
        """A new user. Raises UsageError for one there is, a role there is not, a bad password."""
        if self.room.accounts.user(name) is not None:
            raise UsageError(f"there is a user {name} already: change the role or the password")
        made = self.room.accounts.put(name, role, password)
        self._note("user put", name, {"role": made.role})
        return made

    def give_role(self, name: str, role: str) -> User:
        """Another role; sessions of before end. Raises NotHeld, UsageError."""
        self._keep_an_admin(name, role)
        made = self.room.accounts.put(name, role, None)
        self._note("user put", name, {"role": made.role})
        return made

    def set_password(self, name: str, password: str) -> User:
        """Another password; sessions of before end. Raises NotHeld, UsageError."""
        made = self.room.accounts.put(name, self.user(name).role, password)
        self._note("password changed", name, {})
        return made

    def change_own(self, old: str, new: str) -> User:
        """One's own password, for who knows the old one. Raises UsageError, TooOften."""
        key = f"name:{self.by.name}"
        if wait := self.room.logins.wait(key):
            raise TooOften(wait)
        if self.room.accounts.signed_in(self.by.name, old) is None:
            self.room.logins.count(key)
            self._note("login failed", self.by.name, {"why": "the old password was wrong"})
            raise UsageError("that is not your password as it is now")
        self.room.logins.forget(key)
        return self.set_password(self.by.name, new)

    def remove(self, name: str) -> None:
        """Take a user and all tokens away; what they decided stays. Raises NotHeld, UsageError."""
        self._keep_an_admin(name, None)
        self.room.accounts.remove(name)
        self._note("user removed", name, {})

    def make_token(self, name: str, label: str) -> str:
        """A token, which can be shown this once. Raises NotHeld."""
        made = self.room.accounts.make_token(self.user(name).name, label[:200], self.room.now())
        self._note("token made", name, {"label": label[:200]})
        return made

    def drop_token(self, name: str, id: str) -> None:
        """End a token of this user. Raises NotHeld for another's."""
        if id not in {each.id for each in self.room.accounts.tokens(name)}:
            raise NotHeld(f"{name} has no token {id}")
        self.room.accounts.drop_token(id)
        self._note("token dropped", name, {"token": id})

    def user(self, name: str) -> User:
        """The user of that name. Raises NotHeld."""
        found = self.room.accounts.user(name)
        if found is None:
            raise NotHeld(f"there is no user {name}")
        return found

    def _keep_an_admin(self, name: str, role: str | None) -> None:
        self.user(name)
        others = (each for each in self.room.accounts.users() if each.name != name)
        if role != "admin" and not any(each.role == "admin" for each in others):
            raise UsageError(f"{name} is the only admin: make somebody else one first")

    def _note(self, action: str, subject: str, body: dict[str, str]) -> None:
        at = self.room.now()
        self.room.case.note(action, subject, body, who=self.by.name, at=at)


def audit(
    room: Room, *, who: str | None = None, before: int | None = None, limit: int = 100
) -> Sequence[Entry]:
    """Who came in, was kept out, was changed, or took data out: the newest first."""
    with room.case.store.reading() as connection:
        return latest(connection, AUDITED, who=who, before=before, limit=limit)
