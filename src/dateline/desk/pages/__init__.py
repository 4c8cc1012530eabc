"""The desk's pages, in the order of the menu."""

from fastapi import FastAPI

from dateline.desk.pages import (
    actors,
    adding,
    agreement,
    calls,
    event,
    explore,
    incidents,
    judging,
    ledger,
    login,
    lookup,
    queue,
    reports,
    sent_back,
    users,
    work,
)

PAGES = (
    login, queue, work, sent_back, agreement, event, lookup, incidents, judging, explore, actors,
    adding, reports, ledger, calls, users,
)  # fmt: skip


def add_pages(app: FastAPI) -> None:
    """Let the application answer for all pages."""
    for each in PAGES:
        app.include_router(each.router, include_in_schema=False)
