"""Addresses and credentials; nobody there, wrong password, wrong database, certificates, slow lines."""

from __future__ import annotations

import io
import shutil
import socketserver
import ssl
import subprocess
import sys
import threading
import traceback
from asyncio import CancelledError
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from neo4j.exceptions import (
    AuthError,
    ClientError,
    DatabaseError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
    UnsupportedServerProduct,
)

from graphcrm.errors import (
    GraphcrmError,
    IntegrityError,
    InterruptedAfter,
    StoreBusy,
    StoreReadOnly,
    StoreUnavailable,
    UsageError,
)
from graphcrm.i18n import Text
from graphcrm.store import open_store
from graphcrm.store.neo4j import connection, credentials
from graphcrm.store.neo4j.address import Address
from graphcrm.store.neo4j.connection import ANSWER_WITHIN
from graphcrm.store.neo4j.credentials import Credentials, find_credentials
from graphcrm.store.neo4j.faults import guarded, translated
from graphcrm.store.neo4j.lease import Lease
from tests.contract.making import change, people
from tests.neo4j.conftest import Place
from tests.neo4j.proxy import Proxy
from tests.neo4j.server import free_port

SECRET = "hunter2-Zaphod"


@pytest.mark.parametrize(
    ("url", "environ", "server", "database", "workspace"),
    [
        ("neo4j://host", {}, "neo4j://host:7687", None, "main"),
        ("neo4j+s://x.databases.neo4j.io", {}, "neo4j+s://x.databases.neo4j.io:7687", None, "main"),
        ("bolt+ssc://h:9999/crm?workspace=emea", {}, "bolt+ssc://h:9999", "crm", "emea"),
        ("BOLT://[::1]:1/", {}, "bolt://[::1]:1", None, "main"),
        ("neo4j://h/?workspace=华东-1", {}, "neo4j://h:7687", None, "华东-1"),
        ("neo4j://h", {"NEO4J_DATABASE": "team"}, "neo4j://h:7687", "team", "main"),
        ("neo4j://h/own", {"NEO4J_DATABASE": "team"}, "neo4j://h:7687", "own", "main"),
        ("neo4j://", {"NEO4J_URI": "bolt+s://aura:7777"}, "bolt+s://aura:7777", None, "main"),
        ("neo4j:///db?workspace=w", {"NEO4J_URI": "bolt://a"}, "bolt://a:7687", "db", "w"),
    ],
)
def test_addresses(url: str, environ: dict[str, str], server: str, database: str | None, workspace: str) -> None:
    address = Address.parse(url, environ)
    assert (address.server, address.database, address.workspace) == (server, database, workspace)
    assert Address.parse(address.shown, {}) == address


@pytest.mark.parametrize(
    "url",
    [
        f"neo4j://user:{SECRET}@host",
        f"neo4j://:{SECRET}@host/db",
        f"neo4j://user:a/{SECRET}@host",
        f"neo4j://user:a?{SECRET}@host",
        f"neo4j://user:a#{SECRET}@host",
        f"bolt+s://user:{SECRET}:x@host:99999",
        "neo4j://",
        "neo4j:///db",
        "neo4j://host:0",
        "neo4j://host:70000",
        "neo4j://host:x",
        "neo4j://[::1",
        "neo4j://host/a/b",
        "neo4j://host/System",
        "neo4j://host/`; DROP",
        "neo4j://host?workspace=",
        "neo4j://host?workspace=a%20b",
        "neo4j://host?workspace=a&password=" + SECRET,
        f"neo4j://host#{SECRET}",
    ],
)
def test_addresses_that_are_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with pytest.raises(UsageError) as caught:
        open_store(url)
    shown = caught.value.text.en + caught.value.text.zh
    shown += "".join(traceback.format_exception(caught.value.__cause__)) if caught.value.__cause__ else ""
    assert SECRET not in shown


def test_where_a_password_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    address = Address.parse("neo4j://host", {})
    found = find_credentials(address, {"NEO4J_USERNAME": "ann", "NEO4J_PASSWORD": SECRET})
    assert (found.user, found.password) == ("ann", SECRET)
    assert SECRET not in repr(found) + str(found)
    asked: list[tuple[str, str]] = []

    def keyring(user: str, host: str) -> str:
        asked.append((user, host))
        return SECRET

    monkeypatch.setattr(credentials, "_from_keyring", keyring)
    assert find_credentials(address, {}) == Credentials("neo4j", SECRET)
    assert find_credentials(Address.parse("neo4j://bob@host", {}), {"NEO4J_USERNAME": "ann"}).user == "bob"
    assert asked == [("neo4j", "host"), ("bob", "host")]
    monkeypatch.setattr(credentials, "_from_keyring", lambda user, host: None)
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(StoreUnavailable, match="NEO4J_PASSWORD"):
        find_credentials(address, {})


