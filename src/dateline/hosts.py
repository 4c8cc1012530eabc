"""Whether a host is this machine."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Whether a server at this name or address is reached from, and on, this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
