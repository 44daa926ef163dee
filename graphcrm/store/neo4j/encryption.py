"""Whether a server and an address mean the same by encryption, where the driver only says that nobody answers.

A driver that asks for a cluster's members (``neo4j://``) keeps to itself why none of them could be spoken to, and a server that
expects TLS hangs up on whoever does not begin it.
"""

from __future__ import annotations

import socket
import ssl

from graphcrm.errors import GraphcrmError, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.neo4j.address import Address
from graphcrm.store.neo4j.faults import is_away, translated

__all__ = ["why_refused"]


#: Seconds for a server that is there to take part in a handshake.
_PATIENCE = 2.0
_WANTS_TLS = Text(
    "{server} 要求加密连接；请把地址开头改为 {scheme}+s://（自签名证书用 {scheme}+ssc://）",
    "{server} expects an encrypted connection; begin the address with {scheme}+s:// ({scheme}+ssc:// for a self-signed certificate)",
)


def why_refused(address: Address, error: Exception) -> GraphcrmError:
    """The error of ours for one of the driver's on connecting, after a look at what is spoken there if nobody seems to be."""
    if is_away(error):
        encrypted = "+" in address.scheme
        try:
            with socket.create_connection((address.host, address.port), _PATIENCE) as line:
                _context(address.scheme).wrap_socket(line, server_hostname=address.host).close()
            if not encrypted:
                return StoreUnavailable(_WANTS_TLS.format(server=address.server, scheme=address.scheme))
        except ssl.SSLError as other:
            if encrypted:
                return translated(address, other)
        except OSError:
            pass
    return translated(address, error)


def _context(scheme: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not scheme.endswith("+s"):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
