"""Adding reports: the forms that bring them, and what becomes of each batch."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dateline.desk.batches import Became
from dateline.desk.people import Coder, ForReaders, FromPage, Here, NotAllowed, Person
from dateline.desk.room import Room
from dateline.desk.sent import SentFromPage, given_by, words_in
from dateline.desk.templating import page
from dateline.errors import ReportError, UsageError
from dateline.ingest.inputs import KNOWN
from dateline.store import EventQuery, StoredEvent
from dateline.store.marking import SENSITIVITIES

router = APIRouter(dependencies=[ForReaders])
SHOWN, MOST_UNREAD, MOST_EVENTS = 50, 200, 200
KEPT = ("text", "title", "source", "url", "published", "address", "sensitivity")


@router.get("/add")
def ask(request: Request, room: Here, _: Coder) -> Response:
    """The forms, and the last batches."""
    return _forms(request, room, dict.fromkeys(KEPT, ""))


@router.post("/add")
def take(request: Request, room: Here, person: Coder, form: SentFromPage) -> Response:
    """On to what becomes of the reports; the forms again, as they were, if nothing can."""
    try:
        id = room.intake.submit(person.name, given_by(form), room.settings.fetch)
    except (ReportError, UsageError) as error:
        kept = {name: words_in(form, name) for name in KEPT}
        return _forms(request, room, kept, status=422, why=str(error))
    return RedirectResponse(f"/add/{id}", status_code=303)


@router.get("/add/{id}")
def show(request: Request, room: Here, id: str) -> Response:
    """A batch: how far it is, what was not read and why, and the events that were found."""
    batch, at = room.intake.standing(id)
    taken = room.intake.batches.outcomes(id, unread=False, limit=SHOWN, newest=True)
    part = bool(request.headers.get("hx-request"))
    answer = page(
        request,
        "_batch.html" if part else "batch.html",
        batch=batch,
        at=at,
        left=room.intake.left(batch),
        unread=room.intake.batches.outcomes(id, unread=True, limit=MOST_UNREAD),
        taken=taken,
        events=events_of(room, taken),
        polled=part,
    )
    if part and not batch.going:
        answer.headers["HX-Reswap"] = "outerHTML"  # what asks each second goes with it
    return answer


@router.post("/add/{id}/stop", dependencies=[FromPage])
def stop(room: Here, person: Coder, id: str) -> Response:
    """End a batch with the report at hand."""
    check_may_stop(room, person, id)
    room.intake.stop(id)
    return RedirectResponse(f"/add/{id}", status_code=303)


@router.post("/add/{id}/go-on", dependencies=[FromPage])
def go_on(room: Here, person: Coder, id: str) -> Response:
    """Take up again a batch that was stopped or failed."""
    check_may_stop(room, person, id)
    room.intake.go_on(id, room.settings.fetch)
    return RedirectResponse(f"/add/{id}", status_code=303)


def check_may_stop(room: Room, person: Person, id: str) -> None:
    """Raises NotAllowed for somebody else's batch, but for an admin; NotHeld."""
    owner = room.intake.batches.batch(id).who
    if owner != person.name and not person.may("administer"):
        raise NotAllowed(f"{owner} sent this batch: {owner} or an admin may stop it, or go on")


def events_of(room: Room, taken: tuple[Became, ...]) -> dict[str, StoredEvent]:
    """The first events of these reports, by their ids."""
    ids = tuple(id for each in taken for id in each.events)[:MOST_EVENTS]
    if not ids:
        return {}
    found = room.case.events(EventQuery(ids=ids, status="any", order="added", limit=MOST_EVENTS))
    return {each.id: each for each in found.items}


def _forms(request: Request, room: Room, kept: dict[str, str], **more: Any) -> Response:
    batches = [room.intake.told(each) for each in room.intake.batches.recent(10)]
    known: dict[str, Any] = {
        "kept": kept,
        "batches": batches,
        "fetches": room.settings.fetch is not None,
        "formats": KNOWN,
        "sensitivities": SENSITIVITIES,
        "why": None,
    }
    return page(request, "add.html", **(known | more))
