"""The queue: events to look at, the least certain and most consequential first."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dateline.desk.at_work import people_of
from dateline.desk.exporting import Export, export_file
from dateline.desk.pages.work import notes_for
from dateline.desk.people import ForReaders, Here, Reader
from dateline.desk.queries import Filters, choices
from dateline.desk.templating import page
from dateline.export import FORMATS
from dateline.store import NOBODY

router = APIRouter(dependencies=[ForReaders])
PAGE = 50


@router.get("/")
def front() -> Response:
    """The first page is the queue."""
    return RedirectResponse("/queue", status_code=303)


@router.get("/queue")
def queue(
    request: Request, room: Here, person: Reader, asked: Filters, after: str = ""
) -> Response:
    """A page of events. The address holds all filters, so it can be kept and sent."""
    found = room.case.events(asked.query(PAGE, after))
    work = asked.values["work"]
    names = dict.fromkeys((NOBODY, *people_of(room), *([work] if work else [])))
    return page(
        request,
        "queue.html",
        found=found,
        asked=asked,
        choices=choices() | {"work": tuple(names)},
        notes=notes_for(room, work),
        can_code=person.may("code"),
        can_assign=person.may("assign"),
        after=after,
        formats=tuple(FORMATS),
    )


@router.get("/queue/export/{format}")
def export(
    request: Request, room: Here, person: Reader, asked: Filters, format: str, public: bool = False
) -> Response:
    """The events of a queue as a file."""
    wanted = Export(format, asked.query(), asked.carried, public)
    return export_file(request, room, person, wanted)
