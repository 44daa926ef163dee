"""Errors of the driver and the server become errors of graphcrm, here and nowhere else."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graphcrm.acknowledged import interruption
from graphcrm.errors import (
    GraphcrmError,
    IntegrityError,
    StoreBusy,
    StoreReadOnly,
    StoreUnavailable,
    UsageError,
)
from graphcrm.i18n import Text
from graphcrm.store.damage import damaged, placed

if TYPE_CHECKING:
    from neo4j.exceptions import Neo4jError

    from graphcrm.store.neo4j.address import Address

__all__ = ["closed", "guarded", "is_away", "is_final", "is_unknown", "translated"]


_NOBODY = Text(
    "{server} 没有 Neo4j 应答；请检查地址、端口，以及服务器是否已启动",
    "nobody answers at {server}; check the host, the port, and that Neo4j is running",
)
_PASSWORD = Text(
    "{server} 拒绝了用户名或密码；请检查 NEO4J_USERNAME 和 NEO4J_PASSWORD",
    "{server} refused the user name or password; check NEO4J_USERNAME and NEO4J_PASSWORD",
)
_LIMITED = Text(
    "{server} 因多次密码错误暂时拒绝登录；请稍后再试",
    "{server} refuses to log in for a while after several wrong passwords; try again in some seconds",
)
_DATABASE = Text(
    "{server} 没有数据库 {database}，或它未启动；请检查地址里的数据库名",
    "{server} has no database {database}, or it is stopped; check the database in the address",
)
_READ_ONLY = Text(
    "{server} 的数据库只读，或当前用户没有写入权限；没有任何改动。请换用有写权限的用户，或请管理员放开只读",
    "the database at {server} is read-only, or this user may not write; nothing was changed. Use another user or ask the"
    " administrator",
)
_CERTIFICATE = Text(
    "{server} 的证书不被信任（{what}）；请安装其根证书，或对自签名证书使用 neo4j+ssc:// 或 bolt+ssc://",
    "the certificate of {server} is not trusted ({what}); install its root certificate, or use neo4j+ssc:// or bolt+ssc://"
    " for a self-signed one",
)
_NO_TLS = Text(
    "{server} 的加密连接失败（{what}）；服务器可能没有启用 TLS，请试 neo4j:// 或 bolt://",
    "an encrypted connection to {server} failed ({what}); the server may have no TLS: try neo4j:// or bolt://",
)
_LOST = Text(
    "与 {server} 的连接中途断开；未提交的内容不会留下一半。请在服务器恢复后再运行一次同一命令",
    "the connection to {server} was lost half-way; nothing is left by half. Run the same command again when the server is back",
)
_DEADLOCK = Text(
    "{server} 上有别的写入与本次互相等待；没有任何改动，请稍后重试",
    "another writer at {server} and this one waited for each other; nothing was changed, try again later",
)
_LOCKED = Text(
    "{server} 上另一个事务一直占用着要写的内容；没有任何改动，请稍后重试。若一直如此，请管理员用 SHOW TRANSACTIONS 找出它并结束",
    "another transaction at {server} keeps what was to be written; nothing was changed, try again later. If it stays so, have the"
    " administrator find it (SHOW TRANSACTIONS) and end it",
)
_MEMORY = Text(
    "{server} 内存不足；没有任何改动。请增大服务器的堆内存（server.memory.heap.max_size）或分批导入",
    "{server} is out of memory; nothing was changed. Give the server more heap (server.memory.heap.max_size) or import in parts",
)
_TIMEOUT = Text(
    "{server} 超时未完成；没有任何改动，请稍后重试",
    "{server} did not finish in time; nothing was changed, try again later",
)
_DISK = Text(
    "{server} 的磁盘出错或已满（{what}）；请腾出空间、重启服务器，再运行一次同一命令",
    "the disk of {server} is full or failing ({what}); make room, restart the server, then run the same command again",
)
_OTHER = Text(
    "{server} 报告错误（{what}）；请看服务器的日志（neo4j.log、debug.log），排除后再运行一次同一命令",
    "{server} reports an error ({what}); look into the server's logs (neo4j.log, debug.log), then run the same command again",
)
_NO_NEO4J = Text(
    "在 {server} 应答的不是本程序能用的 Neo4j；请检查主机和端口（要用 Bolt 的端口，通常是 7687），以及服务器是 5.26 或更新版本",
    "what answers at {server} is no Neo4j that one could speak with; check the host and the port (that of Bolt, usually 7687), and"
    " that the server is 5.26 or later",
)
_TYPES = Text("有属性的类型不对（{what}）", "a property has a type that it was not written with ({what})")
_TWICE = Text(
    "有节点重复，约束不能成立（服务器说：{what}）；请删去手工加上的那一个，再运行 graphcrm store redraw",
    "some node is there twice, so that a constraint cannot hold (the server says: {what}). Take the one away that was added by hand, then"
    " run `graphcrm store redraw`",
)
_UNSENDABLE = Text(
    "文本里有不完整的字符（孤立代理项），不能发给 {server}；请用 UTF-8",
    "a text holds half a character (a lone surrogate) and cannot be sent to {server}; write it in UTF-8",
)
_CLOSED = Text("存储已关闭", "the store is closed")

_READ_ONLY_CODES = (
    "Neo.ClientError.Security.Forbidden",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
    "Neo.ClientError.General.AccessMode",
    "Neo.ClientError.Statement.AccessMode",
    "Neo.ClientError.Cluster.NotALeader",
)
#: Our statements are ours and tested: they fail only on a value of a type that we never wrote.
_DAMAGE_CODES = (
    "Neo.ClientError.Statement.TypeError",
    "Neo.ClientError.Statement.ArgumentError",
    "Neo.ClientError.Statement.ArithmeticError",
    "Neo.ClientError.Statement.EntityNotFound",  # a node that was there when the statement began is gone; read again
)
_DATABASE_CODES = (
    "Neo.ClientError.Database.DatabaseNotFound",
    "Neo.TransientError.Database.DatabaseUnavailable",
    "Neo.ClientError.Database.IllegalAliasChain",
)


def closed() -> StoreUnavailable:
    """The error for using a store after it was closed."""
    return StoreUnavailable(_CLOSED)


def is_away(error: BaseException | None) -> bool:
    """Whether an error of the driver says that nobody is there (any more)."""
    from neo4j.exceptions import ServiceUnavailable, SessionExpired

    return isinstance(error, ServiceUnavailable | SessionExpired | OSError)


def is_unknown(error: BaseException | None) -> bool:
    """Whether the connection was lost during a commit, so that it may have been carried out."""
    from neo4j.exceptions import IncompleteCommit

    return any(isinstance(cause, IncompleteCommit) for cause in _causes(error))


def is_final(error: Neo4jError) -> bool:
    """Whether doing the same again would end the same, though the driver would try."""
    return "Memory" in (error.code or "")


@contextmanager
def guarded(address: Address) -> Iterator[None]:
    """Translate whatever the driver raises, and say of damage where it is."""
    from neo4j.exceptions import DriverError, Neo4jError

    before = interruption(sys.exception())
    try:
        yield
    except IntegrityError as error:
        raise placed(error, address.shown) from error.__cause__
    except GraphcrmError:
        raise
    except Exception as error:
        if (stop := interruption(error)) and stop is not before:  # the driver falls over what an interrupted call holds
            raise stop from None
        if before or isinstance(error, Neo4jError | DriverError | OSError | UnicodeEncodeError):
            raise translated(address, error) from error
        raise


def translated(address: Address, error: BaseException) -> GraphcrmError:
    """The error of ours for one of the driver's."""
    from neo4j.exceptions import (
        AuthError,
        DriverError,
        Neo4jError,
        ServiceUnavailable,
        SessionExpired,
        TransactionError,
        UnsupportedServerProduct,
    )

    names = {"server": address.server, "database": address.database or "neo4j"}
    chain = list(_causes(error))
    if isinstance(error, UnicodeEncodeError):
        return UsageError(_UNSENDABLE.format(**names))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return StoreUnavailable(_CERTIFICATE.format(**names, what=cause.verify_message))
    for cause in chain:
        if isinstance(cause, ssl.SSLError):
            return StoreUnavailable(_NO_TLS.format(**names, what=cause.reason or "TLS"))
    for cause in chain:
        if isinstance(cause, Neo4jError) and cause.code:
            return _by_code(cause.code, names, isinstance(cause, AuthError), cause.message or cause.code)
    if isinstance(error, SessionExpired | TransactionError):
        return StoreUnavailable(_LOST.format(**names))
    if isinstance(error, ServiceUnavailable | OSError):
        half_way = "defunct" in str(error) or "incomplete" in str(error) or is_unknown(error)
        return StoreUnavailable((_LOST if half_way else _NOBODY).format(**names))
    nonsense = not isinstance(error, Neo4jError | DriverError)  # the driver falls over what it cannot read
    if nonsense or isinstance(error, UnsupportedServerProduct):
        return StoreUnavailable(_NO_NEO4J.format(**names))
    if type(error).__name__ == "DriverError" and "closed" in str(error).lower():
        return closed()
    return StoreUnavailable(_OTHER.format(**names, what=type(error).__name__))


