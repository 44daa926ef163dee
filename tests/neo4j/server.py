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
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import psutil

__all__ = ["LINES", "PASSWORD", "USER", "Missing", "Server", "exclusively", "free_port", "wait_for"]

HERE = Path(__file__).parent
#: Lines of the server that are supported, and the oldest Java that runs each.
LINES = {"5.26.30": 17, "2025.12.1": 21}
USER, PASSWORD = "neo4j", "correct-horse-42"
#: Seconds for a server to start: a machine with two busy cores takes a minute.
PATIENCE = 300.0
#: Servers of tests live for minutes: they never earn back what the second compiler and a collector with threads cost.
_FLAGS = ["-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
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
        start = folder / "lib" / "start.jar"
        if not start.exists() or start.stat().st_mtime < (HERE / "Start.java").stat().st_mtime:
            _compile(java(LINES[line]), folder / "lib")
    return folder / "lib"


def _compile(runtime: str, lib: Path) -> None:
    """Our launcher as one more jar; compiled at every start, it would cost seconds each time."""
    folder, jars_of_line = lib.parent / "start", os.pathsep.join(map(str, sorted(lib.glob("*.jar"))))
    command = [runtime, "--module", "jdk.compiler/com.sun.tools.javac.Main", "-cp", jars_of_line, "-d", str(folder)]
    done = subprocess.run([*command, str(HERE / "Start.java")], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(f"Start.java does not compile: {(done.stderr or done.stdout).strip()[-300:]}")
    with zipfile.ZipFile(lib / "start.tmp", "w") as jar:
        jar.write(folder / "Start.class", "Start.class")
    (lib / "start.tmp").rename(lib / "start.jar")


def wait_for(process: psutil.Process, port: int, log: Path) -> None:
    """Wait until the server of this process answers a query.

    Raises
    ------
    Missing
        It ended, or it took too long.
    """
    until = time.monotonic() + PATIENCE
    while not (_answers(port) and _serves(port)):
        gone = not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
        if gone or time.monotonic() > until:
            words = log.read_text(errors="replace").strip()[-500:] if log.exists() else ""
            raise Missing(f"Neo4j did not start ({'it ended' if gone else 'no answer'}): {words}")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as probe:
        probe.settimeout(5)
        probe.sendall(b"\x60\x60\xb0\x17" + bytes.fromhex("00020805 00000000 00000000 00000000"))
        return len(probe.recv(4)) == 4
    return False


def _serves(port: int) -> bool:
    """Whether it runs a query; the first one on a busy machine takes longer than a store would wait."""
    import neo4j

    with contextlib.suppress(neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
        with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=(USER, PASSWORD)) as driver:
            driver.execute_query("RETURN 1")
        return True
    return False


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
    flags
        Options of the virtual machine.
    """

    def __init__(
        self, line: str, home: Path, settings: Mapping[str, str] | None = None, flags: Sequence[str] = _FLAGS
    ) -> None:
        self.line = line
        self.home = home
        self.settings = dict(settings or {})
        self.flags = list(flags)
        self.port = free_port()
        self._lib = jars(line)
        self._java = java(LINES[line])
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("data", "logs", "conf", "plugins", "import", "run"):
            (home / name).mkdir(parents=True, exist_ok=True)
        self._set_password()

    @property
    def address(self) -> str:
        """URL of the server, without credentials."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> Path:
        """What it says."""
        return self.home / "out.log"

    def launch(self) -> None:
        """Start it and return at once; see :func:`wait_for`."""
        self._configure()
        flags = [*self.flags, *_OPENS]
        if self.line.startswith("20"):
            flags.append("--add-modules=jdk.incubator.vector")
        command = [self._java, *flags, "-cp", f"{self._lib}/*", "Start"]
        command += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )

    def start(self) -> None:
        """Start it and wait until it serves."""
        self.launch()
        try:
            wait_for(psutil.Process(self.pid), self.port, self.log)
        except Missing:
            self.kill()
            raise

    def stop(self) -> None:
        """Stop it in good order, for which it takes some ten seconds."""
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

    def _set_password(self) -> None:
        """What ``neo4j-admin dbms set-initial-password`` writes; kept, because the command is a start of Java, too."""
        kept, own = self._lib.parent / "auth.ini", self.home / "data" / "dbms" / "auth.ini"
        with exclusively("jars"):
            if not kept.exists():
                self._configure()
                main = ["org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", PASSWORD]
                done = subprocess.run(
                    [self._java, "-XX:TieredStopAtLevel=1", "-cp", f"{self._lib}/*", *main],
                    env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")},
                    capture_output=True,
                    text=True,
                    check=False,
                )
                if done.returncode:
                    raise Missing(f"set-initial-password failed: {(done.stderr or done.stdout).strip()[-300:]}")
                shutil.copy(own, kept)
        if not own.exists():
            own.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(kept, own)
