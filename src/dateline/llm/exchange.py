"""One request to a language model's server and its reply: bounded in size and time.

Redirects are not followed and no proxy is asked: the text goes to the host that was named, or
nowhere.
"""

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection

from dateline import __version__
from dateline.llm.endpoint import Endpoint

LARGEST = 8_000_000  # bytes of a reply
_CHUNK = 64_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server gave; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Lost(Exception):
    """No reply, or not all of one: why. `reached`: the server was there."""

    def __init__(self, why: str, *, reached: bool) -> None:
        super().__init__(why)
        self.reached = reached


class Line:
    """The way to one server; several threads may use it, and one may cut them all off."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._open: set[HTTPConnection] = set()
        self._lock = threading.Lock()

    def post(self, body: bytes) -> Reply:
        """The reply to a request. Raises Lost."""
        ends = time.monotonic() + self._endpoint.seconds
        connection, reached = self._connection(), False
        with self._lock:
            self._open.add(connection)
        try:
            connection.connect()
            reached = True
            connection.request("POST", self._endpoint.path, body, self._headers())
            response = connection.getresponse()
            content = _read(response, connection, ends)
            named = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, named, content)
        except (OSError, HTTPException, ValueError) as error:
            raise Lost(_said(error), reached=reached) from error
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def cut(self) -> None:
        """Let go of all that is under way."""
        with self._lock:
            sockets = [each.sock for each in self._open if each.sock is not None]
        for sock in sockets:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it has just ended by itself

    def _connection(self) -> HTTPConnection:
        endpoint = self._endpoint
        if not endpoint.secure:
            return HTTPConnection(endpoint.host, endpoint.port, timeout=endpoint.seconds)
        context = ssl.create_default_context()
        return HTTPSConnection(
            endpoint.host, endpoint.port, timeout=endpoint.seconds, context=context
        )

    def _headers(self) -> dict[str, str]:
        key = self._endpoint.key
        return {
            "User-Agent": f"dateline/{__version__}",
            "Content-Type": "application/json",
            "Accept": "application/json",
            **({"Authorization": f"Bearer {key}"} if key else {}),
        }


def _read(response: HTTPResponse, connection: HTTPConnection, ends: float) -> bytes:
    """All of a reply; a server that drips or never ends is left."""
    content = b""
    while True:
        left = ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if connection.sock is not None:
            connection.sock.settimeout(left)
        chunk = response.read1(_CHUNK)
        if not chunk:
            return content
        content += chunk
        if len(content) > LARGEST:
            raise ValueError("it sends more than an answer can be")


def _said(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it does not answer in time"
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return said[:150] or type(error).__name__
