"""Pages from the web: size and time are bounded, and no address of a private network is asked.

A name is resolved once and the connection goes to the address that was checked, so that
it cannot become another one in between; each redirect is checked anew.
"""

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline import __version__
from dateline.errors import UnreadableReport
from dateline.ingest.limits import LARGEST_PAGE, MEGABYTE

AGENT = f"dateline/{__version__}"
_CHUNK = 64_000
_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be fetched: seconds for one page with its redirects, bytes, private addresses."""

    seconds: float = 60.0
    largest: int = LARGEST_PAGE
    redirects: int = 5
    private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave. `address` is where the redirects led; header names are lower case."""

    status: int
    address: str
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The media type, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        said = self.headers.get("content-type", "").lower().partition("charset=")[2]
        return said.partition(";")[0].strip("\"' ") or None


class FetchError(UnreadableReport):
    """A page that was not fetched, and why."""


def fetch(address: str, rules: Rules, headers: Mapping[str, str] | None = None) -> Answer:
    """The page at an address, its redirects followed.

    Raises FetchError for an address that is no public web address, a server that does not
    answer in time or with too much, and more redirects than are followed. Any status is an
    answer.
    """
    ends = time.monotonic() + rules.seconds
    here = address
    for _ in range(rules.redirects + 1):
        answer = _ask(here, rules, headers or {}, ends)
        target = answer.headers.get("location")
        if answer.status not in _MOVED or not target:
            return answer
        here = urljoin(here, target)
    raise FetchError(address, f"it redirects more than {rules.redirects} times")


def _ask(address: str, rules: Rules, headers: Mapping[str, str], ends: float) -> Answer:
    connection = _connection(address, rules, ends)
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    said = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*", **headers}
    try:
        connection.request("GET", path, headers=said)
        response = connection.getresponse()
        content = _read(response, connection, address, rules, ends)
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, address, content, named)
    except (OSError, HTTPException, ValueError, zlib.error) as error:
        raise FetchError(address, f"cannot be fetched: {_said(error)}") from error
    finally:
        connection.close()


def _said(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "the server does not answer in time"
    return str(error)[:150] or type(error).__name__


def _connection(address: str, rules: Rules, ends: float) -> HTTPConnection:
    """A connection to the address that was checked, under the name that was asked for."""
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise FetchError(address, f"not a web address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(address, "only http and https addresses are fetched")
    if parts.username or parts.password:
        raise FetchError(address, "addresses with a user's name are not fetched")
    found = _checked(parts.hostname, port, address, rules)
    connection = HTTPConnection(parts.hostname, port, timeout=_left(ends, address))
    try:
        sock = socket.create_connection(found, timeout=_left(ends, address))
        if parts.scheme == "https":
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=parts.hostname)
    except OSError as error:
        raise FetchError(address, f"cannot be reached: {_said(error)}") from error
    connection.sock = sock
    return connection


def _checked(host: str, port: int, address: str, rules: Rules) -> tuple[str, int]:
    """The first public address of a host. Raises FetchError if it has none, or a private one."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(address, f"there is no host {host}") from error
    numbers = [str(each[4][0]) for each in found]
    if not rules.private and any(not is_public(number) for number in numbers):
        why = f"{host} is an address of a private network, which is not asked"
        raise FetchError(address, why)
    return numbers[0], port


def is_public(number: str) -> bool:
    """Whether an IP address is of the public internet; what hides in an IPv6 address too."""
    found = ipaddress.ip_address(number.partition("%")[0])
    inner: Any = None
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        inner = inner or _nat64(found)
    plain = found.is_global and not found.is_multicast
    return plain and (inner is None or (inner.is_global and not inner.is_multicast))


def _nat64(found: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    inside = found in ipaddress.IPv6Network("64:ff9b::/96")
    return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if inside else None


def _left(ends: float, address: str) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise FetchError(address, "the server does not answer in time")
    return left


def _read(
    response: HTTPResponse, connection: HTTPConnection, address: str, rules: Rules, ends: float
) -> bytes:
    """All of an answer, unpacked; a server that drips or never ends is left."""
    packed = (response.getheader("Content-Encoding") or "").lower() in ("gzip", "x-gzip")
    unpack = zlib.decompressobj(31) if packed else None
    content = b""
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(_left(ends, address))
        _left(ends, address)
        chunk = response.read1(_CHUNK)
        if not chunk:
            break
        room = rules.largest + 1 - len(content)
        content += unpack.decompress(chunk, room) if unpack else chunk
        if len(content) > rules.largest:
            most = rules.largest / MEGABYTE
            raise FetchError(address, f"it is larger than {most:g} MB: not read")
    return content
