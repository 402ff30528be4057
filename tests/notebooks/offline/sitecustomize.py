"""On the path of a test's notebook: whoever looks at the network is stopped with an error."""

from __future__ import annotations

import socket

HERE = ("localhost", "127.0.0.1", "::1", "", None)
_connect, _look_up = socket.socket.connect, socket.getaddrinfo


def connect(self: socket.socket, address: object) -> None:
    """Connect within this machine only."""
    if self.family != socket.AF_UNIX and address[0] not in HERE:
        raise OSError(f"no network in this test: {address}")
    _connect(self, address)


def look_up(host: str | None, *rest: object, **named: object) -> list:
    """Look up this machine only."""
    if host not in HERE:
        raise OSError(f"no network in this test: {host}")
    return _look_up(host, *rest, **named)


socket.socket.connect = connect
socket.getaddrinfo = look_up
