"""What went wrong, in words: a page for a person, problem+json for a program."""

from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from dateline.desk.people import NotAllowed, SignInFirst, TooOften
from dateline.desk.templating import page
from dateline.errors import DatelineError, Locked, NotHeld, ReportError, UsageError

PROBLEM = "application/problem+json"
_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NotHeld, 404),
    (UsageError, 422),
    (ReportError, 422),
    (Locked, 503),
    (DatelineError, 500),
)


def add_to(app: FastAPI) -> None:
    """Let the application answer failures so."""
    for kind in (SignInFirst, NotAllowed, TooOften, DatelineError):
        app.add_exception_handler(kind, _answer)
    app.add_exception_handler(HTTPException, _answer)
    app.add_exception_handler(RequestValidationError, _answer)


async def _answer(request: Request, error: Exception) -> Response:
    match error:
        case SignInFirst():
            return _sign_in(request)
        case NotAllowed():
            return failure(request, 403, str(error))
        case TooOften():
            answer = failure(request, 429, str(error))
            answer.headers["Retry-After"] = str(error.seconds)
            return answer
        case RequestValidationError():
            return failure(request, 422, _first(error))
        case HTTPException():
            answer = failure(request, error.status_code, str(error.detail))
            answer.headers.update(error.headers or {})
            return answer
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    return failure(request, status, str(error))


def failure(request: Request, status: int, why: str) -> Response:
    """The answer that something failed."""
    title = HTTPStatus(status).phrase
    if request.url.path.startswith("/api/"):
        body = {"status": status, "title": title, "detail": why}
        return JSONResponse(body, status, media_type=PROBLEM)
    if request.headers.get("hx-request"):
        answer = page(request, "_failure.html", status=status, why=why)
        # Said where it is read out, and the screen stays as it is.
        answer.headers.update({"HX-Retarget": "#said", "HX-Reswap": "innerHTML"})
        return answer
    return page(request, "failure.html", status=status, title=title, why=why)


def _sign_in(request: Request) -> Response:
    if request.url.path.startswith("/api/"):
        answer = failure(request, 401, "send a token: Authorization: Bearer dlt_...")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    to = f"/login?next={quote(back, safe='')}" if request.method == "GET" else "/login"
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": to})
    return RedirectResponse(to, status_code=303)


def _first(error: RequestValidationError) -> str:
    """The first thing that is wrong, and where."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part not in ("query", "body"))
    return f"{where}: {first['msg']}" if where else str(first["msg"])
