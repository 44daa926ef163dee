"""What posts and units are called on a map, so that readers of either language can read it.

The recorded English form goes first. Where there is none, and the recorded one is in the other script, a word that is recorded in both
languages stands before it: the function, else the grade. Nothing is translated.
"""

from __future__ import annotations

from graphcrm.analysis.situation import Situation
from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.model.choices import Function
from graphcrm.model.records import Person, Unit
from graphcrm.rendering.width import width

__all__ = ["post_of", "unit_of"]


#: Columns of a title on a card.
_CARD = 40

#: What stands before the title of one person; lanes are called by the same words in the plural.
_GRADES = {
    5: Text("股东与董事会", "Board"),
    4: Text("高层管理", "C-suite"),
    3: Text("部门负责人", "Department head"),
    2: Text("科室与项目主管", "Manager"),
    1: Text("业务操作", "Staff"),
}


def post_of(s: Situation, who: Person) -> Text:
    """The title of a person; empty where none is recorded. An open seat is called by its post, which stays as it is."""
    if not who.title or s.snapshot.is_seat(who.id):
        return Text(str(who.title), who.title_en or str(who.title))
    unit = s.snapshot.units.get(who.unit or "")
    function = _function(who.function or (unit.function if unit else None))
    return _readable(str(who.title), who.title_en, function or _GRADES.get(who.grade or 0))


def unit_of(unit: Unit | None) -> Text:
    """The name of a unit; empty without one."""
    return Text("", "") if unit is None else _readable(str(unit.name), unit.name_en, _function(unit.function))


def _function(code: str | None) -> Text | None:
    if not code or code == Function.OTHER.value:
        return None
    label = Function(code).label
    return Text(label.zh, label.en[0].upper() + label.en[1:])


def _readable(name: str, english: str, beside: Text | None) -> Text:
    """
    >>> _readable("财务总监", "", Text("财务", "Finance"))
    Text(zh='财务总监', en='Finance · 财务总监')
    >>> _readable("Head of Group IT", "", Text("技术/IT", "IT"))
    Text(zh='技术/IT · Head of Group IT', en='Head of Group IT')
    >>> _readable("CFO", "", Text("财务", "Finance")), _readable("财务部", "Finance Office", Text("财务", "Finance"))
    (Text(zh='CFO', en='CFO'), Text(zh='财务部', en='Finance Office'))
    """
    if english or beside is None:
        return Text(name, english or name)
    if HAN.search(name) is not None:
        return Text(name, f"{beside.en} · {name}")
    said = f"{beside.zh} · {name}"
    # Abbreviations such as CFO and IT are read everywhere; what a card would have to cut is better whole.
    return Text(name if name == name.upper() or width(said) > _CARD else said, name)
