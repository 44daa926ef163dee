"""Addresses of team stores: ``neo4j://host[:port][/database][?workspace=NAME]``, as Neo4j's own users write them.

A password has no place in an address, because addresses end up in shell histories, process lists and logs. So one that
carries a password is refused, and nothing of it is quoted.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.store import SCHEMES

__all__ = ["DEFAULT_WORKSPACE", "Address"]


DEFAULT_WORKSPACE = "main"
_PORT = 7687

_PASSWORD = Text(
    "地址里不能写密码（会留在命令历史和进程列表里）；请改用环境变量 NEO4J_USERNAME 和 NEO4J_PASSWORD",
    "an address must not carry a password, which would stay in the shell's history and the process list;"
    " set NEO4J_USERNAME and NEO4J_PASSWORD in the environment instead",
)
_MALFORMED = Text(
    "{scheme}:// 地址写法不对（{what}）；应为 {scheme}://主机[:端口][/数据库][?workspace=名称]",
    "a malformed {scheme}:// address ({what}); write {scheme}://host[:port][/database][?workspace=NAME]",
)
_HOST = Text("缺少主机名", "the host is missing")
_BAD_HOST = Text("主机名不合规", "that is not the name of a host")
_BAD_PORT = Text("端口不是 1 至 65535 的数", "the port is not a number from 1 to 65535")
_BAD_DATABASE = Text("数据库名不合规", "that is not the name of a database")
_SYSTEM = Text("数据库 system 只供服务器自己用", "the database system is the server's own")
_BAD_WORKSPACE = Text(
    "工作区名只能用字母、数字、点、横线和下划线，至多 64 个",
    "a workspace's name has letters, digits, dots, dashes and underscores, 64 at most",
)
_BAD_SCHEME = Text(
    "不认识的地址类型 {scheme}://；请用 neo4j://、bolt://，或带 TLS 的 neo4j+s://、bolt+s://",
    "unknown kind of address {scheme}://; write neo4j:// or bolt://, with TLS neo4j+s:// or bolt+s://",
)
_ENVIRONMENT = Text("环境变量 NEO4J_URI：", "the environment variable NEO4J_URI: ")
_NO_URI = Text("没有类型，应以 neo4j:// 等开头", "it does not begin with neo4j:// or the like")
_BAD_OPTION = Text("只认识参数 workspace，且只能写一次", "workspace is the only option, and is given once")

_DATABASE = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,62}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")
_WORKSPACE = re.compile(r"[\w.-]{1,64}")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a team store is: server, database (None: the user's home database), workspace, and the user named in it."""

    scheme: str
    host: str
    port: int
    database: str | None
    workspace: str
    user: str | None = None

    @classmethod
    def parse(cls, url: str, environ: Mapping[str, str] = os.environ) -> Address:
        """Read an address; ``NEO4J_DATABASE`` stands in for a database that it does not name.

        ``neo4j://`` alone, without a host, means the server of ``NEO4J_URI``, with its database and workspace unless others are named.

        Raises UsageError: it, or the one in ``NEO4J_URI`` if that is asked for, carries a password or is malformed.

        >>> Address.parse("neo4j+s://x.databases.neo4j.io/crm?workspace=emea", {}).shown
        'neo4j+s://x.databases.neo4j.io:7687/crm?workspace=emea'
        """
        scheme, _, rest = url.partition("://")
        scheme = scheme.lower()
        named = environ.get("NEO4J_URI", "")
        if rest[:1] in ("", "/", "?") and named:
            base = cls._from_environment(named, environ)
            host = f"[{base.host}]" if ":" in base.host else base.host
            return cls._parsed(base.scheme, f"{host}:{base.port}{rest}", environ, base)
        return cls._parsed(scheme, rest, environ)

    @classmethod
    def _from_environment(cls, named: str, environ: Mapping[str, str]) -> Address:
        scheme, colon, rest = named.partition("://")
        try:
            if not colon:
                raise UsageError(_NO_URI)
            return cls._parsed(scheme.lower(), rest, environ)
        except UsageError as error:
            raise UsageError(_ENVIRONMENT + error.text) from None

    @classmethod
    def _parsed(cls, scheme: str, rest: str, environ: Mapping[str, str], base: Address | None = None) -> Address:
        """Read an address without its scheme; what it leaves out is as in `base`."""

        def malformed(what: Text) -> UsageError:
            return UsageError(_MALFORMED.format(scheme=scheme, what=what))

        if scheme not in SCHEMES:
            raise UsageError(_BAD_SCHEME.format(scheme=scheme if _SCHEME.fullmatch(scheme) else "?"))
        authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
        # A slash or question mark inside a password ends the authority early; the @ behind it betrays it.
        if ":" in authority.rpartition("@")[0] or ("@" in rest and "@" not in authority):
            raise UsageError(_PASSWORD)
        if any(c.isspace() or not c.isprintable() for c in authority):  # urlsplit would leave some of them out
            raise malformed(_BAD_HOST)
        try:
            parts = urlsplit(f"neo4j://{rest}")
            host = parts.hostname
            if host and ":" not in host:
                host.encode("idna")
        except ValueError:
            raise malformed(_BAD_HOST) from None  # its message quotes the address
        if not host:
            raise malformed(_HOST)
        try:
            port = parts.port
        except ValueError:
            raise malformed(_BAD_PORT) from None
        if port == 0:
            raise malformed(_BAD_PORT)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        options = dict(pairs)
        if options.keys() - {"workspace"} or len(pairs) > 1 or parts.fragment:
            raise malformed(_BAD_OPTION)
        name = unquote(parts.path.strip("/")) or (base.database if base else environ.get("NEO4J_DATABASE")) or None
        if name is not None and not _DATABASE.fullmatch(name):
            raise malformed(_BAD_DATABASE)
        if name is not None and name.casefold() == "system":
            raise malformed(_SYSTEM)
        workspace = options.get("workspace", base.workspace if base else DEFAULT_WORKSPACE)
        if not _WORKSPACE.fullmatch(workspace):
            raise malformed(_BAD_WORKSPACE)
        return cls(
            scheme, host, port or _PORT, name, workspace, unquote(parts.username or "") or (base.user if base else None)
        )

    @property
    def server(self) -> str:
        """The URI that the driver is given."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def shown(self) -> str:
        """The address as it may be printed."""
        database = f"/{self.database}" if self.database else ""
        return f"{self.server}{database}?workspace={self.workspace}"