@pytest.mark.parametrize("scheme", ["neo4j", "bolt", "bolt+s", "neo4j+ssc"])
def test_nobody_there(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    with pytest.raises(StoreUnavailable, match="nobody answers"):
        open_store(f"{scheme}://127.0.0.1:{free_port()}")


def test_somebody_there_who_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within five seconds: the wait for the thread that asks is the bound."""
    assert ANSWER_WITHIN < 5
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    with Proxy(None) as proxy, pytest.raises(StoreUnavailable, match="answer"):
        open_store(f"bolt://127.0.0.1:{proxy.port}")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
@pytest.mark.parametrize("prompt", [True, False])
def test_a_port_for_web_pages(scheme: str, prompt: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers what it takes for a line at once, or waits for the end of the line."""

    class Pages(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            line = self.rfile.read(4) if prompt else self.rfile.readline()
            if line:
                self.wfile.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    monkeypatch.setattr(connection, "ANSWER_WITHIN", 0.3)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Pages) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        with pytest.raises(StoreUnavailable, match=r"for web pages \(HTTP\) and not for Bolt; .*7687"):
            open_store(f"{scheme}://127.0.0.1:{server.server_address[1]}")
        server.shutdown()


def test_wrong_password(place: Place, monkeypatch: pytest.MonkeyPatch, logged: io.StringIO) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("NEO4J_PASSWORD", SECRET)
        with pytest.raises(StoreUnavailable, match="password") as caught:
            open_store(place.url)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + logged.getvalue()
    assert SECRET not in told


def test_wrong_database_and_absent_workspace(place: Place) -> None:
    with pytest.raises(StoreUnavailable, match="no database nosuch"):
        open_store(f"{place.server}/nosuch?workspace={place.workspace}", create=True)
    with pytest.raises(StoreUnavailable, match="graphcrm init"):
        open_store(place.url)
    assert place.run("MATCH (n:Graphcrm) WHERE n.root = $w OR n.workspace = $w RETURN count(n)") == [[0]]


def test_certificates(place: Place, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*make, "-days", "2", "-subj", "/CN=127.0.0.1"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    port = urlsplit(place.server).port
    assert port is not None
    with Proxy(port, tls=context) as proxy:
        for scheme, said in (
            ("bolt+s", r"certificate of bolt\+s://.* is not trusted"),
            ("neo4j+s", r"certificate of neo4j\+s://.* is not trusted"),
            ("bolt", r"encrypted connection; begin the address with bolt\+s:// \(bolt\+ssc://"),
            ("neo4j", r"encrypted connection; begin the address with neo4j\+s://"),
        ):
            with pytest.raises(StoreUnavailable, match=said):
                open_store(f"{scheme}://127.0.0.1:{proxy.port}?workspace={place.workspace}", create=True)
        with open_store(f"bolt+ssc://127.0.0.1:{proxy.port}?workspace={place.workspace}", create=True) as store:
            assert store.apply(change(people(("a", "A")))).created == 1


def test_a_server_without_encryption(place: Place) -> None:
    for scheme in ("bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc"):
        with pytest.raises(StoreUnavailable, match=r"may have no TLS: try neo4j:// or bolt://"):
            open_store(place.url.replace("bolt", scheme))


def coded(kind: type[Neo4jError], code: str) -> Neo4jError:
    """An error as the driver makes it from a server's answer."""
    error = kind("message")
    error._neo4j_code = code
    return error


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (coded(TransientError, "Neo.TransientError.Transaction.DeadlockDetected"), StoreBusy, "waited for each other"),
        (coded(TransientError, "Neo.TransientError.Transaction.LockClientStopped"), StoreBusy, "SHOW TRANSACTIONS"),
        (
            coded(TransientError, "Neo.TransientError.Transaction.LockAcquisitionTimeout"),
            StoreBusy,
            "SHOW TRANSACTIONS",
        ),
        (coded(TransientError, "Neo.TransientError.General.MemoryPoolOutOfMemoryError"), StoreUnavailable, "memory"),
        (coded(TransientError, "Neo.TransientError.General.OutOfMemoryError"), StoreUnavailable, "memory"),
        (coded(ClientError, "Neo.ClientError.Transaction.TransactionTimedOut"), StoreBusy, "in time"),
        (coded(ClientError, "Neo.ClientError.Security.Forbidden"), StoreReadOnly, "may not write"),
        (coded(AuthError, "Neo.ClientError.Security.Unauthorized"), StoreUnavailable, "password"),
        (coded(ClientError, "Neo.ClientError.Security.AuthenticationRateLimit"), StoreUnavailable, "for a while"),
        (coded(ClientError, "Neo.ClientError.Statement.TypeError"), IntegrityError, "type"),
        (coded(DatabaseError, "Neo.DatabaseError.Transaction.TransactionCommitFailed"), StoreUnavailable, "disk"),
        (
            coded(DatabaseError, "Neo.DatabaseError.Transaction.TransactionStartFailed"),
            StoreUnavailable,
            "restart the server",
        ),
        (coded(DatabaseError, "Neo.DatabaseError.General.UnknownError"), StoreUnavailable, "UnknownError); look into"),
        (SessionExpired("gone"), StoreUnavailable, "lost half-way"),
        (IncompleteCommit("gone"), StoreUnavailable, "lost half-way"),
        (ServiceUnavailable("Couldn't connect to host"), StoreUnavailable, "nobody answers"),
        (ConnectionResetError("reset"), StoreUnavailable, "nobody answers"),
        (UnsupportedServerProduct("no handshake"), StoreUnavailable, "no Neo4j that one could speak with"),
        (ValueError("unknown marker"), StoreUnavailable, "no Neo4j that one could speak with"),
    ],
)
def test_every_kind_of_error_is_one_of_ours(error: Exception, kind: type[GraphcrmError], words: str) -> None:
    found = translated(Address.parse("bolt://host", {}), error)
    assert type(found) is kind
    assert words in found.text.en


