"""How a desk is run: for one person on their own machine, or for users who sign in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dateline.errors import UsageError
from dateline.hosts import is_loopback

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """`alone` is the name that signs decisions where nobody has to sign in; None: they have to.

    `hosts` are the names a browser may ask for; None: any, for a server behind a name of its own.
    """

    now: Callable[[], datetime]
    alone: str | None = None
    hosts: tuple[str, ...] | None = LOOPBACK_NAMES
    session_hours: int = 12
    engine: str = "both"


def settings_for(
    host: str, has_users: bool, who: str, now: Callable[[], datetime], engine: str = "both"
) -> DeskSettings:
    """Nobody signs in on this machine while there are no users; elsewhere there must be some.

    Raises UsageError for another address without users.
    """
    if has_users:
        return DeskSettings(now, hosts=LOOPBACK_NAMES if is_loopback(host) else None, engine=engine)
    if not is_loopback(host):
        raise UsageError(
            f"the desk opens to {host} only for users who sign in, and there are none: add one "
            "with `dateline user add CASE NAME --role admin`, or leave --host out"
        )
    return DeskSettings(now, alone=who, engine=engine)
