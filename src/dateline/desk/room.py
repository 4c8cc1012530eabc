"""What every page and every call of the API works with: the casefile, its users, the program."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, TypeVar

from dateline.desk.accounts import Accounts
from dateline.desk.batches import Batches
from dateline.desk.intake import Intake
from dateline.desk.limits import RateLimit
from dateline.desk.settings import DeskSettings
from dateline.gazetteer import open_gazetteer
from dateline.pipeline import Readout, Tools, load_tools, read_mentions
from dateline.store import Casefile

COUNTS_KEPT = 128
Read = TypeVar("Read")
LOGIN_TRIES, LOGIN_SPAN = 8, timedelta(minutes=15)
CALLS, CALLS_SPAN = 120, timedelta(minutes=1)  # of the API's slow calls, for each user


class Room:
    """One open casefile and who may do what with it."""

    def __init__(self, case: Casefile, settings: DeskSettings) -> None:
        self.case = case
        self.settings = settings
        self.accounts = Accounts(case.store)
        self.secret = self.accounts.secret()
        self.logins = RateLimit(LOGIN_TRIES, LOGIN_SPAN, settings.now)
        self.calls = RateLimit(CALLS, CALLS_SPAN, settings.now)
        self.intake = Intake(case, Batches(case.store), self.read, settings.now)
        self._reading = Lock()
        self._counted = lru_cache(maxsize=COUNTS_KEPT)(self._count)
        self._mentions = lru_cache(maxsize=16)(self._read_mentions)

    def close(self) -> None:
        """End what is still being done. The casefile is for the caller to close."""
        self.intake.close()

    def now(self) -> datetime:
        """The time at the door: decisions are signed with it."""
        return self.settings.now()

    def note(self, action: str, who: str, body: Mapping[str, Any]) -> None:
        """Write in the ledger what somebody did that is no decision: a login."""
        self.case.note(action, "desk", body, who=who, at=self.now())

    @cached_property
    def tools(self) -> Tools:
        """The program that reads reports: some seconds when it is first asked for."""
        return load_tools(self.settings.engine)

    @cached_property
    def gazetteer(self) -> Any:
        """Names of places, without the rest of the program."""
        return open_gazetteer()

    def read(self, work: Callable[[Tools], Read]) -> Read:
        """Have the program read something; one thing at a time, since it takes all of a core."""
        with self._reading:
            return work(self.tools)

    def counted(self, count: Callable[..., Read], *asked: Any) -> Read:
        """What is counted in the casefile: kept until something is added or decided."""
        found: Read = self._counted(self.case.ledger_head(), count, asked)
        return found

    def _count(self, _: tuple[int, str], count: Callable[..., Any], asked: tuple[Any, ...]) -> Any:
        return count(*asked)

    def mentions(self, report_id: str) -> Readout:
        """Every actor, place, time and quantity of a report; the last few are kept."""
        return self._mentions(report_id)

    def _read_mentions(self, report_id: str) -> Readout:
        report = self.case.report(report_id).as_read()
        return self.read(lambda tools: read_mentions(report, tools))
