"""Which network addresses a page may be fetched from: the public ones.

A link in a feed or a redirect may name any host. Those of the own machine and the own network
answer to nobody outside, and often without a password: routers, databases, cloud metadata.
"""

from __future__ import annotations

import socket
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, NamedTuple

from audio.errors import Place, SourceError

_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
"""RFC 6052, RFC 8215: the last 32 bits are an IPv4 address."""
_COMPATIBLE = ip_network("::/96")
"""RFC 4291, 2.5.5.1: the deprecated form of an IPv4 address in IPv6."""
_METADATA = {ip_address("168.63.129.16")}
"""A public address that answers inside a cloud only (Azure's host). The others are not public:
169.254.169.254 is link-local, 100.100.100.200 shared, fd00:ec2::254 unique local."""

PERMISSION = "--allow-private permits it"
"""The hint at a private address, where the command line permits it."""


class SilentHostError(SourceError):
    """A host that does not answer, whatever is asked of it."""


class Endpoint(NamedTuple):
    """Where to connect to: a resolved address that has been checked."""

    family: socket.AddressFamily
    address: str
    port: int


def resolve(host: str, port: int, *, allow_private: bool, within: float) -> list[Endpoint]:
    """The endpoints of ``host``, resolved once; what is connected to is what was checked.

    A name with one address that may not be reached is refused whole: it has no business with it.

    Raises:
        SourceError: no such name, no answer ``within`` so many seconds, or a private address.
    """
    endpoints = _look_up(host, port, within)
    for endpoint in endpoints:
        if not allow_private and not is_public(endpoint.address):
            raise SourceError(
                f"leads to {endpoint.address}, which is no public address",
                where=Place(host),
                hint=PERMISSION,
            )
    return endpoints


def is_public(address: str) -> bool:
    """Whether ``address`` is one of the Internet's, and so is any IPv4 address it stands for."""
    ip = ip_address(address.partition("%")[0])
    inner = _find_inner_address(ip) if isinstance(ip, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and ip not in _METADATA


def _find_inner_address(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that ``ip`` leads to."""
    if any(ip in network for network in (*_NAT64, _COMPATIBLE)) and int(ip) > 1:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    teredo = ip.teredo
    return ip.ipv4_mapped or ip.sixtofour or (teredo[1] if teredo else None)


def _look_up(host: str, port: int, within: float) -> list[Endpoint]:
    """The system's resolver has no time limit of its own: a thread that hangs is left behind."""
    found: Future[list[Any]] = Future()

    def look_up() -> None:
        try:
            found.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.set_exception(error)

    threading.Thread(target=look_up, name="resolve", daemon=True).start()
    try:
        return [Endpoint(entry[0], str(entry[4][0]), port) for entry in found.result(within)]
    except TookTooLong as error:
        raise SilentHostError(
            f"its address was not found within {within:g} s",
            where=Place(host),
            hint="try again later",
        ) from error
    except (OSError, UnicodeError) as error:
        raise SilentHostError(
            "no such host", where=Place(host), hint="check the address and the connection"
        ) from error
