"""A TCP proxy in front of a server: slow, silent, or speaking TLS with a certificate that nobody trusts."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from types import TracebackType
from typing import Self

__all__ = ["Proxy"]


class Proxy:
    """Listens on a port of its own and passes bytes on, in pieces of `piece` with a pause after each.

    Parameters
    ----------
    target
        Port of the server; None: accept connections and never answer.
    """

    def __init__(
        self, target: int | None, *, piece: int = 65536, pause: float = 0.0, tls: ssl.SSLContext | None = None
    ) -> None:
        self._target, self._piece, self._pause, self._tls = target, piece, pause, tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.1)
        self.port: int = self._listener.getsockname()[1]
        self._stop = threading.Event()
        self._sockets: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._threads[0].join()
        self.cut()
        for thread in self._threads[1:]:
            thread.join()
        self._listener.close()

    def cut(self) -> None:
        """Cut every connection; new ones are accepted."""
        sockets, self._sockets = self._sockets, []
        for one in sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            client.settimeout(None)
            self._sockets.append(client)
            if self._target is None:
                continue
            if self._tls is not None:
                try:
                    client = self._tls.wrap_socket(client, server_side=True)
                except (ssl.SSLError, OSError):
                    continue  # the other side did not like us
                self._sockets.append(client)
            server = socket.create_connection(("127.0.0.1", self._target))
            self._sockets.append(server)
            for source, sink in ((client, server), (server, client)):
                thread = threading.Thread(target=self._pass, args=(source, sink))
                thread.start()
                self._threads.append(thread)

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(self._piece):
                sink.sendall(data)
                if self._pause:
                    time.sleep(self._pause)
            sink.shutdown(socket.SHUT_WR)
