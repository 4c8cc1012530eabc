"""The ledger: entries in order, each with the hash of the one before."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dateline.desk.api.answers import MOST, Loose, answer
from dateline.desk.at_work import may_read
from dateline.desk.people import ForReaders, Here, Reader

router = APIRouter(tags=["ledger"], dependencies=[ForReaders])
_LAST = 2**31  # a casefile has fewer entries


@router.get("/ledger", response_model=Loose)
def ledger(
    request: Request,
    room: Here,
    person: Reader,
    after: Annotated[int, Query(ge=0, lt=_LAST, description="Entries with a greater number.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> Response:
    """Entries in order, and number and hash of the last one there is."""
    entries = may_read(room, person, room.case.ledger(after, limit))
    last, hash = room.case.ledger_head()
    following = entries[-1].seq if entries and entries[-1].seq < last else None
    items = [asdict(each) for each in entries]
    value = {"head": {"seq": last, "hash": hash}, "next": following, "items": items}
    return answer(request, value)
