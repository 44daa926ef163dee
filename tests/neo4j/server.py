"""A real Neo4j server for the tests, without Docker: jars from Maven Central, started by the Java that is here.

The jars are kept in ``~/.cache/graphcrm-tests`` (``$GRAPHCRM_TEST_CACHE`` moves it), outside the checkout.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["LINES", "PASSWORD", "USER", "Missing", "Server", "exclusively", "free_port"]

HERE = Path(__file__).parent
#: Lines of the server that are supported, and the oldest Java that runs each.
LINES = {"5.26.30": 17, "2025.12.1": 21}
USER, PASSWORD = "neo4j", "correct-horse-42"
_OPENS = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch")]


class Missing(Exception):
    """What is needed for a server is not on this machine."""


def cache() -> Path:
    """Folder of the jars and of the lock."""
    chosen = os.environ.get("GRAPHCRM_TEST_CACHE") or Path.home() / ".cache" / "graphcrm-tests"
    folder = Path(chosen)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def exclusively(name: str) -> Iterator[None]:
    """Wait for other test processes of this machine: two servers at once would starve each other."""
    import fcntl

    with (cache() / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def java(at_least: int) -> str:
    """A Java of this version or later: the one on the path, ``$JAVA_HOME``, or any of the system's JVM folder."""
    home = os.environ.get("JAVA_HOME")
    candidates = [shutil.which("java"), f"{home}/bin/java" if home else None]
    candidates += sorted(str(path) for path in Path("/usr/lib/jvm").glob("*/bin/java"))
    for path in candidates:
        if path and Path(path).exists() and _version(path) >= at_least:
            return path
    raise Missing(f"no Java {at_least} or later")


def _version(path: str) -> int:
    done = subprocess.run([path, "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(\d+)', done.stderr + done.stdout)
    return int(found[1]) if found else 0


def jars(line: str) -> Path:
    """The folder with the jars of a line, fetched by Maven if they are not there yet."""
    folder = cache() / f"neo4j-{line}"
    done = folder / "complete"
    with exclusively("jars"):
        if not done.exists():
            maven = shutil.which("mvn")
            if maven is None:
                raise Missing("no Maven (mvn) to fetch the server's jars")
            shutil.rmtree(folder, ignore_errors=True)
            command = [maven, "-q", "-B", "-f", str(HERE / "pom.xml"), f"-Dneo4j.version={line}"]
            command += ["dependency:copy-dependencies", f"-DoutputDirectory={folder / 'lib'}"]
            fetched = subprocess.run(command, capture_output=True, text=True, check=False)
            if fetched.returncode:
                raise Missing(f"Maven could not fetch Neo4j {line}: {fetched.stdout.strip()[-300:]}")
            done.touch()
    return folder / "lib"


class Server:
    """One community server with its own folder and port.

    Parameters
    ----------
    line
        Version of the server.
    home
        Its folder; what is in it is kept between starts.
    settings
        Lines of its configuration beyond the usual ones.
    """

    def __init__(self, line: str, home: Path, settings: Mapping[str, str] | None = None) -> None:
        self.line = line
        self.home = home
        self.settings = dict(settings or {})
        self.port = free_port()
        self._lib = jars(line)
        self._java = java(LINES[line])
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("data", "logs", "conf", "plugins", "import", "run"):
            (home / name).mkdir(parents=True, exist_ok=True)
        self._configure()
        self._command("org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", PASSWORD)

    @property
    def address(self) -> str:
        """URL of the server, without credentials."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self, patience: float = 120.0) -> None:
        """Start it and wait until Bolt answers."""
        self._configure()
        flags = ["-Xms512m", "-Xmx512m", "-XX:+UseParallelGC", *_OPENS]
        if self.line.startswith("20"):
            flags.append("--add-modules=jdk.incubator.vector")
        command = [self._java, *flags, "-cp", f"{self._lib}/*", str(HERE / "Start.java")]
        command += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        with (self.home / "out.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        until = time.monotonic() + patience
        while not (self._answers() and self._serves()):
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise Missing(f"Neo4j {self.line} did not start: {self._last_words()}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop it in good order."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """kill -9, as a power cut would."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._process = None

    def _configure(self) -> None:
        settings = {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.port}",
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "dbms.usage_report.enabled": "false",
            "server.memory.pagecache.size": "128m",
            "server.memory.heap.max_size": "512m",
            "db.tx_log.preallocate": "false",
            **self.settings,
        }
        text = "".join(f"{name}={value}\n" for name, value in settings.items())
        (self.home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")

    def _command(self, main: str, *arguments: str) -> None:
        environment = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        command = [self._java, "-cp", f"{self._lib}/*", main, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(f"{' '.join(arguments[:2])} failed: {(done.stderr or done.stdout).strip()[-300:]}")

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as probe:
            probe.settimeout(5)
            probe.sendall(b"\x60\x60\xb0\x17" + bytes.fromhex("00020805 00000000 00000000 00000000"))
            return len(probe.recv(4)) == 4
        return False

    def _serves(self) -> bool:
        """Whether it runs a query; the first one on a busy machine takes longer than a store would wait."""
        import neo4j

        with contextlib.suppress(neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
            with neo4j.GraphDatabase.driver(self.address, auth=(USER, PASSWORD)) as driver:
                driver.execute_query("RETURN 1")
            return True
        return False

    def _last_words(self) -> str:
        return (self.home / "out.log").read_text(errors="replace").strip()[-500:]
