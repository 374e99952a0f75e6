"""Whom a connection to a server trusts to say that it is the one that was named."""

from __future__ import annotations

import socket
import ssl
from functools import cache


def secure(plain: socket.socket, host: str) -> ssl.SSLSocket:
    """``plain`` with TLS on it.

    Raises:
        ssl.SSLError: what is at its other end cannot show that it is ``host``.
    """
    return _make_trust().wrap_socket(plain, server_hostname=host)


@cache
def _make_trust() -> ssl.SSLContext:
    """Mozilla's authorities, and those the system or ``SSL_CERT_FILE`` adds."""
    import certifi

    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context
