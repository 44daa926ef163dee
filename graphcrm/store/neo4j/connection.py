"""One driver to the server: connecting within seconds, and managed transactions whose errors are graphcrm's."""

from __future__ import annotations

import logging
import re
import threading
from asyncio import CancelledError
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, LiteralString, NamedTuple, TypeVar

from graphcrm.errors import StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.neo4j.address import Address
from graphcrm.store.neo4j.credentials import Credentials
from graphcrm.store.neo4j.faults import closed, guarded, is_away, is_final, translated
from graphcrm.store.neo4j.spoken import why_refused, why_silent

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

__all__ = ["Answer", "Graph", "Row", "Run"]


T = TypeVar("T")
Row = list[Any]
#: Runs a statement inside a transaction and returns its rows.
Run = Callable[..., list[Row]]

#: Seconds for an absent server to be reported.
ANSWER_WITHIN = 4.5
#: Seconds that the driver may spend on repeating a transaction that failed for a passing reason.
_RETRY = 20.0
#: Seconds after which the server ends a transaction of ours, e.g. because somebody else's holds a lock that it needs.
_LONGEST = 300.0
#: The same of what only waits for its turn.
_SOON = 30.0
_OLDEST = (5, 26)
_SILENCE = logging.NullHandler()

_OLD = Text(
    "{server} 运行的是 {found}；需要 Neo4j 5.26 或更新版本",
    "{server} runs {found}; Neo4j 5.26 or later is needed",
)


class Answer(NamedTuple):
    """Columns and rows, values as the driver gives them; `more`: there are further rows beyond the limit."""

    columns: list[str]
    rows: list[Row]
    more: bool


class Graph:
    """A database on a server. Make it with :meth:`connect`; close it after use."""

    def __init__(self, address: Address, driver: Any) -> None:
        self.address = address
        self._driver = driver
        self._bookmarks: Any = None
        self._open = True
        #: Whether the server was gone when it was last asked: then nothing can be tidied up there.
        self.away = False

    @classmethod
    def connect(cls, address: Address, credentials: Credentials) -> Graph:
        """Connect, and find out within five seconds whether the server answers, lets us in, and is recent enough.

        Raises StoreUnavailable: nobody there, wrong password, wrong database, certificate refused, server too old.
        """
        import neo4j

        # What the driver has to say is translated; unless somebody listens to its log, it must not appear on the terminal.
        logging.getLogger("neo4j").addHandler(_SILENCE)
        with guarded(address):
            driver = neo4j.GraphDatabase.driver(
                address.server,
                auth=neo4j.basic_auth(credentials.user, credentials.password),
                connection_timeout=ANSWER_WITHIN,
                connection_acquisition_timeout=60.0,
                max_transaction_retry_time=_RETRY,
                notifications_min_severity="OFF",
                user_agent="graphcrm",
            )
        graph = cls(address, driver)
        graph._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        try:
            graph._verify()
        except BaseException:
            graph.close()
            raise
        return graph

    def _verify(self) -> None:
        """Ask the server who it is. In a thread, because no setting of the driver bounds the whole of it."""
        outcome: list[Any] = []

        def ask() -> None:
            try:
                # Not in a managed transaction, which would go on trying for a while.
                with self._driver.session(database=self.address.database, default_access_mode="READ") as session:
                    outcome.append(session.run("RETURN 1").consume().server)
            except BaseException as error:
                outcome.append(error)

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(ANSWER_WITHIN)
        if not outcome:
            raise why_silent(self.address, ANSWER_WITHIN)
        answer = outcome[0]
        if isinstance(answer, Exception):
            raise why_refused(self.address, answer) from answer
        if isinstance(answer, BaseException):
            raise answer
        numbers = re.search(r"/(\d+)\.(\d+)", answer.agent)
        if numbers and (int(numbers[1]), int(numbers[2])) < _OLDEST:
            raise StoreUnavailable(_OLD.format(server=self.address.server, found=answer.agent))

    def read(self, statement: LiteralString, **parameters: Any) -> list[Row]:
        """Rows of a statement, run in READ mode and repeated if the connection fails."""

        def work(tx: ManagedTransaction) -> list[Row]:
            return tx.run(statement, parameters).values()

        with self._session("READ") as session:
            rows: list[Row] = session.execute_read(work)
            return rows

    def ask(self, statement: str, parameters: Mapping[str, Any], *, timeout: float, limit: int) -> Answer:
        """Run somebody else's statement in READ mode.

        Parameters
        ----------
        timeout
            Seconds after which the server stops it.
        limit
            Most rows; the rest is not even fetched.
        """
        import neo4j

        def work(tx: ManagedTransaction) -> Answer:
            # Whoever asks brings the statement; what varies in it are parameters.
            result = tx.run(statement, dict(parameters))  # type: ignore[arg-type, unused-ignore]
            rows = [record.values() for record in islice(result, limit)]
            more = result.peek() is not None
            columns = list(result.keys())
            result.consume()
            return Answer(columns, rows, more)

        with self._session("READ") as session:
            answer: Answer = session.execute_read(neo4j.unit_of_work(timeout=timeout)(work))
            return answer

    def write(self, work: Callable[[Run], T], *, soon: bool = False) -> T:
        """Run `work` in one transaction; it may be run again, so it must find out by itself what has been done already.

        `soon`: it is a moment's work, and waits no longer than anybody waits for a writer, whoever holds the lock.
        """
        return self._write(work, min(_SOON, _LONGEST) if soon else _LONGEST)

    def define(self, statement: LiteralString) -> None:
        """Run a statement on the database's schema, which has to stand alone in its transaction and may take its time."""
        self._write(lambda run: run(statement), None)

    def _write(self, work: Callable[[Run], T], timeout: float | None) -> T:
        import neo4j

        def managed(tx: ManagedTransaction) -> T:
            def run(statement: LiteralString, **parameters: Any) -> list[Row]:
                try:
                    return tx.run(statement, parameters).values()
                except neo4j.exceptions.Neo4jError as error:
                    if is_final(error):
                        raise translated(self.address, error) from error
                    raise

            return work(run)

        with self._session("WRITE") as session:
            result: T = session.execute_write(neo4j.unit_of_work(timeout=timeout)(managed))
            return result

    def close(self) -> None:
        """Close all connections; twice does no harm."""
        if self._open:
            self._open = False
            with suppress(Exception):  # of a connection that is in use, or was interrupted
                self._driver.close()

    @contextmanager
    def _session(self, mode: str) -> Iterator[Session]:
        """A session on our database, in which a reader sees what this store wrote before."""
        if not self._open:
            raise closed()
        options = {"database": self.address.database, "default_access_mode": mode, "fetch_size": 1000}
        try:
            session = self._driver.session(bookmark_manager=self._bookmarks, **options)
            with guarded(self.address), _cutting(), session, _interrupted():
                yield session
        except StoreUnavailable as error:
            self.away = is_away(error.__cause__)
            raise
        self.away = False


class _Cut(CancelledError):
    """An interruption as the driver has to see it."""


@contextmanager
def _interrupted() -> Iterator[None]:
    """Let the driver drop the connection of an interrupted call, as it does with one of a cancelled task.

    Else it would go on with it, and where a message was cut it waits for an answer for ever.
    """
    try:
        yield
    except KeyboardInterrupt as stop:
        raise _Cut from stop


@contextmanager
def _cutting() -> Iterator[None]:
    """Around the driver's session: the interruption is one again."""
    try:
        yield
    except _Cut as cut:
        raise cut.__cause__ or cut from None
