"""All accounts through the door: computed one by one, on this machine or a cluster, and kept for the next time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcrm.configuration import on_server
from graphcrm.errors import UsageError
from graphcrm.i18n import Lang, Text
from graphcrm.near import did_you_mean
from graphcrm.workspace.base import Base

if TYPE_CHECKING:
    from graphcrm.model.facts import Batch
    from graphcrm.portfolio.run import Engine
    from graphcrm.portfolio.whole import Portfolio

__all__ = ["ENGINES", "Portfolios"]


#: More processes than any machine is given.
_MOST_JOBS = 1_000

#: Where accounts are computed, each with its meaning.
ENGINES = {
    "local": Text("本机：单进程或多进程", "this machine, in one process or several"),
    "spark": Text("Apache Spark 集群", "a cluster of Apache Spark"),
}


class Portfolios(Base):
    """What a workspace says of all its accounts at once."""

    def portfolio(
        self,
        *,
        engine: str = "local",
        jobs: int = 1,
        cache: str | Path | None = None,
        progress: Callable[[int, int], None] | None = None,
        **params: Any,
    ) -> Portfolio:
        """Every account by itself: the question Q37, resumable, and computed anew only where facts changed.

        Parameters
        ----------
        engine
            ``local``, or ``spark`` (needs the extra ``graphcrm[spark]``).
        jobs
            Processes of the local engine, each on one thread. With more than one, a script of yours needs the usual
            ``if __name__ == "__main__":``.
        cache
            Folder for the file of what was computed before; without one it lies beside the workspace. What a run that was killed
            had done by then is in it.
        progress
            Called with how many accounts are done, of how many.
        **params
            The options of the query: ``as_of``, ``account``, ``vendor``, ``top``, ``explain`` and so on.

        Raises
        ------
        UsageError
            An unknown option, id or engine, an engine that is not installed, or a folder that cannot be written to. An account
            that cannot be computed is no error: it is one of `failures`.
        """
        from graphcrm.asking.answers.portfolio import chosen
        from graphcrm.asking.ask import Ask
        from graphcrm.asking.catalogue import find_query
        from graphcrm.asking.parameters import read_parameters
        from graphcrm.portfolio.kept import Kept
        from graphcrm.portfolio.parts import Parts
        from graphcrm.portfolio.run import survey
        from graphcrm.portfolio.task import Work
        from graphcrm.portfolio.whole import as_portfolio
        from graphcrm.snapshot.taking import from_batches

        computing = _engine(engine, jobs)
        query = find_query("portfolio", self.own_queries)
        given = read_parameters(query, self._given(params, query.options))
        day, settings = self._day(given.get("as_of")), self.settings
        asks: list[Ask] = []

        def wanted(batches: Mapping[str, Batch]) -> list[str]:
            # Which accounts there are, and their names; what is said of each rests on its own facts.
            known = {kind: batches[kind] for kind in ("org", "unit") if kind in batches}
            asks.append(Ask(query, from_batches(known, day, settings), given))
            return [org.id for org in asks[-1].top(chosen(asks[-1]))]

        with self.open() as store:
            parts = Parts.read(store, day.isoformat(), wanted)
            self.note(store, "portfolio", str(given.get("account") or ""), restricted=query.restricted)
        ask = asks[-1]
        vendor = ask.get("vendor")
        if vendor is not None:
            ask.snapshot.org(vendor)
        work = Work(day, settings, vendor, ask.options)
        kept = Kept(self._kept_in(cache), self.caller.tell if cache is None else None)
        run = survey(work, parts, ask.top(chosen(ask)), kept, computing, progress or (lambda *_: None))
        return as_portfolio(ask, run)

    def portfolio_page(
        self,
        found: Portfolio,
        output: str | Path,
        *,
        lang: Lang | None = None,
        theme: str = "auto",
        force: bool = False,
    ) -> Path:
        """Write a portfolio as a page with a map of the accounts.

        Raises
        ------
        UsageError
            The file exists and may not be overwritten.
        """
        from graphcrm.portfolio.page import document
        from graphcrm.reports.page import write_document

        return write_document(document(found), Path(output), lang, theme, force=force)[0]

    def _kept_in(self, folder: str | Path | None) -> Path | None:
        """The file of what was computed before; of a team's server only in a folder that is named."""
        if folder is None:
            if on_server(self.url):
                return None
            own = Path(self.url)
            beside = own.resolve().parent
            return beside / f"{own.name}.portfolio.jsonl" if os.access(beside, os.W_OK) else None
        try:
            Path(folder).mkdir(exist_ok=True)
        except OSError as error:
            raise UsageError(Text(f"--cache：{folder} 不是文件夹", f"--cache: {folder} is not a folder")) from error
        which = hashlib.sha256((self.shown if on_server(self.url) else os.path.realpath(self.url)).encode())
        return Path(folder) / f"portfolio-{which.hexdigest()[:12]}.jsonl"


def _engine(name: str, jobs: int) -> Engine:
    if name == "local":
        from graphcrm.portfolio.local import locally

        if not 1 <= jobs <= _MOST_JOBS:
            raise UsageError(
                Text("--jobs 为 1 到 {most}，不能是 {jobs}", "--jobs is a number from 1 to {most}, not {jobs}").format(
                    most=_MOST_JOBS, jobs=jobs
                )
            )
        return partial(locally, jobs=jobs)
    if name == "spark":
        from graphcrm.portfolio.spark import on_spark

        return on_spark
    hint = did_you_mean(name, ENGINES)
    known = ", ".join(ENGINES)
    raise UsageError(
        Text(f"没有计算引擎“{name}”；可用：{known}。", f"there is no engine “{name}”; there is {known}. ") + hint
    )
