"""Reports that were sent to the desk are coded and added one by one, while it goes on answering."""

import contextlib
import itertools
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from dateline.desk.batches import Batch, Batches
from dateline.desk.keeping import Done, Given, Keeping
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
Input = TypeVar("Input")


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
        self._keeping = Keeping(case.store)
        self._case, self._coder, self._now = case, _RoomCoder(read), now
        self._waiting: queue.Queue[tuple[str, Given, Rules | None] | None] = queue.Queue()
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
        try:
            given = self._keeping.keep(id, given)
        except DatelineError as error:
            given.discard()
            self.batches.mark(id, "failed", str(error))
            raise
        self._put(id, given, rules)
        return id

    def resume(self, rules: Rules | None) -> None:
        """Take up again the batches that a desk was closed or killed over, in their order."""
        left = {id for id in self._keeping.ids() if id not in self._at}
        for batch in self.batches.going():
            if batch.id in left and self._keeping.take(batch.id):
                self._put(batch.id, self._keeping.given(batch.id), rules)

    def go_on(self, id: str, rules: Rules | None) -> None:
        """Take up a batch that was stopped, or failed. Raises NotHeld, UsageError."""
        if self.batches.batch(id).state == "done" or not self._keeping.take(id):
            raise UsageError("what was sent is not kept, or is being read: send it again")
        if id not in self._at:
            self.batches.mark(id, "waiting")
            self._put(id, self._keeping.given(id), rules)

    def left(self, batch: Batch) -> tuple[str, ...]:
        """What was sent with a batch that has ended and is not wholly read, if that is kept."""
        if batch.state not in ("stopped", "failed") or not self._keeping.holds(batch.id):
            return ()
        return batch.given[self._keeping.done(batch.id).inputs :]

    def _put(self, id: str, given: Given, rules: Rules | None) -> None:
        self._stopped.discard(id)
        self._at[id] = self._keeping.done(id).inputs if self._keeping.holds(id) else 0
        self._waiting.put((id, given, rules))
        self._start()

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
        """End with the report at hand. The rest waits for the next desk, where it is kept."""
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
                ended = self.batches.batch(id).state == "done"
                self._keeping.release(id, discard=ended)
                del self._at[id]
                given.discard()

    def _take(self, id: str, given: Given, rules: Rules | None) -> None:
        _check(given, rules)
        batch = self.batches.batch(id)
        number = self.batches.told(id)

        def tell(outcome: Outcome) -> None:
            nonlocal number
            number += 1
            self.batches.tell(id, number, outcome)

        adding = Adding(self._case, self._coder, batch.who, self._now, tell, given.sensitivity)
        self.batches.mark(id, "working")
        for found in self._reports(id, given, rules or Rules(), lambda: number):
            if self._ends(id):
                return self._left_off(id)
            adding.take(found)
        return self.batches.mark(id, "done")

    def _ends(self, id: str) -> bool:
        return self._closing or id in self._stopped

    def _left_off(self, id: str) -> None:
        """Said to be stopped, unless the next desk goes on by itself."""
        if id in self._stopped:
            self.batches.mark(id, "stopped", "somebody stopped it")
        elif not self._keeping.holds(id):
            self.batches.mark(id, "stopped", CLOSED)

    def _reports(
        self, id: str, given: Given, rules: Rules, told: Callable[[], int]
    ) -> Iterator[Found]:
        """The reports of all that was sent, but for those it was told of before."""
        done = self._keeping.done(id) if self._keeping.holds(id) else Done()
        before = told() - done.told
        texts = given.texts[done.inputs :]
        sent: list[Sent | str] = [*given.files, *given.addresses]
        inputs = sent[max(done.inputs - len(given.texts), 0) :]
        self._at[id] = done.inputs

        def _counted(some: Sequence[Input]) -> Iterator[Input]:
            # Each is asked for once all reports of the one before are told of.
            for each in some:
                self._keeping.note(id, Done(self._at[id], told()))
                self._at[id] += 1
                yield each

        originals = read_originals(_counted(inputs), published=given.published, rules=rules)
        read = (_report_of(each, given.published) for each in _counted(texts))
        yield from itertools.islice(itertools.chain(read, originals), before, None)


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
