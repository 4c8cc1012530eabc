"""The web application of one casefile."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware

from dateline import __version__
from dateline.desk import failures
from dateline.desk.api import add_api
from dateline.desk.doors import KnownHosts, SafeAnswers, SizedBodies, WithSession
from dateline.desk.pages import add_pages
from dateline.desk.room import Room
from dateline.desk.sessions import Sessions
from dateline.desk.settings import DeskSettings
from dateline.desk.statics import Statics
from dateline.desk.templating import Templates
from dateline.store import Casefile
from dateline.store.opening import bring_up

_SMALLEST_PACKED = 1000  # bytes: what is shorter travels as it is


def create_app(case: Casefile, settings: DeskSettings) -> FastAPI:
    """The desk on an open casefile, which the caller closes."""
    bring_up(case.store)
    room = Room(case, settings)

    @asynccontextmanager
    async def opened(_: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(room.intake.resume, settings.fetch)
        yield
        await run_in_threadpool(room.close)

    app = FastAPI(
        title="Dateline",
        version=__version__,
        summary="Events that news reports tell, with the words that tell them.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # those pages load scripts from elsewhere; /api lists the calls
        redoc_url=None,
        lifespan=opened,
    )
    sessions = Sessions(room.secret, settings.session_hours)
    statics = Statics()
    app.state.room = room
    app.state.sessions = sessions
    app.state.templates = Templates(statics, sessions)
    app.mount("/static", statics)
    add_pages(app)
    add_api(app)
    failures.add_to(app)
    # The last one added is the first that a request passes.
    app.add_middleware(WithSession, sessions=sessions)
    app.add_middleware(SizedBodies)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_PACKED, compresslevel=5)
    app.add_middleware(KnownHosts, hosts=settings.hosts)
    app.add_middleware(SafeAnswers)
    return app
