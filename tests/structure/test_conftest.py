"""The rules of the test run itself hold."""

import socket

import pytest


def test_a_test_cannot_reach_the_network() -> None:
    """A connection to another machine fails the test that tries it (an address reserved for documentation)."""
    with socket.socket() as outside, pytest.raises(pytest.fail.Exception, match="本机以外"):
        outside.connect(("192.0.2.1", 9))


def test_a_test_may_use_this_machine() -> None:
    """Servers under test listen on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()[:2]) as client:
        assert server.getsockname() == client.getpeername()
