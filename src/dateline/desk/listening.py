"""The socket a desk listens on, or in words why it cannot."""

import socket

from dateline.errors import UsageError


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to this address. Raises UsageError for one that is taken or not ours."""
    host = host.strip("[]")
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen()  # who comes before the server has started waits
    except OSError as error:
        why = error.strerror or error
        raise UsageError(
            f"the desk cannot listen on {host} port {port}: {why}: try --port 0"
        ) from error
    return made
