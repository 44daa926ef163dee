"""What is spoken at an address, where the driver only says that nobody answers: Bolt with or without TLS, or HTTP.

A driver that asks for a cluster's members (``neo4j://``) keeps to itself why none of them could be spoken to, a server that
expects TLS hangs up on whoever does not begin it, and many a server of web pages waits for the end of a line that never comes.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress

from graphcrm.errors import GraphcrmError, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.neo4j.address import Address
from graphcrm.store.neo4j.faults import is_away, translated

__all__ = ["why_refused", "why_silent"]


#: Seconds for a server that is there to take part in a handshake, and to say the first word of an answer.
_PATIENCE, _AT_ONCE = 2.0, 0.4
#: How a client of Bolt begins: the mark of the protocol, and four proposals of a version.
_BOLT = b"\x60\x60\xb0\x17" + bytes.fromhex("00020805 00000000 00000000 00000000")
_HTTP = b"GET / HTTP/1.0\r\n\r\n"
_WANTS_TLS = Text(
    "{server} 要求加密连接；请把地址开头改为 {scheme}+s://（自签名证书用 {scheme}+ssc://）",
    "{server} expects an encrypted connection; begin the address with {scheme}+s:// ({scheme}+ssc:// for a self-signed certificate)",
)
_WEB = Text(
    "{server} 是网页（HTTP）的端口，不是 Bolt 的；请改用 Bolt 的端口（Neo4j 的通常是 7687，7474 是它的网页）",
    "{server} is a port for web pages (HTTP) and not for Bolt; use the one for Bolt (Neo4j's is usually 7687, 7474 is for its web page)",
)
_SILENT = Text(
    "{server} 在 {seconds} 秒内没有应答；请检查地址、端口，以及服务器是否已启动",
    "{server} did not answer within {seconds} seconds; check the host, the port, and that Neo4j is running",
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
        if _is_web(address):
            return StoreUnavailable(_WEB.format(server=address.server))
    return translated(address, error)


def why_silent(address: Address, seconds: float) -> StoreUnavailable:
    """The error for a server that took the connection and said nothing to the driver for so long."""
    return StoreUnavailable(
        (_WEB if _is_web(address) else _SILENT).format(server=address.server, seconds=round(seconds))
    )


def _is_web(address: Address) -> bool:
    """Whether HTTP is spoken and Bolt is not: a port for Bolt answers whoever asks it for a page, too."""
    first = _first_words(address, _BOLT)
    return b"HTTP" in (first, first or _first_words(address, _HTTP))


def _first_words(address: Address, said: bytes) -> bytes:
    """The first four bytes that are answered at once; none if nobody answers."""
    with suppress(OSError), socket.create_connection((address.host, address.port), _AT_ONCE) as line:
        line.sendall(said)
        return line.recv(4)
    return b""


def _context(scheme: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not scheme.endswith("+s"):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
