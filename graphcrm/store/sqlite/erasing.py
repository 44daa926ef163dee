"""The one exception to append-only: rewrite or drop versions, and re-seal what they were part of.

Afterwards no removed text may be left anywhere in the file or its write-ahead log: pages are overwritten as they are freed
(``secure_delete``), the file is rebuilt, and the log is emptied.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from graphcrm.errors import StoreBusy
from graphcrm.i18n import Text
from graphcrm.model.facts import Version, canonical
from graphcrm.store.base import AuditEntry
from graphcrm.store.chains import Link, link_sha256, storable
from graphcrm.store.sealing import Chunk, RowsHash, row_checksum
from graphcrm.store.sqlite.chain import append_audit
from graphcrm.store.sqlite.connection import MESSAGE_AFTER, Database
from graphcrm.store.sqlite.schema import Schema
from graphcrm.store.sqlite.seal import Seal, read_seal, write_scopes, write_seal
from graphcrm.store.sqlite.state import State, read_state, verified_chunks
from graphcrm.store.totals import Scope
from graphcrm.store.versions import versions_of

__all__ = ["Rewrite", "erase"]

Rewrite = Callable[[Version], Mapping[str, object] | None]

_READERS = Text(
    "记录已删除,但另一个进程仍在读取 {path},旧内容暂留在日志中;请在它结束后再运行一次同一命令",
    "the records are erased, but another process still reads {path}, so old content remains in its log;"
    " run the same command again when it has finished",
)


def erase(db: Database, schema: Schema, rewrite: Rewrite, entry: AuditEntry) -> int:
    """Rewrite or drop versions and scrub the file; returns how many versions were touched.

    If scrubbing was interrupted, doing the same again completes it.

    Raises
    ------
    StoreBusy
        Another process keeps reading, so the log cannot be emptied.
    """
    with db.writing():
        state = read_state(db, schema)
        altered = _decide(db, state, rewrite)
        seal = _reseal(db, state, altered) if altered else state.seal
        write_seal(db, append_audit(db, seal, entry), settled=False)
    db.patiently("VACUUM")
    with db.writing():
        write_seal(db, read_seal(db))
    _empty_log(db)
    return len(altered)


def _decide(db: Database, state: State, rewrite: Rewrite) -> dict[int, tuple[Version, str | None]]:
    """What is to become of which version: new properties as text, or None for a version that goes."""
    altered: dict[int, tuple[Version, str | None]] = {}
    undone = state.undone

    def decide(chunk: Chunk) -> None:
        for version, before in zip(versions_of(chunk, undone), chunk.props, strict=True):
            after = rewrite(version)
            text = None if after is None else storable(canonical(after))
            if text != before:
                altered[version.sequence] = (version, text)

    verified_chunks(db, state, decide)
    return altered


def _reseal(db: Database, state: State, altered: Mapping[int, tuple[Version, str | None]]) -> Seal:
    """Write the alterations, then recompute totals, the digests of the changes concerned and the chain from there on."""
    for sequence, (v, props) in altered.items():
        if props is None:
            db.execute("DELETE FROM versions WHERE sequence = ?", (sequence,))
            continue
        _, checksum = row_checksum(sequence, v.change, v.kind, v.key, v.valid_from, v.valid_to, v.observed_at, props)
        db.execute("UPDATE versions SET props = ?, checksum = ? WHERE sequence = ?", (props, checksum, sequence))
    kinds = {version.kind for version, _ in altered.values()}
    scopes = {**state.scopes, **_totals(db, state, kinds)}
    seal = write_scopes(db, scopes, kinds, state.seal)
    return _relink(db, state, {version.change for version, _ in altered.values()}, seal)


def _totals(db: Database, state: State, kinds: set[str]) -> dict[str, Scope]:
    found = {}
    for kind in kinds:
        rows, total = db.execute(
            "SELECT count(*), coalesce(sum(checksum), 0) FROM versions WHERE kind = ?", (kind,)
        ).fetchone()
        found[kind] = replace(state.scopes[kind], rows=rows, total=total)
    return found


def _relink(db: Database, state: State, changes: set[int], seal: Seal) -> Seal:
    previous = ""
    for link in state.links:
        if link.number in changes:
            link = _redigested(db, link)
        sha256 = link_sha256(previous, link)
        if sha256 != link.sha256:
            db.execute(
                "UPDATE changes SET rows = ?, rows_sha256 = ?, sha256 = ? WHERE number = ?",
                (link.rows, link.rows_sha256, sha256, link.number),
            )
        previous = sha256
    return replace(seal, change_sha256=previous)


def _redigested(db: Database, link: Link) -> Link:
    digest, rows = RowsHash(), 0
    cursor = db.execute(
        "SELECT sequence, change, kind, key, valid_from, valid_to, observed_at, props FROM versions"
        " WHERE change = ? ORDER BY sequence",
        (link.number,),
    )
    for row in cursor:
        digest.add([row_checksum(*row)[0]])
        rows += 1
    return replace(link, rows=rows, rows_sha256=digest.hexdigest())


def _empty_log(db: Database) -> None:
    began, told = time.monotonic(), False
    while db.patiently("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
        waited = time.monotonic() - began
        if waited >= db.patience:
            raise StoreBusy(_READERS.format(path=db.path))
        if waited >= MESSAGE_AFTER and not told and db.on_wait is not None:
            told = True
            db.on_wait()
        time.sleep(0.05)
