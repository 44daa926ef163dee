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
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch
from graphcrm.portfolio.parts import Part
from graphcrm.portfolio.task import Outcome, Task, Work, code_version
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
_BROKEN = Text(
    "Spark 未能算完：{why}（执行端需要与本机相同的 Python 环境，由 PYSPARK_PYTHON 指定）；请排除原因后再运行同一命令",
    "Spark did not get to the end: {why} (its executors need the same Python environment as this one, which PYSPARK_PYTHON names); see"
    " to the cause, then run the same command again",
)
_OTHER_CODE = Text(
    "Spark 执行端的 graphcrm 与本机不是同一版本；请各处装成同一版本后重新运行",
    "the executor of Spark has another version of graphcrm; install the same one everywhere, then run again",
)
#: The line with which Python ends a traceback, and an error within a line of Java's.
_RAISED, _CAUSE = (
    re.compile(r"^[A-Za-z_][\w.]*(?:Error|Exception)\b.*$", re.MULTILINE),
    re.compile(r".*\b([\w.]+(?:Error|Exception): .+)"),
)


def on_spark(work: Work, tasks: Iterable[Task]) -> Iterator[Outcome]:
    """Outcomes as they come, each account once; the values are those of the engine on this machine.

    Raises UsageError: PySpark is not installed, Spark cannot be started, or its executors cannot compute.
    """
    session, version = _session(), code_version()
    rest, most = iter(tasks), _most_tasks(session)
    while block := list(islice(rest, min(_BLOCK, max(_AT_LEAST, 2 * most)))):
        rows = [(task.part.account, _written(task)) for task in block]
        # Spread by us: by the size of its data, Spark would put many small accounts together on one executor.
        sent = session.createDataFrame(rows, _SENT).repartition(min(len(rows), most), "account")

        def compute(group: pd.DataFrame) -> pd.DataFrame:
            import pandas as pd

            done = [_computed(work, text, version) for text in group["task"]]
            return pd.DataFrame({"account": group["account"], "outcome": done})

        # Collected, for an iterator of Spark's would run one task after another.
        try:
            rows = sent.groupBy("account").applyInPandas(compute, _BACK).collect()
        except Exception as error:
            raise UsageError(_BROKEN.format(why=_why(error))) from error
        for row in rows:
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
        raise UsageError(_NOT_STARTED.format(why=_why(error))) from error
    # Else Spark takes the python3 of the PATH, which need not be that of the environment that graphcrm is installed in.
    if not is_remote() and "PYSPARK_PYTHON" not in os.environ and session.conf.get("spark.master").startswith("local"):
        session.sparkContext.pythonExec = sys.executable
    return session


def _why(error: Exception) -> str:
    """One line of what Spark says, whose errors carry the tracebacks of Python and Java."""
    text = str(error).strip()
    if raised := _RAISED.findall(text):
        return str(raised[-1])
    cause = _CAUSE.search(text)
    return cause[1] if cause else (text.splitlines() or [type(error).__name__])[0]


def _computed(work: Work, text: str, version: str) -> str:
    """What an executor does with a task of a driver whose code has this version."""
    task = _read(text)
    if len({version, code_version()} - {""}) > 1:
        return _answered(Outcome(task.part.account, task.key, None, _OTHER_CODE))
    return _answered(work(task))


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
