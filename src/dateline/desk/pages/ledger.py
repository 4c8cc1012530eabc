"""The ledger: who did what, when and why, the newest first."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dateline.desk.at_work import may_read
from dateline.desk.people import Here, Reader
from dateline.desk.templating import page

router = APIRouter()
PAGE = 100


@router.get("/ledger")
def ledger(
    request: Request, room: Here, person: Reader, until: Annotated[int | None, Query(ge=1)] = None
) -> Response:
    """A page of entries, those up to a number."""
    last = room.case.ledger_head()[0]
    until = min(until or last, last)
    first = max(until - PAGE, 0)
    entries = may_read(room, person, room.case.ledger(first, until - first))
    return page(
        request,
        "ledger.html",
        entries=entries[::-1],
        last=last,
        older=first or None,
    )
