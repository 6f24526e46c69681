"""In: the name of a host. Out: an address of it that is nobody's private network.

Who answers us may send us on to wherever he likes. Where that leads into our own network, he would
be asking with our rights; so what he names is looked up once, and that very address is called.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

from depesche.transports.errors import TransportError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
Resolve = Callable[[str], Sequence[str]]


def addresses(host: str) -> list[str]:
    """The addresses of a host. Raises TransportError where it has none."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TransportError("There is no such host.", where=host) from error
    return [str(entry[4][0]) for entry in found]


def public_address(host: str, resolve: Resolve = addresses) -> str:
    """An address of the host. Raises TransportError where any of its addresses is private."""
    found = resolve(host)
    for one in found:
        if not _public(one):
            what = "This leads into a private network."
            advice = "If that is meant, say private_redirects = true."
            raise TransportError(what, where=host, advice=advice)
    return found[0]


def _public(written: str) -> bool:
    address = ipaddress.ip_address(written.partition("%")[0])
    inner = _inner(address) or address
    return address.is_global and inner.is_global and not inner.is_multicast


def _inner(address: Address) -> ipaddress.IPv4Address | None:
    # what looks like IPv6 may lead to an IPv4 address
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
