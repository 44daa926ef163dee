"""The server that all test processes of this machine share: the first that needs it starts it, the last one stops it.

Tests stay apart by workspaces of their own. ``NEO4J_URI`` names a server to be used instead. Without either, tests that need
one are skipped with the reason, and fail where ``GRAPHCRM_REQUIRE_NEO4J=1`` says that there has to be one.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import shutil
import signal
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from tests.neo4j.server import LINES, PASSWORD, USER, Missing, Server, cache, exclusively

__all__ = ["DEFAULT_LINE", "EVERY_LINE", "LATEST_LINE", "TESTED_LINES", "missing", "shared_address", "wipe"]

DEFAULT_LINE, LATEST_LINE = LINES
REQUIRED = os.environ.get("GRAPHCRM_REQUIRE_NEO4J") == "1"
#: With ``GRAPHCRM_NEO4J_LINES=all`` the whole contract is tested on every line, and servers of our own are killed and restarted.
EVERY_LINE = os.environ.get("GRAPHCRM_NEO4J_LINES") == "all"
TESTED_LINES = tuple(LINES) if EVERY_LINE and "NEO4J_URI" not in os.environ else (DEFAULT_LINE,)
#: Servers that this process started; kept, because a forgotten process object complains.
_started: list[Server] = []


def missing(why: object) -> None:
    """Skip the test, or fail where a server has to be."""
    if REQUIRED:
        pytest.fail(f"GRAPHCRM_REQUIRE_NEO4J=1 but {why}")
    pytest.skip(f"no Neo4j server: {why}")


def shared_address(line: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """``bolt://…`` of a server of this line; the environment has its credentials until the test is over."""
    named = os.environ.get("NEO4J_URI")
    if named:
        return named.rstrip("/")
    try:
        address = _running(line)
    except Missing as why:
        missing(why)
        raise
    monkeypatch.setenv("NEO4J_USERNAME", USER)
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)
    return address


def wipe(address: str, workspace: str) -> None:
    """Remove what a test left in its workspace."""
    import neo4j

    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(address, auth=auth) as driver, driver.session() as session:
        session.run(
            "MATCH (n:Graphcrm) WHERE n.workspace = $workspace OR n.root = $workspace"
            " CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS",
            workspace=workspace,
        ).consume()


@functools.cache
def _running(line: str) -> str:
    """Join the users of the server of this line, starting it if there is none."""
    with exclusively(f"shared-{line}"):
        entry = _entry(line)
        if entry is None:
            home = cache() / f"running-{line}"
            shutil.rmtree(home, ignore_errors=True)
            server = Server(line, home)
            server.start()
            _started.append(server)
            entry = {"pid": server.pid, "port": server.port, "users": []}
        entry["users"].append(os.getpid())
        _file(line).write_text(json.dumps(entry))
    atexit.register(_leave, line)
    return f"bolt://127.0.0.1:{entry['port']}"


def _leave(line: str) -> None:
    with exclusively(f"shared-{line}"):
        entry = _entry(line)
        if entry is None:
            return
        entry["users"] = [user for user in entry["users"] if user != os.getpid()]
        if entry["users"]:
            _file(line).write_text(json.dumps(entry))
            return
        mine = [server for server in _started if server.pid == entry["pid"]]
        if mine:
            mine[0].stop()
        else:
            _stop(entry["pid"])
        _file(line).unlink(missing_ok=True)
        shutil.rmtree(cache() / f"running-{line}", ignore_errors=True)


def _stop(pid: int) -> None:
    """Stop a server that another process started, which is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        for _ in range(600):
            os.kill(pid, 0)
            time.sleep(0.1)


def _entry(line: str) -> dict[str, Any] | None:
    """The server that is up, with those of its users that are still alive."""
    try:
        entry: dict[str, Any] = json.loads(_file(line).read_text())
        os.kill(entry["pid"], 0)
        socket.create_connection(("127.0.0.1", entry["port"]), 1).close()
    except (OSError, ValueError, KeyError):
        return None
    entry["users"] = [user for user in entry["users"] if Path(f"/proc/{user}").exists()]
    return entry


def _file(line: str) -> Path:
    return cache() / f"shared-{line}.json"
