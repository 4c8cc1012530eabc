"""Reports that were sent to the desk are coded and added one by one, while it goes on answering."""

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any

from dateline.desk.batches import Batch, Batches
from dateline.errors import DatelineError, ReportError, UsageError, program_fault
from dateline.exchange.adding import Adding, Outcome, Records, records_of
from dateline.ingest import read_originals
from dateline.ingest.fetch import Rules
from dateline.ingest.fields import Fields
from dateline.ingest.inputs import WEB, Sent
from dateline.ingest.read import original_of, report_of_entry
from dateline.model import Report
from dateline.pipeline import Tools
from dateline.store import Casefile
from dateline.store.marking import SENSITIVITIES

MOST_WAITING = 20  # batches: their files lie on this machine's disk
CLOSED = "the desk was closed before it was done"
_PATIENCE = 20.0  # seconds that closing waits for the report at hand

Read = Callable[[Callable[[Tools], Any]], Any]
Found = tuple[Report, bytes] | ReportError


@dataclass(frozen=True, slots=True)
class Given:
    """What was sent: texts, files, and web addresses. `folder` is where the files lie."""

    texts: tuple[Fields, ...] = ()
    files: tuple[Sent, ...] = ()
    addresses: tuple[str, ...] = ()
    published: date | None = None
    sensitivity: str | None = None
    folder: TemporaryDirectory[str] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What each is called."""
        texts = (each.title or each.text.strip()[:60] for each in self.texts)
        return (*texts, *(each.name for each in self.files), *self.addresses)

    def discard(self) -> None:
        """Take the files away."""
        if self.folder is not None:
            self.folder.cleanup()


@dataclass(frozen=True, slots=True)
class _RoomCoder:
    """Codes reports with the desk's own models, one at a time with all else that asks for them."""

    read: Read

    def code(self, report: Report) -> Records:
        found: Records = self.read(lambda tools: records_of(report, tools))
        return found

    @property
    def made_by(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.read(lambda tools: tools.made_by)
        return found


class Intake:
    """Takes batches in the order they come, in a thread of its own."""

    def __init__(
        self, case: Casefile, batches: Batches, read: Read, now: Callable[[], Any]
    ) -> None:
        self.batches = batches
        self._case, self._coder, self._now = case, _RoomCoder(read), now
        self._waiting: queue.Queue[tuple[str, Given, Rules] | None] = queue.Queue()
        self._at: dict[str, int] = {}  # batches that this desk works on: which input is read
        self._stopped: set[str] = set()
        self._closing = False
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def submit(self, who: str, given: Given, rules: Rules | None) -> str:
        """Take a batch; gives back its id.

        `rules` bound what is fetched, None forbids it. Raises UsageError where that is asked for,
        where nothing was sent, or where too many batches wait.
        """
        try:
            _check(given, rules)
            if self._waiting.qsize() >= MOST_WAITING:
                raise UsageError(
                    f"{MOST_WAITING} batches wait already: send this one when some are done"
                )
            id = self.batches.make(who, self._now(), given.names, given.sensitivity)
        except DatelineError:
            given.discard()
            raise
        self._at[id] = 0
        self._waiting.put((id, given, rules or Rules()))
        self._start()
        return id

    def stop(self, id: str) -> None:
        """Let a batch end with the report at hand; what is added stays. Raises NotHeld."""
        if self.batches.batch(id).going:
            self._stopped.add(id)

    def standing(self, id: str) -> tuple[Batch, int]:
        """A batch as it stands, and which of its inputs is being read. Raises NotHeld."""
        return self.told(self.batches.batch(id)), self._at.get(id, 0)

    def told(self, batch: Batch) -> Batch:
        """A batch that this desk does not work on, and that is not done, was left off."""
        if batch.going and batch.id not in self._at:
            return replace(batch, state="stopped", why=CLOSED)
        return batch

    def close(self) -> None:
        """End with the report at hand. What was not begun is left off, and said to be."""
        self._closing = True
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="intake", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while (taken := self._waiting.get()) is not None:
            id, given, rules = taken
            try:
                self._take(id, given, rules)
            # What goes wrong with one batch is said there, and the next one is taken.
            except Exception as error:
                why = str(error) if isinstance(error, DatelineError) else program_fault(error)
                with contextlib.suppress(DatelineError):
                    self.batches.mark(id, "failed", why)
            finally:
                del self._at[id]
                given.discard()

    def _take(self, id: str, given: Given, rules: Rules) -> None:
        number = 0

        def tell(outcome: Outcome) -> None:
            nonlocal number
            number += 1
            self.batches.tell(id, number, outcome)

        who = self.batches.batch(id).who
        adding = Adding(self._case, self._coder, who, self._now, tell, given.sensitivity)
        self.batches.mark(id, "working")
        for found in self._reports(id, given, rules):
            if self._ends(id):
                why = CLOSED if self._closing else "somebody stopped it"
                return self.batches.mark(id, "stopped", why)
            adding.take(found)
        return self.batches.mark(id, "done")

    def _ends(self, id: str) -> bool:
        return self._closing or id in self._stopped

    def _reports(self, id: str, given: Given, rules: Rules) -> Iterator[Found]:
        """The reports of all that was sent; meanwhile `_at` says which input is read."""
        for each in given.texts:
            self._at[id] += 1
            yield _report_of(each, given.published)
        inputs = self._counted(id, [*given.files, *given.addresses])
        yield from read_originals(inputs, published=given.published, rules=rules)

    def _counted(self, id: str, inputs: Sequence[Sent | str]) -> Iterator[Sent | str]:
        for each in inputs:
            self._at[id] += 1
            yield each


def _report_of(fields: Fields, published: date | None) -> Found:
    try:
        return report_of_entry(fields, published=published), original_of(fields)
    except ReportError as error:
        return error


def _check(given: Given, rules: Rules | None) -> None:
    if not given.names:
        raise UsageError("nothing was sent: paste a text, choose files, or write a web address")
    if given.sensitivity is not None and given.sensitivity not in SENSITIVITIES:
        known = ", ".join(SENSITIVITIES)
        raise UsageError(f"no sensitivity {given.sensitivity!r}: known are {known}")
    if given.addresses and rules is None:
        raise UsageError("this desk asks no web address (--no-fetch): save the page and send it")
    for each in given.addresses:
        if not each.lower().startswith(WEB):
            raise UsageError(f"{each!r} is no web address: it begins with http:// or https://")
