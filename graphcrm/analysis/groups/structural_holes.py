"""Structural holes: whose contacts span separate circles, instead of all knowing one another (Burt 1992, 2004).

On the undirected graph a = G_U, with ``p_ij = a_ij / Σ_k a_ik`` and ``m_jq = a_jq / max_k a_jk``, over the neighbours N(i) in
either direction:

    constraint      c_i  = Σ_{j ∈ N(i)} (p_ij + Σ_{q ≠ i, j} p_iq p_qj)²
    effective size  ES_i = Σ_{j ∈ N(i)} (1 − Σ_{q ≠ i, j} p_iq m_jq)
    efficiency      ES_i / |N(i)|

The lower the constraint, the freer; somebody with one contact has c = 1 and ES = 1. NetworkX gives other numbers for a directed
graph, and not-a-number for people who move nobody, so this is code of our own; on G_U both agree.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.groups.department import department_name, departments
from graphcrm.analysis.situation import Situation, once
from graphcrm.arrays import Matrix, Vector
from graphcrm.dataclass import dataclass
from graphcrm.graph.undirected import undirected
from graphcrm.i18n import Text
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import decimal, joined, per_cent

__all__ = ["Holes", "constraint_and_size", "structural_holes"]


#: Most groups that a sentence names.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Holes:
    """One person; without contacts all measures are None.

    constraint, effective_size
        c > 0 (about 1 and more: shut in), ES in 1..degree.
    groups
        Units of the contacts, or the organisations of those without one, most contacts first.
    """

    id: str
    degree: int
    constraint: float | None
    effective_size: float | None
    groups: tuple[str, ...]

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{p}: constraint {c} (the lower the freer), effective size {es} ({eff} of {n}) …”: the efficiency is ES / degree."""
        name = snapshot.people[self.id].name
        if self.constraint is None or self.effective_size is None:
            return Text("{p} 没有已录入的联系。", "{p} has no recorded tie.").format(p=name)
        more = len(self.groups) - _NAMED
        groups = joined(department_name(snapshot, group) for group in self.groups[:_NAMED])
        if more > 0:
            groups = Text(f"{{groups}}等 {len(self.groups)} 处", f"{{groups}} and {more} more").format(groups=groups)
        return Text(
            "{p} 约束度 {c}（越低越自由），有效规模 {es}（占 {n} 个联系的 {eff}），连接 {groups}。",
            "{p}: constraint {c} (the lower the freer), effective size {es} ({eff} of {n}), in touch with {groups}.",
        ).format(
            n=self.degree,
            eff=per_cent(self.effective_size / self.degree),
            p=name,
            c=decimal(self.constraint),
            es=decimal(self.effective_size),
            groups=groups,
        )


def constraint_and_size(a: Matrix) -> tuple[Vector, Vector]:
    """Burt's constraint and effective size of everybody, shape (n,); not-a-number for people without a tie.

    Parameters
    ----------
    a : array, shape (n, n)
        Symmetric weights ≥ 0, zero diagonal.

    >>> c, size = constraint_and_size(np.array([[0.0, 1, 1], [1, 0, 0], [1, 0, 0]]))
    >>> c.tolist(), size.tolist()
    ([0.5, 1.0, 1.0], [2.0, 1.0, 1.0])
    """
    joined_to: NDArray[np.bool_] = np.greater(a, 0)
    tied = np.asarray(joined_to.any(axis=1))
    total, most = a.sum(axis=1), a.max(axis=1, initial=0.0)
    p = np.divide(a, total[:, None], out=np.zeros_like(a), where=tied[:, None])
    m = np.divide(a, most[:, None], out=np.zeros_like(a), where=tied[:, None])
    invested = np.where(joined_to, p + p @ p, 0.0)
    alike = np.where(joined_to, p @ m.T, 0.0)
    constraint = (invested**2).sum(axis=1)
    size = joined_to.sum(axis=1) - alike.sum(axis=1)
    return np.where(tied, constraint, np.nan), np.where(tied, size, np.nan)


@once
def structural_holes(situation: Situation) -> tuple[Holes, ...]:
    """Everybody of the graph, by id."""
    graph = situation.graph
    a = undirected(graph.W)
    constraint, size = constraint_and_size(a)
    found = []
    for at, person in enumerate(graph.people):
        near = [graph.people[v] for v in np.flatnonzero(a[at] > 0)]
        found.append(
            Holes(
                id=person,
                degree=len(near),
                constraint=float(constraint[at]) if near else None,
                effective_size=float(size[at]) if near else None,
                groups=departments(situation.snapshot, near),
            )
        )
    return tuple(found)
