"""Charts whose rows are numbered by whom they report to: 1, 1.1, 1.2, 1.2.1 in a column beside the names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, own_column, texts
from graphcrm.ingest.guessing.texts.holding import are_people
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.model.fields import shown

__all__ = ["numbered_column"]

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,8}")
_FEWEST = 3
#: What says already whom somebody reports to.
_ABOVE = frozenset({"reports_to", "parent"})


def numbered_column(headings: Sequence[str], body: Body) -> Laid | None:
    """A table of people with a column of whom they report to, by their numbers; None where any number is twice or has none above it.

    Only one stands at the top, and somebody below the second row of the chart: “1.1” and “1.2” alone are lines of an agenda.
    """
    means = [meanings_of(heading_key(h)) for h in headings]
    name = next((n for n, some in enumerate(means) if "name" in some), None)
    if name is None or len(body) < _FEWEST or any(some & _ABOVE for some in means):
        return None
    said = [[*texts(cells), *[""] * (len(headings) - len(cells))] for _, cells in body]
    for place, heading in enumerate(headings):
        numbers = [row[place].rstrip(".") for row in said]
        if place != name and _is_chart(numbers) and are_people([row[name] for row in said]):
            who = dict(zip(numbers, (row[name] for row in said), strict=True))
            column = own_column("reports to", headings)
            rows = [
                [*cells, *[""] * (len(headings) - len(cells)), who.get(number.rpartition(".")[0], "")]
                for (_, cells), number in zip(body, numbers, strict=True)
            ]
            why = Text(
                f"“{shown(heading)}”的编号说明谁向谁汇报",
                f"the numbers of “{shown(heading)}” say who reports to whom",
            )
            return Laid("numbered", why, (*headings, column), rows, [line for line, _ in body], {column: "reports_to"})
    return None


def _is_chart(numbers: Sequence[str]) -> bool:
    """Whether numbers are those of a chart with one at its top.

    >>> _is_chart(["1", "1.1", "1.2", "1.2.1"]), _is_chart(["1", "1.1", "1.1"]), _is_chart(["1", "2", "3"]), _is_chart(["1", "1.1"])
    (True, False, False, False)
    """
    if len({*numbers}) < len(numbers) or not all(map(_NUMBER.fullmatch, numbers)):
        return False
    tops = [one for one in numbers if "." not in one]
    above = all(one.rpartition(".")[0] in numbers for one in numbers if "." in one)
    return len(tops) == 1 and above and any(one.count(".") > 1 for one in numbers)
