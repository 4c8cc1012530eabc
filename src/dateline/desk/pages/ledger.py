"""The ledger: who did what, when and why, the newest first."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dateline.desk.people import ForReaders, Here
from dateline.desk.templating import page

router = APIRouter(dependencies=[ForReaders])
PAGE = 100


@router.get("/ledger")
def ledger(
    request: Request, room: Here, until: Annotated[int | None, Query(ge=1)] = None
) -> Response:
    """A page of entries, those up to a number."""
    last = room.case.ledger_head()[0]
    until = min(until or last, last)
    first = max(until - PAGE, 0)
    entries = room.case.ledger(first, until - first)
    return page(
        request,
        "ledger.html",
        entries=entries[::-1],
        last=last,
        older=first or None,
    )
