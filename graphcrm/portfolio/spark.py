"""The engine on a cluster: Apache Spark runs the same pure function, an account a group.

The driver cuts out the accounts and sends each as a row; whichever executor gets it computes it with `applyInPandas` and sends the
record back. Accounts go in blocks, so that the driver holds no more than one of them and what is done is kept after each block.
Which cluster it is says Spark's own configuration (``spark-submit``, ``SPARK_REMOTE``, ``spark-defaults.conf``); without any it is
this machine. The executors need the same graphcrm: on this machine they run this Python, on a cluster the one of ``PYSPARK_PYTHON``.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch
from graphcrm.portfolio.parts import Part
from graphcrm.portfolio.task import Outcome, Task, Work
from graphcrm.threads import THREADS, one_thread_each

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["on_spark"]


#: Accounts that are sent together: so many for each core that none waits long for another, within these.
_AT_LEAST, _BLOCK = 256, 2048
_TASKS_A_CORE = 8
_SENT, _BACK = "account string, task string", "account string, outcome string"
_MISSING = Text(
    "--engine spark 需要 PySpark 4：pip install 'graphcrm[spark]'，并安装 Java 17 或更新版本",
    "--engine spark needs PySpark 4: pip install 'graphcrm[spark]', and Java 17 or newer",
)
_NOT_STARTED = Text(
    "Spark 未能启动：{why}（需要 Java 17 或更新版本，以及可连接的集群）",
    "Spark could not be started: {why} (it needs Java 17 or newer, and a cluster that can be reached)",
)


def on_spark(work: Work, tasks: Iterable[Task]) -> Iterator[Outcome]:
    """Outcomes as they come, each account once; the values are those of the engine on this machine.

    Raises UsageError: PySpark is not installed, or Spark cannot be started.
    """
    session = _session()
    rest, most = iter(tasks), _most_tasks(session)
    while block := list(islice(rest, min(_BLOCK, max(_AT_LEAST, 2 * most)))):
        rows = [(task.part.account, _written(task)) for task in block]
        # Spread by us: by the size of its data, Spark would put many small accounts together on one executor.
        sent = session.createDataFrame(rows, _SENT).repartition(min(len(rows), most), "account")

        def compute(group: pd.DataFrame) -> pd.DataFrame:
            import pandas as pd

            done = [_answered(work(_read(text))) for text in group["task"]]
            return pd.DataFrame({"account": group["account"], "outcome": done})

        # Collected, for an iterator of Spark's would run one task after another.
        for row in sent.groupBy("account").applyInPandas(compute, _BACK).collect():
            yield _outcome(row["outcome"])


def _most_tasks(session: Any) -> int:
    """A few for each core that there is, for every task costs its start; where that cannot be asked, as many as are configured."""
    from pyspark.sql.utils import is_remote

    if is_remote():
        return int(session.conf.get("spark.sql.shuffle.partitions"))
    return _TASKS_A_CORE * int(session.sparkContext.defaultParallelism)


def _session() -> Any:
    try:
        from pyspark.sql import SparkSession
        from pyspark.sql.utils import is_remote
    except ImportError as error:
        raise UsageError(_MISSING) from error
    builder = SparkSession.builder.appName("graphcrm portfolio")
    for name in THREADS:
        builder = builder.config(f"spark.executorEnv.{name}", "1")
    try:
        with one_thread_each():
            session = builder.getOrCreate()
    except Exception as error:  # Spark has a tree of errors of its own, py4j another
        why = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise UsageError(_NOT_STARTED.format(why=why)) from error
    # Else Spark takes the python3 of the PATH, which need not be that of the environment that graphcrm is installed in.
    if not is_remote() and "PYSPARK_PYTHON" not in os.environ and session.conf.get("spark.master").startswith("local"):
        session.sparkContext.pythonExec = sys.executable
    return session


def _written(task: Task) -> str:
    batches = {kind: dataclasses.astuple(batch) for kind, batch in task.part.batches.items()}
    return json.dumps([task.key, task.part.account, batches])


def _read(text: str) -> Task:
    key, account, batches = json.loads(text)
    return Task(key, Part(account, {kind: Batch(*columns) for kind, columns in batches.items()}))


def _answered(outcome: Outcome) -> str:
    failure = outcome.failure and [outcome.failure.zh, outcome.failure.en]
    return json.dumps([outcome.account, outcome.key, outcome.record, failure])


def _outcome(text: str) -> Outcome:
    account, key, record, failure = json.loads(text)
    return Outcome(account, key, record, Text(*failure) if failure else None)
