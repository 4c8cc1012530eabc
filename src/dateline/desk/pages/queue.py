"""The queue: events to look at, the least certain and most consequential first."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dateline.desk.people import ForReaders, Here
from dateline.desk.queries import Filters, choices
from dateline.desk.templating import page

router = APIRouter(dependencies=[ForReaders])
PAGE = 50


@router.get("/")
def front() -> Response:
    """The first page is the queue."""
    return RedirectResponse("/queue", status_code=303)


@router.get("/queue")
def queue(request: Request, room: Here, asked: Filters, after: str = "") -> Response:
    """A page of events. The address holds all filters, so it can be kept and sent."""
    found = room.case.events(asked.query(PAGE, after))
    return page(
        request,
        "queue.html",
        found=found,
        asked=asked,
        choices=choices(),
        after=after,
    )