def caused(error: Exception) -> Exception:
    """One that a server tells the cause of."""
    error.__cause__ = ValueError("what the server says is the cause")
    return error


@pytest.mark.parametrize(
    "error", [BufferError("Existing exports of data"), ServiceUnavailable("defunct"), caused(SessionExpired("invalid"))]
)
def test_an_interruption_over_which_the_driver_falls_is_one(error: Exception) -> None:
    """And what fails while somebody looks what became of it has its own words."""
    address, stop = Address.parse("bolt://host", {}), KeyboardInterrupt()

    def interrupted() -> None:
        try:
            raise stop
        finally:
            raise error

    def looked_at() -> None:
        try:
            raise stop
        except KeyboardInterrupt:
            with guarded(address):
                raise error from None

    with pytest.raises(KeyboardInterrupt) as raised, guarded(address):
        interrupted()
    assert raised.value is stop
    with pytest.raises(StoreUnavailable):
        looked_at()


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), InterruptedAfter(Text("", "")), ValueError()])
def test_the_driver_drops_the_connection_of_what_is_interrupted(stop: BaseException) -> None:
    """Where a message was cut, the server waits for its end and the driver would wait for the answer: for ever."""

    class Session:
        def __enter__(self) -> None:
            pass

        def __exit__(self, kind: type[BaseException], *_: object) -> None:
            seen.append(kind)

    seen: list[type[BaseException]] = []
    graph = connection.Graph(Address.parse("bolt://host", {}), SimpleNamespace(session=lambda **_: Session()))
    with pytest.raises(type(stop)) as raised, graph._session("READ"):
        raise stop
    assert raised.value is stop
    assert issubclass(seen[0], CancelledError) == isinstance(stop, KeyboardInterrupt)


@pytest.mark.parametrize(("error", "times"), [(KeyboardInterrupt(), 2), (StoreUnavailable(Text("", "")), 1)])
def test_a_lease_is_given_back_though_its_connection_was_interrupted(error: BaseException, times: int) -> None:
    def write(*_: object, **__: object) -> None:
        asked.append(1)
        if len(asked) == 1:
            raise StoreUnavailable(Text("", ""))

    asked: list[int] = []
    graph: Any = SimpleNamespace(away=False, write=write, address=Address.parse("bolt://host", {}))
    Lease(graph).__exit__(type(error), error, None)
    assert len(asked) == times


def test_the_driver_is_imported_when_a_team_store_is_opened() -> None:
    script = "import sys, graphcrm.store.neo4j.store; sys.exit('neo4j' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)
