"""Where an assessed fact comes from: which rows are assessed, a missing day of observation (E13), evidence (W01)."""

from __future__ import annotations

from collections.abc import Iterator

from graphcrm.i18n import Text
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.rules.rows import Breach, TableColumns, World
from graphcrm.model.rules.wording import fixed

__all__ = ["FILL_DAY", "assessed", "evidence", "observed"]


_ALWAYS = frozenset(k.value for k, rule in EDGE_RULES.items() if rule.assessed)
#: Levels that should rest on something dated.
_NEEDS_EVIDENCE = {
    EdgeKind.INFLUENCES: frozenset({4, 5}),
    EdgeKind.TRUSTS: frozenset({4, 5}),
    EdgeKind.STANCE: frozenset({-1, 2, 3}),
}


def assessed(rows: TableColumns) -> list[bool] | None:
    """For each row whether it is somebody's judgement and so needs provenance; None if no row of the table ever does.

    Edges of judgement always are; KNOWS with a declared level, or with an outside score that carries no date; a decision
    role with a weight; every relationship assessment, every position on a criterion, every estimate of potential.
    """
    if rows.table.name in ("assessments", "positions", "potential"):
        return [True] * len(rows)
    if rows.table.name == "roles":
        return [w is not None for w in rows["decision_weight"]]
    if rows.table.name != "edges":
        return None
    kinds = rows["kind"]
    if set(kinds) <= _ALWAYS:
        return [True] * len(rows)
    mask = [k in _ALWAYS for k in kinds]
    if rows.has("declared_level") or rows.has("external_score"):
        declared, score, day = rows["declared_level"], rows["external_score"], rows["external_date"]
        for row, kind in enumerate(kinds):
            if kind == EdgeKind.KNOWS:
                mask[row] = declared[row] is not None or (score[row] is not None and day[row] is None)
    return mask


FILL_DAY = Text(
    "请填写 observed_at（观察日期）列，或用 graphcrm import --observed-at",
    "Fill in the column observed_at, or use graphcrm import --observed-at",
)


def observed(world: World) -> Iterator[Breach]:
    """E13 for an assessed row without the day on which it was observed."""
    for rows in world.tables.values():
        if None not in rows["observed_at"]:
            continue
        mask = assessed(rows)
        if mask is None:
            continue
        missing = [row for row, (m, day) in enumerate(zip(mask, rows["observed_at"], strict=True)) if m and day is None]
        if missing:
            sentence = fixed("缺少观察日期", "the day of observation is missing")
            yield Breach("E13", rows.table.name, missing, "observed_at", sentence, lambda _row: FILL_DAY)


def evidence(world: World) -> Iterator[Breach]:
    """W01 for influence or trust of 4 and more, and for support of 2 and more or −1, without evidence."""
    bare = []
    for kind, strong in _NEEDS_EVIDENCE.items():
        levels, proofs = world.edge_columns(kind, "level", "evidence")
        rows = world.edge_rows.get(kind, ())
        bare += [
            row for row, level, proof in zip(rows, levels, proofs, strict=True) if proof is None and level in strong
        ]
    if bare:
        sentence = fixed(
            "程度≥4、支持≥2 或 −1 应写明证据（evidence 列）",
            "a level of 4 or more, or a support of −1 or of 2 and more, should name its evidence (column evidence)",
        )
        yield Breach("W01", "edges", sorted(bare), "evidence", sentence)
