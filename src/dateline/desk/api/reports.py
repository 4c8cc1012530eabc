"""Reports: lists, and one with its text."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from dateline.desk.api.answers import MOST, Listed, Loose, answer, listed
from dateline.desk.people import ForReaders, Here
from dateline.desk.queries import day_of, words_of
from dateline.store import ReportQuery, StoredReport

router = APIRouter(tags=["reports"], dependencies=[ForReaders])
Id = Annotated[str, Path(description="An id, or the name it was given by.", max_length=500)]


@router.get("/reports", response_model=Listed)
def reports(
    request: Request,
    room: Here,
    text: Annotated[str, Query(description="Words of the report.")] = "",
    source: str = "",
    earliest: Annotated[str, Query(description="Published on that day or later.")] = "",
    latest: Annotated[str, Query(description="Published on that day or before.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    after: str = "",
) -> Response:
    """A page of reports without their texts, in the order they were added."""
    query = ReportQuery(
        text=words_of(text) or None,
        source=words_of(source) or None,
        published_from=day_of(earliest) or None,
        published_to=day_of(latest) or None,
        limit=limit,
        after=after or None,
    )
    found = room.case.reports(query)
    items = [_value(each, text=False) for each in found.items]
    return listed(request, items, found.total, found.next)


@router.get("/reports/{id}", response_model=Loose)
def report(request: Request, room: Here, id: Id) -> Response:
    """One report with the text that all offsets of its events count in, by code points."""
    return answer(request, _value(room.case.report(words_of(id)), text=True))


def _value(report: StoredReport, *, text: bool) -> dict[str, Any]:
    found = asdict(report)
    return found if text else {key: value for key, value in found.items() if key != "text"}
