"""The API, version 1: /api/v1. Its description is /api/v1/openapi.json."""

from fastapi import FastAPI

from dateline.desk.api import adding, events, exports, incidents, ledger, reading, reports, work
from dateline.desk.api.answers import PROBLEMS

CALLS = (events, incidents, reports, adding, reading, exports, ledger, work)


def add_api(app: FastAPI) -> None:
    """Let the application answer for all calls."""
    for each in CALLS:
        app.include_router(each.router, prefix="/api/v1", responses=PROBLEMS)
