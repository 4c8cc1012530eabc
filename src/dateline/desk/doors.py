"""What every request passes: the host it asks for, the site it comes from, its session.

And what every answer carries: no page of the desk loads anything from elsewhere or runs a
script that is not one of its files.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.desk.sessions import COOKIE, Session, Sessions, new_session

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
READS = frozenset({"GET", "HEAD", "OPTIONS"})
MEGABYTE = 1_000_000
# The most that may be sent: forms are small, but for those that bring reports.
LARGEST = 4 * MEGABYTE
LARGEST_OF = {
    "/add": 256 * MEGABYTE,
    "/api/v1/reports/files": 256 * MEGABYTE,
    "/api/v1/reports": 16 * MEGABYTE,
}


class SafeAnswers:
    """Adds the headers to every answer; pages are not kept by any cache."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def _with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, _with_headers)


class KnownHosts:
    """Turns away requests for another host's name, and changes asked for by another site.

    A page elsewhere whose name is made to lead to this machine asks for its own name.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] | None) -> None:
        self.app = app
        self.hosts = frozenset(hosts) if hosts is not None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            why = self._refusal(scope["method"], Headers(scope=scope))
            if why:
                await PlainTextResponse(why, status_code=403)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _refusal(self, method: str, headers: Headers) -> str | None:
        host = headers.get("host", "")
        if self.hosts is not None and _name(host) not in self.hosts:
            known = ", ".join(sorted(self.hosts))
            return f"this desk does not answer for {host}: open it as {known}\n"
        origin = headers.get("origin")
        if method not in READS and origin is not None and urlsplit(origin).netloc != host:
            return "another site asked for this change: open the desk itself\n"
        return None


class SizedBodies:
    """Turns away what is too large, before it is taken in: by what it says, and by what comes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = LARGEST_OF.get(scope["path"], LARGEST)
        said = Headers(scope=scope).get("content-length", "")
        if said.isdecimal() and int(said) > most:
            await PlainTextResponse(_too_large(most), status_code=413)(scope, receive, send)
            return
        come = 0

        async def _counted() -> Message:
            nonlocal come
            message = await receive()
            come += len(message.get("body", b""))
            if come > most:
                raise HTTPException(413, _too_large(most))
            return message

        await self.app(scope, _counted, send)


class WithSession:
    """Gives each request its session as `request.state.session`; a browser without one gets one."""

    def __init__(self, app: ASGIApp, sessions: Sessions) -> None:
        self.app = app
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        held = self._held(scope)
        state = scope.setdefault("state", {})
        state["session"] = held or new_session()

        async def _with_cookie(message: Message) -> None:
            session: Session = state["session"]
            if message["type"] == "http.response.start" and session != held:
                cookie = self._cookie(session, secure=scope.get("scheme") == "https")
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self.app(scope, receive, send if _needs_none(scope) else _with_cookie)

    def _held(self, scope: Scope) -> Session | None:
        cookies = cookie_parser(HTTPConnection(scope).headers.get("cookie", ""))
        return self.sessions.read(cookies.get(COOKIE))

    def _cookie(self, session: Session, secure: bool) -> str:
        value = f"{COOKIE}={self.sessions.write(session)}; Path=/; HttpOnly; SameSite=Lax"
        return f"{value}; Secure" if secure else value


def _needs_none(scope: Scope) -> bool:
    path: str = scope["path"]
    return path.startswith(("/static/", "/api/"))


def _too_large(most: int) -> str:
    return f"this is larger than the {most // MEGABYTE} MB taken at once: send it in parts\n"


def _name(host: str) -> str:
    """The name without its port: "[::1]:8000" is "[::1]"."""
    return host[: host.rfind("]") + 1] if host.startswith("[") else host.split(":", 1)[0]
