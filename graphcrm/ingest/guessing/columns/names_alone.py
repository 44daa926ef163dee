"""Short lists of people of whom one column says something that nobody knows: “Name | Background”, “姓名 | 情况”; it is asked about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.heading_readings import SAME
from graphcrm.ingest.guessing.laid import ASK, Sheet, known_label
from graphcrm.ingest.guessing.texts.holding import are_people, begin_as_names
from graphcrm.ingest.guessing.texts.somebody import can_be_somebody
from graphcrm.ingest.guessing.values import Look
from graphcrm.ingest.headings import is_private

__all__ = ["names_alone"]

_COLUMNS, _NAME = 2, "name"
#: Share of the cells from which on a column holds numbers, days or links, of which lists of things are full.
_MUCH = 0.5
#: What lists of things are called, whose names sound like people's: “Blue Bird”.
_THINGS = re.compile(
    r"product|item|article|price|stock|service|system|module|brand|project|deal|task|site|plant|produkt|artikel|preis|projekt|produit|producto"
    r"|产品|商品|物料|价格|项目|系统|品牌|服务|任务|地点|设备",
    re.IGNORECASE,
)
_WHY = Text("人名旁边的一列，标题没有说明是什么", "the column beside names; its heading does not say what it holds")


def names_alone(sheet: Sheet, guesses: Sequence[Guess], looks: Sequence[Look]) -> tuple[Guess, ...]:
    """The guesses of a list of people with the only other column asked about; empty for a sheet that is none.

    Each name is somebody's, most of them have no word in common, nothing beside them is a figure, a day or a link, and nothing says
    that it is a list of things.
    """
    used = [g for g in guesses if g.heading]
    name = next((g for g in used if g.meaning == _NAME and g.sure >= SAME), None)
    if name is None or len(used) != _COLUMNS:
        return ()
    (other,) = [g for g in used if g is not name]
    look, names = looks[other.place], sheet.said(name.place)
    called = any(map(_THINGS.search, (sheet.name, *sheet.above, other.heading)))
    words = Counter(word for one in names for word in {*one.casefold().split()})
    alike = len(names) > 1 and max(words.values(), default=0) > len(names) * _MUCH
    of_things = called or alike or max(look.number, look.date, look.link) >= _MUCH or known_label(other.heading)
    of_people = len(set(names)) == len(names) and are_people(names) and begin_as_names(names)
    if other.meaning or of_things or is_private(other.heading) or not of_people or not all(map(can_be_somebody, names)):
        return ()
    return tuple(replace(g, meaning=ASK, reason=_WHY) if g is other and look.filled else g for g in guesses)
