"""A decided event sent back to its coder with a note, and the coder's answer to it."""

from sqlalchemy import Connection, insert

from dateline.errors import NotHeld, UsageError
from dateline.store.events import StoredEvent, event_of
from dateline.store.ledger import Signature, append
from dateline.store.schema import answer, sendback
from dateline.store.tasks import OUT, Task, is_unfinished, settle_tasks, tasks_of


def send_back(
    connection: Connection, event_id: str, note: str, by: Signature, to: str | None
) -> Task:
    """Ask the coder of an event to look at it again; gives back the task. Raises NotHeld.

    Its coder is `to`, or who had it assigned last, or else who decided on it last. Raises
    UsageError without a note, for an event that is not decided, and where nobody else coded it.
    """
    found = event_of(connection, event_id)
    if not note.strip():
        raise UsageError("say in a note what is to be looked at again")
    if found.status in ("unreviewed", *OUT):
        raise UsageError(f"event {found.id} is {found.status}: only what is decided is sent back")
    tasks = tasks_of(connection, [found.id]).get(found.id, ())
    waiting = next((each for each in tasks if is_unfinished(each)), None)
    if waiting is not None:
        raise UsageError(f"event {found.id} waits for {waiting.assignee} already")
    assignee = (to or "").strip() or coder_of(found, tasks, by.who)
    if assignee is None:
        raise UsageError(f"nobody but {by.who} decided on event {found.id}: say who is to look")
    body = {"to": assignee, "reason": note.strip()}
    seq = append(connection, by, "send back", found.id, body, about=[found.report_id])
    row = {"seq": seq, "event_id": found.id, "assignee": assignee}
    connection.execute(
        insert(sendback), row | {"who": by.who, "at": by.time, "reason": note.strip()}
    )
    settle_tasks(connection, [found.id])
    return Task(found.id, assignee, "sent back", "open", seq, note.strip())


def answer_note(connection: Connection, event_id: str, words: str, by: Signature) -> Task:
    """Answer what was sent back to `by`; gives back the task, which is closed. Raises NotHeld.

    Raises UsageError without an answer in words.
    """
    found = event_of(connection, event_id)
    tasks = tasks_of(connection, [found.id]).get(found.id, ())
    asked = next(
        (each for each in tasks if each.kind == "sent back" and each.assignee == by.who), None
    )
    if asked is None:
        raise NotHeld(f"event {found.id} was not sent back to {by.who}, or was answered")
    if not words.strip():
        raise UsageError("say in words what you looked at, or changed")
    body = {"answers": asked.seq, "reason": words.strip()}
    seq = append(connection, by, "answer", found.id, body, about=[found.report_id])
    row = {"seq": seq, "event_id": found.id, "answers": asked.seq}
    connection.execute(
        insert(answer), row | {"who": by.who, "at": by.time, "reason": words.strip()}
    )
    settle_tasks(connection, [found.id])
    return asked


def coder_of(found: StoredEvent, tasks: tuple[Task, ...], but: str) -> str | None:
    """Who coded an event, if that was somebody else than `but`."""
    assigned = [each.assignee for each in tasks]
    decided = [each.who for each in found.reviews if not each.undone]
    return next((name for name in (*reversed(assigned), *reversed(decided)) if name != but), None)