def _by_code(code: str, names: dict[str, str], login: bool, said: str) -> GraphcrmError:
    if code.endswith(("ConstraintCreationFailed", "ConstraintValidationFailed")):
        return damaged(_TWICE.format(what=" ".join(said.split())[:300]))
    if code in _DAMAGE_CODES:
        return damaged(_TYPES.format(what=code))
    if code.endswith("AuthenticationRateLimit"):
        return StoreUnavailable(_LIMITED.format(**names))
    if code in _READ_ONLY_CODES:
        return StoreReadOnly(_READ_ONLY.format(**names))
    if login:
        return StoreUnavailable(_PASSWORD.format(**names))
    if code in _DATABASE_CODES:
        return StoreUnavailable(_DATABASE.format(**names))
    if "Memory" in code:
        return StoreUnavailable(_MEMORY.format(**names))
    if "Deadlock" in code:
        return StoreBusy(_DEADLOCK.format(**names))
    if "Lock" in code:
        return StoreBusy(_LOCKED.format(**names))
    if "TimedOut" in code or "Terminated" in code or "Timeout" in code:
        return StoreBusy(_TIMEOUT.format(**names))
    # After an error of its log a server begins no transaction until it is started again.
    if any(word in code for word in ("Disk", "TransactionLog", "TransactionCommitFailed", "TransactionStartFailed")):
        return StoreUnavailable(_DISK.format(**names, what=code))
    return StoreUnavailable(_OTHER.format(**names, what=code))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
