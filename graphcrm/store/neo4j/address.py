"""Addresses of team stores: ``neo4j://host[:port][/database][?workspace=NAME]``, as Neo4j's own users write them.

A password has no place in an address, because addresses end up in shell histories, process lists and logs. So one that
carries a password is refused, and nothing of it is quoted.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from graphcrm.errors import UsageError
from graphcrm.i18n import Text

__all__ = ["DEFAULT_WORKSPACE", "SCHEMES", "Address"]

SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
DEFAULT_WORKSPACE = "main"
_PORT = 7687

_PASSWORD = Text(
    "地址里不能写密码(会留在命令历史和进程列表里);请改用环境变量 NEO4J_USERNAME 和 NEO4J_PASSWORD",
    "an address must not carry a password, which would stay in the shell's history and the process list;"
    " set NEO4J_USERNAME and NEO4J_PASSWORD in the environment instead",
)
_MALFORMED = Text(
    "{scheme}:// 地址写法不对({what});应为 {scheme}://主机[:端口][/数据库][?workspace=名称]",
    "a malformed {scheme}:// address ({what}); write {scheme}://host[:port][/database][?workspace=NAME]",
)
_HOST = Text("缺少主机名", "the host is missing")
_BAD_PORT = Text("端口不是 1 至 65535 的数", "the port is not a number from 1 to 65535")
_BAD_DATABASE = Text("数据库名不合规", "that is not the name of a database")
_BAD_WORKSPACE = Text(
    "工作区名只能用字母、数字、点、横线和下划线,至多 64 个",
    "a workspace's name has letters, digits, dots, dashes and underscores, 64 at most",
)
_BAD_OPTION = Text("只认识参数 workspace", "workspace is the only option")

_DATABASE = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,62}")
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

        ``neo4j://`` alone, without a host, means the server of ``NEO4J_URI``.

        Raises
        ------
        UsageError
            It carries a password or is malformed.

        >>> Address.parse("neo4j+s://x.databases.neo4j.io/crm?workspace=emea", {}).shown
        'neo4j+s://x.databases.neo4j.io:7687/crm?workspace=emea'
        """
        scheme, _, rest = url.partition("://")
        scheme = scheme.lower()
        named = environ.get("NEO4J_URI", "")
        if rest[:1] in ("", "/", "?") and "://" in named:
            base = cls.parse(named, {k: v for k, v in environ.items() if k != "NEO4J_URI"})
            host = f"[{base.host}]" if ":" in base.host else base.host
            return cls._parsed(base.scheme, f"{host}:{base.port}{rest}", environ, base.user, base.database)
        return cls._parsed(scheme, rest, environ)

    @classmethod
    def _parsed(
        cls, scheme: str, rest: str, environ: Mapping[str, str], user: str | None = None, database: str | None = None
    ) -> Address:
        def malformed(what: Text) -> UsageError:
            return UsageError(_MALFORMED.format(scheme=scheme, what=what))

        if scheme not in SCHEMES:
            raise malformed(_HOST)
        authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
        # A slash or question mark inside a password ends the authority early; the @ behind it betrays it.
        if ":" in authority.rpartition("@")[0] or ("@" in rest and "@" not in authority):
            raise UsageError(_PASSWORD)
        try:
            parts = urlsplit(f"neo4j://{rest}")
            host, port = parts.hostname, parts.port
        except ValueError:
            raise malformed(_BAD_PORT) from None  # its message quotes the address
        if not host:
            raise malformed(_HOST)
        if port == 0:
            raise malformed(_BAD_PORT)
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        if options.keys() - {"workspace"} or parts.fragment:
            raise malformed(_BAD_OPTION)
        name = unquote(parts.path.strip("/")) or database or environ.get("NEO4J_DATABASE") or None
        if name is not None and not _DATABASE.fullmatch(name):
            raise malformed(_BAD_DATABASE)
        workspace = options.get("workspace", DEFAULT_WORKSPACE)
        if not _WORKSPACE.fullmatch(workspace):
            raise malformed(_BAD_WORKSPACE)
        return cls(scheme, host, port or _PORT, name, workspace, unquote(parts.username or "") or user)

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
