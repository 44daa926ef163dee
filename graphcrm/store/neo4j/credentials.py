"""Who we are to the server: from the environment, the system's keyring, or a question on the terminal."""

from __future__ import annotations

import contextlib
import getpass
import os
import sys
from collections.abc import Mapping
from dataclasses import field

from graphcrm.dataclass import dataclass
from graphcrm.errors import StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.neo4j.address import Address

__all__ = ["Credentials", "find_credentials"]


#: Name under which a password is kept in the keyring: ``keyring set graphcrm neo4j@host``.
_SERVICE = "graphcrm"

_NONE = Text(
    "没有 {server} 的密码；请设置环境变量 NEO4J_USERNAME 和 NEO4J_PASSWORD，或运行 keyring set graphcrm {user}@{host}",
    "no password for {server}; set NEO4J_USERNAME and NEO4J_PASSWORD, or run `keyring set graphcrm {user}@{host}`",
)
_NO_TEXT = Text(
    "{server} 的用户名或密码不是有效的 UTF-8 文本；请检查 NEO4J_USERNAME、NEO4J_PASSWORD 和终端的编码",
    "the user name or password for {server} is not text in UTF-8; check NEO4J_USERNAME, NEO4J_PASSWORD and the terminal's encoding",
)
_ASK = Text("{user}@{host} 的密码：", "Password of {user}@{host}: ")


@dataclass(frozen=True, slots=True)
class Credentials:
    """User and password; the password is not part of the text form."""

    user: str
    password: str = field(repr=False)


def find_credentials(address: Address, environ: Mapping[str, str] = os.environ) -> Credentials:
    """The first that there is of: ``NEO4J_PASSWORD``, the keyring (if that package is installed), an answer on the terminal.

    Raises StoreUnavailable: there is no password, and nobody to ask; or it is no text.
    """
    user = address.user or environ.get("NEO4J_USERNAME") or "neo4j"
    password = environ.get("NEO4J_PASSWORD") or _from_keyring(user, address.host)
    if password is None and sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty():
        with contextlib.suppress(EOFError):  # no answer
            password = getpass.getpass(_ASK.format(user=user, host=address.host).say("both"))
    if not password:
        raise StoreUnavailable(_NONE.format(server=address.server, user=user, host=address.host))
    try:
        f"{user}{password}".encode()
    except UnicodeEncodeError:
        raise StoreUnavailable(_NO_TEXT.format(server=address.server)) from None  # the error holds the password
    return Credentials(user, password)


def _from_keyring(user: str, host: str) -> str | None:
    try:
        import keyring  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return None
    try:
        found = keyring.get_password(_SERVICE, f"{user}@{host}")
    except Exception:  # a locked or absent keyring is no keyring; its errors are those of many backends
        return None
    return found if isinstance(found, str) else None
