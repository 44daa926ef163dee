"""Versions that are there already are altered: all of them for a reader, or none, however many they are.

An erasure may touch every version of a workspace, which is more than the server's memory holds in one transaction. So it goes
in slices, with one moment at which it happens:

1. *Ahead*: every version concerned is given its new content beside the old one: `altered` (the erasure's token), `after`,
   `after_checksum` and `after_key`, or `altered` alone if it is to go; every change its new place in the chain: `altered`, `after_rows`,
   `after_rows_sha256`, `after_sha256`. Nobody looks at those yet.
2. *The turn*, one small transaction: the new totals, the end of the chain, the audit entry, and the token on the workspace's
   node as `settling`. From now on readers take what is new of versions and changes that bear this token, and the old of others.
3. *Settling*: the new content takes the place of the old, the browsable graph is drawn anew, the token is taken away.

A writer killed before the turn has altered nothing; the next one takes the marks away. After the turn the alteration is what
everybody reads, and the next writer completes it: all it needs stands in the database. No reader ever waits. One that reads
across the turn finds totals that do not fit and reads again (:func:`graphcrm.store.neo4j.state.steadily`); so that it goes on
trying as long as versions settle, every slice gives the workspace a new `mark`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any, LiteralString

from graphcrm.store.change_chain import Link
from graphcrm.store.neo4j.connection import Run
from graphcrm.store.neo4j.slicing import Step, as_work, task_of, through

__all__ = ["begin", "finish", "forget", "settle", "turn", "write_ahead"]


#: Versions altered by one transaction.
SLICE = 5_000

_BEGIN = "MATCH (w:Graphcrm {root: $workspace}) SET w.altering = $token, w.altered_kinds = $kinds"
_AHEAD = """
UNWIND $rows AS row
MATCH (v:Graphcrm {workspace: $workspace}) WHERE v.kind = row[0] AND v.sequence = row[1]
SET v.altered = $token, v.after = row[2], v.after_checksum = row[3], v.after_key = row[4]
"""
_LINKS_AHEAD = """
UNWIND $rows AS row
MATCH (c:Graphcrm {workspace: $workspace}) WHERE c.number = row[0]
SET c.altered = $token, c.after_rows = row[1], c.after_rows_sha256 = row[2], c.after_sha256 = row[3]
"""
_TURN = "MATCH (w:Graphcrm {root: $workspace}) SET w.settling = w.altering"
_REWRITE = """
MATCH (v:Graphcrm {workspace: $workspace}) WHERE v.kind = $kind AND v.sequence > $beyond
  AND v.altered = $token AND v.after IS NOT NULL
WITH v ORDER BY v.workspace, v.kind, v.sequence LIMIT $limit
SET v.props = v.after, v.checksum = v.after_checksum, v.key = coalesce(v.after_key, v.key)
REMOVE v.altered, v.after, v.after_checksum, v.after_key
RETURN count(*), max(v.sequence)
"""
_DROP = """
MATCH (v:Graphcrm {workspace: $workspace}) WHERE v.kind = $kind AND v.sequence > $beyond
  AND v.altered = $token AND v.after IS NULL
WITH v, v.sequence AS sequence ORDER BY v.workspace, v.kind, v.sequence LIMIT $limit
DELETE v
RETURN count(*), max(sequence)
"""
_FORGET = """
MATCH (v:Graphcrm {workspace: $workspace}) WHERE v.kind = $kind AND v.sequence > $beyond AND v.altered = $token
WITH v ORDER BY v.workspace, v.kind, v.sequence LIMIT $limit
REMOVE v.altered, v.after, v.after_checksum, v.after_key
RETURN count(*), max(v.sequence)
"""
_RELINK = """
MATCH (c:Graphcrm {workspace: $workspace}) WHERE c.number > $beyond AND c.altered = $token
WITH c ORDER BY c.workspace, c.number LIMIT $limit
SET c.rows = c.after_rows, c.rows_sha256 = c.after_rows_sha256, c.sha256 = c.after_sha256
REMOVE c.altered, c.after_rows, c.after_rows_sha256, c.after_sha256
RETURN count(*), max(c.number)
"""
_FORGET_LINKS = """
MATCH (c:Graphcrm {workspace: $workspace}) WHERE c.number > $beyond AND c.altered = $token
WITH c ORDER BY c.workspace, c.number LIMIT $limit
REMOVE c.altered, c.after_rows, c.after_rows_sha256, c.after_sha256
RETURN count(*), max(c.number)
"""
_MARK = "MATCH (w:Graphcrm {root: $workspace}) SET w.mark = $mark"
_FINISH = "MATCH (w:Graphcrm {root: $workspace}) REMOVE w.altering, w.altered_kinds, w.settling"


def begin(step: Step, workspace: str, token: str, kinds: Iterable[str]) -> None:
    """Say on the workspace's node that versions of these kinds are about to be altered."""
    step(lambda run, _: run(_BEGIN, workspace=workspace, token=token, kinds=sorted(kinds)))


def write_ahead(step: Step, workspace: str, token: str, rows: Sequence[Sequence[Any]], links: Sequence[Link]) -> None:
    """Write what is new beside the old.

    Parameters
    ----------
    rows
        Of every version concerned its kind, sequence, properties as text and checksum, both None for one that goes, and key.
    links
        The changes whose place in the chain is another.
    """
    rewritten = [[link.number, link.rows, link.rows_sha256, link.sha256] for link in links]
    for statement, everything in ((_AHEAD, rows), (_LINKS_AHEAD, rewritten)):
        for start in range(0, len(everything), SLICE):
            parameters = {"workspace": workspace, "token": token, "rows": everything[start : start + SLICE]}
            step(as_work(task_of(statement, **parameters)))


def turn(run: Run, workspace: str) -> None:
    """Make what was written ahead count; the transaction has to bring the totals and the chain that go with it."""
    run(_TURN, workspace=workspace)


def settle(step: Step, workspace: str, token: str, kinds: Iterable[str]) -> None:
    """Put the new content in the place of the old; begun anew as often as need be."""
    _passes(step, (_REWRITE, _DROP), _RELINK, workspace, token, kinds)


def forget(step: Step, workspace: str, token: str, kinds: Iterable[str]) -> None:
    """Take away what was written ahead for an alteration that never came to be."""
    _passes(step, (_FORGET,), _FORGET_LINKS, workspace, token, kinds)


def finish(step: Step, workspace: str) -> None:
    """Say on the workspace's node that nothing is being altered any more."""
    step(lambda run, _: run(_FINISH, workspace=workspace))


def _passes(
    step: Step,
    of_versions: Sequence[LiteralString],
    of_changes: LiteralString,
    workspace: str,
    token: str,
    kinds: Iterable[str],
) -> None:
    """Each statement from one end to the other: those of versions for every kind."""

    def mark(run: Run, _: object) -> None:
        run(_MARK, workspace=workspace, mark=secrets.token_hex(8))

    passes = [(statement, {"kind": kind}) for statement in of_versions for kind in sorted(kinds)]
    for statement, further in (*passes, (of_changes, {})):
        parameters = {"workspace": workspace, "token": token, **further}
        for _ in through(step, statement, 0, limit=SLICE, too=mark, **parameters):
            pass
