"""The calls of the API, listed from its own description."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dateline.desk.people import ForReaders
from dateline.desk.templating import page

router = APIRouter(dependencies=[ForReaders])


@router.get("/api")
def calls(request: Request) -> Response:
    """A page for people; programs read /api/v1/openapi.json."""
    described: dict[str, Any] = request.app.openapi()
    listed = [
        (method.upper(), path, each)
        for path, methods in described["paths"].items()
        for method, each in methods.items()
    ]
    return page(request, "calls.html", calls=listed, described=described["info"])
