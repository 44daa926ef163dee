"""The servers that all test processes of this machine share: the first that needs one starts them, the last one stops them.

Tests stay apart by workspaces of their own. ``NEO4J_URI`` names a server to be used instead. Without either, tests that need
one are skipped with the reason, and fail where ``GRAPHCRM_REQUIRE_NEO4J=1`` says that there has to be one. There every case runs
on one of the lines, in turn; with ``GRAPHCRM_NEO4J_LINES=all`` everything runs on every line; elsewhere on the default one.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import shutil
import zlib
from pathlib import Path
from typing import Any

import psutil
import pytest

from graphcrm.store.neo4j import connection
from tests.neo4j.server import LINES, PASSWORD, USER, Missing, Server, cache, exclusively, wait_for

__all__ = ["is_of_other_line", "lines", "missing", "own_lines", "shared_address", "use_password", "wipe"]

NAMED = os.environ.get("NEO4J_URI")
REQUIRED = os.environ.get("GRAPHCRM_REQUIRE_NEO4J") == "1"
ALL = os.environ.get("GRAPHCRM_NEO4J_LINES") == "all"
EVERY_LINE = REQUIRED or ALL
DEFAULT_LINE = next(iter(LINES))
_ELSEWHERE = "only Neo4j {} is tested here; GRAPHCRM_NEO4J_LINES=all tests {}, too"
#: Servers that this process started; kept, because a forgotten process object complains.
_started: list[Server] = []


def own_lines(prefix: str = "") -> list[Any]:
    """Parameters of a fixture that starts servers of its own: every line, those that are not tested here skipped."""
    found = []
    for line in LINES:
        why = _ELSEWHERE.format(DEFAULT_LINE, line)
        marks = () if EVERY_LINE or line == DEFAULT_LINE else pytest.mark.skip(reason=why)
        found.append(pytest.param(line, id=prefix + line, marks=marks))
    return found


def lines(prefix: str = "") -> list[Any]:
    """Parameters of a fixture that uses the shared servers: every line, or the server that ``NEO4J_URI`` names."""
    return [pytest.param("named", id=f"{prefix}named")] if NAMED else own_lines(prefix)


def is_of_other_line(nodeid: str) -> bool:
    """Whether a case is left to the other lines: the lines take turns, unless all is asked for."""
    named = [line for line in LINES if line in nodeid]
    if ALL or not EVERY_LINE or not named:
        return False
    # Starting servers of one's own, and bringing an account to a server, costs more than what is then done to them.
    file, _, case = nodeid.partition("::")
    if file.endswith("test_server_faults.py"):
        kept = file
    elif file.endswith("cypher/test_oracle.py"):
        kept = case.partition("[")[2].partition(named[0])[0]
    else:
        kept = nodeid.replace(named[0], "")
    return named[0] != list(LINES)[zlib.crc32(kept.encode()) % len(LINES)]


def missing(why: object) -> None:
    """Skip the test, or fail where a server has to be."""
    if REQUIRED:
        pytest.fail(f"GRAPHCRM_REQUIRE_NEO4J=1 but {why}")
    pytest.skip(f"no Neo4j server: {why}")


def shared_address(line: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """``bolt://…`` of a server of this line; the environment has its credentials until the test is over."""
    if NAMED:
        return NAMED.rstrip("/")
    try:
        port = _running(line)
    except Missing as why:
        missing(why)
        raise
    use_password(monkeypatch)
    return f"bolt://127.0.0.1:{port}"


def use_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials of the servers that we start; and a machine whose cores are all busy is not a server that is away."""
    monkeypatch.setenv("NEO4J_USERNAME", USER)
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)
    monkeypatch.setattr(connection, "ANSWER_WITHIN", 60.0)


def wipe(address: str, workspace: str) -> None:
    """Remove what a test left in its workspace; a server of our own goes with all that is in it."""
    if not NAMED:
        return
    with _driver(address).session() as session:
        for key in ("root", "workspace"):  # one index each
            session.run(
                f"MATCH (n:Graphcrm {{{key}: $workspace}}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 1000 ROWS",
                workspace=workspace,
            ).consume()


@functools.cache
def _driver(address: str) -> Any:
    import neo4j  # which takes longer than all else that the tests begin with

    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    driver = neo4j.GraphDatabase.driver(address, auth=auth)
    atexit.register(driver.close)
    return driver


@functools.cache
def _running(line: str) -> int:
    """Port of the server of this line, once it serves. All lines that will be tested start at the same time."""
    for each in LINES if EVERY_LINE else (line,):
        _join(each)
    with exclusively(f"shared-{line}"):
        entry = _entry(line)
    if entry is None:
        raise Missing(f"the shared server {line} ended as it started")
    wait_for(psutil.Process(entry["pid"]), entry["port"], cache() / f"running-{line}" / "out.log")
    port: int = entry["port"]
    return port


@functools.cache
def _join(line: str) -> None:
    """Join the users of the server of this line, launching it if there is none."""
    with exclusively(f"shared-{line}"):
        entry = _entry(line)
        if entry is None:
            home = cache() / f"running-{line}"
            shutil.rmtree(home, ignore_errors=True)
            server = Server(line, home)
            server.launch()
            _started.append(server)
            born = psutil.Process(server.pid).create_time()
            entry = {"pid": server.pid, "born": born, "port": server.port, "users": []}
        entry["users"].append(os.getpid())
        _file(line).write_text(json.dumps(entry))
    atexit.register(_leave, line)


def _leave(line: str) -> None:
    with exclusively(f"shared-{line}"):
        entry = _entry(line)
        if entry is None:
            return
        entry["users"] = [user for user in entry["users"] if user != os.getpid()]
        if entry["users"]:
            _file(line).write_text(json.dumps(entry))
            return
        # Nothing of it is needed any more, so there is no reason to wait for an orderly end.
        psutil.Process(entry["pid"]).kill()
        for server in _started:
            if server.line == line:
                server.kill()
        _file(line).unlink(missing_ok=True)
        shutil.rmtree(cache() / f"running-{line}", ignore_errors=True)


def _entry(line: str) -> dict[str, Any] | None:
    """The server that is up or starting, with those of its users that are still alive."""
    try:
        entry: dict[str, Any] = json.loads(_file(line).read_text())
        process = psutil.Process(entry["pid"])
        if process.create_time() != entry["born"] or process.status() == psutil.STATUS_ZOMBIE:
            return None
    except (OSError, ValueError, KeyError, psutil.NoSuchProcess):
        return None
    entry["users"] = [user for user in entry["users"] if psutil.pid_exists(user)]
    return entry


def _file(line: str) -> Path:
    return cache() / f"shared-{line}.json"
