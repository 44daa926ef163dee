"""Which code stands for whom: P01 for a person, O1 for an organisation, D1 for a decision, U1 for a unit."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.model.guarding import guarded

__all__ = ["CODED", "Codes", "allot"]


#: Kinds of record whose ids and names become codes, with the letter of their code. Units keep their names.
CODED: Mapping[str, str] = {"person": "P", "org": "O", "opportunity": "D", "unit": "U"}
#: Between the ids of a change (``u>v:level``), of a finding (``cooling:u1>c7``) and of a list in a cell.
_PARTS = re.compile(r"([=:>;\t])")


@dataclass(frozen=True)
class Codes:
    """Codes by id, and the records that they stand for."""

    of: Mapping[str, str]
    records: Mapping[str, Mapping[str, Any]]
    kinds: Mapping[str, str]

    def id(self, key: str) -> str:
        """The code of an id; what is none of our ids stays as it is."""
        return self.of.get(key, key)

    def within(self, text: str) -> str:
        """Ids that stand as parts of a key or a change: ``c4=0``, ``cooling:u1>c7``."""
        return "".join(self.id(part) for part in _PARTS.split(text))

    @cached_property
    def _back(self) -> Mapping[str, str]:
        return {code: key for key, code in self.of.items()}

    def real(self, text: str) -> str:
        """The id behind a code, for the audit trail."""
        return self._back.get(text, text)

    def table(self) -> str:
        """The key to the codes as CSV, for whoever may know: code, kind, id, name, English name."""
        out = io.StringIO()
        rows = csv.writer(out)
        rows.writerow(["code", "kind", "id", "name", "name_en"])
        for key, code in self.of.items():
            record = self.records[key]
            cells = (code, self.kinds[key], key, record.get("name", ""), record.get("name_en", ""))
            rows.writerow([guarded(str(cell)) for cell in cells])
        return out.getvalue()


def allot(records: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Codes:
    """Codes in the order of ids, of one width within a kind, so that whatever is sorted by id stays in its order.

    Parameters
    ----------
    records
        By kind and id, everything that was ever recorded: a day in the past has the same codes as today. An id of two kinds has
        the code of the first of `CODED`.

    >>> allot({"person": {"c2": {"name": "林"}, "c10": {"name": "钱"}}}).of
    {'c10': 'P1', 'c2': 'P2'}
    """
    every = [key for kind in CODED for key in records.get(kind, ())]
    of: dict[str, str] = {}
    kinds: dict[str, str] = {}
    known: dict[str, Mapping[str, Any]] = {}
    for kind, letter in CODED.items():
        mine = sorted(key for key in records.get(kind, ()) if key not in of)
        prefix = _free(letter, every)
        width = len(str(len(mine)))
        for n, key in enumerate(mine, 1):
            of[key], kinds[key], known[key] = f"{prefix}{n:0{width}d}", kind, records[kind][key]
    return Codes(of, known, kinds)


def _free(letter: str, ids: Sequence[str]) -> str:
    """A beginning that makes no code equal to an id of somebody else."""
    prefix = letter
    while any(re.fullmatch(rf"{prefix}\d+", key) for key in ids):
        prefix += letter
    return prefix
