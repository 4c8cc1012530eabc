"""Reports: a list that can be searched, and one report with all its events."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dateline.desk.at_work import may_read
from dateline.desk.people import ForReaders, Here, Reader
from dateline.desk.templating import page
from dateline.store import EventQuery, ReportQuery

router = APIRouter(dependencies=[ForReaders])
PAGE, MOST_EVENTS = 50, 500


@router.get("/reports")
def reports(
    request: Request, room: Here, text: str = "", source: str = "", after: str = ""
) -> Response:
    """A page of reports, in the order they were added."""
    asked = {"text": text.strip(), "source": source.strip()}
    query = ReportQuery(
        text=asked["text"] or None, source=asked["source"] or None, limit=PAGE, after=after or None
    )
    found = room.case.reports(query)
    return page(request, "reports.html", found=found, asked=asked, after=after)


@router.get("/reports/{id}")
def report(request: Request, room: Here, person: Reader, id: str) -> Response:
    """One report, its events and what was done to it."""
    held = room.case.report(id)
    query = EventQuery(report=held.id, status="any", order="added", limit=MOST_EVENTS)
    return page(
        request,
        "report.html",
        report=held,
        events=room.case.events(query),
        readings=room.case.readings(held.id),
        history=may_read(room, person, room.case.history(held.id)),
    )
