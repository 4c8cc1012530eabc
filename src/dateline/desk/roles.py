"""What each kind of user may do. Who may do something may do all that stands before it."""

from typing import Literal

Role = Literal["viewer", "coder", "reviewer", "publisher", "admin"]
ROLES: tuple[Role, ...] = ("viewer", "coder", "reviewer", "publisher", "admin")

Act = Literal["read", "code", "decide", "assign", "publish", "administer"]
NEEDS: dict[Act, Role] = {
    "read": "viewer",
    "code": "coder",  # correct events, judge pairs, add reports; decide on what is assigned to them
    "decide": "reviewer",  # accept and reject
    "assign": "reviewer",  # give out events, send them back, adjudicate
    "publish": "publisher",  # what leaves the house unredacted
    "administer": "admin",
}


def may(role: Role, act: Act) -> bool:
    """Whether a user of that role may do this."""
    return ROLES.index(role) >= ROLES.index(NEEDS[act])
