"""How a desk is run: for one person on their own machine, or for users who sign in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dateline.errors import UsageError
from dateline.hosts import is_loopback
from dateline.ingest.fetch import Rules

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
PUBLIC = Rules()  # pages of the public internet, within the usual bounds


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """`alone` is the name that signs decisions where nobody has to sign in; None: they have to.

    `fetch` bounds what is fetched of web addresses that somebody adds; None: none is asked.
    `hosts` are the names a browser may ask for; None: any, for a server behind a name of its own.
    """

    now: Callable[[], datetime]
    alone: str | None = None
    hosts: tuple[str, ...] | None = LOOPBACK_NAMES
    session_hours: int = 12
    engine: str = "both"
    fetch: Rules | None = PUBLIC


def settings_for(
    host: str,
    has_users: bool,
    who: str,
    now: Callable[[], datetime],
    engine: str = "both",
    fetch: Rules | None = PUBLIC,
) -> DeskSettings:
    """Nobody signs in on this machine while there are no users; elsewhere there must be some.

    Raises UsageError for another address without users.
    """
    if has_users:
        hosts = LOOPBACK_NAMES if is_loopback(host) else None
        return DeskSettings(now, hosts=hosts, engine=engine, fetch=fetch)
    if not is_loopback(host):
        raise UsageError(
            f"the desk opens to {host} only for users who sign in, and there are none: add one "
            "with `dateline user add CASE NAME --role admin`, or leave --host out"
        )
    return DeskSettings(now, alone=who, engine=engine, fetch=fetch)
