"""In: the name of a host. Out: an address of it that is nobody's private network.

Who answers us may send us on to wherever he likes. Where that leads into our own network, he would
be asking with our rights; so what he names is looked up once, and that very address is called.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

from depesche.transports.errors import TransportError

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
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return bool(inner.is_global and address.is_global and not inner.is_multicast)
